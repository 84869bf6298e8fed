/* SPDX-License-Identifier: Apache-2.0 */
/* Names in a profile that are no system calls. */
#include <agentlint/nearest.h>
#include <agentlint/seccomp_profile.h>

static void
check_name(struct pass *pass, const struct seccomp_profile *profile,
	const struct node *name)
{
	struct nearest nearest = nearest_to(node_text(name));
	struct finding *finding;

	if (node_is_placeholder(name) || system_call_find(node_text(name)))
		return;
	for (size_t i = 0; i < system_call_count; i++)
		nearest_offer(&nearest, str_of(system_calls[i].name));
	finding = pass_report(pass, node_place(name),
		"no system call is called '%.*s'", STR_ARG(node_text(name)));
	finding_about_object(finding, profile->object);
	if (nearest.found.len > 0)
		finding_label(finding, "did you mean '%.*s'?",
			STR_ARG(nearest.found));
	else
		finding_unknown(finding,
			"it may be newer than Linux 6.17, which is what is "
			"known here");
}

static void
check(struct pass *pass, const struct graph *graph)
{
	(void)graph;
	for (const struct seccomp_profile *p = seccomp_profiles(pass); p;
		p = p->next)
		NODE_EACH(rule, node_get(p->root, "syscalls"))
			NODE_EACH(name, node_get(rule, "names"))
				check_name(pass, p, name);
}

const struct rule unknown_system_call = {
	.id = "unknown-system-call",
	.module = MODULE_SECCOMP,
	.severity = SEVERITY_WARNING,
	.check_graph = check,
	.summary = "A seccomp profile names what is no system call",
	.why = "A name that libseccomp does not know is left out of the filter "
	       "without a word. In a list of allowed calls the agent fails in "
	       "odd ways and somebody widens the profile; in a list of refused "
	       "ones the call that was meant stays open.",
	.fix = "write the name as the kernel does",
	.bad = "defaultAction: SCMP_ACT_ERRNO\n"
	       "syscalls:\n"
	       "  - names: [read, wriet]\n"
	       "    action: SCMP_ACT_ALLOW\n",
	.good = "defaultAction: SCMP_ACT_ERRNO\n"
		"syscalls:\n"
		"  - names: [read, write]\n"
		"    action: SCMP_ACT_ALLOW\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://man7.org/linux/man-pages/man2/"
				 "syscalls.2.html" },
			{ 0 },
		},
	.since = "0.1.0",
};
