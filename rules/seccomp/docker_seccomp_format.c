/* SPDX-License-Identifier: Apache-2.0 */
/* Keys of Docker's profile format, which containerd drops without a word. */
#include <agentlint/seccomp_profile.h>

static const struct node *
docker_key(const struct node *rule)
{
	static const char *const keys[] = { "includes", "excludes" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		const struct node *found = node_get(rule, keys[i]);

		if (node_count(found) > 0)
			return found;
	}
	return node_get(rule, "names") ? NULL : node_get(rule, "name");
}

static void
check_profile(struct pass *pass, const struct seccomp_profile *profile)
{
	const struct node *map = node_get(profile->root, "archMap");
	const struct node *first = NULL;
	size_t rules = 0;
	struct finding *finding;

	NODE_EACH(rule, node_get(profile->root, "syscalls")) {
		const struct node *key = docker_key(rule);

		rules += key != NULL;
		if (!first)
			first = key;
	}
	if (!first && !map)
		return;
	finding = pass_report(pass, node_key_place(first ? first : map),
		"seccomp profile '%.*s' is in Docker's format, of which "
		"containerd reads only a part",
		STR_ARG(profile->file));
	finding_about_object(finding, profile->object);
	if (first)
		finding_label(finding,
			str_is(first->key, "name")
				? "the rule is lost"
				: "the condition is lost, the rule holds "
				  "always");
	if (first && map)
		finding_relate(finding, node_key_place(map), "lost as well");
	if (rules > 1)
		finding_relate(finding,
			node_key_place(node_get(profile->root, "syscalls")),
			"%zu rules have such keys", rules);
	finding_unknown(finding,
		"CRI-O reads the whole format; which runtime the nodes have is "
		"not in the input");
}

static void
check(struct pass *pass, const struct graph *graph)
{
	(void)graph;
	for (const struct seccomp_profile *p = seccomp_profiles(pass); p;
		p = p->next)
		check_profile(pass, p);
}

const struct rule docker_seccomp_format = {
	.id = "docker-seccomp-format",
	.module = MODULE_SECCOMP,
	.severity = SEVERITY_WARNING,
	.check_graph = check,
	.summary = "A seccomp profile is in Docker's format",
	.why = "Docker's profiles have keys that the OCI format has not: "
	       "'includes' and 'excludes' bind a rule to capabilities, "
	       "'archMap' names architectures, 'name' a single call. "
	       "containerd reads a Localhost profile as plain OCI and drops "
	       "them: the rule that allows mount, setns and bpf to a "
	       "container with SYS_ADMIN then allows them to every container.",
	.fix = "rewrite the profile in the OCI format: 'architectures', "
	       "'names', and only the rules that are to hold always",
	.bad = "defaultAction: SCMP_ACT_ERRNO\n"
	       "syscalls:\n"
	       "  - names: [mount, setns]\n"
	       "    action: SCMP_ACT_ALLOW\n"
	       "    includes:\n"
	       "      caps: [CAP_SYS_ADMIN]\n",
	.good = "defaultAction: SCMP_ACT_ERRNO\n"
		"architectures: [SCMP_ARCH_X86_64]\n"
		"syscalls:\n"
		"  - names: [read, write]\n"
		"    action: SCMP_ACT_ALLOW\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.6.2" },
			{ "CWE", "693" },
			{ "URL", "https://github.com/containerd/containerd/"
				 "blob/main/contrib/seccomp/seccomp.go" },
			{ "URL", "https://github.com/opencontainers/"
				 "runtime-spec/blob/main/config-linux.md"
				 "#seccomp" },
			{ 0 },
		},
	.since = "0.1.0",
};
