/* SPDX-License-Identifier: Apache-2.0 */
/* SELinux labels that Pod Security does not know as a container's. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static bool
is_container_type(const struct node *type)
{
	static const char *const types[] = { "", "container_t",
		"container_init_t", "container_kvm_t", "container_engine_t" };

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (str_is(node_text(type), types[i]))
			return true;
	return node_is_placeholder(type);
}

static const struct node *
custom_field(const struct node *options)
{
	static const char *const names[] = { "user", "role" };
	const struct node *type = node_get(options, "type");

	if (!is_container_type(type))
		return type;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const struct node *field = node_get(options, names[i]);

		if (node_text(field).len > 0 && !node_is_placeholder(field))
			return field;
	}
	return NULL;
}

static void
check(struct pass *pass, const struct container *container)
{
	const struct pod *pod = container->pod;
	const struct node *own = custom_field(
		container_own_setting(container, "seLinuxOptions").node);
	const struct node *pods =
		custom_field(pod_setting(pod, "seLinuxOptions").node);

	if (own)
		pass_report(pass, node_place(own),
			"%s '%.*s' has an SELinux %.*s of its own",
			CONTAINER_ARG(container), STR_ARG(own->key));
	if (pods && container == pod->containers)
		finding_about_pod(
			pass_report(pass, node_place(pods),
				"agent '%.*s' has an SELinux %.*s of its own",
				STR_ARG(object_title(pod->object)),
				STR_ARG(pods->key)),
			pod);
}

const struct rule custom_selinux_options = {
	.id = "custom-selinux-options",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_WARNING,
	.check_container = check,
	.summary = "An agent's SELinux type, user or role is not a container's",
	.why = "On nodes with SELinux the type container_t is what keeps a "
	       "container's processes away from the node's files; spc_t, "
	       "unconfined_t or a user and role of the node's lift that. Pod "
	       "Security 'baseline' allows the container types alone and "
	       "refuses any user or role; 'level' is free.",
	.fix = "remove 'type', 'user' and 'role' from 'seLinuxOptions'; keep "
	       "'level'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  securityContext:\n"
	       "    seLinuxOptions:\n"
	       "      type: spc_t\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  securityContext:\n"
		"    seLinuxOptions:\n"
		"      level: s0:c123,c456\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "PSS", "seLinuxOptions" },
			{ "ATT&CK", "T1611" },
			{ "CWE", "693" },
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "pod-security-standards/" },
			{ 0 },
		},
	.since = "0.1.0",
};
