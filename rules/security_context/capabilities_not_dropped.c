/* SPDX-License-Identifier: Apache-2.0 */
/* The container keeps capabilities that the runtime hands out by default. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

enum drop { DROP_NOT, DROP_ALL, DROP_UNKNOWN };

/* Container runtimes compare ALL without regard to case; what Pod Security
 * makes of that is for misspelt-capability to say. */
static enum drop
drops(const struct node *list)
{
	bool unknown = node_is_placeholder(list);

	NODE_EACH(item, list) {
		if (str_is_nocase(node_text(item), "ALL"))
			return DROP_ALL;
		unknown |= node_is_placeholder(item);
	}
	return unknown ? DROP_UNKNOWN : DROP_NOT;
}

static void
report(struct pass *pass, const struct container *container,
	struct setting capabilities)
{
	const struct node *context = container->security_context;
	const struct node *drop = node_get(capabilities.node, "drop");
	struct finding *finding =
		drop ? pass_report(pass, node_place(drop),
			       "%s '%.*s' does not drop ALL capabilities",
			       CONTAINER_ARG(container))
		     : pass_report(pass, capabilities.place,
			       "%s '%.*s' drops no capabilities",
			       CONTAINER_ARG(container));

	if (drop)
		finding_label(finding, "the others of the default set stay");
	else if (capabilities.node)
		finding_add_key(
			finding, false, capabilities.node, "drop", "[ALL]");
	else
		finding_add_key(finding, false, context, "capabilities",
			"{drop: [ALL]}");
	if (!drop)
		finding_field(finding,
			capabilities.node ? capabilities.node : context,
			capabilities.node ? "drop" : "capabilities");
}

static void
check(struct pass *pass, const struct container *container)
{
	struct setting capabilities =
		container_own_setting(container, "capabilities");

	if (!container_has_security_context(container) ||
		container_is_privileged(container) ||
		pod_is_windows(container->pod) ||
		node_is_placeholder(capabilities.node))
		return;
	if (drops(node_get(capabilities.node, "drop")) == DROP_NOT)
		report(pass, container, capabilities);
}

const struct rule capabilities_not_dropped = {
	.id = "capabilities-not-dropped",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_ERROR,
	.check_container = check,
	.summary = "An agent's container does not drop all capabilities",
	.why = "A container starts with the runtime's default capabilities, "
	       "on containerd fourteen of them: among them DAC_OVERRIDE (no "
	       "file permission counts), SETUID (become anybody), MKNOD and "
	       "NET_RAW (spoof ARP and DNS of neighbouring pods). An agent "
	       "needs none. Listing single ones under 'drop' leaves the "
	       "others, so the list must hold ALL; what is really needed "
	       "comes back with 'add'.",
	.fix = "set 'capabilities: {drop: [ALL]}' in the container's "
	       "securityContext",
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
	       "          drop: [NET_RAW]\n",
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
			{ "NSA", "Pod security enforcement" },
			{ "ATT&CK", "T1611" },
			{ "OWASP", "ASI05" },
			{ "CWE", "272" },
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "pod-security-standards/" },
			{ 0 },
		},
	.since = "0.1.0",
};
