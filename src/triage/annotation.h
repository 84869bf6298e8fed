/* SPDX-License-Identifier: Apache-2.0 */
/* Annotations that excuse, for manifests that a program writes:
 * "agentlint.dev/ignore: rule, rule" and "agentlint.dev/ignore.<rule>: reason"
 * on an object, or on a pod template for its pod alone. */
#ifndef TRIAGE_ANNOTATION_H
#define TRIAGE_ANNOTATION_H

#include <agentlint/graph.h>

#include "triage/suppression.h"

/* Adds those of all objects and pod templates of GRAPH. */
void annotations_read(
	struct suppressions *suppressions, const struct graph *graph);

#endif
