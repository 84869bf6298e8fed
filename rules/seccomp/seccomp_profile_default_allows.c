/* SPDX-License-Identifier: Apache-2.0 */
/* A profile that lets pass what it does not name. */
#include <stdio.h>

#include <agentlint/seccomp_profile.h>

/* Those that are told under the carets; the details name all. */
enum { MOST_TOLD = 6 };

static void
add_open_calls(struct finding *finding, const struct seccomp_profile *profile)
{
	char told[128] = "";
	size_t len = 0, count = 0;

	for (size_t i = 0; i < system_call_count; i++) {
		const struct system_call *call = &system_calls[i];

		if (!system_call_danger(call) ||
			!profile_grant_beyond_default(profile, call).node)
			continue;
		finding_detail(finding, "systemCalls", call->name);
		if (count++ < MOST_TOLD)
			len += (size_t)snprintf(told + len, sizeof(told) - len,
				"%s%s", len ? ", " : "", call->name);
	}
	if (count > MOST_TOLD)
		finding_label(finding, "%s and %zu more dangerous calls", told,
			count - MOST_TOLD);
	else if (count)
		finding_label(finding, "%s", told);
}

/* What is wrong with such a default, or NULL. */
static const char *
complaint(enum profile_action action)
{
	switch (action) {
	case ACTION_ALLOW:
		return "allows every system call that it does not name";
	case ACTION_LOG:
		return "refuses nothing by default: it only logs";
	case ACTION_ASK:
		return "leaves the decision to a tracer or an agent";
	case ACTION_REFUSE:
	case ACTION_UNKNOWN:
		break;
	}
	return NULL;
}

static void
check_profile(struct pass *pass, const struct seccomp_profile *profile)
{
	const struct node *node = node_get(profile->root, "defaultAction");
	enum profile_action action = profile_action(node);
	struct finding *finding;

	if (!complaint(action))
		return;
	finding =
		pass_report(pass, node_place(node), "seccomp profile '%.*s' %s",
			STR_ARG(profile->file), complaint(action));
	finding_about_object(finding, profile->object);
	if (action == ACTION_ASK)
		finding_lower(finding, SEVERITY_WARNING);
	else
		add_open_calls(finding, profile);
}

static void
check(struct pass *pass, const struct graph *graph)
{
	(void)graph;
	for (const struct seccomp_profile *p = seccomp_profiles(pass); p;
		p = p->next)
		check_profile(pass, p);
}

const struct rule seccomp_profile_default_allows = {
	.id = "seccomp-profile-default-allows",
	.module = MODULE_SECCOMP,
	.severity = SEVERITY_ERROR,
	.check_graph = check,
	.summary = "A seccomp profile allows by default",
	.why = "A profile is a floor only when it refuses what it does not "
	       "name. With 'SCMP_ACT_ALLOW' it is a list of what somebody "
	       "thought of, and the next kernel's new system call is open; "
	       "with 'SCMP_ACT_LOG' it is a recording that was never turned "
	       "into a profile. RuntimeDefault refuses more than either.",
	.fix = "set 'defaultAction: SCMP_ACT_ERRNO' and list what the agent "
	       "needs; or use RuntimeDefault",
	.bad = "apiVersion: security-profiles-operator.x-k8s.io/v1beta1\n"
	       "kind: SeccompProfile\n"
	       "metadata:\n"
	       "  name: coder\n"
	       "spec:\n"
	       "  defaultAction: SCMP_ACT_LOG\n",
	.good = "apiVersion: security-profiles-operator.x-k8s.io/v1beta1\n"
		"kind: SeccompProfile\n"
		"metadata:\n"
		"  name: coder\n"
		"spec:\n"
		"  defaultAction: SCMP_ACT_ERRNO\n"
		"  syscalls:\n"
		"    - names: [read, write, exit_group]\n"
		"      action: SCMP_ACT_ALLOW\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.6.2" },
			{ "ATT&CK", "T1611" },
			{ "CWE", "693" },
			{ "URL", "https://github.com/opencontainers/"
				 "runtime-spec/blob/main/config-linux.md"
				 "#seccomp" },
			{ 0 },
		},
	.since = "0.1.0",
};
