/* SPDX-License-Identifier: Apache-2.0 */
/* Capabilities that a container asks for: worst first, the rest beside it. */
#include <agentlint/capability.h>
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

/* Pod Security 'restricted' lets NET_BIND_SERVICE alone be added. An unknown
 * name is misspelt-capability's business. */
static enum severity
severity_of(const struct capability *capability)
{
	if (!capability || str_is(str_of(capability->name), "NET_BIND_SERVICE"))
		return SEVERITY_NOTE;
	return capability->baseline ? SEVERITY_WARNING : SEVERITY_ERROR;
}

static const struct node *
worst_of(const struct node *list)
{
	const struct node *worst = NULL;
	enum severity severity = SEVERITY_NOTE;

	NODE_EACH(item, list) {
		enum severity found =
			severity_of(capability_find(node_text(item)));

		if (found <= severity)
			continue;
		severity = found;
		worst = item;
	}
	return worst;
}

static const char *
power_of(const struct capability *capability)
{
	return capability->power ? capability->power
				 : "more than a non-root process has";
}

static void
check(struct pass *pass, const struct container *container)
{
	const struct node *add = node_get(
		container_own_setting(container, "capabilities").node, "add");
	const struct node *worst = worst_of(add);
	const struct capability *capability;
	struct finding *finding;

	/* Privileged containers have them all already. */
	if (!worst || container_is_privileged(container))
		return;
	capability = capability_find(node_text(worst));
	finding = pass_report(pass, node_place(worst),
		"%s '%.*s' adds the capability %s", CONTAINER_ARG(container),
		capability->name);
	finding_label(finding, "%s", power_of(capability));
	finding_lower(finding, severity_of(capability));
	NODE_EACH(item, add) {
		capability = capability_find(node_text(item));
		if (severity_of(capability) > SEVERITY_NOTE)
			finding_detail(
				finding, "capabilities", capability->name);
		if (item != worst && severity_of(capability) > SEVERITY_NOTE)
			finding_relate(finding, node_place(item), "%s",
				power_of(capability));
	}
}

const struct rule dangerous_capability = {
	.id = "dangerous-capability",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_ERROR,
	.check_container = check,
	.summary = "An agent's container adds capabilities",
	.why = "A capability is a piece of root. SYS_ADMIN mounts file systems "
	       "and enters namespaces, SYS_PTRACE reads other processes, "
	       "SYS_MODULE loads code into the kernel, NET_RAW and NET_ADMIN "
	       "spoof the pod's neighbours: whoever steers the agent has "
	       "them too. What even Pod Security 'baseline' refuses is an "
	       "error here, the rest but NET_BIND_SERVICE a warning.",
	.fix = "remove the capability from 'add'; keep 'drop: [ALL]'",
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
	       "          drop: [ALL]\n"
	       "          add: [SYS_ADMIN]\n",
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
		"          drop: [ALL]\n"
		"          add: [NET_BIND_SERVICE]\n",
	.references =
		(const struct reference[]){
			{ "PSS", "capabilities_baseline" },
			{ "CIS", "5.2.8" },
			{ "CIS", "5.2.9" },
			{ "NSA", "Pod security enforcement" },
			{ "ATT&CK", "T1611" },
			{ "OWASP", "ASI05" },
			{ "CWE", "250" },
			{ "URL", "https://man7.org/linux/man-pages/man7/"
				 "capabilities.7.html" },
			{ 0 },
		},
	.since = "0.1.0",
};
