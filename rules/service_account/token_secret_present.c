/* SPDX-License-Identifier: Apache-2.0 */
/* A token of the agent's account that never expires lies in the namespace. */
#include <agentlint/identity.h>
#include <agentlint/rule.h>

static const struct pod *
first_agent_of(const struct object *secret, struct str account)
{
	struct pod_range pods = graph_pods(secret->graph);

	for (; pods.begin != pods.end; pods.begin++) {
		const struct pod *pod = *pods.begin;

		if (pod->agent &&
			str_equal(pod->object->namespace, secret->namespace) &&
			str_equal(pod_service_account_name(pod), account))
			return pod;
	}
	return NULL;
}

static void
check(struct pass *pass, const struct object *secret)
{
	const struct node *account = node_get(
		secret->annotations, "kubernetes.io/service-account.name");
	const struct pod *pod;
	struct finding *finding;

	if (!secret_is_token(secret) || !node_text(account).len)
		return;
	pod = first_agent_of(secret, node_text(account));
	if (!pod)
		return;
	finding = pass_report(pass, node_place(account),
		"Secret '%.*s' holds a token of agent '%.*s' that never "
		"expires",
		STR_ARG(object_title(secret)),
		STR_ARG(object_title(pod->object)));
	finding_label(finding, "the agent's account");
	finding_relate(finding, pod_place(pod), "runs as this account");
}

const struct rule token_secret_present = {
	.id = "token-secret-present",
	.module = MODULE_SERVICE_ACCOUNT,
	.severity = SEVERITY_WARNING,
	.check_object = check,
	.group = "",
	.kind = "Secret",
	.summary = "A Secret holds a token of an agent's account that never "
		   "expires",
	.why = "Kubernetes fills a Secret of type "
	       "kubernetes.io/service-account-token with a token that is good "
	       "until the Secret is deleted. It is not the agent's pod alone "
	       "that may get at it: whoever may read Secrets in the "
	       "namespace, restore its backup or look into etcd acts as the "
	       "agent from then on.",
	.fix = "delete the Secret; whoever needs a token asks for one that "
	       "expires, with 'kubectl create token'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  serviceAccountName: coder\n"
	       "  automountServiceAccountToken: false\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "---\n"
	       "apiVersion: v1\n"
	       "kind: Secret\n"
	       "metadata:\n"
	       "  name: coder-token\n"
	       "  annotations:\n"
	       "    kubernetes.io/service-account.name: coder\n"
	       "type: kubernetes.io/service-account-token\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  serviceAccountName: coder\n"
		"  automountServiceAccountToken: false\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"---\n"
		"apiVersion: v1\n"
		"kind: Secret\n"
		"metadata:\n"
		"  name: coder-token\n"
		"  annotations:\n"
		"    kubernetes.io/service-account.name: backup\n"
		"type: kubernetes.io/service-account-token\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.1.6" },
			{ "ATT&CK", "T1550.001" },
			{ "OWASP", "ASI03" },
			{ "CWE", "522" },
			{ "URL",
				"https://kubernetes.io/docs/concepts/"
				"configuration/secret/#serviceaccount-token-secrets" },
			{ 0 },
		},
	.since = "0.1.0",
};
