/* SPDX-License-Identifier: Apache-2.0 */
/* The text of a source as trees of nodes, one per document. */
#ifndef LOAD_PARSE_H
#define LOAD_PARSE_H

#include "load/source.h"

/* What one file may cost; hitting a limit is a problem with its place, and
 * the document that hit it is lost. */
struct limits {
	size_t bytes;       /* of one file */
	size_t depth;       /* of nested collections */
	size_t alias_nodes; /* that aliases of one file expand to */
	size_t events;      /* of one file */
};

/* The named budgets that hold unless an option raises them. */
extern const struct limits limits_default;

/* Parses the source's text into its documents. A document that is no YAML
 * becomes one problem at its place; those before and behind it are kept. */
void parse_source(struct source *source, const struct limits *limits);

#endif
