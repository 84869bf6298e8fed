/* SPDX-License-Identifier: Apache-2.0 */
/* A runtime class of which nobody here knows whether it isolates. */
#include <agentlint/isolation.h>
#include <agentlint/rule.h>

static void
say_why(struct finding *finding, const struct runtime *runtime)
{
	if (runtime->technology)
		finding_unknown(finding, "it is %s", runtime->technology->name);
	else if (runtime->handler)
		finding_unknown(finding,
			"no known runtime has the handler '%.*s'",
			STR_ARG(node_text(runtime->handler)));
	else if (runtime->object)
		finding_unknown(finding, "its RuntimeClass has no handler");
	else
		finding_unknown(finding,
			"the input holds no RuntimeClass of that name, and "
			"the name is no well-known one");
	if (runtime->handler)
		finding_relate(finding, node_place(runtime->handler),
			"the handler of that class");
}

static void
check(struct pass *pass, const struct pod *pod)
{
	struct runtime runtime = pod_runtime(pod, pass_settings(pass));

	if (runtime.isolation != ISOLATION_UNKNOWN || runtime.absent ||
		runtime.placeholder)
		return;
	say_why(pass_report(pass, node_place(runtime.class),
			"whether runtime class '%.*s' isolates agent '%.*s' "
			"from the node's kernel is unknown",
			STR_ARG(node_text(runtime.class)),
			STR_ARG(object_title(pod->object))),
		&runtime);
}

const struct rule unknown_runtime_class = {
	.id = "unknown-runtime-class",
	.module = MODULE_RUNTIME,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "Whether an agent's runtime class isolates is unknown",
	.why = "Names of runtime classes are free, and the handler behind them "
	       "is configured on the nodes: a class called 'secure' may be "
	       "runc. With the RuntimeClass in the input its handler decides; "
	       "without it the well-known names of gVisor, Kata Containers "
	       "and the clouds' sandboxes do. A class of your own that "
	       "isolates belongs under 'runtime.trusted' in the "
	       "configuration.",
	.fix = "lint the RuntimeClass together with the agent, or list the "
	       "class under 'runtime: {trusted: [...]}' in .agentlint.yaml",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  runtimeClassName: secure\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: node.k8s.io/v1\n"
		"kind: RuntimeClass\n"
		"metadata:\n"
		"  name: secure\n"
		"handler: kata-clh\n"
		"---\n"
		"apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  runtimeClassName: secure\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "ATT&CK", "T1611" },
			{ "OWASP", "ASI05" },
			{ "CWE", "653" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "containers/runtime-class/" },
			{ 0 },
		},
	.since = "0.1.0",
};
