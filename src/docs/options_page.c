/* SPDX-License-Identifier: Apache-2.0 */
/* The options and the formats as lists of agentlint(1). */
#include "cli/flag.h"
#include "docs/page.h"
#include "docs/roff.h"

static void
put_item(FILE *out, const struct flag *flag)
{
	fputs(".It ", out);
	if (flag->letter)
		fprintf(out, "Fl %c , ", flag->letter);
	fprintf(out, "Fl Fl %s", flag->name);
	if (flag->argument)
		fprintf(out, " Ar %s", flag->argument);
	fputc('\n', out);
}

/* The help is a phrase, the manual has sentences. */
static void
put_flag(FILE *out, struct arena *arena, const struct flag *flag)
{
	struct str help = flag_help(arena, flag);
	struct str text = arena_printf(arena, "%c%.*s.%s%s",
		help.ptr[0] & ~0x20, STR_ARG(str_from(help, 1)),
		flag->manual ? " " : "", flag->manual ? flag->manual : "");

	put_item(out, flag);
	roff_prose(out, text.ptr);
}

void
print_options(FILE *out)
{
	struct arena arena = { 0 };

	for (unsigned i = 0; i < FLAG_GROUP_COUNT; i++) {
		enum flag_group group = (enum flag_group)i;

		fprintf(out, ".Ss %s\n.Bl -tag -width Ds\n",
			flag_group_name(group));
		for (const struct flag *flag = flags; flag->name; flag++)
			if (flag->group == group)
				put_flag(out, &arena, flag);
		fputs(".El\n", out);
	}
	arena_release(&arena);
}

void
print_formats(FILE *out)
{
	fputs(".Bl -tag -width checkstyle -compact\n", out);
	for (size_t i = 0; reporters[i]; i++) {
		fprintf(out, ".It Cm %s\n", reporters[i]->name);
		roff_prose(out, reporters[i]->help);
	}
	fputs(".El\n", out);
}
