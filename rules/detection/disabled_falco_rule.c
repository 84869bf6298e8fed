/* SPDX-License-Identifier: Apache-2.0 */
/* A detection that is switched off. */
#include <agentlint/falco.h>
#include <agentlint/rule.h>

static void
check_item(struct pass *pass, const struct falco_file *file,
	const struct node *item)
{
	const struct node *name = node_get(item, "rule");
	const struct node *enabled = node_get(item, "enabled");
	struct finding *finding;

	if (!name || !node_is_false(enabled))
		return;
	finding = pass_report(pass, node_place(enabled),
		"the Falco rule '%.*s' is switched off",
		STR_ARG(node_text(name)));
	finding_about_object(finding, file->object);
}

static void
check(struct pass *pass, const struct graph *graph)
{
	(void)graph;
	falco_each_item(pass, check_item);
}

const struct rule disabled_falco_rule = {
	.id = "disabled-falco-rule",
	.module = MODULE_DETECTION,
	.severity = SEVERITY_NOTE,
	.check_graph = check,
	.summary = "A Falco rule is switched off",
	.why = "A rule that was too loud is often switched off for "
	       "everything, the agents included, instead of being told what "
	       "is normal.",
	.fix = "narrow the rule with 'exceptions' or by its condition, or "
	       "remove it",
	.bad = "- rule: Unexpected socket\n"
	       "  desc: an agent opened a socket\n"
	       "  condition: evt.type = socket and k8s.ns.name = agents\n"
	       "  output: \"%proc.cmdline\"\n"
	       "  priority: WARNING\n"
	       "  enabled: false\n",
	.good = "- rule: Unexpected socket\n"
		"  desc: an agent opened a socket\n"
		"  condition: evt.type = socket and k8s.ns.name = agents\n"
		"  output: \"%proc.cmdline\"\n"
		"  priority: WARNING\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://falco.org/docs/concepts/rules/" },
			{ 0 },
		},
	.since = "0.1.0",
};
