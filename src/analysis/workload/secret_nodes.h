/* SPDX-License-Identifier: Apache-2.0 */
/* The values of a document that no output may show. */
#ifndef ANALYSIS_WORKLOAD_SECRET_NODES_H
#define ANALYSIS_WORKLOAD_SECRET_NODES_H

#include <agentlint/node.h>

/* What is called, with its context, as a document is walked. */
struct secret_visitor {
	void (*found)(void *context, const struct node *node);
	void (*found_key)(void *context, const struct node *node);
	/* Whether the mapping or sequence NODE is to be looked into; NULL: all
	 * are. */
	bool (*wanted)(void *context, const struct node *node);
	void *context;
};

/* Calls .found for each scalar below ROOT that is, or may be, a credential:
 * what a Secret holds, wherever the Secret stands; the value of a telling name
 * ({name: X_TOKEN, value: ...}, X_TOKEN: ..., --token ...); and every text with
 * the shape of a key in it. Stand-ins under a telling name are among them,
 * placeholders are not. Calls .found_key for nodes whose key has the shape of
 * one. */
void secret_nodes_each(
	const struct node *root, const struct secret_visitor *visitor);

/* The same for a line of a file that could not be parsed: the first part that
 * may be a credential; empty when there is none. */
struct str secret_in_line(struct str line);

#endif
