/* SPDX-License-Identifier: Apache-2.0 */
/* A rule that is less urgent than what Falco reports. */
#include <agentlint/embedded.h>
#include <agentlint/falco.h>
#include <agentlint/rule.h>

/* From the most urgent; -1: none of them. */
static int
rank_of(const struct node *priority)
{
	static const char *const names[] = { "Emergency", "Alert", "Critical",
		"Error", "Warning", "Notice", "Informational", "Debug" };

	if (str_is_nocase(node_text(priority), "Info"))
		return 6;
	for (int i = 0; i < (int)(sizeof(names) / sizeof(*names)); i++)
		if (str_is_nocase(node_text(priority), names[i]))
			return i;
	return -1;
}

/* 'priority' of falco.yaml in a ConfigMap, or NULL. */
static const struct node *
threshold_in(struct pass *pass, const struct object *map)
{
	const struct node *text =
		node_get(node_get(map->root, "data"), "falco.yaml");
	struct embedded inner;

	if (!text)
		return NULL;
	inner = pass_embedded(pass, text);
	return inner.document_count ? node_get(inner.documents[0], "priority")
				    : NULL;
}

static const struct node *
find_threshold(struct pass *pass, const struct graph *graph)
{
	struct object_range maps = graph_objects_of(graph, "", "ConfigMap");
	const struct falco_values *values = falco_values(pass);
	const struct node *found = NULL;

	for (; values && !found; values = falco_next_release(values))
		found = falco_release_value(values, "falco.priority");
	for (; maps.begin != maps.end && !found; maps.begin++)
		found = threshold_in(pass, *maps.begin);
	return found;
}

static void
check(struct pass *pass, const struct graph *graph)
{
	const struct node *threshold = find_threshold(pass, graph);
	int least = rank_of(threshold);

	for (const struct falco_file *file = least < 0 ? NULL
						       : falco_files(pass);
		file; file = file->next)
		NODE_EACH(item, file->root) {
			const struct node *priority =
				node_get(item, "priority");
			struct finding *finding;

			if (!node_get(item, "rule") ||
				rank_of(priority) <= least)
				continue;
			finding = pass_report(pass, node_place(priority),
				"the Falco rule '%.*s' is not loaded: its "
				"priority is below the least that counts",
				STR_ARG(node_text(node_get(item, "rule"))));
			finding_about_object(finding, file->object);
			finding_relate(finding, node_place(threshold),
				"nothing less urgent than this");
		}
}

const struct rule falco_rule_below_priority = {
	.id = "falco-rule-below-priority",
	.module = MODULE_DETECTION,
	.severity = SEVERITY_WARNING,
	.check_graph = check,
	.summary = "A Falco rule is less urgent than what Falco reports",
	.why = "The setting 'priority' in falco.yaml is the least urgent "
	       "priority whose rules Falco loads and runs. A rule below it is "
	       "in the manifests, passes every check and never fires.",
	.fix = "raise the rule's priority, or lower 'priority' in Falco's "
	       "settings",
	.bad = "falco:\n"
	       "  priority: warning\n"
	       "driver: {kind: modern_ebpf}\n"
	       "customRules:\n"
	       "  agents.yaml: |\n"
	       "    - rule: Shell of an agent\n"
	       "      desc: an agent started a shell\n"
	       "      condition: spawned_process and k8s.ns.name = agents\n"
	       "      output: shell\n"
	       "      priority: NOTICE\n",
	.good = "falco:\n"
		"  priority: warning\n"
		"driver: {kind: modern_ebpf}\n"
		"customRules:\n"
		"  agents.yaml: |\n"
		"    - rule: Shell of an agent\n"
		"      desc: an agent started a shell\n"
		"      condition: spawned_process and k8s.ns.name = agents\n"
		"      output: shell\n"
		"      priority: ERROR\n",
	.references =
		(const struct reference[]){
			{ "ATT&CK", "T1562.001" },
			{ "CWE", "778" },
			{ "URL", "https://falco.org/docs/concepts/rules/"
				 "basic-elements/#priority" },
			{ 0 },
		},
	.since = "0.1.0",
};
