/* SPDX-License-Identifier: Apache-2.0 */
/* Falco sees it, and writes it into its own log. */
#include <agentlint/falco.h>
#include <agentlint/rule.h>

static const char *const outputs[] = { "falcosidekick.enabled",
	"falco.http_output.enabled", "falco.program_output.enabled",
	"falco.grpc_output.enabled", "falco.file_output.enabled" };

static bool
sends(const struct falco_values *values)
{
	for (size_t i = 0; i < sizeof(outputs) / sizeof(*outputs); i++) {
		const struct node *enabled =
			falco_release_value(values, outputs[i]);

		if (node_is_true(enabled) || node_is_placeholder(enabled))
			return true;
	}
	return false;
}

static void
check(struct pass *pass, const struct graph *graph)
{
	(void)graph;
	for (const struct falco_values *values = falco_values(pass); values;
		values = falco_next_release(values)) {
		struct finding *finding;

		if (sends(values))
			continue;
		finding = pass_report(pass,
			values->is_file ? node_place(values->values)
					: node_key_place(values->values),
			"Falco's alerts stay in its own log");
		finding_label(finding, "no output is switched on here");
		finding_about_object(finding, values->object);
	}
}

const struct rule falco_alerts_unsent = {
	.id = "falco-alerts-unsent",
	.module = MODULE_DETECTION,
	.severity = SEVERITY_NOTE,
	.check_graph = check,
	.summary = "Falco's alerts are sent to nobody",
	.why = "Without an output Falco writes its alerts to its container's "
	       "log and the node's syslog. An agent that does harm at night "
	       "is found by whoever reads that log, if anybody does.",
	.fix = "switch 'falcosidekick.enabled' or 'falco.http_output.enabled' "
	       "on, and send the alerts to whoever answers them",
	.bad = "apiVersion: helm.toolkit.fluxcd.io/v2\n"
	       "kind: HelmRelease\n"
	       "metadata:\n"
	       "  name: falco\n"
	       "spec:\n"
	       "  chart:\n"
	       "    spec:\n"
	       "      chart: falco\n"
	       "  values:\n"
	       "    driver:\n"
	       "      kind: auto\n",
	.good = "apiVersion: helm.toolkit.fluxcd.io/v2\n"
		"kind: HelmRelease\n"
		"metadata:\n"
		"  name: falco\n"
		"spec:\n"
		"  chart:\n"
		"    spec:\n"
		"      chart: falco\n"
		"  values:\n"
		"    falcosidekick:\n"
		"      enabled: true\n",
	.references =
		(const struct reference[]){
			{ "NSA", "Audit logging and threat detection" },
			{ "CWE", "778" },
			{ "URL", "https://falco.org/docs/concepts/"
				 "outputs/" },
			{ 0 },
		},
	.since = "0.1.0",
};
