/* SPDX-License-Identifier: Apache-2.0 */
/* A rule is named by its id, a former id or its module. */
#include "cli/choose.h"

static bool
names(struct str name, const struct rule *rule)
{
	return str_is(name, module_name(rule->module)) ||
	       rule_find(name) == rule;
}

static bool
list_names(const struct str_list *list, const struct rule *rule)
{
	for (size_t i = 0; i < list->count; i++)
		if (names(list->items[i], rule))
			return true;
	return false;
}

/* config_load has refused every other word. */
static void
apply_level(struct rule_choice *choice, struct str level)
{
	choice->off = str_is(level, "off");
	for (size_t i = SEVERITY_NOTE; i <= SEVERITY_ERROR; i++)
		if (str_is(level, severity_name((enum severity)i)))
			choice->severity = (enum severity)i;
}

static void
apply_config(struct rule_choice *choice, const struct config *config)
{
	/* A module's level first, so that a rule's own one wins. */
	for (size_t i = 0; i < config->rule_count; i++)
		if (!rule_find(config->rules[i].rule) &&
			names(config->rules[i].rule, choice->rule))
			apply_level(choice, config->rules[i].level);
	for (size_t i = 0; i < config->rule_count; i++)
		if (rule_find(config->rules[i].rule) == choice->rule)
			apply_level(choice, config->rules[i].level);
}

static void
apply_options(struct rule_choice *choice, const struct options *options)
{
	bool selected = !options->select.count ||
			list_names(&options->select, choice->rule);
	bool ignored = list_names(&options->ignore, choice->rule);

	choice->unselected = !selected && !ignored && !choice->off;
	if (options->select.count)
		choice->off = !selected;
	if (ignored)
		choice->off = true;
}

struct rule_choice *
choose_rules(struct arena *arena, const struct options *options,
	const struct config *config)
{
	struct rule_choice *choices;
	size_t count = 0;

	while (rule_table[count])
		count++;
	choices = arena_array(arena, count + 1, sizeof(*choices));
	for (size_t i = 0; i < count; i++) {
		choices[i].rule = rule_table[i];
		choices[i].severity = rule_table[i]->severity;
		apply_config(&choices[i], config);
		apply_options(&choices[i], options);
	}
	return choices;
}
