/* SPDX-License-Identifier: Apache-2.0 */
/* What of the documentation is written from the program's own tables. Not
 * part of the program: the target "docs" runs it. */
#ifndef DOCS_PAGE_H
#define DOCS_PAGE_H

#include <stdio.h>

#include <agentlint/str.h>

struct page {
	const char *path; /* from the top of the tree */
	/* The part between a line with "begin generated NAME" and one with
	 * "end generated NAME"; NULL: the whole file. */
	const char *name;
	void (*print)(FILE *out);
};

/* Ends with a NULL path. */
extern const struct page pages[];

/* Prints OLD, the file's text, with the page's part renewed; false when its
 * two lines are not in OLD. */
bool page_print(FILE *out, const struct page *page, struct str old);

/* agentlint(1): the options; the formats. */
void print_options(FILE *out);
void print_formats(FILE *out);

/* agentlint.yaml(5): the keys; its JSON Schema. */
void print_config_keys(FILE *out);
void print_config_schema(FILE *out);

/* agentlint-rules(7): every rule; what none says. README.md: the table of
 * rules. */
void print_rule_pages(FILE *out);
void print_left_out(FILE *out);
void print_rule_table(FILE *out);

/* README.md: a run, from the top of the tree. */
void print_excerpt(FILE *out);

/* README.md: the Job that lints a fleet; a rule to begin from; from the top of
 * the tree. */
void print_fleet_job(FILE *out);
void print_model_rule(FILE *out);

#endif
