/* SPDX-License-Identifier: Apache-2.0 */
/* The API token of the service account lies in the agent's containers. */
#include <agentlint/identity.h>
#include <agentlint/rule.h>

/* The account that said no. */
static void
relate_overruled(struct finding *finding, const struct object *account)
{
	const struct node *no =
		node_get(account->root, "automountServiceAccountToken");

	if (node_is_false(no))
		finding_relate(finding, node_place(no),
			"the pod's word goes before this");
}

static void
explain(struct finding *finding, const struct pod *pod,
	const struct token *token)
{
	switch (token->decider) {
	case TOKEN_BY_POD:
		finding_label(finding, "every container is given the token");
		if (token->account)
			relate_overruled(finding, token->account);
		finding_replace(
			finding, false, node_place(token->node), "false");
		return;
	case TOKEN_BY_ACCOUNT:
		finding_relate(finding, node_place(token->node),
			"the account mounts it where the pod says nothing");
		break;
	case TOKEN_BY_DEFAULT:
		finding_relate(finding, object_place(token->account),
			"the account does not say no either");
		break;
	case TOKEN_BY_CONTROLLER:
		finding_label(finding, "its controller makes the account");
		finding_help(finding,
			"create a ServiceAccount with "
			"'automountServiceAccountToken: false' and name it in "
			"'deployment.serviceAccountName': the kind has no "
			"field of its own");
		finding_field(finding, pod->spec, "serviceAccountName");
		return;
	case TOKEN_BY_SANDBOX:
	case TOKEN_BY_SHADOW:
	case TOKEN_BY_NOBODY:
		break;
	}
	finding_label(finding, "mounted unless something here says no");
	finding_field(finding, pod->spec, "automountServiceAccountToken");
	if (!pod->partial)
		finding_add_key(finding, false, pod->spec,
			"automountServiceAccountToken", "false");
}

static void
check(struct pass *pass, const struct pod *pod)
{
	struct token token = pod_token(pod);
	struct str account = pod_service_account_name(pod);

	if (!token.mounted)
		return;
	struct finding *finding = pass_report(pass,
		token.decider == TOKEN_BY_POD ? node_place(token.node)
					      : pod_spec_place(pod),
		"agent '%.*s' is given the Kubernetes API token of service "
		"account '%.*s'",
		STR_ARG(object_title(pod->object)), STR_ARG(account));

	explain(finding, pod, &token);
	if (token.unknown)
		finding_unknown(finding,
			"service account '%.*s' is not in the input and may "
			"say 'automountServiceAccountToken: false'",
			STR_ARG(account));
}

const struct rule token_mounted = {
	.id = "token-mounted",
	.module = MODULE_SERVICE_ACCOUNT,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary = "An agent's pod is given a Kubernetes API token",
	.why = "Unless the pod or its service account says no, the kubelet "
	       "writes a token to " TOKEN_PATH "/token in every container. "
	       "Whoever talks the agent into reading that file calls the "
	       "Kubernetes API as the account: it lists what runs beside the "
	       "agent, and does whatever is bound to the account now or "
	       "later. Even without any role the token names the cluster, "
	       "the namespace and the account, and is accepted by every "
	       "service that trusts the cluster's issuer. The pod's word "
	       "goes before the account's.",
	.fix = "set 'automountServiceAccountToken: false' in the pod's spec",
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
		"  automountServiceAccountToken: false\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.1.6" },
			{ "NSA", "Protecting Pod service account tokens" },
			{ "ATT&CK", "T1528" },
			{ "ATT&CK", "T1552.007" },
			{ "OWASP", "ASI03" },
			{ "OWASP", "LLM06" },
			{ "CWE", "522" },
			{ "URL", "https://kubernetes.io/docs/tasks/"
				 "configure-pod-container/"
				 "configure-service-account/" },
			{ 0 },
		},
	.since = "0.1.0",
};
