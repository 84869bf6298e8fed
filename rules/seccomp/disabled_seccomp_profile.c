/* SPDX-License-Identifier: Apache-2.0 */
/* A SeccompProfile that its operator is told to leave alone. */
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct object *profile)
{
	const struct node *spec = node_get(profile->root, "spec");
	const struct node *flag = node_get(spec, "disabled");
	const struct node *state = node_get(spec, "state");
	const struct node *off = NULL;

	/* v0.10 and before; v1.0 and after. */
	if (node_is_true(flag))
		off = flag;
	else if (node_is(state, "Disabled"))
		off = state;
	if (off)
		finding_label(pass_report(pass, node_place(off),
				      "SeccompProfile '%.*s' is disabled",
				      STR_ARG(object_title(profile))),
			"the operator does not install it");
}

const struct rule disabled_seccomp_profile = {
	.id = "disabled-seccomp-profile",
	.module = MODULE_SECCOMP,
	.severity = SEVERITY_WARNING,
	.check_object = check,
	.group = "security-profiles-operator.x-k8s.io",
	.kind = "SeccompProfile",
	.summary = "A SeccompProfile is disabled",
	.why = "The security-profiles-operator skips a disabled profile: its "
	       "file is not written to the nodes, and an agent that names it "
	       "does not start there, until somebody takes the profile off "
	       "the agent.",
	.fix = "remove 'disabled: true' or 'state: Disabled'",
	.bad = "apiVersion: security-profiles-operator.x-k8s.io/v1beta1\n"
	       "kind: SeccompProfile\n"
	       "metadata:\n"
	       "  name: coder\n"
	       "spec:\n"
	       "  disabled: true\n"
	       "  defaultAction: SCMP_ACT_ERRNO\n",
	.good = "apiVersion: security-profiles-operator.x-k8s.io/v1beta1\n"
		"kind: SeccompProfile\n"
		"metadata:\n"
		"  name: coder\n"
		"spec:\n"
		"  defaultAction: SCMP_ACT_ERRNO\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://github.com/kubernetes-sigs/"
				 "security-profiles-operator/blob/main/"
				 "installation-usage.md" },
			{ 0 },
		},
	.since = "0.1.0",
};
