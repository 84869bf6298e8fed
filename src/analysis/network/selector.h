/* SPDX-License-Identifier: Apache-2.0 */
/* Label selectors, whatever dialect they were written in. */
#ifndef ANALYSIS_NETWORK_SELECTOR_H
#define ANALYSIS_NETWORK_SELECTOR_H

#include <agentlint/node.h>

#include "base/arena.h"

enum selector_operator {
	OPERATOR_IN,
	OPERATOR_NOT_IN,
	OPERATOR_EXISTS,
	OPERATOR_NOT_EXISTS,
	OPERATOR_INVALID, /* matches nothing, as the server refuses it */
	OPERATOR_UNKNOWN, /* not known before something is filled in */
};

struct requirement {
	struct str key;
	enum selector_operator op;
	const struct str *values; /* of IN and NOT_IN */
	size_t value_count;
	bool open; /* some value is filled in later */
};

/* All requirements hold; none at all matches everything. */
struct selector {
	const struct requirement *requirements;
	size_t count;
};

/* Reads a LabelSelector (meta/v1): matchLabels and matchExpressions. An
 * absent, null or empty one has no requirement. */
struct selector selector_parse(
	struct arena *arena, const struct node *selector);

/* The selector of one label that has one value. */
struct selector selector_of(
	struct arena *arena, struct str key, struct str value);

#endif
