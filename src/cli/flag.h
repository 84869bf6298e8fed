/* SPDX-License-Identifier: Apache-2.0 */
/* One option of the command line, as data: parser, --help, manual and
 * completions all read the same table. */
#ifndef CLI_FLAG_H
#define CLI_FLAG_H

#include "cli/options.h"

#define FLAG_GROUPS(X) \
	X(REPORT, "Reports") \
	X(RULES, "Rules and severities") \
	X(INPUT, "Input") \
	X(CONFIG, "Configuration") \
	X(LIMIT, "Limits") \
	X(OTHER, "Instead of linting")

#define FLAG_GROUP_ENUM_(name_, text_) FLAG_##name_,
enum flag_group { FLAG_GROUPS(FLAG_GROUP_ENUM_) FLAG_GROUP_COUNT };
#undef FLAG_GROUP_ENUM_

/* What stands behind an option, for completions. */
enum flag_value {
	VALUE_OF_NONE,
	VALUE_OF_TEXT,
	VALUE_OF_CHOICES,
	VALUE_OF_FILE,
	VALUE_OF_FORMAT,
	VALUE_OF_RULE,
	VALUE_OF_RULES, /* ids and modules, joined by commas */
};

struct parse;

struct flag {
	const char *name; /* without the dashes; never NULL */
	char letter;      /* 0: no short form */
	enum flag_group group;
	enum flag_value value;
	const char *argument; /* its name, in capitals; NULL: takes none */
	const char *const *choices; /* of VALUE_OF_CHOICES; ends with NULL */
	const char *help;           /* a phrase for --help */
	const char *manual; /* sentences that the manual adds, or NULL */

	/* Stores TEXT (NULL when it takes none) into the member at AT. */
	bool (*store)(struct parse *parse, const struct flag *flag,
		const char *text, struct error *error);
	size_t at;              /* offset in struct options */
	size_t limit;           /* of numbers; for actions: the enum action */
	const size_t *standard; /* what a number is when not given, or NULL */
};

/* Ends with a NULL name; the order is that of --help. */
extern const struct flag flags[];

/* The help and, when there is one, what holds without the option. */
struct str flag_help(struct arena *arena, const struct flag *flag);

/* "Reports", "Input", ... */
const char *flag_group_name(enum flag_group group);

#endif
