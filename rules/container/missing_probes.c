/* SPDX-License-Identifier: Apache-2.0 */
/* Nobody notices when the agent hangs. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static bool
is_meant_to_end(const struct pod *pod)
{
	static const struct {
		const char *group, *kind;
	} kinds[] = {
		{ "batch", "Job" },
		{ "batch", "CronJob" },
		{ "jobset.x-k8s.io", "JobSet" },
		{ "ray.io", "RayJob" },
		{ "ray.io", "RayCronJob" },
	};
	const struct node *policy = pod_field(pod, "restartPolicy");

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (object_is(pod->object, kinds[i].group, kinds[i].kind))
			return true;
	return policy && !node_is(policy, "Always");
}

/* Kinds that add probes of their own, or cannot have any. */
static bool
is_probed_otherwise(const struct pod *pod)
{
	return pod->partial || pod->guessed ||
	       str_is(pod->object->group, "serving.knative.dev") ||
	       str_is(pod->object->group, "serving.kserve.io");
}

static bool
has_probe(const struct container *container)
{
	return node_get(container->node, "livenessProbe") ||
	       node_get(container->node, "readinessProbe") ||
	       node_get(container->node, "startupProbe");
}

static void
check(struct pass *pass, const struct container *container)
{
	const struct pod *pod = container->pod;
	struct finding *finding;

	if (container->role != CONTAINER_REGULAR &&
		container->role != CONTAINER_SIDECAR)
		return;
	if (has_probe(container) || is_meant_to_end(pod) ||
		is_probed_otherwise(pod))
		return;
	finding = pass_report(pass, container_place(container),
		"%s '%.*s' has no probe", CONTAINER_ARG(container));
	finding_field(finding, container->node, "livenessProbe");
}

const struct rule missing_probes = {
	.id = "missing-probes",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_NOTE,
	.check_container = check,
	.summary = "An agent's container has no liveness, readiness or startup "
		   "probe",
	.why = "An agent that was talked into a loop or out of its task keeps "
	       "its pod running for as long as nobody asks. A probe that "
	       "only a working agent can answer ends it.",
	.fix = "add a 'livenessProbe' that only a working agent can answer",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      livenessProbe:\n"
		"        httpGet:\n"
		"          path: /healthz\n"
		"          port: 8080\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "workloads/pods/probes/" },
			{ 0 },
		},
	.since = "0.1.0",
};
