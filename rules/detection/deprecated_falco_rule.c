/* SPDX-License-Identifier: Apache-2.0 */
/* Forms that Falco still reads, and says it will not. */
#include <agentlint/falco.h>
#include <agentlint/rule.h>

static void
check_item(struct pass *pass, const struct falco_file *file,
	const struct node *item)
{
	const char *key = falco_item_key(falco_item(item));
	const struct node *append = node_get(item, "append");
	const struct node *enabled = node_get(item, "enabled");
	bool toggles = !node_get(item, "override") && enabled &&
		       falco_item_amends(item) && !append;
	struct finding *finding;

	if (!key || (!append && !toggles))
		return;
	finding = pass_report(pass, node_key_place(append ? append : enabled),
		"%s '%.*s' is amended in a deprecated form", key,
		STR_ARG(node_text(node_get(item, key))));
	finding_label(finding, append ? "write 'override' instead"
				      : "write 'override: {enabled: replace}' "
					"beside it");
	finding_about_object(finding, file->object);
}

static void
check(struct pass *pass, const struct graph *graph)
{
	(void)graph;
	falco_each_item(pass, check_item);
}

const struct rule deprecated_falco_rule = {
	.id = "deprecated-falco-rule",
	.module = MODULE_DETECTION,
	.severity = SEVERITY_WARNING,
	.check_graph = check,
	.summary = "A Falco rule is amended in a deprecated form",
	.why = "'append: true' and a rule of nothing but 'enabled' are read "
	       "with a warning by today's Falco and by none of tomorrow's: an "
	       "upgrade then undoes the amendment, and with it the exception "
	       "or the rule that was switched on for the agents.",
	.fix = "name what is amended under 'override', each field with "
	       "'append' or 'replace'",
	.bad = "- macro: agent\n"
	       "  append: true\n"
	       "  condition: or k8s.ns.name = sandboxes\n",
	.good = "- macro: agent\n"
		"  condition: or k8s.ns.name = sandboxes\n"
		"  override:\n"
		"    condition: append\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://falco.org/docs/concepts/rules/" },
			{ 0 },
		},
	.since = "0.1.0",
};
