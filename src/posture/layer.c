/* SPDX-License-Identifier: Apache-2.0 */
/* What one layer around a workload amounts to. */
#include "posture/layer.h"

#include <stdlib.h>

#include <agentlint/reach.h>
#include <agentlint/detection.h>
#include <agentlint/hardening.h>
#include <agentlint/identity.h>
#include <agentlint/isolation.h>
#include <agentlint/rbac.h>
#include <agentlint/seccomp_profile.h>

/* The findings about one workload, whatever they say. */
struct gathered {
	struct arena *arena;
	const struct finding **items;
	size_t count, capacity;
};

enum layer_state
layers_worst(const struct layer layers[LAYER_COUNT])
{
	enum layer_state worst = LAYER_HELD;

	for (size_t i = 0; i < LAYER_COUNT; i++)
		if (layers[i].state > worst)
			worst = layers[i].state;
	return worst;
}

const char *
layer_state_name(enum layer_state state)
{
	static const char *const names[LAYER_STATE_COUNT] = {
		[LAYER_HELD] = "held",
		[LAYER_UNKNOWN] = "unknown",
		[LAYER_WEAK] = "weak",
		[LAYER_MISSING] = "missing",
	};

	return names[state];
}

static void
gather(struct gathered *gathered, const struct dossier *dossier,
	const void *subject)
{
	struct entries entries = dossier_about(dossier, subject);

	for (; entries.begin != entries.end; entries.begin++) {
		gathered->items = arena_grow(gathered->arena, gathered->items,
			gathered->count, &gathered->capacity,
			sizeof(*gathered->items));
		gathered->items[gathered->count++] = entries.begin->finding;
	}
}

static void
gather_policies(struct gathered *gathered, struct pass *pass,
	const struct dossier *dossier, const struct pod *pod)
{
	struct policy_views views = reach_policies(pass_reach(pass), pod);

	for (size_t i = 0; i < views.count; i++)
		if (views.items[i].selects == TRUTH_YES)
			gather(gathered, dossier, views.items[i].object);
}

static void
gather_bindings(struct gathered *gathered, const struct dossier *dossier,
	const struct pod *pod)
{
	static const char *const kinds[] = { "RoleBinding",
		"ClusterRoleBinding" };

	for (size_t i = 0; i < 2; i++) {
		struct object_range range = graph_objects_of(pod->object->graph,
			"rbac.authorization.k8s.io", kinds[i]);

		for (; range.begin != range.end; range.begin++)
			if (binding_subject(*range.begin, pod))
				gather(gathered, dossier, *range.begin);
	}
}

static void
gather_profiles(struct gathered *gathered, struct pass *pass,
	const struct dossier *dossier, const struct pod *pod)
{
	for (size_t i = 0; i < pod->container_count; i++) {
		struct seccomp seccomp = container_seccomp(&pod->containers[i]);
		const struct seccomp_profile *profile =
			seccomp.type == SECCOMP_LOCALHOST
				? seccomp_profile_at(
					  pass, node_text(seccomp.profile_path))
				: NULL;

		if (profile)
			gather(gathered, dossier, profile->object);
	}
}

/* What is said of the pod's workload is gathered already: this is what is said
 * of the objects that the pod depends on. */
static void
gather_kin(struct gathered *gathered, struct pass *pass,
	const struct dossier *dossier, const struct pod *pod)
{
	gather(gathered, dossier, pod_namespace(pod));
	gather(gathered, dossier, pod_service_account(pod));
	gather(gathered, dossier, pod_runtime_class(pod));
	gather_policies(gathered, pass, dossier, pod);
	gather_bindings(gathered, dossier, pod);
	gather_profiles(gathered, pass, dossier, pod);
}

static int
compare(const void *a, const void *b)
{
	const struct finding *left = *(const struct finding *const *)a;
	const struct finding *right = *(const struct finding *const *)b;

	return finding_compare(left, right);
}

/* Several pods depend on one object, which is to be told of once. */
static void
sort_gathered(struct gathered *gathered)
{
	size_t kept = 0;

	if (!gathered->count)
		return;
	qsort(gathered->items, gathered->count, sizeof(*gathered->items),
		compare);
	for (size_t i = 1; i < gathered->count; i++)
		if (gathered->items[i] != gathered->items[kept])
			gathered->items[++kept] = gathered->items[i];
	gathered->count = kept + 1;
}

static enum layer_state
state_of_finding(const struct finding *finding)
{
	if (finding->unknown.len)
		return LAYER_UNKNOWN;
	switch (finding->severity) {
	case SEVERITY_NOTE:
		return LAYER_HELD;
	case SEVERITY_WARNING:
		return LAYER_WEAK;
	case SEVERITY_ERROR:
		break;
	}
	return LAYER_MISSING;
}

/* What holds of a pod whatever rules say: no finding is no proof. */
static enum layer_state
runtime_at_least(struct pass *pass, const struct pod *pod)
{
	struct runtime runtime = pod_runtime(pod, pass_settings(pass));

	switch (runtime.isolation) {
	case ISOLATION_KERNEL:
		return LAYER_HELD;
	case ISOLATION_NONE:
		return LAYER_MISSING;
	case ISOLATION_UNKNOWN:
		break;
	}
	return LAYER_UNKNOWN;
}

/* A pod without containers shows no security context. */
static enum layer_state
contexts_at_least(struct pass *pass, const struct pod *pod)
{
	(void)pass;
	return pod->container_count ? LAYER_HELD : LAYER_UNKNOWN;
}

static enum layer_state
seccomp_at_least(struct pass *pass, const struct pod *pod)
{
	struct runtime runtime = pod_runtime(pod, pass_settings(pass));
	enum layer_state state = LAYER_HELD;

	if (runtime_drops_seccomp(&runtime, pod))
		return LAYER_WEAK;
	for (size_t i = 0; i < pod->container_count; i++) {
		const struct container *container = &pod->containers[i];
		enum seccomp_type type = container_seccomp(container).type;

		/* The runtimes give it no profile, whatever it asks for; the
		 * API server takes none that is invalid. */
		if (container_is_privileged(container) ||
			type == SECCOMP_INVALID)
			return LAYER_MISSING;
		if (type == SECCOMP_UNKNOWN)
			state = LAYER_UNKNOWN;
	}
	return pod->container_count ? state : LAYER_UNKNOWN;
}

static enum layer_state
policies_at_least(struct pass *pass, const struct pod *pod)
{
	struct inquiry inquiry = pass_reach(pass);
	struct policy_views views = reach_policies(inquiry, pod);

	if (pod_is_governed(pod) == TRUTH_NO)
		return LAYER_MISSING;
	if (reach_isolated(inquiry, pod, DIRECTION_EGRESS) == TRUTH_MAYBE)
		return LAYER_UNKNOWN;
	/* Rules that are filled in later may allow anything. */
	for (size_t i = 0; i < views.count; i++)
		if (node_is_placeholder(views.items[i].rules[DIRECTION_EGRESS]))
			return LAYER_UNKNOWN;
	return LAYER_HELD;
}

static enum layer_state
account_at_least(struct pass *pass, const struct pod *pod)
{
	(void)pass;
	return pod_holds_api_key(pod) == HOLDS_MAYBE ? LAYER_UNKNOWN
						     : LAYER_HELD;
}

static enum layer_state
pod_security_at_least(struct pass *pass, const struct pod *pod)
{
	(void)pass;
	return pod_namespace(pod) ? LAYER_HELD : LAYER_UNKNOWN;
}

static enum layer_state
detection_at_least(struct pass *pass, const struct pod *pod)
{
	const struct detection *detection = pass_detection(pass);

	(void)pod;
	return detection->falco || detection->other ? LAYER_HELD
						    : LAYER_UNKNOWN;
}

static enum layer_state (*const at_least[LAYER_COUNT])(
	struct pass *pass, const struct pod *pod) = {
	[MODULE_RUNTIME] = runtime_at_least,
	[MODULE_SECURITY_CONTEXT] = contexts_at_least,
	[MODULE_SECCOMP] = seccomp_at_least,
	[MODULE_NETWORK_POLICY] = policies_at_least,
	[MODULE_SERVICE_ACCOUNT] = account_at_least,
	[MODULE_POD_SECURITY] = pod_security_at_least,
	[MODULE_DETECTION] = detection_at_least,
};

static void
raise_state(struct layer *layer, enum layer_state state)
{
	if (state > layer->state)
		layer->state = state;
}

static void
tell_of_state(struct layer *layer, const struct finding **because,
	enum module module, const struct gathered *gathered,
	enum layer_state state)
{
	for (size_t i = 0; i < gathered->count; i++)
		if (gathered->items[i]->rule->module == module &&
			state_of_finding(gathered->items[i]) == state)
			because[layer->count++] = gathered->items[i];
}

/* What takes a layer away and is another module's to report: a pod on its
 * node's network has no policy, a privileged container no profile. */
static const char *const takes_away[LAYER_COUNT] = {
	[MODULE_SECCOMP] = "privileged-container",
	[MODULE_NETWORK_POLICY] = "host-network",
};

static void
tell_of_other_module(struct layer *layer, const struct finding **because,
	enum module module, const struct gathered *gathered)
{
	const struct rule *rule =
		takes_away[module] ? rule_find(str_of(takes_away[module]))
				   : NULL;

	for (size_t i = 0; rule && i < gathered->count; i++)
		if (gathered->items[i]->rule == rule)
			because[layer->count++] = gathered->items[i];
}

/* The findings that keep the layer from being held, the gravest first; of a
 * state that does not come of a finding, those notes that tell of it. */
static void
tell(struct layer *layer, enum module module, const struct gathered *gathered)
{
	const struct finding **because =
		arena_array(gathered->arena, gathered->count, sizeof(*because));

	for (enum layer_state s = LAYER_STATE_COUNT; s-- > LAYER_UNKNOWN;)
		tell_of_state(layer, because, module, gathered, s);
	if (!layer->count && layer->state == LAYER_MISSING)
		tell_of_other_module(layer, because, module, gathered);
	if (!layer->count && layer->state != LAYER_HELD)
		tell_of_state(layer, because, module, gathered, LAYER_HELD);
	layer->because = because;
}

static void
judge_layer(struct layer *layer, enum module module, struct pass *pass,
	const struct gathered *gathered, const struct object *object)
{
	enum layer_state by_findings = LAYER_HELD;

	*layer = (struct layer){ 0 };
	for (size_t i = 0; i < gathered->count; i++) {
		const struct finding *finding = gathered->items[i];

		if (finding->rule->module == module &&
			state_of_finding(finding) > by_findings)
			by_findings = state_of_finding(finding);
	}
	layer->state = by_findings;
	for (size_t i = 0; i < object->pod_count; i++)
		raise_state(layer, at_least[module](pass, &object->pods[i]));
	tell(layer, module, gathered);
}

void
layers_judge(struct layer layers[LAYER_COUNT], struct pass *pass,
	const struct dossier *dossier, const struct object *object)
{
	struct gathered gathered = { .arena = pass->gathering->arena };

	gather(&gathered, dossier, object);
	gather(&gathered, dossier, object->graph);
	for (size_t i = 0; i < object->pod_count; i++)
		gather_kin(&gathered, pass, dossier, &object->pods[i]);
	sort_gathered(&gathered);
	LAYER_EACH(module)
		judge_layer(&layers[module], module, pass, &gathered, object);
}
