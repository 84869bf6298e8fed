/* SPDX-License-Identifier: Apache-2.0 */
/* Capability names that Kubernetes takes for something else. */
#include <agentlint/capability.h>
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

/* Spelled right, a capability in 'add' is granted: that is for a person to
 * decide, but for those that Pod Security's baseline allows. */
static bool
may_mend(const struct capability *capability, const char *list)
{
	return capability->baseline || strcmp(list, "drop") == 0;
}

static void
check_name(struct pass *pass, const struct container *container,
	const struct node *name, const char *list)
{
	const struct capability *capability = capability_find(node_text(name));
	struct finding *finding;

	if (!node_is_scalar(name) || node_is_placeholder(name) ||
		capability_is_spelled_right(node_text(name)))
		return;
	finding = pass_report(pass, node_place(name),
		capability ? "%s '%.*s': capability '%.*s' in '%s' is not "
			     "spelled as Kubernetes wants it"
			   : "%s '%.*s': there is no capability '%.*s' to %s",
		CONTAINER_ARG(container), STR_ARG(node_text(name)), list);
	if (!capability)
		return;
	finding_label(finding, "it is '%s'", capability->name);
	if (may_mend(capability, list))
		finding_replace(
			finding, false, node_place(name), capability->name);
	else
		finding_help(finding, "remove it from 'add'");
}

static void
check(struct pass *pass, const struct container *container)
{
	static const char *const lists[] = { "add", "drop" };
	const struct node *capabilities =
		container_own_setting(container, "capabilities").node;

	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		NODE_EACH(name, node_get(capabilities, lists[i]))
			check_name(pass, container, name, lists[i]);
}

const struct rule misspelt_capability = {
	.id = "misspelt-capability",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_WARNING,
	.check_container = check,
	.summary = "A capability's name is not spelled as Kubernetes wants it",
	.why = "Kubernetes names capabilities in upper case and without CAP_. "
	       "containerd puts CAP_ in front of whatever it is given, so "
	       "CAP_NET_RAW becomes a capability that does not exist and is "
	       "neither dropped nor added, without a word; CRI-O takes it. "
	       "Pod Security compares the names as they are written, so "
	       "'all' is not ALL to it and the pod is rejected.",
	.fix = "write the capability in upper case and without 'CAP_'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      securityContext:\n"
	       "        capabilities:\n"
	       "          drop: [all]\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      securityContext:\n"
		"        capabilities:\n"
		"          drop: [ALL]\n",
	.references =
		(const struct reference[]){
			{ "PSS", "capabilities_restricted" },
			{ "CIS", "5.2.9" },
			{ "CWE", "272" },
			{ "URL", "https://kubernetes.io/docs/tasks/"
				 "configure-pod-container/security-context/" },
			{ 0 },
		},
	.since = "0.1.0",
};
