/* SPDX-License-Identifier: Apache-2.0 */
/* Group 0: what belongs to root's group belongs to the agent. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static void
report(struct pass *pass, const struct container *container, bool from_pod,
	const struct node *group)
{
	struct finding *finding =
		from_pod
			? pass_report(pass, node_place(group),
				  "agent '%.*s' runs in root's group",
				  STR_ARG(object_title(container->pod->object)))
			: pass_report(pass, node_place(group),
				  "%s '%.*s' runs in root's group",
				  CONTAINER_ARG(container));

	finding_label(finding, "'%.*s' adds it",
		STR_ARG(group->key.len > 0 ? group->key : group->parent->key));
	if (from_pod)
		finding_about_pod(finding, container->pod);
}

static void
check_pod_groups(struct pass *pass, const struct container *container)
{
	const struct node *group = pod_setting(container->pod, "fsGroup").node;

	if (node_is_int(group, 0))
		report(pass, container, true, group);
	NODE_EACH(item, pod_setting(container->pod, "supplementalGroups").node)
		if (node_is_int(item, 0))
			report(pass, container, true, item);
}

static bool
takes_group_from_pod(const struct container *container)
{
	return container_setting(container, "runAsGroup").from_pod;
}

static void
check(struct pass *pass, const struct container *container)
{
	struct setting group = container_setting(container, "runAsGroup");

	if (pod_is_windows(container->pod))
		return;
	if (container == container->pod->containers)
		check_pod_groups(pass, container);
	if (!node_is_int(group.node, 0))
		return;
	if (!group.from_pod ||
		container_is_first(container, takes_group_from_pod))
		report(pass, container, group.from_pod, group.node);
}

const struct rule root_group = {
	.id = "root-group",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_WARNING,
	.check_container = check,
	.summary = "An agent's container runs in root's group",
	.why = "Group 0 owns more of an image than one would think: "
	       "/etc/passwd is group-writable in images made for arbitrary "
	       "user ids, and files that root wrote to a shared volume are "
	       "open to its group. A user that is not root but in root's "
	       "group is a half-closed door.",
	.fix = "give 'runAsGroup', 'fsGroup' and 'supplementalGroups' ids "
	       "other than 0, such as 65534",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  securityContext:\n"
	       "    runAsUser: 65534\n"
	       "    runAsGroup: 0\n"
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
			{ "OWASP", "ASI05" },
			{ "CWE", "250" },
			{ "URL", "https://kubernetes.io/docs/tasks/"
				 "configure-pod-container/security-context/" },
			{ 0 },
		},
	.since = "0.1.0",
};
