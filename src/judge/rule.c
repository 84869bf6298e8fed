/* SPDX-License-Identifier: Apache-2.0 */
/* Names of modules and severities; rules by their id. */
#include <agentlint/nearest.h>
#include <agentlint/rule.h>

#include "judge/judge.h"

const char *
module_name(enum module module)
{
#define MODULE_NAME_(name_, text_) \
	case MODULE_##name_: \
		return text_;
	switch (module) {
		MODULES(MODULE_NAME_)
	case MODULE_COUNT:
		break;
	}
#undef MODULE_NAME_
	return "";
}

const char *
severity_name(enum severity severity)
{
#define SEVERITY_NAME_(name_, text_) \
	case SEVERITY_##name_: \
		return text_;
	switch (severity) {
		SEVERITIES(SEVERITY_NAME_)
	}
#undef SEVERITY_NAME_
	return "";
}

static bool
is_called(const struct rule *rule, struct str id)
{
	if (str_is(id, rule->id))
		return true;
	for (size_t i = 0; rule->aliases && rule->aliases[i]; i++)
		if (str_is(id, rule->aliases[i]))
			return true;
	return false;
}

const struct rule *
rule_find(struct str id)
{
	for (size_t i = 0; rule_table[i]; i++)
		if (is_called(rule_table[i], id))
			return rule_table[i];
	return NULL;
}

struct str
rule_unknown(struct arena *arena, struct str name, bool modules)
{
	struct nearest nearest = nearest_to(name);
	const char *what = modules ? "rule or module" : "rule";

	for (size_t i = 0; rule_table[i]; i++)
		nearest_offer(&nearest, str_of(rule_table[i]->id));
	for (unsigned i = 0; modules && i < MODULE_COUNT; i++)
		nearest_offer(&nearest, str_of(module_name((enum module)i)));
	if (nearest.found.len)
		return arena_printf(arena,
			"unknown %s '%.*s'; did you mean '%.*s'?", what,
			STR_ARG(name), STR_ARG(nearest.found));
	return arena_printf(arena,
		"unknown %s '%.*s'; see 'agentlint --list-rules'", what,
		STR_ARG(name));
}
