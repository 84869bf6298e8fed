/* SPDX-License-Identifier: Apache-2.0 */
/* Values that no runtime takes: the container does not start. */
#include <string.h>

#include <agentlint/nearest.h>
#include <agentlint/seccomp_profile.h>

/* A sort of names (config-linux.md of the OCI runtime specification), without
 * the prefix that they share. */
struct vocabulary {
	const char *what;
	const char *prefix;
	const char *const *names;
};

static const struct vocabulary actions = {
	"action",
	"SCMP_ACT_",
	(const char *const[]){ "KILL", "KILL_PROCESS", "KILL_THREAD", "TRAP",
		"ERRNO", "TRACE", "ALLOW", "LOG", "NOTIFY", NULL },
};
static const struct vocabulary comparisons = {
	"comparison",
	"SCMP_CMP_",
	(const char *const[]){
		"NE", "LT", "LE", "EQ", "GE", "GT", "MASKED_EQ", NULL },
};
static const struct vocabulary architectures = {
	"architecture",
	"SCMP_ARCH_",
	(const char *const[]){ "X86", "X86_64", "X32", "ARM", "AARCH64", "MIPS",
		"MIPS64", "MIPS64N32", "MIPSEL", "MIPSEL64", "MIPSEL64N32",
		"PPC", "PPC64", "PPC64LE", "S390", "S390X", "PARISC",
		"PARISC64", "RISCV64", "LOONGARCH64", "M68K", "SH", "SHEB",
		"NATIVE", NULL },
};

static const struct vocabulary flags = {
	"flag",
	"SECCOMP_FILTER_FLAG_",
	(const char *const[]){
		"TSYNC", "LOG", "SPEC_ALLOW", "WAIT_KILLABLE_RECV", NULL },
};

/* Where the operator's own validation wants a listener's socket. */
#define LISTENERS "/var/run/security-profiles-operator/"

enum { ARGUMENTS = 6 };

static bool
knows(const struct vocabulary *vocabulary, struct str text)
{
	if (!str_starts(text, vocabulary->prefix))
		return false;
	text = str_from(text, strlen(vocabulary->prefix));
	for (const char *const *name = vocabulary->names; *name; name++)
		if (str_is(text, *name))
			return true;
	return false;
}

static void
check_value(struct pass *pass, const struct seccomp_profile *profile,
	const struct node *value, const struct vocabulary *vocabulary)
{
	struct str text = node_text(value);
	struct finding *finding;
	struct str nearest;

	if (!value || node_is_placeholder(value) || knows(vocabulary, text))
		return;
	finding = pass_report(pass, node_place(value),
		"there is no seccomp %s '%.*s'", vocabulary->what,
		STR_ARG(text));
	finding_about_object(finding, profile->object);
	if (str_starts(text, vocabulary->prefix))
		text = str_from(text, strlen(vocabulary->prefix));
	nearest = nearest_of(text, vocabulary->names);
	if (nearest.len > 0)
		finding_label(finding, "did you mean '%s%.*s'?",
			vocabulary->prefix, STR_ARG(nearest));
}

static void
check_argument(struct pass *pass, const struct seccomp_profile *profile,
	const struct node *argument)
{
	const struct node *index = node_get(argument, "index");
	int64_t number;

	check_value(pass, profile, node_get(argument, "op"), &comparisons);
	if (node_int(index, &number) && (number < 0 || number >= ARGUMENTS))
		finding_about_object(
			pass_report(pass, node_place(index),
				"system calls have no argument %.*s: the first "
				"of six is 0",
				STR_ARG(node_text(index))),
			profile->object);
}

static void
check_rule(struct pass *pass, const struct seccomp_profile *profile,
	const struct node *rule)
{
	const struct node *action = node_get(rule, "action");

	check_value(pass, profile, action, &actions);
	if (!action && node_is_mapping(rule))
		finding_about_object(
			pass_report(pass, node_place(rule),
				"a rule of seccomp profile '%.*s' has no "
				"action",
				STR_ARG(profile->file)),
			profile->object);
	NODE_EACH(argument, node_get(rule, "args"))
		check_argument(pass, profile, argument);
}

static void
check_listener(struct pass *pass, const struct seccomp_profile *profile)
{
	const struct node *path = node_get(profile->root, "listenerPath");

	if (profile->origin != PROFILE_OPERATOR || !path ||
		node_is_placeholder(path) ||
		str_starts(node_text(path), LISTENERS))
		return;
	finding_about_object(
		pass_report(pass, node_place(path),
			"the operator takes listeners below '" LISTENERS
			"' alone"),
		profile->object);
}

static void
check(struct pass *pass, const struct graph *graph)
{
	(void)graph;
	for (const struct seccomp_profile *p = seccomp_profiles(pass); p;
		p = p->next) {
		check_value(
			pass, p, node_get(p->root, "defaultAction"), &actions);
		NODE_EACH(name, node_get(p->root, "architectures"))
			check_value(pass, p, name, &architectures);
		NODE_EACH(name, node_get(p->root, "flags"))
			check_value(pass, p, name, &flags);
		check_listener(pass, p);
		NODE_EACH(rule, node_get(p->root, "syscalls"))
			check_rule(pass, p, rule);
	}
}

const struct rule invalid_seccomp_rule = {
	.id = "invalid-seccomp-rule",
	.module = MODULE_SECCOMP,
	.severity = SEVERITY_ERROR,
	.check_graph = check,
	.summary = "A seccomp profile has values that no runtime takes",
	.why = "Actions, comparisons, architectures and flags are names from a short "
	       "list. The API server refuses a SeccompProfile with another "
	       "one; a file is found out by the runtime, which then does not "
	       "start the container, and the profile is taken off the agent "
	       "to get it running.",
	.fix = "write one of the names of the OCI runtime specification",
	.bad = "defaultAction: SCMP_ACT_ERRNO\n"
	       "syscalls:\n"
	       "  - names: [read, write]\n"
	       "    action: SCMP_ACT_ALOW\n",
	.good = "defaultAction: SCMP_ACT_ERRNO\n"
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
