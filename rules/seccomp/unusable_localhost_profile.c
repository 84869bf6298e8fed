/* SPDX-License-Identifier: Apache-2.0 */
/* A localhostProfile that the API server refuses, or its absence. What the
 * type may be is for the rules of the manifest module. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

/* validateLocalDescendingPath (core validation): relative, and no part of it
 * is "..". */
static const char *
path_problem(struct str path)
{
	if (path.len == 0)
		return "is empty";
	if (path.ptr[0] == '/')
		return "is not relative to the kubelet's seccomp folder";
	while (path.len > 0)
		if (str_is(str_cut(&path, '/'), ".."))
			return "leaves the kubelet's seccomp folder";
	return NULL;
}

static void
check(struct pass *pass, const struct container *container)
{
	struct seccomp seccomp = container_seccomp(container);
	const struct node *path;
	const char *problem;

	if (!container_tells_seccomp(container))
		return;
	path = profile_report_path(pass, seccomp.setting.node, "seccomp");
	if (!path || node_is_placeholder(path))
		return;
	problem = path_problem(node_text(path));
	if (problem)
		pass_report(pass, node_place(path),
			"the seccomp profile's path '%.*s' %s",
			STR_ARG(node_text(path)), problem);
}

const struct rule unusable_localhost_profile = {
	.id = "unusable-localhost-profile",
	.module = MODULE_SECCOMP,
	.severity = SEVERITY_ERROR,
	.check_container = check,
	.summary = "A Localhost seccomp profile has no path that can be used",
	.why = "The type 'Localhost' needs a 'localhostProfile', and no other "
	       "type may have one: a path below the kubelet's seccomp folder "
	       "(normally /var/lib/kubelet/seccomp), relative, that does not "
	       "leave it. The API server refuses anything else; where a custom "
	       "resource holds the template, such as a Sandbox, the resource "
	       "is accepted and its pod never appears.",
	.fix = "set 'localhostProfile: profiles/<name>.json', or the type to "
	       "'RuntimeDefault'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  securityContext:\n"
	       "    seccompProfile:\n"
	       "      type: Localhost\n"
	       "      localhostProfile: /etc/seccomp/agent.json\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  securityContext:\n"
		"    seccompProfile:\n"
		"      type: Localhost\n"
		"      localhostProfile: profiles/agent.json\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "PSS", "seccompProfile_restricted" },
			{ "CIS", "5.6.2" },
			{ "URL", "https://kubernetes.io/docs/tutorials/"
				 "security/seccomp/" },
			{ 0 },
		},
	.since = "0.1.0",
};
