/* SPDX-License-Identifier: Apache-2.0 */
/* One input file: its text, its documents, and what was wrong with it. */
#ifndef LOAD_SOURCE_H
#define LOAD_SOURCE_H

#include <agentlint/node.h>
#include <agentlint/problem.h>

#include "base/arena.h"
#include "base/error.h"
#include "load/lines.h"

/* An alias, by its place, and what it names. */
struct alias {
	struct mark start;
	const struct node *anchor;
};

/* One tree and what its nodes have in common. */
struct document {
	struct node root;
	const struct source *source;
	const struct alias *aliases; /* in the order of their places */
	size_t alias_count;
};

/* What one file may cost; hitting a limit is a problem with its place, and
 * the document that hit it is lost. */
struct limits {
	size_t bytes;       /* of one file */
	size_t depth;       /* of nested collections */
	size_t alias_nodes; /* that aliases of one file expand to */
	size_t events;      /* of one file */
};

struct source {
	struct str path;    /* as shown: "deploy/agent.yaml", "<stdin>" */
	struct str text;    /* UTF-8 without BOM; invalid bytes replaced */
	struct arena arena; /* of everything below */
	const struct node **documents; /* roots, in the order of the file;
					  each begins a struct document */
	size_t document_count;
	size_t document_capacity;
	struct limits limits;     /* that it was parsed with */
	struct problem *problems; /* in the order of the file */
	size_t problem_count;
	size_t problem_capacity;
	size_t *checkpoints; /* byte offsets of every 16th line's start */
	size_t checkpoint_count;
	bool utf16;   /* what the file is; the text never is */
	bool ascii;   /* a character is a byte */
	bool lf_only; /* a line ends at '\n' and nowhere else */
	enum source_role {
		SOURCE_MANIFESTS,
		SOURCE_TEMPLATE,  /* of a Helm chart, not rendered */
		SOURCE_PATCH,     /* named as a patch by a kustomization */
		SOURCE_UNREADABLE /* error says why */
	} role;
	struct error error;
	bool named;                /* given itself, not found in a folder */
	bool piped;                /* standard input: there is no file */
	bool context;              /* there for the others, never reported */
	const struct lines *lines; /* that have changed; NULL: not asked */
	const struct source *same; /* that it was taken from: places in it are
				      places in that one; or NULL */
	struct str note; /* for -v: why it was not judged; may be empty */
};

/* Whether an alias stands anywhere in the document of NODE. */
bool node_has_aliases(const struct node *node);

/* Says where the key of NODE stands. */
void node_set_key_span(struct node *node, struct span span);

/* Takes BYTES as the text of a source shown as PATH: UTF-8 with or without a
 * BOM, or UTF-16 with one. What is no text (invalid UTF-8 or UTF-16, control
 * characters that YAML forbids) is replaced by U+FFFD and is a problem with its
 * place.
 * The bytes must live as long as the source. */
void source_set_text(struct source *source, struct str path, struct str bytes);

/* Whether the text has line breaks that are neither "\n" nor "\r\n". */
bool source_has_other_breaks(const struct source *source);

/* Whether what is wrong with the file as a file is the user's concern: it is no
 * mere context, and not as it was before. */
bool source_is_reported(const struct source *source);

/* Adds a problem to the source. */
void source_add_problem(struct source *source, struct problem problem);

/* Whether a document of the source could not be read to its end. */
bool source_is_broken(const struct source *source);

/* Line NUMBER (1-based) of the source without its break; empty past the end. */
struct str source_line(const struct source *source, uint32_t number);

/* The byte offset in its line at which COLUMN (1-based, code points) starts;
 * the line's length when the line is shorter. */
size_t source_column_offset(struct str line, uint32_t column);

/* The byte offset of MARK in the source's text. */
size_t source_offset(const struct source *source, struct mark mark);

/* Negative, 0 or positive as A starts before, with or after B: by path, line
 * and column. A place without a source comes first. */
int place_compare(struct place a, struct place b);

/* The mark of the byte at END of the source's text, when that of START, which
 * does not lie behind it, is MARK. */
struct mark source_advance(const struct source *source, struct mark mark,
	size_t start, size_t end);

/* Whether nothing of a document stands on LINE: it is blank, a comment, a
 * directive, or a document's marker alone. */
bool source_line_is_outside(struct str line);

#endif
