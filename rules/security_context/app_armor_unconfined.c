/* SPDX-License-Identifier: Apache-2.0 */
/* AppArmor switched off, by the field or by the older annotation. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static bool
is_unconfined(struct setting profile)
{
	return node_is(node_get(profile.node, "type"), "Unconfined");
}

static bool
takes_it_from_pod(const struct container *container)
{
	struct setting profile =
		container_setting(container, "appArmorProfile");

	return is_unconfined(profile) && profile.from_pod;
}

static void
check_annotations(struct pass *pass, const struct pod *pod)
{
	NODE_EACH(annotation, pod->annotations) {
		if (!str_starts(annotation->key,
			    "container.apparmor.security.beta.kubernetes.io/"))
			continue;
		if (str_is(node_text(annotation), "unconfined"))
			pass_report(pass, node_place(annotation),
				"agent '%.*s' switches AppArmor off",
				STR_ARG(object_title(pod->object)));
	}
}

static void
check(struct pass *pass, const struct container *container)
{
	struct setting profile =
		container_setting(container, "appArmorProfile");
	const struct pod *pod = container->pod;

	if (container == pod->containers)
		check_annotations(pass, pod);
	if (!is_unconfined(profile) || container_is_privileged(container))
		return;
	if (!profile.from_pod)
		pass_report(pass, node_place(node_get(profile.node, "type")),
			"%s '%.*s' switches AppArmor off",
			CONTAINER_ARG(container));
	else if (container_is_first(container, takes_it_from_pod))
		finding_about_pod(
			pass_report(pass,
				node_place(node_get(profile.node, "type")),
				"agent '%.*s' switches AppArmor off",
				STR_ARG(object_title(pod->object))),
			pod);
}

const struct rule app_armor_unconfined = {
	.id = "app-armor-unconfined",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_WARNING,
	.check_container = check,
	.summary = "AppArmor is switched off for an agent's container",
	.why = "On nodes with AppArmor the runtime's default profile keeps "
	       "containers from mounting, from writing to parts of /proc and "
	       "/sys and from tracing across profiles. 'Unconfined' takes it "
	       "away from the one workload that executes what a model wrote. "
	       "Pod Security 'baseline' refuses it.",
	.fix = "remove the profile, or set its type to 'RuntimeDefault'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      securityContext:\n"
	       "        appArmorProfile:\n"
	       "          type: Unconfined\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      securityContext:\n"
		"        appArmorProfile:\n"
		"          type: RuntimeDefault\n",
	.references =
		(const struct reference[]){
			{ "PSS", "appArmorProfile" },
			{ "NSA", "Hardening container environments" },
			{ "ATT&CK", "T1611" },
			{ "CWE", "693" },
			{ "URL", "https://kubernetes.io/docs/tutorials/"
				 "security/apparmor/" },
			{ 0 },
		},
	.since = "0.1.0",
};
