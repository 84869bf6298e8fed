/* SPDX-License-Identifier: Apache-2.0 */
/* Knative takes a runtimeClassName only when a feature flag allows it. */
#include <agentlint/rule.h>

static const char flag_name[] = "kubernetes.podspec-runtimeclassname";

static void
check(struct pass *pass, const struct pod *pod)
{
	const struct node *class = pod_field(pod, "runtimeClassName");
	const struct object *features;
	const struct node *flag;
	struct finding *finding;

	if (!str_is(pod->object->group, "serving.knative.dev") ||
		node_text(class).len == 0)
		return;
	features = graph_find(pass_graph(pass), "", "ConfigMap",
		STR("knative-serving"), STR("config-features"));
	flag = features ? node_get(node_get(features->root, "data"), flag_name)
			: NULL;
	if (str_is_nocase(node_text(flag), "enabled") ||
		str_is_nocase(node_text(flag), "allowed"))
		return;
	finding = pass_report(pass, node_key_place(class),
		"Knative refuses the runtime class of '%.*s' unless its "
		"feature flag is on",
		STR_ARG(object_title(pod->object)));
	if (!features) {
		finding_unknown(finding, "the input does not hold ConfigMap "
					 "'knative-serving/config-features'");
		finding_lower(finding, SEVERITY_NOTE);
		return;
	}
	finding_relate(finding,
		flag ? node_place(flag) : object_place(features),
		"the flag is off here");
}

const struct rule runtime_class_refused_by_knative = {
	.id = "runtime-class-refused-by-knative",
	.module = MODULE_RUNTIME,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary = "Knative refuses a runtime class while its flag is off",
	.why = "Knative's webhook rejects fields of the pod spec that a feature "
	       "flag guards, and runtimeClassName is one of them: the flag "
	       "kubernetes.podspec-runtimeclassname is off unless ConfigMap "
	       "config-features in namespace knative-serving says otherwise. "
	       "The Service is refused, and without the field the agent runs "
	       "on the node's kernel.",
	.fix = "set 'kubernetes.podspec-runtimeclassname: enabled' in ConfigMap "
	       "'config-features' of namespace 'knative-serving'",
	.bad = "apiVersion: v1\n"
	       "kind: ConfigMap\n"
	       "metadata:\n"
	       "  name: config-features\n"
	       "  namespace: knative-serving\n"
	       "data: {}\n"
	       "---\n"
	       "apiVersion: serving.knative.dev/v1\n"
	       "kind: Service\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  template:\n"
	       "    spec:\n"
	       "      runtimeClassName: gvisor\n"
	       "      containers:\n"
	       "        - image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: ConfigMap\n"
		"metadata:\n"
		"  name: config-features\n"
		"  namespace: knative-serving\n"
		"data:\n"
		"  kubernetes.podspec-runtimeclassname: enabled\n"
		"---\n"
		"apiVersion: serving.knative.dev/v1\n"
		"kind: Service\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  template:\n"
		"    spec:\n"
		"      runtimeClassName: gvisor\n"
		"      containers:\n"
		"        - image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://knative.dev/docs/serving/"
				 "configuration/feature-flags/" },
			{ 0 },
		},
	.since = "0.1.0",
};
