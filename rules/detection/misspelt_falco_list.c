/* SPDX-License-Identifier: Apache-2.0 */
/* A condition compares with a list that is not there. */
#include <agentlint/falco.h>
#include <agentlint/nearest.h>
#include <agentlint/rule.h>

/* Of Falco's own rules files. */
static const char *const shipped[] = { "allowed_dev_files", "cron_binaries",
	"db_server_binaries", "dev_creation_binaries", "docker_binaries",
	"expected_udp_ports", "falco_containers", "falco_privileged_images",
	"http_proxy_binaries", "ingress_remote_file_copy_binaries",
	"k8s_binaries", "known_setuid_binaries", "lxd_binaries",
	"mail_binaries", "network_plugin_binaries", "network_tool_binaries",
	"nomachine_binaries", "package_mgmt_binaries",
	"remote_file_copy_binaries", "rfc_1918_addresses", "shell_binaries",
	"ssh_binaries", "sysdigcloud_binaries", "trusted_images",
	"user_mgmt_binaries", "userexec_binaries", NULL };

/* A value is seldom written so: "nginx", "/bin/sh", "10.0.0.0/8". */
static bool
may_be_list(struct str word)
{
	for (size_t i = 0; i < word.len; i++) {
		char c = word.ptr[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') &&
			c != '_')
			return false;
	}
	return str_find(word, '_') < word.len;
}

static void
check_item(struct pass *pass, const struct falco_file *file,
	const struct node *item)
{
	const struct node *node = node_get(item, "condition");
	struct str condition = node_text(node), name;
	bool inside = false;

	while (!node_is_placeholder(node) &&
		falco_next_list(&condition, &inside, &name)) {
		struct nearest nearest = nearest_to(name);
		struct finding *finding;

		if (!may_be_list(name) ||
			falco_is_defined(
				pass, FALCO_LIST, name, shipped, &nearest) ||
			!nearest.found.len)
			continue;
		finding = pass_report(pass, node_place(node),
			"nothing in the input defines the Falco list '%.*s'",
			STR_ARG(name));
		finding_label(finding, "did you mean '%.*s'?",
			STR_ARG(nearest.found));
		finding_about_object(finding, file->object);
		finding_unknown(finding,
			"it may be a value, or defined in a rules file outside "
			"the input");
	}
}

static void
check(struct pass *pass, const struct graph *graph)
{
	(void)graph;
	falco_each_item(pass, check_item);
}

const struct rule misspelt_falco_list = {
	.id = "misspelt-falco-list",
	.module = MODULE_DETECTION,
	.severity = SEVERITY_WARNING,
	.check_graph = check,
	.summary = "A condition names a Falco list that is probably misspelt",
	.why = "In 'proc.name in (...)' a word is a list if one of that name "
	       "is defined, and a value if not. Falco cannot tell a misspelt "
	       "list from a value: the rule loads, compares with a program of "
	       "that name, and never fires. Only words that are one slip away "
	       "from a list of the input or of Falco's own rules are "
	       "reported.",
	.fix = "write the list's name as it is defined; put a value in quotes",
	.bad = "- rule: Shell of an agent\n"
	       "  desc: an agent started a shell\n"
	       "  condition: spawned_process and proc.name in (shell_binarys)\n"
	       "  output: \"%proc.cmdline\"\n"
	       "  priority: WARNING\n",
	.good = "- rule: Shell of an agent\n"
		"  desc: an agent started a shell\n"
		"  condition: spawned_process and proc.name in "
		"(shell_binaries)\n"
		"  output: \"%proc.cmdline\"\n"
		"  priority: WARNING\n",
	.references =
		(const struct reference[]){
			{ "CWE", "778" },
			{ "URL", "https://falco.org/docs/concepts/rules/" },
			{ 0 },
		},
	.since = "0.1.0",
};
