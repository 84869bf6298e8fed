/* SPDX-License-Identifier: Apache-2.0 */
/* A condition leans on a macro that is not there. */
#include <agentlint/falco.h>
#include <agentlint/nearest.h>
#include <agentlint/rule.h>

/* Of Falco's own rules files; a name like one of these is taken for it. */
static const char *const shipped[] = { "open_write", "open_read",
	"open_directory", "never_true", "always_true", "proc_name_exists",
	"rename", "mkdir", "remove", "modify", "spawned_process",
	"create_symlink", "create_hardlink", "chmod", "kernel_module_load",
	"bin_dir", "bin_dir_mkdir", "bin_dir_rename", "etc_dir", "root_dir",
	"shell_procs", "interpreted_procs", "server_procs",
	"package_mgmt_procs", "sensitive_files", "proc_is_new", "inbound",
	"outbound", "inbound_outbound", "ssh_port", "container",
	"container_started", "interactive", NULL };

static void
check_item(struct pass *pass, const struct falco_file *file,
	const struct node *item)
{
	const struct node *node = node_get(item, "condition");
	struct str condition = node_text(node), name;

	while (!node_is_placeholder(node) &&
		falco_next_macro(&condition, &name)) {
		struct nearest nearest = nearest_to(name);
		struct finding *finding;

		/* A name like no other may well be defined elsewhere. */
		if (falco_is_defined(
			    pass, FALCO_MACRO, name, shipped, &nearest) ||
			!nearest.found.len)
			continue;
		finding = pass_report(pass, node_place(node),
			"nothing in the input defines the Falco macro '%.*s'",
			STR_ARG(name));
		finding_label(finding, "did you mean '%.*s'?",
			STR_ARG(nearest.found));
		finding_about_object(finding, file->object);
		finding_unknown(finding,
			"it may be defined in a rules file outside the input");
	}
}

static void
check(struct pass *pass, const struct graph *graph)
{
	(void)graph;
	falco_each_item(pass, check_item);
}

const struct rule misspelt_falco_macro = {
	.id = "misspelt-falco-macro",
	.module = MODULE_DETECTION,
	.severity = SEVERITY_WARNING,
	.check_graph = check,
	.summary = "A condition names a Falco macro that is probably misspelt",
	.why = "Falco refuses a rules file whose condition names a macro that "
	       "no file before it defines. Only names that are one slip away "
	       "from a macro of the input or of Falco's own rules are "
	       "reported.",
	.fix = "write the macro's name as it is defined",
	.bad = "- rule: Unexpected socket\n"
	       "  desc: an agent opened a socket\n"
	       "  condition: spawned_proces and k8s.ns.name = agents\n"
	       "  output: \"%proc.cmdline\"\n"
	       "  priority: WARNING\n",
	.good = "- rule: Unexpected socket\n"
		"  desc: an agent opened a socket\n"
		"  condition: spawned_process and k8s.ns.name = agents\n"
		"  output: \"%proc.cmdline\"\n"
		"  priority: WARNING\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://falco.org/docs/concepts/rules/" },
			{ 0 },
		},
	.since = "0.1.0",
};
