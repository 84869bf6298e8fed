/* SPDX-License-Identifier: Apache-2.0 */
/* The agent can change the programs that it runs. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct container *container)
{
	struct setting read_only =
		container_own_setting(container, "readOnlyRootFilesystem");
	const struct node *context = container->security_context;

	if (!container_has_security_context(container) ||
		pod_is_windows(container->pod) ||
		(read_only.node && !node_is_false(read_only.node)))
		return;
	struct finding *finding = pass_report(pass, read_only.place,
		"%s '%.*s' can write its root file system",
		CONTAINER_ARG(container));
	if (read_only.node) {
		finding_replace(finding, false, read_only.place, "true");
		return;
	}
	finding_field(finding, context, "readOnlyRootFilesystem");
	finding_add_key(
		finding, false, context, "readOnlyRootFilesystem", "true");
}

const struct rule writable_root_file_system = {
	.id = "writable-root-file-system",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_NOTE,
	.check_container = check,
	.summary = "An agent's container can write its root file system",
	.why = "An agent that can write to its image's file system can replace "
	       "the programs that its next tool call starts, or the checks "
	       "that its wrapper makes, for as long as the container lives. "
	       "With a read-only root it is left with the volumes that were "
	       "made for writing.",
	.fix = "set 'readOnlyRootFilesystem: true' and mount an emptyDir where "
	       "the agent must write: /tmp, its home, its workspace",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      securityContext:\n"
	       "        allowPrivilegeEscalation: false\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      securityContext:\n"
		"        allowPrivilegeEscalation: false\n"
		"        readOnlyRootFilesystem: true\n"
		"      volumeMounts:\n"
		"        - name: tmp\n"
		"          mountPath: /tmp\n"
		"  volumes:\n"
		"    - name: tmp\n"
		"      emptyDir: {}\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.6.3" },
			{ "NSA", "Immutable container file systems" },
			{ "ATT&CK", "T1036" },
			{ "OWASP", "ASI05" },
			{ "CWE", "732" },
			{ 0 },
		},
	.since = "0.1.0",
};
