/* SPDX-License-Identifier: Apache-2.0 */
/* What Kubernetes takes a plain scalar for (goyaml.v2/resolve.go). */
#ifndef LOAD_SCALAR_H
#define LOAD_SCALAR_H

#include <agentlint/node.h>

/* The type of a plain scalar without a tag. */
enum value_type scalar_type(struct str text);

/* Whether a text of type VALUE_BOOL means true. */
bool scalar_is_true(struct str text);

/* Stores the value of a text of type VALUE_INT; false when it does not fit. */
bool scalar_int(struct str text, int64_t *value);

#endif
