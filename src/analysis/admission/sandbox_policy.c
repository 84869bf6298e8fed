/* SPDX-License-Identifier: Apache-2.0 */
/* Whether the agent-sandbox policy is in force for a Sandbox, and what it then
 * says. */
#include <agentlint/sandbox_policy.h>

#include "analysis/admission/sandbox_clause.h"
#include "base/hash.h"

#define REGISTRATION "admissionregistration.k8s.io"

/* What a policy has of the sample. */
enum presence {
	CLAUSE_ABSENT,
	CLAUSE_ALIKE, /* an expression about the same fields */
	CLAUSE_SAME,
};

struct in_force {
	enum presence clauses[CLAUSE_COUNT];
	struct sandbox_verdict verdict;
};

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

static bool
has_item(const struct node *list, const char *text)
{
	NODE_EACH(item, list)
		if (node_is(item, text) || node_is(item, "*"))
			return true;
	return false;
}

static bool
is_for_sandboxes(const struct object *policy)
{
	const struct node *rules =
		node_path(policy->root, "spec.matchConstraints.resourceRules");

	NODE_EACH(rule, rules)
		if (has_item(node_get(rule, "apiGroups"), "agents.x-k8s.io") &&
			has_item(node_get(rule, "resources"), "sandboxes") &&
			has_item(node_get(rule, "operations"), "CREATE"))
			return true;
	return false;
}

static uint64_t
hash_without_space(struct str text)
{
	uint64_t hash = HASH_START;

	for (size_t i = 0; i < text.len; i++)
		if (!memchr(" \t\r\n", text.ptr[i], 4))
			hash = hash_bytes(
				hash, (struct str){ text.ptr + i, 1 });
	return hash;
}

static bool
holds_tokens(struct str expression, const struct clause *clause)
{
	for (size_t i = 0; i < 3 && clause->tokens[i]; i++)
		if (!str_contains(expression, clause->tokens[i]))
			return false;
	return true;
}

static enum presence
find_clause(const struct object *policy, const struct clause *clause)
{
	enum presence found = CLAUSE_ABSENT;
	const struct node *validations =
		node_path(policy->root, "spec.validations");

	NODE_EACH(validation, validations) {
		struct str expression =
			node_text(node_get(validation, "expression"));
		uint64_t hash = hash_without_space(expression);

		if (hash == clause->expressions[0] ||
			hash == clause->expressions[1])
			return CLAUSE_SAME;
		if (holds_tokens(expression, clause))
			found = CLAUSE_ALIKE;
	}
	return found;
}

/* Whether the selectors of a policy or a binding let the Sandbox in; what the
 * input does not decide is said in *UNKNOWN. */
static bool
selects(const struct node *constraints, const struct pod *pod,
	const char **unknown)
{
	const struct object *object = pod->object;
	const struct node *namespaces =
		node_get(constraints, "namespaceSelector");
	bool known = true;
	bool selected = !namespaces ||
			selector_matches_namespace(namespaces,
				pod_namespace(pod), object->namespace, &known);

	if (!known)
		*unknown = "the namespace's labels are not in the input";
	if (node_count(node_get(constraints, "objectSelector")))
		selected = selected &&
			   selector_matches(
				   node_get(constraints, "objectSelector"),
				   object->labels);
	if (node_count(node_get(constraints, "excludeResourceRules")))
		*unknown = "the policy excludes some objects";
	return selected || !known;
}

/* Fills in what BINDING puts in force for the pod; false when nothing. */
static bool
bind(struct in_force *force, const struct object *binding,
	const struct pod *pod)
{
	const struct node *spec = node_get(binding->root, "spec");
	struct sandbox_verdict *verdict = &force->verdict;
	const char *unknown = NULL;
	const struct object *policy = graph_find(binding->graph, REGISTRATION,
		"ValidatingAdmissionPolicy", (struct str){ 0 },
		node_text(node_get(spec, "policyName")));

	if (!policy || !is_for_sandboxes(policy) ||
		!selects(node_path(policy->root, "spec.matchConstraints"), pod,
			&unknown) ||
		!selects(node_get(spec, "matchResources"), pod, &unknown))
		return false;
	if (node_count(node_path(policy->root, "spec.matchConditions")))
		unknown = "the policy has match conditions";
	for (size_t i = 0; i < CLAUSE_COUNT; i++)
		force->clauses[i] = find_clause(policy, &sandbox_clauses[i]);
	verdict->policy = policy;
	verdict->binding = binding;
	verdict->denies = has_item(node_get(spec, "validationActions"), "Deny");
	verdict->unknown = unknown;
	return true;
}

static void
judge(const struct in_force *force, enum presence presence,
	const struct pod *pod, struct gathering *gathering)
{
	for (size_t i = 0; i < CLAUSE_COUNT; i++) {
		const struct clause *clause = &sandbox_clauses[i];

		if (force->clauses[i] == presence)
			clause->check(&(struct judging){
				clause, pod, gather, gathering });
	}
}

/* What clauses of that presence say; none says nothing. */
static bool
judge_presence(struct pass *pass, struct in_force *force,
	enum presence presence, const struct pod *pod)
{
	struct gathering gathering = { 0 };
	struct violations *violations = &force->verdict.violations;

	judge(force, presence, pod, &gathering);
	if (!gathering.count)
		return false;
	violations->count = gathering.count;
	gathering.violations = pass_alloc(
		pass, gathering.count * sizeof(*gathering.violations));
	gathering.count = 0;
	judge(force, presence, pod, &gathering);
	violations->items = gathering.violations;
	return true;
}

static bool
judge_all(struct pass *pass, struct in_force *force, const struct pod *pod)
{
	if (judge_presence(pass, force, CLAUSE_SAME, pod))
		return true;
	if (!judge_presence(pass, force, CLAUSE_ALIKE, pod))
		return false;
	force->verdict.unknown = "the policy's expressions are not those of "
				 "the project's sample, and are not evaluated";
	return true;
}

static bool
is_sandbox(const struct object *object)
{
	return object_is(object, "agents.x-k8s.io", "Sandbox") ||
	       object_is(
		       object, "extensions.agents.x-k8s.io", "SandboxTemplate");
}

void
sandbox_policy_judge(struct pass *pass, const struct pod *pod,
	void (*visit)(struct pass *pass, const struct pod *pod,
		const struct sandbox_verdict *verdict))
{
	struct object_range bindings;
	struct in_force force;
	bool bound = false;

	if (!is_sandbox(pod->object))
		return;
	bindings = graph_objects_of(pass_graph(pass), REGISTRATION,
		"ValidatingAdmissionPolicyBinding");
	for (; bindings.begin != bindings.end; bindings.begin++) {
		force = (struct in_force){ 0 };
		if (!bind(&force, *bindings.begin, pod))
			continue;
		bound = true;
		if (judge_all(pass, &force, pod))
			visit(pass, pod, &force.verdict);
	}
	if (bound || !pass_settings(pass)->admission_agent_sandbox)
		return;
	force = (struct in_force){ .verdict.denies = true };
	for (size_t i = 0; i < CLAUSE_COUNT; i++)
		force.clauses[i] = CLAUSE_SAME;
	if (judge_all(pass, &force, pod))
		visit(pass, pod, &force.verdict);
}
