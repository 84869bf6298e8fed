/* SPDX-License-Identifier: Apache-2.0 */
/* procMount: the masked parts of /proc shown. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct container *container)
{
	struct setting mount = container_own_setting(container, "procMount");
	struct finding *finding;

	if (!node_is(mount.node, "Unmasked"))
		return;
	finding = pass_report(pass, mount.place,
		"%s '%.*s' sees the unmasked /proc", CONTAINER_ARG(container));
	finding_label(finding, "shows what runtimes hide in /proc");
	finding_replace(finding, false, mount.place, "Default");
	if (pod_has_user_namespace(container->pod)) {
		finding_lower(finding, SEVERITY_WARNING);
		finding_relate(finding,
			node_place(pod_field(container->pod, "hostUsers")),
			"the user namespace limits what it shows");
	}
}

const struct rule unmasked_proc = {
	.id = "unmasked-proc",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_ERROR,
	.check_container = check,
	.summary = "An agent's container sees the unmasked /proc",
	.why = "Runtimes hide /proc/kcore, /proc/keys, /proc/timer_list and "
	       "others and make /proc/sys and /proc/sysrq-trigger read-only, "
	       "because a process with root there reads kernel memory or "
	       "changes the node. 'procMount: Unmasked' takes that back. The "
	       "API server accepts it only in a pod with 'hostUsers: false'.",
	.fix = "remove 'procMount', or set it to 'Default'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      securityContext:\n"
	       "        procMount: Unmasked\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      securityContext:\n"
		"        procMount: Default\n",
	.references =
		(const struct reference[]){
			{ "PSS", "procMount" },
			{ "NSA", "Pod security enforcement" },
			{ "ATT&CK", "T1611" },
			{ "CWE", "668" },
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "pod-security-standards/" },
			{ 0 },
		},
	.since = "0.1.0",
};
