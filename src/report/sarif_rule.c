/* SPDX-License-Identifier: Apache-2.0 */
/* What code scanning shows beside a finding. */
#include "report/sarif_rule.h"

#include <string.h>

#include "report/rule_page.h"

enum { MOST_TAGS = 10 }; /* code scanning shows no more */

/* Code scanning sorts by these: CVSS-like numbers, and how often the rule is
 * right when it speaks. */
static const struct grade {
	const char *security_severity;
	const char *precision;
	const char *problem_severity;
} grades[] = {
	[SEVERITY_NOTE] = { "2.0", "high", "recommendation" },
	[SEVERITY_WARNING] = { "5.5", "high", "warning" },
	[SEVERITY_ERROR] = { "8.0", "very-high", "error" },
};

static struct str
sentence(struct arena *arena, const char *text)
{
	return arena_printf(
		arena, "%s%s", text, str_ends(str_of(text), ".") ? "" : ".");
}

static struct str
help_text(struct arena *arena, const struct rule *rule)
{
	return arena_printf(arena, "%s\n\nMend: %s.", rule->why, rule->fix);
}

/* TEXT with a backslash before what markdown or HTML would obey. */
static struct str
markdown(struct arena *arena, const char *text)
{
	char *out = arena_alloc(arena, 2 * strlen(text) + 1);
	size_t len = 0;

	for (; *text; text++) {
		if (strchr("\\`*<[", *text))
			out[len++] = '\\';
		out[len++] = *text;
	}
	return (struct str){ out, len };
}

static struct str
references_markdown(struct arena *arena, const struct rule *rule)
{
	const struct reference *reference = rule->references;
	struct str text = { 0 };

	for (; reference && reference->catalogue; reference++)
		text = !strcmp(reference->catalogue, "URL")
			       ? arena_printf(arena, "%.*s- <%s>\n",
					 STR_ARG(text), reference->id)
			       : arena_printf(arena, "%.*s- %s %s\n",
					 STR_ARG(text), reference->catalogue,
					 reference->id);
	return text;
}

static struct str
help_markdown(struct arena *arena, const struct rule *rule)
{
	struct str why = markdown(arena, rule->why);
	struct str fix = markdown(arena, rule->fix);
	struct str references = references_markdown(arena, rule);

	return arena_printf(arena,
		"%.*s\n\n**Mend:** %.*s.\n\n"
		"Reported:\n\n```yaml\n%s```\n\n"
		"Mended:\n\n```yaml\n%s```\n\n%.*s",
		STR_ARG(why), STR_ARG(fix), rule->bad, rule->good,
		STR_ARG(references));
}

static json_t *
help_value(struct arena *arena, const struct rule *rule)
{
	json_t *value = value_message(help_text(arena, rule));

	value_set(value, "markdown", value_str(help_markdown(arena, rule)));
	return value;
}

static json_t *
tags_value(struct arena *arena, const struct rule *rule)
{
	const struct reference *reference = rule->references;
	json_t *tags = value_array();

	value_append(tags, value_text("security"));
	value_append(tags, value_text("kubernetes"));
	value_append(tags, value_text(module_name(rule->module)));
	for (; reference && reference->catalogue; reference++) {
		if (json_array_size(tags) == MOST_TAGS)
			break;
		if (!strcmp(reference->catalogue, "CWE"))
			value_append(tags,
				value_str(arena_printf(arena,
					"external/cwe/cwe-%s", reference->id)));
	}
	return tags;
}

static json_t *
properties_value(struct arena *arena, const struct rule *rule)
{
	const struct grade *grade = &grades[rule->severity];
	json_t *value = value_object();

	value_set(value, "tags", tags_value(arena, rule));
	value_set(value, "precision", value_text(grade->precision));
	value_set(value, "security-severity",
		value_text(grade->security_severity));
	value_set(
		value, "problem.severity", value_text(grade->problem_severity));
	return value;
}

/* "EgressReachesMetadata": SARIF wants a name in Pascal case. */
static struct str
pascal_name(struct arena *arena, const char *id)
{
	char *name = arena_alloc(arena, strlen(id) + 1);
	size_t len = 0;
	bool upper = true;

	for (; *id; id++) {
		bool letter = *id >= 'a' && *id <= 'z';

		if (*id != '-')
			name[len++] =
				upper && letter ? (char)(*id - 'a' + 'A') : *id;
		upper = *id == '-';
	}
	return (struct str){ name, len };
}

static void
set_former_ids(json_t *value, const char *const *alias)
{
	json_t *ids;

	if (!alias || !*alias)
		return;
	ids = value_array();
	for (; *alias; alias++)
		value_append(ids, value_text(*alias));
	value_set(value, "deprecatedIds", ids);
}

json_t *
sarif_rule_value(struct arena *arena, const struct rule *rule)
{
	json_t *value = value_object();
	json_t *configuration = value_object();
	const char *page = rule_page(rule);

	value_set(configuration, "level",
		value_text(severity_name(rule->severity)));
	value_set(value, "id", value_text(rule->id));
	set_former_ids(value, rule->aliases);
	value_set(value, "name", value_str(pascal_name(arena, rule->id)));
	value_set(value, "shortDescription",
		value_message(sentence(arena, rule->summary)));
	value_set(value, "fullDescription",
		value_message(sentence(arena, rule->why)));
	value_set(value, "help", help_value(arena, rule));
	if (page)
		value_set(value, "helpUri", value_text(page));
	value_set(value, "defaultConfiguration", configuration);
	value_set(value, "properties", properties_value(arena, rule));
	return value;
}
