/* SPDX-License-Identifier: Apache-2.0 */
/* A staged Calico policy, which enforces nothing. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

static const char *const kinds[] = { "StagedNetworkPolicy",
	"StagedGlobalNetworkPolicy", "StagedKubernetesNetworkPolicy" };

static void
check(struct pass *pass, const struct object *object)
{
	struct finding *finding;
	bool staged = false;

	if (!str_is(object->group, "projectcalico.org") &&
		!str_is(object->group, "crd.projectcalico.org"))
		return;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		staged = staged || str_is(object->kind, kinds[i]);
	if (!staged)
		return;
	finding = pass_report(pass, node_place(node_get(object->root, "kind")),
		"policy '%.*s' is staged: Calico reports what it would do and "
		"enforces nothing",
		STR_ARG(object_title(object)));
	finding_label(finding, "no traffic is denied by this");
}

const struct rule staged_policy = {
	.id = "staged-policy",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_WARNING,
	.check_object = check,
	.summary = "A staged Calico policy enforces nothing",
	.why = "Staged policies are for trying out: Calico logs which "
	       "connections they would allow or deny and lets all pass. A "
	       "staged denial that was never promoted looks like "
	       "protection in every listing.",
	.fix = "promote it: the same spec as a NetworkPolicy or "
	       "GlobalNetworkPolicy of projectcalico.org/v3",
	.bad = "apiVersion: projectcalico.org/v3\n"
	       "kind: StagedNetworkPolicy\n"
	       "metadata:\n"
	       "  name: deny\n"
	       "  namespace: agents\n"
	       "spec:\n"
	       "  selector: all()\n"
	       "  types:\n"
	       "    - Egress\n",
	.good = "apiVersion: projectcalico.org/v3\n"
		"kind: NetworkPolicy\n"
		"metadata:\n"
		"  name: deny\n"
		"  namespace: agents\n"
		"spec:\n"
		"  selector: all()\n"
		"  types:\n"
		"    - Egress\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.3.2" },
			{ "CWE", "1188" },
			{ "URL",
				"https://docs.tigera.io/calico/latest/reference/resources/stagednetworkpolicy" },
			{ 0 },
		},
	.since = "0.1.0",
};
