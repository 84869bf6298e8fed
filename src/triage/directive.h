/* SPDX-License-Identifier: Apache-2.0 */
/* Comments that excuse: "# agentlint: ignore[rule, rule] reason" for what they
 * stand beside or above, "ignore-file[...]" at the top for the whole file. */
#ifndef TRIAGE_DIRECTIVE_H
#define TRIAGE_DIRECTIVE_H

#include "load/source.h"
#include "triage/suppression.h"

/* Adds those of SOURCE. A comment for agentlint that is neither, nor meant to
 * be one, says nothing. */
void directives_read(
	struct suppressions *suppressions, const struct source *source);

#endif
