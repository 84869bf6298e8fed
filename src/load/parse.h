/* SPDX-License-Identifier: Apache-2.0 */
/* The text of a source as trees of nodes, one per document. */
#ifndef LOAD_PARSE_H
#define LOAD_PARSE_H

#include "load/source.h"

/* The named budgets that hold unless an option raises them. */
extern const struct limits limits_default;

/* Parses the source's text into its documents. A document that is no YAML
 * becomes one problem at its place; those before and behind it are kept. */
void parse_source(struct source *source, const struct limits *limits);

#endif
