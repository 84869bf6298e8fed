/* SPDX-License-Identifier: Apache-2.0 */
/* SARIF's rule objects, and beside them what SARIF has no field for. */
#include "cli/rules_json.h"

#include "report/sarif_rule.h"
#include "version.h"

static json_t *
references_value(const struct reference *reference)
{
	json_t *list = value_array();

	for (; reference && reference->catalogue; reference++) {
		json_t *value = value_object();

		value_set(value, "catalogue", value_text(reference->catalogue));
		value_set(value, "id", value_text(reference->id));
		value_append(list, value);
	}
	return list;
}

static json_t *
rule_value(struct arena *arena, const struct rule *rule)
{
	json_t *value = sarif_rule_value(arena, rule);

	value_set(value, "module", value_text(module_name(rule->module)));
	value_set(value, "severity", value_text(severity_name(rule->severity)));
	value_set(value, "summary", value_text(rule->summary));
	value_set(value, "fix", value_text(rule->fix));
	value_set(value, "bad", value_text(rule->bad));
	value_set(value, "good", value_text(rule->good));
	value_set(value, "references", references_value(rule->references));
	value_set(value, "since", value_text(rule->since));
	return value;
}

void
rules_json(FILE *out, struct arena *arena, const struct rule_choice *choices)
{
	json_t *value = value_object();
	json_t *tool = value_object();
	json_t *rules = value_array();

	value_set(tool, "name", value_text("agentlint"));
	value_set(tool, "version", value_text(AGENTLINT_VERSION));
	for (; choices->rule; choices++)
		if (!choices->off)
			value_append(rules, rule_value(arena, choices->rule));
	value_set(value, "schemaVersion", value_integer(1));
	value_set(value, "tool", tool);
	value_set(value, "rules", rules);
	value_write(out, value);
}
