/* SPDX-License-Identifier: Apache-2.0 */
/* Which parts of which files are generated, and how they are renewed. */
#include "docs/page.h"

const struct page pages[] = {
	{ "man/agentlint.1", "options", print_options },
	{ "man/agentlint.1", "formats", print_formats },
	{ "man/agentlint.yaml.5", "keys", print_config_keys },
	{ "man/agentlint-rules.7", "rules", print_rule_pages },
	{ "man/agentlint-rules.7", "left-out", print_left_out },
	{ "man/agentlint-config.schema.json", NULL, print_config_schema },
	{ "README.md", "excerpt", print_excerpt },
	{ "README.md", "fleet-job", print_fleet_job },
	{ "README.md", "model-rule", print_model_rule },
	{ "README.md", "rules", print_rule_table },
	{ NULL, NULL, NULL },
};

/* Whether LINE holds WHAT and, as a whole word, NAME behind it. */
static bool
is_mark(struct str line, const char *what, const char *name)
{
	for (; line.len; line = str_from(line, 1)) {
		struct str rest = line;

		if (!str_starts(line, what))
			continue;
		rest = str_from(rest, str_of(what).len);
		return str_is(str_cut(&rest, ' '), name);
	}
	return false;
}

static void
put_line(FILE *out, struct str line)
{
	fprintf(out, "%.*s\n", STR_ARG(line));
}

bool
page_print(FILE *out, const struct page *page, struct str old)
{
	bool inside = false;
	bool renewed = false;

	if (!page->name) {
		page->print(out);
		return true;
	}
	while (old.len) {
		struct str line = str_cut(&old, '\n');

		if (inside && is_mark(line, "end generated ", page->name)) {
			page->print(out);
			inside = false;
			renewed = true;
		}
		if (!inside)
			put_line(out, line);
		if (is_mark(line, "begin generated ", page->name))
			inside = true;
	}
	return renewed && !inside;
}
