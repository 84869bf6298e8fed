/* SPDX-License-Identifier: Apache-2.0 */
/* A driver that this Falco does not have any more. */
#include <agentlint/falco.h>
#include <agentlint/rule.h>

static void
check_values(struct pass *pass, const struct falco_values *values)
{
	const struct node *kind = node_path(values->values, "driver.kind");
	unsigned major = falco_chart_major(values->version);
	struct finding *finding;

	/* Chart 9, with Falco 0.44, refuses both. */
	if ((!node_is(kind, "gvisor") && !node_is(kind, "ebpf")) ||
		(major > 0 && major < 9))
		return;
	finding = pass_report(pass, node_place(kind),
		"Falco has no driver '%.*s' since 0.44",
		STR_ARG(node_text(kind)));
	finding_about_object(finding, values->object);
	finding_label(finding, "the chart refuses it since version 9");
	if (major)
		finding_relate(
			finding, node_place(values->version), "this version");
	else
		finding_unknown(finding,
			"which version of the chart is installed is not in the "
			"input");
	if (node_is(kind, "gvisor"))
		finding_help(finding,
			"keep Falco for the nodes with 'modern_ebpf', and watch "
			"gVisor by its runtime monitoring (seccheck)");
}

static void
check(struct pass *pass, const struct graph *graph)
{
	(void)graph;
	for (const struct falco_values *values = falco_values(pass); values;
		values = values->next)
		check_values(pass, values);
}

const struct rule falco_driver_removed = {
	.id = "falco-driver-removed",
	.module = MODULE_DETECTION,
	.severity = SEVERITY_ERROR,
	.check_graph = check,
	.summary = "Falco is told to use a driver that it no longer has",
	.why = "The engine for gVisor and the old eBPF probe were deprecated "
	       "in Falco 0.43 and removed in 0.44; the chart refuses them "
	       "since version 9. The release fails, and the detection that "
	       "the manifests promise is not there.",
	.fix = "set 'driver.kind' to 'auto' or 'modern_ebpf'",
	.bad = "apiVersion: helm.toolkit.fluxcd.io/v2\n"
	       "kind: HelmRelease\n"
	       "metadata:\n"
	       "  name: falco\n"
	       "spec:\n"
	       "  chart:\n"
	       "    spec:\n"
	       "      chart: falco\n"
	       "      version: 9.1.0\n"
	       "  values:\n"
	       "    driver:\n"
	       "      kind: ebpf\n",
	.good = "apiVersion: helm.toolkit.fluxcd.io/v2\n"
		"kind: HelmRelease\n"
		"metadata:\n"
		"  name: falco\n"
		"spec:\n"
		"  chart:\n"
		"    spec:\n"
		"      chart: falco\n"
		"      version: 9.1.0\n"
		"  values:\n"
		"    driver:\n"
		"      kind: modern_ebpf\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://github.com/falcosecurity/"
				 "falco/blob/master/CHANGELOG.md" },
			{ "ATT&CK", "T1562.001" },
			{ "CWE", "778" },
			{ 0 },
		},
	.since = "0.1.0",
};
