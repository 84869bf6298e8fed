/* SPDX-License-Identifier: Apache-2.0 */
/* What the agents should be watched for, and are not. */
#include <agentlint/detection.h>
#include <agentlint/falco.h>
#include <agentlint/rule.h>

/* One thing to be watched, and the words by which a condition shows that it
 * watches it: one of each set. */
static const struct watched {
	const char *what;
	const char *const *events;
	const char *const *subjects;
	bool shipped;          /* by the rules that Falco loads by itself */
	bool in_sandbox_rules; /* by those that can be added */
} all_watched[] = {
	{ "sockets that an agent does not need",
		(const char *const[]){ "socket", "connect", "outbound",
			"inbound", "accept", NULL },
		(const char *const[]){ "", NULL }, true, false },
	{ "changes of programs",
		(const char *const[]){ "open_write", "is_open_write", "rename",
			"modify", "remove", "chmod", "mkdir", "unlink", NULL },
		(const char *const[]){ "bin_dir", "/bin", "/usr", "/sbin",
			"proc.is_exe_upper_layer", NULL },
		false, true },
	{ "names that an agent should not ask for",
		(const char *const[]){ "", NULL },
		(const char *const[]){ "sip.name", "cip.name", "rport = 53",
			"rport=53", "sport = 53", "sport=53", "port = 53",
			"port=53", "dns", NULL },
		false, false },
};

enum { WATCHED = sizeof(all_watched) / sizeof(*all_watched) };

static bool
holds_any(struct str text, const char *const *words)
{
	for (; *words; words++)
		if (str_contains(text, *words))
			return true;
	return false;
}

static bool
watches(const struct node *item, const struct watched *watched)
{
	struct str condition = node_text(node_get(item, "condition"));

	return node_get(item, "rule") && condition.len &&
	       !node_is_false(node_get(item, "enabled")) &&
	       holds_any(condition, watched->events) &&
	       holds_any(condition, watched->subjects);
}

static bool
is_watched(struct pass *pass, const struct watched *watched)
{
	if (watched->in_sandbox_rules && falco_loads(pass, FALCO_SANDBOX))
		return true;
	for (const struct falco_file *file = falco_files(pass); file;
		file = file->next)
		NODE_EACH(item, file->root)
			if (watches(item, watched))
				return true;
	return false;
}

static bool
has_agents(const struct graph *graph)
{
	struct pod_range pods = graph_pods(graph);

	for (; pods.begin != pods.end; pods.begin++)
		if ((*pods.begin)->agent)
			return true;
	return false;
}

static void
check(struct pass *pass, const struct graph *graph)
{
	const struct detection *detection = pass_detection(pass);

	if (!detection->falco || !has_agents(graph))
		return;
	for (size_t i = 0; i < WATCHED; i++) {
		struct finding *finding;

		if (all_watched[i].shipped || is_watched(pass, &all_watched[i]))
			continue;
		finding = pass_report(pass, object_place(detection->falco),
			"no Falco rule in the input watches %s",
			all_watched[i].what);
		finding_about_object(finding, detection->falco);
		finding_unknown(finding,
			"Falco may be given more rules than the input holds");
	}
}

const struct rule falco_detections_missing = {
	.id = "falco-detections-missing",
	.module = MODULE_DETECTION,
	.severity = SEVERITY_NOTE,
	.check_graph = check,
	.summary = "No Falco rule watches what agents are to be watched for",
	.why = "The rules that Falco loads by itself see packet sockets and "
	       "shells bound to a connection, and programs that were dropped "
	       "and run. They do not see a program being changed in place: "
	       "those rules are in falco-sandbox_rules.yaml, which has to be "
	       "added. And no rule of Falco's sees the names that are asked "
	       "for: that takes one on fd.sip.name or on port 53, or the logs "
	       "of the resolver.",
	.fix = "write a rule for the agents' namespace, or add Falco's "
	       "sandbox rules; for names, watch the resolver's log or Hubble "
	       "as well",
	.bad = "apiVersion: helm.toolkit.fluxcd.io/v2\n"
	       "kind: HelmRelease\n"
	       "metadata:\n"
	       "  name: falco\n"
	       "spec:\n"
	       "  chart:\n"
	       "    spec:\n"
	       "      chart: falco\n"
	       "  values:\n"
	       "    customRules:\n"
	       "      agents.yaml: |-\n"
	       "        - rule: Program changed\n"
	       "          desc: an agent changed a program\n"
	       "          condition: open_write and fd.name startswith /usr/bin\n"
	       "          output: \"%proc.cmdline\"\n"
	       "          priority: WARNING\n"
	       "---\n"
	       "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: helm.toolkit.fluxcd.io/v2\n"
		"kind: HelmRelease\n"
		"metadata:\n"
		"  name: falco\n"
		"spec:\n"
		"  chart:\n"
		"    spec:\n"
		"      chart: falco\n"
		"  values:\n"
		"    customRules:\n"
		"      agents.yaml: |-\n"
		"        - rule: Program changed\n"
		"          desc: an agent changed a program\n"
		"          condition: open_write and fd.name startswith /usr/bin\n"
		"          output: \"%proc.cmdline\"\n"
		"          priority: WARNING\n"
		"        - rule: Name asked\n"
		"          desc: an agent asked a resolver that is not the cluster's\n"
		"          condition: evt.type = sendto and fd.rport = 53\n"
		"          output: \"%proc.cmdline\"\n"
		"          priority: WARNING\n"
		"---\n"
		"apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://github.com/falcosecurity/rules" },
			{ "ATT&CK", "T1071.004" },
			{ "OWASP", "ASI10" },
			{ "CWE", "778" },
			{ 0 },
		},
	.since = "0.1.0",
};
