/* SPDX-License-Identifier: Apache-2.0 */
/* One input file: its text, its documents, and what was wrong with it. */
#ifndef LOAD_SOURCE_H
#define LOAD_SOURCE_H

#include <agentlint/node.h>
#include <agentlint/rule.h>

#include "base/arena.h"
#include "base/error.h"

struct source {
	struct str path;    /* as shown: "deploy/agent.yaml", "<stdin>" */
	struct str text;    /* UTF-8 without BOM; invalid bytes replaced */
	struct arena arena; /* of everything below */
	const struct node **documents; /* roots, in the order of the file */
	size_t document_count;
	struct problem *problems; /* in the order of the file */
	size_t problem_count;
	struct str *lines; /* views of text, without line breaks */
	size_t line_count;
	enum source_role {
		SOURCE_MANIFESTS,
		SOURCE_TEMPLATE,  /* of a Helm chart, not rendered */
		SOURCE_PATCH,     /* named as a patch by a kustomization */
		SOURCE_UNREADABLE /* error says why */
	} role;
	struct error error;
	struct str note; /* for -v: why it was not judged; may be empty */
};

/* Line NUMBER (1-based) of the source without its break; empty past the end. */
struct str source_line(const struct source *source, uint32_t number);

/* The byte offset in its line at which COLUMN (1-based, code points) starts;
 * the line's length when the line is shorter. */
size_t source_column_offset(struct str line, uint32_t column);

/* The byte offset of MARK in the source's text. */
size_t source_offset(const struct source *source, struct mark mark);

#endif
