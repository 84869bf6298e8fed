/* SPDX-License-Identifier: Apache-2.0 */
/* The agent shares an account with everything that names none. */
#include <agentlint/identity.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct pod *pod)
{
	const struct node *name = pod_field(pod, "serviceAccountName");
	struct token token = pod_token(pod);

	if (!pod_falls_to_default_account(pod))
		return;
	struct finding *finding =
		pass_report(pass, name ? node_place(name) : pod_spec_place(pod),
			"agent '%.*s' runs as the 'default' service account of "
			"namespace '%.*s'",
			STR_ARG(object_title(pod->object)),
			STR_ARG(pod->object->namespace));

	if (!name)
		finding_field(finding, pod->spec, "serviceAccountName");
	finding_relate(finding, object_place(token.account), "this account");
	/* Without its token the account is but a name that clouds and
	 * policies may know. */
	if (!token.mounted && !token.unknown)
		finding_lower(finding, SEVERITY_NOTE);
}

const struct rule default_service_account = {
	.id = "default-service-account",
	.module = MODULE_SERVICE_ACCOUNT,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "An agent runs as its namespace's default service account",
	.why = "Every pod that names no service account runs as 'default'. "
	       "Whatever anybody ever binds to it, a role, an image pull "
	       "secret, a cloud role by annotation, the agent has as well, "
	       "and the audit log cannot tell the agent from its neighbours. "
	       "Cloud identities follow the account's name even where its "
	       "token is not mounted; so without the token this is a note.",
	.fix = "create a ServiceAccount for this agent alone, bind nothing to "
	       "it, and name it in 'serviceAccountName'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  serviceAccountName: coder\n"
		"  automountServiceAccountToken: false\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.1.5" },
			{ "NSA", "Protecting Pod service account tokens" },
			{ "ATT&CK", "T1078" },
			{ "OWASP", "ASI03" },
			{ "CWE", "272" },
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "service-accounts/" },
			{ 0 },
		},
	.since = "0.1.0",
};
