/* SPDX-License-Identifier: Apache-2.0 */
/* User ids that the node has in use as well. */
#include <agentlint/hardening.h>
#include <agentlint/isolation.h>
#include <agentlint/rule.h>

enum { FIRST_FREE_ID = 10000 };

static bool
is_low(const struct container *container)
{
	int64_t id;

	return !pod_is_windows(container->pod) &&
	       !pod_has_user_namespace(container->pod) &&
	       node_int(container_user(container).node, &id) && id > 0 &&
	       id < FIRST_FREE_ID;
}

static bool
is_low_through_pod(const struct container *container)
{
	return is_low(container) && container_user(container).from_pod;
}

static void
check(struct pass *pass, const struct container *container)
{
	struct setting user = container_user(container);

	if (!is_low(container) ||
		pod_runtime(container->pod, pass_settings(pass)).isolation ==
			ISOLATION_KERNEL)
		return;
	if (user.from_pod && !container_is_first(container, is_low_through_pod))
		return;
	struct finding *finding = pass_report(pass, user.place,
		"user %.*s may be somebody on the node, too",
		STR_ARG(node_text(user.node)));
	if (user.from_pod)
		finding_about_pod(finding, container->pod);
	if (pod_excludes_user_namespace(container->pod) ||
		!pod_can_carry(container->pod, "hostUsers"))
		finding_help(finding, "take a 'runAsUser' of 10000 or more");
}

const struct rule low_user_id = {
	.id = "low-user-id",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_NOTE,
	.check_container = check,
	.summary = "An agent's user id may belong to a user of the node",
	.why = "User ids are the node's: without a user namespace, user 1000 in "
	       "the container is user 1000 outside. Should the agent get out, "
	       "or get at the node's files, it has what that user has. Ids "
	       "from 10000 on are rarely anybody's; an id of its own for each "
	       "agent also keeps agents out of each other's files.",
	.fix = "take a 'runAsUser' of 10000 or more, or set 'hostUsers: false'",
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
		"    runAsUser: 10001\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "NSA", "Non-root containers" },
			{ "CWE", "250" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "workloads/pods/user-namespaces/" },
			{ 0 },
		},
	.since = "0.1.0",
};
