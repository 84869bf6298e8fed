/* SPDX-License-Identifier: Apache-2.0 */
/* Label selectors as `kubectl -l` takes them. */
#ifndef GRAPH_LABEL_QUERY_H
#define GRAPH_LABEL_QUERY_H

#include <agentlint/node.h>
#include <agentlint/settings.h>

#include "base/arena.h"

enum label_operator {
	LABEL_IN,     /* key=a, key==a, key in (a,b) */
	LABEL_NOT_IN, /* key!=a, key notin (a,b): also without the key */
	LABEL_EXISTS, /* key */
	LABEL_ABSENT, /* !key */
};

struct label_requirement {
	struct str key;
	enum label_operator op;
	struct str_list values;
};

struct label_query {
	struct label_requirement *items; /* all must hold */
	size_t count;
};

/* Reads requirements joined by commas (apimachinery labels.Parse); false when
 * TEXT is none. An empty TEXT has none, and matches everything. */
bool label_query_parse(
	struct label_query *query, struct arena *arena, struct str text);

/* Whether the mapping LABELS (NULL: no labels) has what QUERY wants. */
bool label_query_matches(
	const struct label_query *query, const struct node *labels);

#endif
