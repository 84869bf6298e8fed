/* SPDX-License-Identifier: Apache-2.0 */
/* Argo's podSpecPatch, which has the last word about a pod and is a string: no
 * other rule looks into it. */
#include <agentlint/capability.h>
#include <agentlint/embedded.h>

static bool
is_zero(const struct node *node)
{
	return node_is_int(node, 0);
}

static bool
is_unconfined(const struct node *node)
{
	return node_is(node, "Unconfined");
}

static bool
is_unmasked(const struct node *node)
{
	return node_is(node, "Unmasked");
}

static bool
is_filled(const struct node *node)
{
	return node_count(node) > 0;
}

/* Whether a list of capabilities has one beyond Pod Security's baseline. */
static bool
is_powerful(const struct node *list)
{
	NODE_EACH(name, list) {
		const struct capability *capability =
			capability_find(node_text(name));

		if (capability && !capability->baseline)
			return true;
	}
	return false;
}

struct undoing {
	const char *path;
	bool (*undoes)(const struct node *value);
	const char *effect;
};

static const struct undoing of_pod[] = {
	{ "hostNetwork", node_is_true, "no network policy holds the agent" },
	{ "hostPID", node_is_true, "the agent sees the node's processes" },
	{ "hostIPC", node_is_true, "the agent shares the node's memory" },
	{ "automountServiceAccountToken", node_is_true,
		"the agent gets a token for the API" },
	{ "securityContext.runAsUser", is_zero, "the agent is root" },
	{ "securityContext.seccompProfile.type", is_unconfined,
		"every system call is allowed" },
	{ "securityContext.appArmorProfile.type", is_unconfined,
		"AppArmor forbids nothing" },
	{ "securityContext.windowsOptions.hostProcess", node_is_true,
		"the agent is a process of the node" },
	{ 0 },
};

static const struct undoing of_container[] = {
	{ "securityContext.privileged", node_is_true,
		"all capabilities, all devices, no seccomp" },
	{ "securityContext.allowPrivilegeEscalation", node_is_true,
		"programs may gain privileges" },
	{ "securityContext.capabilities.add", is_powerful,
		"more than the runtime gives" },
	{ "securityContext.runAsUser", is_zero, "the agent is root" },
	{ "securityContext.procMount", is_unmasked, "/proc is all open" },
	{ "securityContext.seccompProfile.type", is_unconfined,
		"every system call is allowed" },
	{ "securityContext.appArmorProfile.type", is_unconfined,
		"AppArmor forbids nothing" },
	{ "securityContext.windowsOptions.hostProcess", node_is_true,
		"the agent is a process of the node" },
	{ 0 },
};

static const struct undoing of_volume[] = {
	{ "hostPath", is_filled, "the agent gets files of the node" },
	{ 0 },
};

static const struct {
	const char *list;
	const struct undoing *undoings;
} lists[] = {
	{ "initContainers", of_container },
	{ "containers", of_container },
	{ "volumes", of_volume },
};

static void
check_part(struct pass *pass, const struct pod *pod, const struct node *part,
	const struct undoing *undoings)
{
	for (; undoings->path; undoings++) {
		const struct node *value = node_path(part, undoings->path);

		if (!value || !undoings->undoes(value))
			continue;
		finding_label(
			pass_report(pass, node_place(value),
				"the podSpecPatch of agent '%.*s' sets '%s'",
				STR_ARG(object_title(pod->object)),
				undoings->path),
			"%s", undoings->effect);
	}
}

static void
check_patch(struct pass *pass, const struct pod *pod, const struct node *patch)
{
	check_part(pass, pod, patch, of_pod);
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		NODE_EACH(item, node_get(patch, lists[i].list))
			check_part(pass, pod, item, lists[i].undoings);
}

/* What is no YAML is most often so by a placeholder that stands where a value
 * does. */
static void
report_unread(struct pass *pass, const struct pod *pod, const struct node *text)
{
	finding_unknown(pass_report(pass, node_place(text),
				"the podSpecPatch of agent '%.*s' is not "
				"looked into",
				STR_ARG(object_title(pod->object))),
		"it is no YAML before its placeholders are filled in");
}

static void
check(struct pass *pass, const struct pod *pod)
{
	const struct node *text = pod_field(pod, "podSpecPatch");
	struct embedded embedded;
	bool fresh;

	if (!text)
		return;
	/* Templates have one patch in common: of their workflow. */
	pass_memo(pass, text, 1, &fresh);
	if (!fresh)
		return;
	embedded = pass_embedded(pass, text);
	if (embedded.problem_count && node_is_placeholder(text))
		report_unread(pass, pod, text);
	for (size_t i = 0; i < embedded.document_count; i++)
		check_patch(pass, pod, embedded.documents[i]);
}

const struct rule unsafe_pod_patch = {
	.id = "unsafe-pod-patch",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary = "A podSpecPatch takes away what guards an agent",
	.why = "Argo Workflows lays the patch over the pod last, whatever the "
	       "template says. To a reader it is a string, so that a privileged "
	       "container or a path of the node in it is easily overlooked.",
	.fix = "take it out of the patch, and patch only what the template has "
	       "no field for, as 'runtimeClassName'",
	.bad = "apiVersion: argoproj.io/v1alpha1\n"
	       "kind: Workflow\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  podSpecPatch: |\n"
	       "    containers:\n"
	       "      - name: main\n"
	       "        securityContext: {privileged: true}\n"
	       "  templates:\n"
	       "    - name: think\n"
	       "      container: {image: coder:1.4}\n",
	.good = "apiVersion: argoproj.io/v1alpha1\n"
		"kind: Workflow\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  podSpecPatch: |\n"
		"    runtimeClassName: gvisor\n"
		"  templates:\n"
		"    - name: think\n"
		"      container: {image: coder:1.4}\n",
	.references =
		(const struct reference[]){
			{ "PSS", "privileged" },
			{ "CIS", "5.2.1" },
			{ "ATT&CK", "T1610" },
			{ "OWASP", "ASI05" },
			{ "CWE", "250" },
			{ "URL", "https://argo-workflows.readthedocs.io/en/"
				 "latest/fields/" },
			{ 0 },
		},
	.since = "0.1.0",
};
