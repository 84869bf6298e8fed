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

/* What several rules ask again and again about one graph. */
struct answers {
	bool exempts; /* the server's configuration exempts anything */
	/* The namespace asked about last: pods of one stand together. */
	const struct object *namespace;
	struct pod_security_policy policy;
	/* Of each pod, in each mode; NULL: nobody has asked yet. */
	const struct violations **violations;
};

enum { MODES = 3 };

static struct answers *
answers_of(struct pass *pass)
{
	static const char key;
	struct pod_range pods = graph_pods(pass_graph(pass));
	bool fresh;
	struct answers *answers =
		pass_memo(pass, &key, sizeof(*answers), &fresh);

	if (fresh) {
		answers->exempts =
			pod_security_has_exemptions(pass_graph(pass));
		answers->violations = pass_alloc(
			pass, (size_t)(pods.end - pods.begin) * MODES *
				      sizeof(const struct violations *));
	}
	return answers;
}

static void
ask_namespace(struct pass *pass, struct answers *answers,
	const struct object *namespace)
{
	if (answers->namespace == namespace)
		return;
	answers->namespace = namespace;
	answers->policy = pod_security_policy_of(
		pass_graph(pass), pass_settings(pass), namespace);
}

static const struct violations *
evaluate(struct pass *pass, const struct pod *pod,
	const struct pod_security_demand *demand, enum pod_security_mode mode)
{
	const struct settings *settings = pass_settings(pass);
	struct violations *violations = pass_alloc(pass, sizeof(*violations));
	bool template = judges_template(pod, mode);
	struct gathering gathering = { 0 };

	pod_security_evaluate(
		pod, demand, settings, template, gather, &gathering);
	if (!gathering.count)
		return violations;
	violations->count = gathering.count;
	gathering.violations = pass_alloc(
		pass, gathering.count * sizeof(*gathering.violations));
	gathering.count = 0;
	violations->items = gathering.violations;
	pod_security_evaluate(
		pod, demand, settings, template, gather, &gathering);
	return violations;
}

struct pod_security_verdict
pod_security_judge(
	struct pass *pass, const struct pod *pod, enum pod_security_mode mode)
{
	struct pod_security_verdict verdict = { .namespace =
							pod_namespace(pod) };
	struct answers *answers = answers_of(pass);
	const struct violations **known;

	if (!verdict.namespace)
		return verdict;
	ask_namespace(pass, answers, verdict.namespace);
	if (answers->exempts && pod_security_exemption(pod))
		return verdict;
	verdict.demand = answers->policy.demands[mode];
	if (verdict.demand.level == POD_SECURITY_PRIVILEGED)
		return verdict;
	/* The pods of a graph stand side by side. */
	known = &answers->violations
			 [(size_t)(pod - *graph_pods(pass_graph(pass)).begin) *
					 MODES +
				 (size_t)mode];
	if (!*known)
		*known = evaluate(pass, pod, &verdict.demand, mode);
	verdict.violations = **known;
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
