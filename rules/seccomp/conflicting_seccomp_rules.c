/* SPDX-License-Identifier: Apache-2.0 */
/* One system call with two fates. */
#include <agentlint/seccomp_profile.h>

static bool
decides(const struct node *rule, enum profile_action *action)
{
	*action = profile_action(node_get(rule, "action"));
	return *action != ACTION_UNKNOWN &&
	       node_count(node_get(rule, "args")) == 0 &&
	       node_count(node_get(rule, "includes")) == 0 &&
	       node_count(node_get(rule, "excludes")) == 0;
}

static const struct node *
name_in(const struct node *rule, struct str name)
{
	NODE_EACH(item, node_get(rule, "names"))
		if (str_equal(node_text(item), name))
			return item;
	return NULL;
}

/* Reports each name of RULE that a rule before it treats otherwise. */
static void
check_rule(struct pass *pass, const struct seccomp_profile *profile,
	const struct node *rules, const struct node *rule)
{
	enum profile_action here, before;

	if (!decides(rule, &here))
		return;
	NODE_EACH(name, node_get(rule, "names"))
		NODE_EACH(earlier, rules) {
			const struct node *same;
			struct finding *finding;

			if (earlier == rule)
				break;
			if (!decides(earlier, &before) || before == here)
				continue;
			same = name_in(earlier, node_text(name));
			if (!same)
				continue;
			finding = pass_report(pass, node_place(name),
				"system call '%.*s' has two fates in seccomp "
				"profile '%.*s'",
				STR_ARG(node_text(name)),
				STR_ARG(profile->file));
			finding_about_object(finding, profile->object);
			finding_relate(finding, node_place(same), "%.*s here",
				STR_ARG(node_text(
					node_get(earlier, "action"))));
			finding_label(finding, "%.*s here",
				STR_ARG(node_text(node_get(rule, "action"))));
		}
}

static void
check(struct pass *pass, const struct graph *graph)
{
	(void)graph;
	for (const struct seccomp_profile *p = seccomp_profiles(pass); p;
		p = p->next) {
		const struct node *rules = node_get(p->root, "syscalls");

		NODE_EACH(rule, rules)
			check_rule(pass, p, rules, rule);
	}
}

const struct rule conflicting_seccomp_rules = {
	.id = "conflicting-seccomp-rules",
	.module = MODULE_SECCOMP,
	.severity = SEVERITY_WARNING,
	.check_graph = check,
	.summary =
		"Two rules of a seccomp profile disagree about a system call",
	.why = "Where two rules name the same call without arguments and with "
	       "different actions, libseccomp decides, not the author: the "
	       "call that one line refuses may be open through another. "
	       "Nobody who reviews the profile sees which.",
	.fix = "keep the call in one of the rules",
	.bad = "defaultAction: SCMP_ACT_ERRNO\n"
	       "syscalls:\n"
	       "  - names: [read, ptrace]\n"
	       "    action: SCMP_ACT_ALLOW\n"
	       "  - names: [ptrace]\n"
	       "    action: SCMP_ACT_KILL_PROCESS\n",
	.good = "defaultAction: SCMP_ACT_ERRNO\n"
		"syscalls:\n"
		"  - names: [read]\n"
		"    action: SCMP_ACT_ALLOW\n"
		"  - names: [ptrace]\n"
		"    action: SCMP_ACT_KILL_PROCESS\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://github.com/opencontainers/"
				 "runtime-spec/blob/main/config-linux.md"
				 "#seccomp" },
			{ 0 },
		},
	.since = "0.1.0",
};
