/* SPDX-License-Identifier: Apache-2.0 */
/* A webhook brings Vault's secrets into the agent's containers. */
#include <agentlint/identity.h>
#include <agentlint/rule.h>

#define PREFIX "vault.hashicorp.com/"

static bool
is_listed(struct str names, struct str name)
{
	while (names.len)
		if (str_equal(str_trim(str_cut(&names, ',')), name))
			return true;
	return false;
}

/* How many containers of the pod get the volume with the secrets: those that
 * the annotation lists, all without it (vault-k8s, agent-inject/agent). */
static size_t
count_given(const struct pod *pod, const struct node *list)
{
	size_t count = 0;

	for (size_t i = 0; i < pod->container_count; i++)
		count += !list ||
			 is_listed(node_text(list), pod->containers[i].name);
	return count;
}

static void
check(struct pass *pass, const struct pod *pod)
{
	const struct node *inject =
		node_get(pod->annotations, PREFIX "agent-inject");
	const struct node *list =
		node_get(pod->annotations, PREFIX "agent-inject-containers");
	const struct node *role = node_get(pod->annotations, PREFIX "role");
	struct token token = pod_token(pod);
	size_t given = count_given(pod, list);
	struct finding *finding;

	if (!str_is(node_text(inject), "true") || !given)
		return;
	finding = pass_report(pass, node_place(inject),
		"agent '%.*s' is given secrets from Vault",
		STR_ARG(object_title(pod->object)));
	finding_label(finding, "%s under /vault/secrets",
		given == pod->container_count ? "every container reads them"
					      : "some containers read them");
	finding_relate(finding, node_place(role), "as this role");
	if (!token.mounted && token.node)
		finding_relate(finding, node_place(token.node),
			"the injector logs in by the account's token, and "
			"needs one");
	/* Somebody has thought about who gets them. */
	if (given < pod->container_count)
		finding_lower(finding, SEVERITY_NOTE);
}

const struct rule vault_secrets_injected = {
	.id = "vault-secrets-injected",
	.module = MODULE_SERVICE_ACCOUNT,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "Vault's injector gives an agent secrets",
	.why = "The annotation makes a webhook add Vault Agent to the pod, "
	       "which logs in as the pod's service account and writes what "
	       "its Vault role may read to /vault/secrets. Unless another "
	       "annotation lists containers, every one of the pod mounts "
	       "that folder, the one that runs the model's commands among "
	       "them, and an injected prompt needs to read a file only. "
	       "Where some container is left out this is a note.",
	.fix = "name the containers that need the secrets, and not the one "
	       "that runs the model's commands, in the annotation "
	       "'" PREFIX "agent-inject-containers'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "  annotations:\n"
	       "    vault.hashicorp.com/agent-inject: \"true\"\n"
	       "    vault.hashicorp.com/role: coder\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"  annotations:\n"
		"    vault.hashicorp.com/agent-inject: \"false\"\n"
		"    vault.hashicorp.com/role: coder\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.4.1" },
			{ "ATT&CK", "T1552.001" },
			{ "OWASP", "ASI03" },
			{ "CWE", "522" },
			{ "URL", "https://developer.hashicorp.com/vault/docs/"
				 "platform/k8s/injector/annotations" },
			{ 0 },
		},
	.since = "0.1.0",
};
