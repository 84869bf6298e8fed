/* SPDX-License-Identifier: Apache-2.0 */
/* What admission will say of a pod in its namespace, told as a finding. */
#include <agentlint/pod_security.h>

struct gathering {
	struct violation *violations; /* NULL: only counted */
	size_t count;
};

static void
gather(const struct violation *violation, void *context)
{
	struct gathering *gathering = context;

	if (gathering->violations)
		gathering->violations[gathering->count] = *violation;
	gathering->count++;
}

bool
pod_security_knows(const struct pod *pod)
{
	static const struct {
		const char *group, *kind;
	} kinds[] = {
		{ "", "Pod" },
		{ "", "PodTemplate" },
		{ "", "ReplicationController" },
		{ "apps", "DaemonSet" },
		{ "apps", "Deployment" },
		{ "apps", "ReplicaSet" },
		{ "apps", "StatefulSet" },
		{ "batch", "CronJob" },
		{ "batch", "Job" },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (object_is(pod->object, kinds[i].group, kinds[i].kind))
			return true;
	return false;
}

/* Enforce judges the pods that come; the other two judge what is applied,
 * which is the template. */
static bool
judges_template(const struct pod *pod, enum pod_security_mode mode)
{
	return mode != POD_SECURITY_ENFORCE &&
	       !object_is(pod->object, "", "Pod");
}

/* The namespace that was asked about last: pods of one stand together. */
struct last_namespace {
	const struct object *namespace;
	struct pod_security_policy policy;
	bool exempts; /* the server's configuration exempts anything */
};

static const struct last_namespace *
ask_namespace(struct pass *pass, const struct object *namespace)
{
	static const char key;
	const struct graph *graph = pass_graph(pass);
	bool fresh;
	struct last_namespace *last =
		pass_memo(pass, &key, sizeof(*last), &fresh);

	if (fresh)
		last->exempts = pod_security_has_exemptions(graph);
	if (last->namespace != namespace) {
		last->namespace = namespace;
		last->policy = pod_security_policy_of(
			graph, pass_settings(pass), namespace);
	}
	return last;
}

struct pod_security_verdict
pod_security_judge(
	struct pass *pass, const struct pod *pod, enum pod_security_mode mode)
{
	const struct settings *settings = pass_settings(pass);
	struct pod_security_verdict verdict = { .namespace =
							pod_namespace(pod) };
	bool template = judges_template(pod, mode);
	struct gathering gathering = { 0 };
	const struct last_namespace *asked;

	if (!verdict.namespace)
		return verdict;
	asked = ask_namespace(pass, verdict.namespace);
	if (asked->exempts && pod_security_exemption(pod))
		return verdict;
	verdict.demand = asked->policy.demands[mode];
	if (verdict.demand.level == POD_SECURITY_PRIVILEGED)
		return verdict;
	pod_security_evaluate(
		pod, &verdict.demand, settings, template, gather, &gathering);
	if (!gathering.count)
		return verdict;
	verdict.violations.count = gathering.count;
	gathering.violations = pass_alloc(
		pass, gathering.count * sizeof(*gathering.violations));
	gathering.count = 0;
	verdict.violations.items = gathering.violations;
	pod_security_evaluate(
		pod, &verdict.demand, settings, template, gather, &gathering);
	return verdict;
}

void
pod_security_explain(struct pass *pass, struct finding *finding,
	const struct pod_security_verdict *verdict)
{
	const struct pod_security_demand *demand = &verdict->demand;

	violations_explain(pass, finding, &verdict->violations);
	finding_relate(finding, demand->place, "asks for %s",
		pod_security_demand_text(demand).text);
}
