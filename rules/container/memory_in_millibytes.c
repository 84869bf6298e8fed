/* SPDX-License-Identifier: Apache-2.0 */
/* "128m" of memory is an eighth of a byte. */
#include <agentlint/hardening.h>
#include <agentlint/resources.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct container *container)
{
	static const char *const lists[] = { "limits", "requests" };
	static const char *const names[] = { "memory", "ephemeral-storage" };
	const struct node *resources = container_resources(container);

	for (size_t i = 0; i < 4; i++) {
		const struct node *quantity = node_get(
			node_get(resources, lists[i / 2]), names[i % 2]);
		struct finding *finding;

		if (!str_ends(node_text(quantity), "m"))
			continue;
		finding = pass_report(pass, node_place(quantity),
			"%s '%.*s' asks for %.*s of %s",
			CONTAINER_ARG(container), STR_ARG(node_text(quantity)),
			names[i % 2]);
		finding_label(finding, "'m' is a thousandth of a byte");
	}
}

const struct rule memory_in_millibytes = {
	.id = "memory-in-millibytes",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_WARNING,
	.check_container = check,
	.summary = "A quantity of memory is written in thousandths of a byte",
	.why = "The suffix 'm' means milli, for memory as for CPU: 128m of "
	       "memory is rounded up to a single byte. As a limit it keeps "
	       "the container from starting, as a request it reserves "
	       "nothing.",
	.fix = "write 'Mi' for mebibytes: '128Mi'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      resources:\n"
	       "        limits:\n"
	       "          cpu: 500m\n"
	       "          memory: 128m\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      resources:\n"
		"        limits:\n"
		"          cpu: 500m\n"
		"          memory: 128Mi\n",
	.references =
		(const struct reference[]){
			{ "CWE", "770" },
			{ "URL",
				"https://kubernetes.io/docs/concepts/"
				"configuration/manage-resources-containers/#meaning-of-memory" },
			{ 0 },
		},
	.since = "0.1.0",
};
