/* SPDX-License-Identifier: Apache-2.0 */
/* A localhostProfile of AppArmor that the API server refuses, or its absence.
 * What the type may be is for the rules of the manifest module. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

enum { MOST_BYTES = 4095 };

/* ValidateAppArmorProfileField (core validation). */
static const char *
name_problem(struct str name)
{
	if (str_trim(name).len == 0)
		return "is empty";
	if (str_trim(name).len < name.len)
		return "has blanks around it";
	return name.len > MOST_BYTES ? "is longer than 4095 bytes" : NULL;
}

static bool
takes_it_from_pod(const struct container *container)
{
	return container_setting(container, "appArmorProfile").from_pod;
}

static void
check(struct pass *pass, const struct container *container)
{
	struct setting profile =
		container_setting(container, "appArmorProfile");
	const struct node *name;
	const char *problem;

	if (profile.from_pod &&
		!container_is_first(container, takes_it_from_pod))
		return;
	name = profile_report_path(pass, profile.node, "AppArmor");
	if (!name || node_is_placeholder(name))
		return;
	problem = name_problem(node_text(name));
	if (problem)
		pass_report(pass, node_place(name),
			"the AppArmor profile's name '%.*s' %s",
			STR_ARG(node_text(name)), problem);
}

const struct rule unusable_app_armor_profile = {
	.id = "unusable-app-armor-profile",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_ERROR,
	.check_container = check,
	.summary = "A Localhost AppArmor profile has no name that can be used",
	.why = "The type 'Localhost' needs a 'localhostProfile', the name of a "
	       "profile that is loaded on the nodes, and no other type may "
	       "have one. The API server refuses anything else; where a custom "
	       "resource holds the template, such as a Sandbox, the resource "
	       "is accepted and its pod never appears.",
	.fix = "set 'localhostProfile' to the name of a loaded profile, or the "
	       "type to 'RuntimeDefault'",
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
	       "          type: Localhost\n",
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
		"          type: Localhost\n"
		"          localhostProfile: k8s-agent\n",
	.references =
		(const struct reference[]){
			{ "PSS", "appArmorProfile" },
			{ "CIS", "5.6.3" },
			{ "URL", "https://kubernetes.io/docs/tutorials/"
				 "security/apparmor/" },
			{ 0 },
		},
	.since = "0.1.0",
};
