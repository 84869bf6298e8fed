/* SPDX-License-Identifier: Apache-2.0 */
/* What agent-sandbox's API has left behind: v1alpha1, and its field names. */
#include <agentlint/rule.h>

static const struct {
	const char *kind, *old, *now;
} renamed[] = {
	{ "Sandbox", "replicas", "operatingMode" },
	{ "SandboxClaim", "sandboxTemplateRef", "warmPoolRef" },
	{ "SandboxClaim", "warmpool", "warmPoolRef" },
};

static bool
is_sandbox_kind(const struct object *object)
{
	static const char *const kinds[] = { "SandboxClaim", "SandboxTemplate",
		"SandboxWarmPool" };

	if (object_is(object, "agents.x-k8s.io", "Sandbox"))
		return true;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (object_is(object, "extensions.agents.x-k8s.io", kinds[i]))
			return true;
	return false;
}

/* The field that has another name in v1beta1, with that name in *NOW. */
static const struct node *
find_renamed(const struct object *object, const char **now)
{
	for (size_t i = 0; i < sizeof(renamed) / sizeof(*renamed); i++) {
		const struct node *field = node_get(
			node_get(object->root, "spec"), renamed[i].old);

		if (!field || !str_is(object->kind, renamed[i].kind))
			continue;
		*now = renamed[i].now;
		return field;
	}
	return NULL;
}

/* "replicas: 0" and "replicas: 1" have a new spelling each. */
static void
offer_mode(struct finding *finding, const struct node *field)
{
	if (!str_is(field->key, "replicas") || node_alias(field) ||
		!(node_is_int(field, 0) || node_is_int(field, 1)))
		return;
	finding_replace(finding, false, node_key_place(field), "operatingMode");
	finding_replace(finding, false, node_place(field),
		node_is_int(field, 0) ? "Suspended" : "Running");
}

static void
report_version(struct pass *pass, const struct object *object)
{
	const struct node *version = node_get(object->root, "apiVersion");
	const char *now = NULL;
	const struct node *field = find_renamed(object, &now);
	struct finding *finding = pass_report(pass, node_place(version),
		"'%.*s' is gone from agent-sandbox 1.0.0 on",
		STR_ARG(node_text(version)));

	finding_help(finding, "write '%.*s/v1beta1', served since 0.5.0",
		STR_ARG(object->group));
	finding_replace(finding, false, node_place(version),
		str_is(object->kind, "Sandbox")
			? "agents.x-k8s.io/v1beta1"
			: "extensions.agents.x-k8s.io/v1beta1");
	if (!field)
		return;
	finding_relate(
		finding, node_key_place(field), "is '%s' in v1beta1", now);
	offer_mode(finding, field);
}

static void
report_field(struct pass *pass, const struct object *object)
{
	const char *now = NULL;
	const struct node *field = find_renamed(object, &now);
	struct finding *finding;

	if (!field)
		return;
	finding = pass_report(pass, node_key_place(field),
		"'%.*s' was a field of v1alpha1, %.*s has '%s' instead",
		STR_ARG(field->key), STR_ARG(object->version), now);
	finding_label(finding, "has no effect here");
	finding_help(finding, "write '%s'", now);
	offer_mode(finding, field);
}

static void
check(struct pass *pass, const struct object *object)
{
	if (!is_sandbox_kind(object) || object->root->key.ptr)
		return;
	if (str_is(object->version, "v1alpha1"))
		report_version(pass, object);
	else
		report_field(pass, object);
}

const struct rule removed_sandbox_api = {
	.id = "removed-sandbox-api",
	.module = MODULE_MANIFEST,
	.severity = SEVERITY_WARNING,
	.check_object = check,
	.summary = "An agent-sandbox object of an API version that is gone",
	.why = "agent-sandbox 1.0.0 serves v1beta1 alone. What is written for "
	       "v1alpha1 is refused; its field names in a v1beta1 object are "
	       "dropped, so a Sandbox that was to be suspended runs.",
	.fix = "write it for v1beta1",
	.bad = "apiVersion: agents.x-k8s.io/v1alpha1\n"
	       "kind: Sandbox\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  replicas: 0\n"
	       "  podTemplate:\n"
	       "    spec:\n"
	       "      containers:\n"
	       "        - name: agent\n"
	       "          image: registry.example/agent:1.0\n",
	.good = "apiVersion: agents.x-k8s.io/v1beta1\n"
		"kind: Sandbox\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  operatingMode: Suspended\n"
		"  podTemplate:\n"
		"    spec:\n"
		"      containers:\n"
		"        - name: agent\n"
		"          image: registry.example/agent:1.0\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://github.com/kubernetes-sigs/"
				 "agent-sandbox/blob/main/docs/"
				 "api-migration-guide.md" },
			{ 0 },
		},
	.since = "0.1.0",
};
