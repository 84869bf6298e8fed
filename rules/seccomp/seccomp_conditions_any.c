/* SPDX-License-Identifier: Apache-2.0 */
/* Two conditions about one argument, of which either is enough. */
#include <agentlint/seccomp_profile.h>

/* An earlier condition about the same argument, or NULL. */
static const struct node *
earlier_of(const struct node *args, const struct node *argument)
{
	int64_t index, other;

	if (!node_int(node_get(argument, "index"), &index))
		return NULL;
	NODE_EACH(earlier, args) {
		if (earlier == argument)
			return NULL;
		if (node_int(node_get(earlier, "index"), &other) &&
			other == index)
			return earlier;
	}
	return NULL;
}

static void
check_rule(struct pass *pass, const struct seccomp_profile *profile,
	const struct node *rule)
{
	const struct node *args = node_get(rule, "args");

	NODE_EACH(argument, args) {
		const struct node *earlier = earlier_of(args, argument);
		const struct node *index = node_get(argument, "index");
		struct finding *finding;

		if (!earlier)
			continue;
		finding = pass_report(pass, node_place(index),
			"two conditions on argument %.*s in seccomp profile "
			"'%.*s': either is enough",
			STR_ARG(node_text(index)), STR_ARG(profile->file));
		finding_about_object(finding, profile->object);
		finding_relate(finding, node_place(node_get(earlier, "index")),
			"the other");
		if (profile_action(node_get(rule, "action")) == ACTION_REFUSE)
			finding_lower(finding, SEVERITY_NOTE);
	}
}

static void
check(struct pass *pass, const struct graph *graph)
{
	(void)graph;
	for (const struct seccomp_profile *p = seccomp_profiles(pass); p;
		p = p->next)
		NODE_EACH(rule, node_get(p->root, "syscalls"))
			check_rule(pass, p, rule);
}

const struct rule seccomp_conditions_any = {
	.id = "seccomp-conditions-any",
	.module = MODULE_SECCOMP,
	.severity = SEVERITY_WARNING,
	.check_graph = check,
	.summary = "Two conditions of a seccomp rule are about one argument",
	.why = "Conditions on different arguments must all hold. Several on "
	       "the same argument the runtime splits into rules of their own, "
	       "so that any of them is enough: 'at least 1' and 'at most 4' "
	       "together allow every value. In a rule that refuses, more is "
	       "refused than was meant, which is a note.",
	.fix = "write one condition for each argument, MASKED_EQ where one "
	       "comparison is not enough, or list the values in rules of "
	       "their own",
	.bad = "{\n"
	       "  \"defaultAction\": \"SCMP_ACT_ERRNO\",\n"
	       "  \"architectures\": [\"SCMP_ARCH_X86_64\"],\n"
	       "  \"syscalls\": [{\n"
	       "    \"names\": [\"socket\"],\n"
	       "    \"action\": \"SCMP_ACT_ALLOW\",\n"
	       "    \"args\": [\n"
	       "      {\"index\": 0, \"value\": 1, \"op\": \"SCMP_CMP_GE\"},\n"
	       "      {\"index\": 0, \"value\": 4, \"op\": \"SCMP_CMP_LE\"}\n"
	       "    ]\n"
	       "  }]\n"
	       "}\n",
	.good = "{\n"
		"  \"defaultAction\": \"SCMP_ACT_ERRNO\",\n"
		"  \"architectures\": [\"SCMP_ARCH_X86_64\"],\n"
		"  \"syscalls\": [{\n"
		"    \"names\": [\"socket\"],\n"
		"    \"action\": \"SCMP_ACT_ALLOW\",\n"
		"    \"args\": [\n"
		"      {\"index\": 0, \"value\": 1, \"op\": \"SCMP_CMP_GE\"},\n"
		"      {\"index\": 1, \"value\": 4, \"op\": \"SCMP_CMP_LE\"}\n"
		"    ]\n"
		"  }]\n"
		"}\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.6.2" },
			{ "CWE", "693" },
			{ "URL", "https://github.com/opencontainers/"
				 "runtime-spec/blob/main/config-linux.md" },
			{ 0 },
		},
	.since = "0.1.0",
};
