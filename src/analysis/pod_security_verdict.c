/* SPDX-License-Identifier: Apache-2.0 */
/* What admission will say of a pod in its namespace, told as a finding. */
#include <agentlint/pod_security.h>

#include <stdio.h>

struct gathering {
	struct pod_security_violation *violations; /* NULL: only counted */
	size_t count;
};

static void
gather(const struct pod_security_violation *violation, void *context)
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

struct pod_security_verdict
pod_security_judge(
	struct pass *pass, const struct pod *pod, enum pod_security_mode mode)
{
	const struct settings *settings = pass_settings(pass);
	struct pod_security_verdict verdict = { .namespace =
							pod_namespace(pod) };
	bool template = judges_template(pod, mode);
	struct gathering gathering = { 0 };

	if (!verdict.namespace || pod_security_exemption(pod))
		return verdict;
	verdict.demand = pod_security_policy_of(
		pass_graph(pass), settings, verdict.namespace)
				 .demands[mode];
	pod_security_evaluate(
		pod, &verdict.demand, settings, template, gather, &gathering);
	if (!gathering.count)
		return verdict;
	verdict.count = gathering.count;
	gathering = (struct gathering){
		pass_alloc(
			pass, gathering.count * sizeof(*gathering.violations)),
		0
	};
	verdict.violations = gathering.violations;
	pod_security_evaluate(
		pod, &verdict.demand, settings, template, gather, &gathering);
	return verdict;
}

/* Whether an earlier violation has the same word in the place of this one. */
static bool
is_repeated(const struct pod_security_verdict *verdict, size_t at,
	const char *(*word)(const struct pod_security_violation *))
{
	for (size_t i = 0; i < at; i++)
		if (strcmp(word(&verdict->violations[i]),
			    word(&verdict->violations[at])) == 0)
			return true;
	return false;
}

static const char *
reason_of(const struct pod_security_violation *violation)
{
	return violation->reason;
}

static const char *
check_of(const struct pod_security_violation *violation)
{
	return violation->check;
}

/* A text that grows by phrases with a separator between them. */
struct phrases {
	struct pass *pass;
	char *text;
	size_t length;
};

static void
append(struct phrases *phrases, const char *separator, const char *phrase)
{
	size_t size = phrases->length + strlen(separator) + strlen(phrase) + 1;
	char *longer = pass_alloc(phrases->pass, size);
	bool first = !phrases->length;

	phrases->length = (size_t)snprintf(longer, size, "%s%s%s",
		first ? "" : phrases->text, first ? "" : separator, phrase);
	phrases->text = longer;
}

const char *
pod_security_reasons(
	struct pass *pass, const struct pod_security_verdict *verdict)
{
	struct phrases phrases = { .pass = pass };

	for (size_t i = 0; i < verdict->count; i++)
		if (!is_repeated(verdict, i, reason_of))
			append(&phrases, ", ", verdict->violations[i].reason);
	return phrases.text;
}

static bool
is_same_place(struct place a, struct place b)
{
	return a.source == b.source && a.span.start.line == b.span.start.line &&
	       a.span.start.column == b.span.start.column;
}

/* What is asked for at the place of the violation at AT, of it and all later
 * ones; NULL when an earlier one has told it. */
static const char *
asked_for(struct pass *pass, const struct pod_security_verdict *verdict,
	size_t at)
{
	const struct pod_security_violation *all = verdict->violations;
	struct phrases phrases = { .pass = pass };

	for (size_t i = 0; i < at; i++)
		if (is_same_place(all[i].place, all[at].place))
			return NULL;
	for (size_t i = at; i < verdict->count; i++)
		if (is_same_place(all[i].place, all[at].place))
			append(&phrases, "; ", all[i].demand);
	return phrases.text;
}

void
pod_security_explain(struct pass *pass, struct finding *finding,
	const struct pod_security_verdict *verdict)
{
	const struct pod_security_demand *demand = &verdict->demand;
	struct pod_security_text text = pod_security_demand_text(demand);

	for (size_t i = 0; i < verdict->count; i++) {
		const struct pod_security_violation *violation =
			&verdict->violations[i];
		const char *asked = asked_for(pass, verdict, i);

		if (!is_repeated(verdict, i, check_of))
			finding_detail(finding, "checks", violation->check);
		if (!asked)
			continue;
		if (i == 0)
			finding_label(finding, "asked for: %s", asked);
		else
			finding_relate(finding, violation->place,
				"asked for: %s", asked);
	}
	finding_relate(finding, demand->place, "asks for %s", text.text);
}
