/* SPDX-License-Identifier: Apache-2.0 */
/* Falco's rules and settings in the input, whatever they are wrapped in. */
#ifndef AGENTLINT_FALCO_H
#define AGENTLINT_FALCO_H

#include <agentlint/nearest.h>
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

/* Calls VISIT with each item of each of those files. */
void falco_each_item(struct pass *pass,
	void (*visit)(struct pass *pass, const struct falco_file *file,
		const struct node *item));

/* Whether one of those files, or SHIPPED (ends with NULL; or NULL), has NAME
 * as a list, macro or rule; what only amends a rule does not have it. NEAREST
 * is offered the others of that KIND. */
bool falco_is_defined(struct pass *pass, enum falco_item kind, struct str name,
	const char *const *shipped, struct nearest *nearest);

/* Whether TEXT may be a rules file: most texts of ConfigMaps are something
 * else, and not worth parsing. */
bool falco_may_be_rules(struct str text);

/* Whether OBJECT installs Falco's chart: a HelmRelease of Flux, an Application
 * of Argo CD, a HelmChart of k3s, a kustomization with helmCharts. *VERSION is
 * the chart's, or NULL. A chart that is named by reference is looked for in
 * the input. */
bool falco_is_release(const struct object *object, const struct node **version);

/* Values for Falco's Helm chart. */
struct falco_values {
	const struct object *object;  /* that holds them */
	const struct object *release; /* that they are for; or OBJECT */
	const struct node *values;    /* a mapping */
	const struct node *version;   /* of the chart, or NULL */
	bool is_file;                 /* nobody says by which release */
	const struct falco_values *next;
};

/* The first of those in the graph: of releases, of the ConfigMaps that a
 * release takes values from, and files of values; or NULL. Those of one
 * release stand side by side. */
const struct falco_values *falco_values(struct pass *pass);

/* The major version of the chart; 0 when VERSION does not tell. */
unsigned falco_chart_major(const struct node *version);

/* What is at PATH in the values of the release that VALUES are the first of;
 * or NULL. */
const struct node *falco_release_value(
	const struct falco_values *values, const char *path);

/* The first values of the next release, or NULL. */
const struct falco_values *falco_next_release(
	const struct falco_values *values);

/* The rules that Falco's own files hold, and whether the file is loaded
 * unless it is asked for (falcosecurity/rules). */
enum falco_maturity {
	FALCO_UNKNOWN,    /* no rule of Falco's files */
	FALCO_STABLE,     /* of the file that is always loaded */
	FALCO_INCUBATING, /* of falco-incubating_rules.yaml */
	FALCO_SANDBOX,    /* of falco-sandbox_rules.yaml */
};
struct falco_shipped {
	const char *name;
	enum falco_maturity maturity;
};

/* Ends with a NULL name. */
extern const struct falco_shipped falco_shipped_rules[];

/* Whether anything in the graph speaks of the file that holds rules of that
 * MATURITY: values, a Rulesfile, a ConfigMap. */
bool falco_loads(struct pass *pass, enum falco_maturity maturity);

/* What keeps CONDITION from being parsed, as a phrase: parentheses or quotes
 * that do not match, an operator without its right side; or NULL. */
const char *falco_condition_problem(struct str condition);

/* Takes the next name of a macro off CONDITION: a word that is no operator,
 * no field, no value of a comparison and in no list. False at its end. */
bool falco_next_macro(struct str *condition, struct str *name);

/* The same for the next word in parentheses behind a comparison: the name of a
 * list, or a value; what is quoted is no name. *INSIDE is false at first, and
 * kept from call to call. */
bool falco_next_list(struct str *condition, bool *inside, struct str *name);

#endif
