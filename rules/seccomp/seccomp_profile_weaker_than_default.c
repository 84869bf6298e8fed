/* SPDX-License-Identifier: Apache-2.0 */
/* A profile of one's own that allows what RuntimeDefault refuses. */
#include <stdio.h>
#include <string.h>

#include <agentlint/seccomp_profile.h>

/* Beyond these the details alone name them. */
enum { MOST_RELATED = 8 };

struct excess {
	const struct system_call *worst; /* or the first */
	const struct node *node;
	bool dangerous;
	size_t count;
};

static struct excess
excess_of(const struct seccomp_profile *profile)
{
	struct excess excess = { 0 };

	for (size_t i = 0; i < system_call_count; i++) {
		const struct system_call *call = &system_calls[i];
		const struct node *node =
			profile_grant_beyond_default(profile, call).node;
		bool dangerous = node && system_call_danger(call);

		if (!node)
			continue;
		excess.count++;
		if (excess.worst && (excess.dangerous || !dangerous))
			continue;
		excess.worst = call;
		excess.node = node;
		excess.dangerous = dangerous;
	}
	return excess;
}

/* "bpf: runs programs in the kernel", for the reports that are read by
 * machines. */
static void
add_danger(struct pass *pass, struct finding *finding, const char *name,
	const char *danger)
{
	size_t size = strlen(name) + strlen(danger) + sizeof(": ");
	char *text = pass_alloc(pass, size);

	snprintf(text, size, "%s: %s", name, danger);
	finding_detail(finding, "dangers", text);
}

static void
add_others(struct pass *pass, struct finding *finding,
	const struct seccomp_profile *profile, const struct excess *excess)
{
	size_t related = 0;

	for (size_t i = 0; i < system_call_count; i++) {
		const struct system_call *call = &system_calls[i];
		struct grant grant =
			profile_grant_beyond_default(profile, call);
		const char *danger = system_call_danger(call);

		if (!grant.node)
			continue;
		finding_detail(finding, "systemCalls", call->name);
		if (!danger)
			continue;
		add_danger(pass, finding, call->name, danger);
		if (call != excess->worst && related++ < MOST_RELATED)
			finding_relate(finding, node_place(grant.node),
				"%s: %s", call->name, danger);
	}
}

static void
check_profile(struct pass *pass, const struct seccomp_profile *profile)
{
	enum profile_action fallback =
		profile_action(node_get(profile->root, "defaultAction"));
	struct excess excess;
	struct finding *finding;

	/* seccomp-profile-default-allows says more. */
	if (fallback == ACTION_ALLOW || fallback == ACTION_LOG)
		return;
	excess = excess_of(profile);
	if (!excess.count)
		return;
	finding = pass_report(pass, node_place(excess.node),
		"seccomp profile '%.*s' allows %zu system call%s that "
		"RuntimeDefault refuses",
		STR_ARG(profile->file), excess.count,
		excess.count == 1 ? "" : "s");
	finding_about_object(finding, profile->object);
	finding_label(finding, "%s: %s", excess.worst->name,
		excess.dangerous ? system_call_danger(excess.worst)
				 : "RuntimeDefault refuses it");
	if (!excess.dangerous)
		finding_lower(finding, SEVERITY_NOTE);
	add_others(pass, finding, profile, &excess);
}

static void
check(struct pass *pass, const struct graph *graph)
{
	(void)graph;
	for (const struct seccomp_profile *p = seccomp_profiles(pass); p;
		p = p->next)
		check_profile(pass, p);
}

const struct rule seccomp_profile_weaker_than_default = {
	.id = "seccomp-profile-weaker-than-default",
	.module = MODULE_SECCOMP,
	.severity = SEVERITY_WARNING,
	.check_graph = check,
	.summary = "A seccomp profile allows what RuntimeDefault refuses",
	.why = "A profile of one's own is meant to be narrower than the "
	       "runtime's. One that was recorded from a run, or copied, often "
	       "holds calls that containerd's default refuses to a container "
	       "without capabilities: mounting, namespaces, bpf, keys, "
	       "io_uring. Those are where kernel exploits begin. Calls that "
	       "are refused for no such reason are a note. What the profile "
	       "is compared with is the default of containerd 2.4; the whole "
	       "list is in the JSON and SARIF reports.",
	.fix = "take the call out of the list, or allow it only with the "
	       "arguments that the agent needs",
	.bad = "apiVersion: security-profiles-operator.x-k8s.io/v1beta1\n"
	       "kind: SeccompProfile\n"
	       "metadata:\n"
	       "  name: coder\n"
	       "spec:\n"
	       "  defaultAction: SCMP_ACT_ERRNO\n"
	       "  syscalls:\n"
	       "    - names: [read, write, unshare, mount]\n"
	       "      action: SCMP_ACT_ALLOW\n",
	.good = "apiVersion: security-profiles-operator.x-k8s.io/v1beta1\n"
		"kind: SeccompProfile\n"
		"metadata:\n"
		"  name: coder\n"
		"spec:\n"
		"  defaultAction: SCMP_ACT_ERRNO\n"
		"  syscalls:\n"
		"    - names: [read, write]\n"
		"      action: SCMP_ACT_ALLOW\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.6.2" },
			{ "ATT&CK", "T1611" },
			{ "ATT&CK", "T1068" },
			{ "CWE", "693" },
			{ "URL", "https://github.com/containerd/containerd/"
				 "blob/v2.4.2/contrib/seccomp/"
				 "seccomp_default.go" },
			{ 0 },
		},
	.since = "0.1.0",
};
