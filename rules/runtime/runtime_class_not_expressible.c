/* SPDX-License-Identifier: Apache-2.0 */
/* Kinds that have no runtimeClassName to set. */
#include <agentlint/rule.h>

/* Why a kind of that group cannot say it, and what decides instead. */
static const struct {
	const char *group;
	enum severity severity;
	const char *decides;
	const char *help;
} kinds[] = {
	{ "argoproj.io", SEVERITY_WARNING,
		"the workflow's default podSpecPatch in the controller's "
		"configuration may set one",
		"set 'podSpecPatch: \"runtimeClassName: gvisor\"' in the "
		"workflow's spec" },
	{ "kagent.dev", SEVERITY_WARNING,
		"only an admission policy can set one on the pods that the "
		"controller makes",
		"let an admission policy set 'runtimeClassName' on this "
		"agent's pods, or run it as a Sandbox" },
	{ "tekton.dev", SEVERITY_NOTE, "the run that uses it decides",
		"set 'podTemplate.runtimeClassName' in the TaskRun or "
		"PipelineRun" },
	{ "serving.kserve.io", SEVERITY_NOTE,
		"the InferenceService that uses it decides",
		"set 'runtimeClassName' in the InferenceService's predictor" },
};

/* An Argo podSpecPatch may carry the field; what it says is not looked at. */
static bool
lacks(const struct pod *pod)
{
	return !pod_can_carry(pod, "runtimeClassName") &&
	       !str_contains(node_text(pod_field(pod, "podSpecPatch")),
		       "runtimeClassName");
}

/* One object often has many such templates; the first one speaks for all. */
static bool
is_first(const struct pod *pod)
{
	for (const struct pod *p = pod->object->pods; p != pod; p++)
		if (lacks(p))
			return false;
	return true;
}

static void
check(struct pass *pass, const struct pod *pod)
{
	const struct object *object = pod->object;

	if (!lacks(pod) || !is_first(pod))
		return;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct finding *finding;

		if (!str_is(object->group, kinds[i].group))
			continue;
		finding = pass_report(pass, object_place(object),
			"%.*s '%.*s' has no runtime class: the kind has no "
			"field for one",
			STR_ARG(object->kind), STR_ARG(object_title(object)));
		finding_unknown(finding, "%s", kinds[i].decides);
		finding_help(finding, "%s", kinds[i].help);
		finding_lower(finding, kinds[i].severity);
		return;
	}
}

const struct rule runtime_class_not_expressible = {
	.id = "runtime-class-not-expressible",
	.module = MODULE_RUNTIME,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "An agent's kind has no field for a runtime class",
	.why = "Some controllers make pods from fields of their own and have "
	       "none for the runtime: kagent's Agent, Argo's Workflow. The "
	       "agent then runs on the node's kernel, and nothing in its "
	       "manifest says so. Argo takes the field through podSpecPatch; "
	       "for kagent an admission policy has to set it. Tasks of Tekton "
	       "and runtimes of KServe leave it to what uses them, which is a "
	       "note.",
	.fix = "have the runtime class set by what the kind offers, or by an "
	       "admission policy",
	.bad = "apiVersion: argoproj.io/v1alpha1\n"
	       "kind: Workflow\n"
	       "metadata:\n"
	       "  name: plan\n"
	       "spec:\n"
	       "  templates:\n"
	       "    - name: think\n"
	       "      container:\n"
	       "        image: coder:1.4\n",
	.good = "apiVersion: argoproj.io/v1alpha1\n"
		"kind: Workflow\n"
		"metadata:\n"
		"  name: plan\n"
		"spec:\n"
		"  podSpecPatch: \"runtimeClassName: gvisor\"\n"
		"  templates:\n"
		"    - name: think\n"
		"      container:\n"
		"        image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "ATT&CK", "T1611" },
			{ "OWASP", "ASI05" },
			{ "CWE", "653" },
			{ "URL", "https://argo-workflows.readthedocs.io/en/"
				 "latest/fields/#workflowspec" },
			{ 0 },
		},
	.since = "0.1.0",
};
