/* SPDX-License-Identifier: Apache-2.0 */
/* Names of modules and severities; rules by their id. */
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
	switch (severity) {
	case SEVERITY_NOTE:
		return "note";
	case SEVERITY_WARNING:
		return "warning";
	case SEVERITY_ERROR:
		return "error";
	}
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
