/* SPDX-License-Identifier: Apache-2.0 */
/* How the value of an option gets into struct options: one function for each
 * way, which flags.c names in its table. All are as struct flag's store. */
#ifndef CLI_STORE_H
#define CLI_STORE_H

#include "cli/flag.h"

/* The state of one parse of a command line. */
struct parse {
	struct options *options;
	struct arena *arena;
	struct str *paths;      /* room for every argument */
	struct output *outputs; /* room for every argument */
	const char *early_path; /* of an -o before any -f, or NULL */
	bool min_severity_given;
	bool done; /* --help: nothing else counts */
};

#define STORE(name_) \
	bool name_(struct parse *parse, const struct flag *flag, \
		const char *text, struct error *error)

STORE(store_true);         /* bool */
STORE(store_text);         /* const char * */
STORE(store_number);       /* size_t, at most flag->limit */
STORE(store_bytes);        /* size_t, with K, M or G behind it */
STORE(store_choice);       /* an enum in the order of flag->choices */
STORE(store_min_severity); /* the same; remembers that it was given */
STORE(store_namespace);    /* struct str, a DNS label */
STORE(store_shard);        /* struct shard; I/N, I to N, 0 being N */
STORE(store_rules);        /* struct str_list; ids, modules, commas */
STORE(store_more);         /* struct str_list; one more each time */
STORE(store_format);       /* opens an output */
STORE(store_output);       /* names the file of the last output */
STORE(store_action);       /* flag->limit is the action */
STORE(store_choice_action);
STORE(store_explain);

#endif
