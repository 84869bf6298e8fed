/* SPDX-License-Identifier: Apache-2.0 */
/* A user without a group: unless the image knows the user, its group is 0. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static bool
lacks(const struct container *container)
{
	return container_root(container) == ROOT_NEVER &&
	       container_setting(container, "runAsUser").node &&
	       !container_setting(container, "runAsGroup").node &&
	       !pod_is_windows(container->pod);
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

	if (!lacks(container))
		return;
	if (user.from_pod && !container_is_first(container, lacks_through_pod))
		return;
	struct finding *finding = pass_report(pass, user.place,
		"a user is set, its group is not: it is root's unless the "
		"image's /etc/passwd knows user %.*s",
		STR_ARG(node_text(user.node)));
	if (user.from_pod)
		finding_about_pod(finding, container->pod);
}

const struct rule root_group_by_default = {
	.id = "root-group-by-default",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_NOTE,
	.check_container = check,
	.summary = "A user is set, its group is not",
	.why = "With 'runAsUser' alone the container runtime takes the primary "
	       "group from the image's /etc/passwd, and for a user that is "
	       "not listed there it takes 0. The agent is then no root, but "
	       "in root's group.",
	.fix = "set 'runAsGroup' beside 'runAsUser'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  securityContext:\n"
	       "    runAsUser: 65534\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  securityContext:\n"
		"    runAsUser: 65534\n"
		"    runAsGroup: 65534\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "NSA", "Non-root containers" },
			{ "CWE", "250" },
			{ "URL", "https://kubernetes.io/docs/tasks/"
				 "configure-pod-container/security-context/" },
			{ 0 },
		},
	.since = "0.1.0",
};
