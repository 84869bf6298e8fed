/* SPDX-License-Identifier: Apache-2.0 */
/* A container that is told to run as root, in any spelling of 0. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static bool
takes_root_from_pod(const struct container *container)
{
	return container_root(container) == ROOT_ALWAYS &&
	       container_user(container).from_pod;
}

static void
report(struct pass *pass, const struct container *container,
	const struct setting *user)
{
	struct setting non_root = container_setting(container, "runAsNonRoot");
	bool windows = pod_is_windows(container->pod);
	const char *root = windows ? "ContainerAdministrator" : "root";
	struct finding *finding =
		user->from_pod
			? pass_report(pass, user->place,
				  "agent '%.*s' runs as %s",
				  STR_ARG(object_title(container->pod->object)),
				  root)
			: pass_report(pass, user->place, "%s '%.*s' runs as %s",
				  CONTAINER_ARG(container), root);

	if (user->from_pod)
		finding_about_pod(finding, container->pod);
	if (windows) {
		finding_help(finding,
			"set 'windowsOptions.runAsUserName: ContainerUser'");
		return;
	}
	if (node_is_true(non_root.node))
		finding_relate(finding, non_root.place,
			"and the kubelet refuses to start it because of this");
	if (!pod_has_user_namespace(container->pod))
		return;
	finding_lower(finding, SEVERITY_WARNING);
	finding_relate(finding,
		node_place(pod_field(container->pod, "hostUsers")),
		"root is mapped to an unprivileged user of the node");
}

static void
check(struct pass *pass, const struct container *container)
{
	struct setting user = container_user(container);

	if (container_root(container) != ROOT_ALWAYS)
		return;
	if (!user.from_pod ||
		container_is_first(container, takes_root_from_pod))
		report(pass, container, &user);
}

const struct rule runs_as_root = {
	.id = "runs-as-root",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_ERROR,
	.check_container = check,
	.summary = "An agent's container is told to run as root",
	.why = "'runAsUser: 0', spelled 0x0 or 00 as well, makes the agent "
	       "root whatever its image says. Root in a container is root to "
	       "the kernel that it shares: it owns the image's and the "
	       "volumes' files, holds the capabilities that were not dropped "
	       "and is one hole in the runtime away from the node. With "
	       "'runAsNonRoot: true' beside it the two contradict each other "
	       "and the kubelet starts no container at all.",
	.fix = "give 'runAsUser' an id other than 0, such as 65534, and set "
	       "'runAsNonRoot: true'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      securityContext:\n"
	       "        runAsUser: 0x0\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      securityContext:\n"
		"        runAsUser: 65534\n",
	.references =
		(const struct reference[]){
			{ "PSS", "runAsUser" },
			{ "CIS", "5.2.7" },
			{ "NSA", "Non-root containers" },
			{ "ATT&CK", "T1611" },
			{ "OWASP", "ASI05" },
			{ "CWE", "250" },
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "pod-security-standards/" },
			{ 0 },
		},
	.since = "0.1.0",
};
