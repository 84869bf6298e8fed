/* SPDX-License-Identifier: Apache-2.0 */
/* Falco's rules and settings in the input, whatever they are wrapped in. */
#ifndef AGENTLINT_FALCO_H
#define AGENTLINT_FALCO_H

#include <agentlint/rule.h>

/* What an item of a rules file is: decided by the first of these keys that it
 * has (userspace/engine/rule_loader_reader.cpp). */
enum falco_item {
	FALCO_ENGINE_VERSION,
	FALCO_PLUGIN_VERSIONS,
	FALCO_LIST,
	FALCO_MACRO,
	FALCO_RULE,
	FALCO_OTHER, /* none of them: ignored with a warning */
};
enum falco_item falco_item(const struct node *item);

/* "list", "macro", "rule"; NULL for the others. */
const char *falco_item_key(enum falco_item kind);

/* Whether the item amends one that is defined elsewhere: append, override, or
 * a rule of nothing but enabled. */
bool falco_item_amends(const struct node *item);

struct falco_file {
	const struct object *object; /* the file, or what holds it */
	const struct node *root;     /* a sequence of items */
	const struct falco_file *next;
};

/* The first of the rules files in the graph that PASS judges: documents of
 * their own, values of ConfigMaps, the operator's Rulesfile, customRules of
 * the chart's values; or NULL. */
const struct falco_file *falco_files(struct pass *pass);

/* Values for Falco's Helm chart. */
struct falco_values {
	const struct object *object;
	const struct node *values;  /* a mapping */
	const struct node *version; /* of the chart, or NULL */
	bool is_file;               /* nobody says by which release */
	const struct falco_values *next;
};

/* The first of those in the graph: of Flux's HelmRelease, Argo CD's
 * Application, k3s' HelmChart, and files of values; or NULL. */
const struct falco_values *falco_values(struct pass *pass);

/* What keeps CONDITION from being parsed, as a phrase: parentheses or quotes
 * that do not match, an operator without its right side; or NULL. */
const char *falco_condition_problem(struct str condition);

/* Takes the next name of a macro off CONDITION: a word that is no operator,
 * no field, no value of a comparison and in no list. False at its end. */
bool falco_next_macro(struct str *condition, struct str *name);

#endif
