/* SPDX-License-Identifier: Apache-2.0 */
/* A profile for the native architecture alone. */
#include <agentlint/seccomp_profile.h>

static void
check(struct pass *pass, const struct graph *graph)
{
	(void)graph;
	for (const struct seccomp_profile *p = seccomp_profiles(pass); p;
		p = p->next) {
		const struct node *action = node_get(p->root, "defaultAction");
		struct finding *finding;

		if (node_count(node_get(p->root, "architectures")) ||
			node_count(node_get(p->root, "archMap")) || !action)
			continue;
		finding = pass_report(pass, node_key_place(action),
			"seccomp profile '%.*s' names no architectures",
			STR_ARG(p->file));
		finding_about_object(finding, p->object);
		finding_label(finding, "32-bit programs are killed");
		finding_field(finding, p->root, "architectures");
	}
}

const struct rule seccomp_profile_without_architectures = {
	.id = "seccomp-profile-without-architectures",
	.module = MODULE_SECCOMP,
	.severity = SEVERITY_NOTE,
	.check_graph = check,
	.summary = "A seccomp profile names no architectures",
	.why = "Without 'architectures' the filter is for the node's own "
	       "architecture, and a call through another one, such as that of "
	       "a 32-bit program on x86-64, ends the process. That is safe. "
	       "Named, the list says what was meant; and with a 32-bit one in "
	       "it the names must cover that one's calls, socketcall and ipc "
	       "among them, which hide others from the filter.",
	.fix = "name the architectures that the agent's nodes have, such as "
	       "'architectures: [SCMP_ARCH_X86_64, SCMP_ARCH_AARCH64]'",
	.bad = "defaultAction: SCMP_ACT_ERRNO\n"
	       "syscalls:\n"
	       "  - names: [read, write]\n"
	       "    action: SCMP_ACT_ALLOW\n",
	.good = "defaultAction: SCMP_ACT_ERRNO\n"
		"architectures: [SCMP_ARCH_X86_64]\n"
		"syscalls:\n"
		"  - names: [read, write]\n"
		"    action: SCMP_ACT_ALLOW\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://github.com/opencontainers/"
				 "runtime-spec/blob/main/config-linux.md"
				 "#seccomp" },
			{ 0 },
		},
	.since = "0.1.0",
};
