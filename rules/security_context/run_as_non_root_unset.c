/* SPDX-License-Identifier: Apache-2.0 */
/* A user that is not root, without the check that it stays so. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static bool
lacks(const struct container *container)
{
	struct setting non_root = container_setting(container, "runAsNonRoot");
	struct setting user = container_setting(container, "runAsUser");

	return container_root(container) == ROOT_NEVER && user.node &&
	       !pod_is_windows(container->pod) &&
	       (!non_root.node || node_is_false(non_root.node));
}

static bool
lacks_through_pod(const struct container *container)
{
	return lacks(container) &&
	       container_setting(container, "runAsUser").from_pod;
}

static void
check(struct pass *pass, const struct container *container)
{
	struct setting user = container_setting(container, "runAsUser");
	struct setting non_root = container_setting(container, "runAsNonRoot");

	if (!lacks(container))
		return;
	if (user.from_pod && !container_is_first(container, lacks_through_pod))
		return;
	struct finding *finding = pass_report(pass, user.place,
		"a user is set, but not 'runAsNonRoot: true': nothing objects "
		"when it becomes 0");
	finding_label(finding, "not root");
	if (!non_root.node)
		finding_add_key(finding, false, user.node->parent,
			"runAsNonRoot", "true");
	if (user.from_pod)
		finding_about_pod(finding, container->pod);
}

const struct rule run_as_non_root_unset = {
	.id = "run-as-non-root-unset",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_NOTE,
	.check_container = check,
	.summary = "A non-root user is set, runAsNonRoot is not",
	.why = "'runAsUser' alone keeps the agent from being root today. "
	       "'runAsNonRoot: true' is what makes the kubelet refuse the "
	       "container when an overlay, a chart value or a mutating "
	       "webhook sets the user to 0 tomorrow, and Pod Security "
	       "'restricted' rejects a pod without it.",
	.fix = "add 'runAsNonRoot: true' beside 'runAsUser'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  securityContext:\n"
	       "    runAsUser: 1000\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  securityContext:\n"
		"    runAsUser: 1000\n"
		"    runAsNonRoot: true\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "PSS", "runAsNonRoot" },
			{ "CIS", "5.2.7" },
			{ "CWE", "250" },
			{ 0 },
		},
	.since = "0.1.0",
};
