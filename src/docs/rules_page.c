/* SPDX-License-Identifier: Apache-2.0 */
/* The rules as sections of agentlint-rules(7), and as README's table. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "docs/page.h"
#include "docs/roff.h"
#include "judge/judge.h"

static void
put_sentence(FILE *out, const char *text)
{
	struct arena arena = { 0 };
	struct str sentence = arena_printf(&arena, "%c%s.",
		text[0] >= 'a' && text[0] <= 'z' ? text[0] & ~0x20 : text[0],
		text + 1);

	roff_prose(out, sentence.ptr);
	arena_release(&arena);
}

/* It may be broken at its slashes, never at a hyphen, which would look like
 * one of the page's. */
static void
put_link(FILE *out, const char *url)
{
	struct str rest = str_of(url);

	fputs(".It\n.Lk ", out);
	while (rest.len) {
		size_t slash = str_find(rest, '/');
		size_t len = slash < rest.len ? slash + 1 : rest.len;

		roff_exact(out, str_head(rest, len));
		rest = str_from(rest, len);
		if (rest.len)
			fputs("\\:", out);
	}
	fputc('\n', out);
}

static void
put_references(FILE *out, const struct reference *reference)
{
	if (!reference || !reference->catalogue)
		return;
	fputs(".Pp\nReferences:\n.Bl -item -compact -offset indent\n", out);
	for (; reference->catalogue; reference++) {
		if (!strcmp(reference->catalogue, "URL"))
			put_link(out, reference->id);
		else
			fprintf(out, ".It\n%s %s\n", reference->catalogue,
				reference->id);
	}
	fputs(".El\n", out);
}

static void
put_rule(FILE *out, const struct rule *rule)
{
	const char *const *alias = rule->aliases;

	fprintf(out, ".Ss %s\n", rule->id);
	put_sentence(out, rule->summary);
	fprintf(out, "(%s, since %s", severity_name(rule->severity),
		rule->since);
	for (; alias && *alias; alias++)
		fprintf(out, "%s%s",
			alias == rule->aliases ? "; formerly " : ", ", *alias);
	fputs(")\n.Pp\n", out);
	roff_prose(out, rule->why);
	fputs(".Pp\n.Em What to do :\n", out);
	put_sentence(out, rule->fix);
	fputs(".Pp\nReported:\n", out);
	roff_literal(out, rule->bad);
	fputs(".Pp\nNot reported:\n", out);
	roff_literal(out, rule->good);
	put_references(out, rule->references);
}

void
print_rule_pages(FILE *out)
{
	for (unsigned i = 0; i < MODULE_COUNT; i++) {
		enum module module = (enum module)i;

		fprintf(out, ".Sh MODULE %s\n", module_name(module));
		for (size_t j = 0; rule_table[j]; j++)
			if (rule_table[j]->module == module)
				put_rule(out, rule_table[j]);
	}
}

void
print_rule_table(FILE *out)
{
	fputs("| Module | Rule | Severity | What it flags |\n"
	      "|---|---|---|---|\n",
		out);
	for (unsigned i = 0; i < MODULE_COUNT; i++)
		for (size_t j = 0; rule_table[j]; j++)
			if (rule_table[j]->module == (enum module)i)
				fprintf(out, "| %s | `%s` | %s | %s |\n",
					module_name((enum module)i),
					rule_table[j]->id,
					severity_name(rule_table[j]->severity),
					rule_table[j]->summary);
}
