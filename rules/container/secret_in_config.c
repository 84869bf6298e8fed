/* SPDX-License-Identifier: Apache-2.0 */
/* A key in an object that is not even called secret. */
#include <agentlint/rule.h>
#include <agentlint/secret.h>

static void
judge(struct pass *pass, const struct object *object, struct str name,
	const struct node *value)
{
	struct secret secret;
	enum certainty certainty;
	struct finding *finding;

	if (!node_is_scalar(value))
		return;
	/* It may be a file of variables, settings or commands. */
	certainty = secret_judge_text(&name, node_text(value), &secret);
	if (certainty == SECRET_NO)
		return;
	pass_conceal(pass, value);
	finding = pass_report(pass, node_key_place(value),
		"%.*s '%.*s' holds %s in plain sight, as '%.*s'",
		STR_ARG(object->kind), STR_ARG(object_title(object)),
		secret.what, STR_ARG(name));
	finding_label(finding, "whoever reads the object has it");
	if (certainty == SECRET_LIKELY)
		finding_lower(finding, SEVERITY_WARNING);
}

static void
check(struct pass *pass, const struct object *object)
{
	if (object_is(object, "", "ConfigMap"))
		NODE_EACH(entry, node_get(object->root, "data"))
			judge(pass, object, entry->key, entry);
	/* What a claim adds to the environment of its sandbox. */
	if (object_is(object, "extensions.agents.x-k8s.io", "SandboxClaim"))
		NODE_EACH(item, node_path(object->root, "spec.env"))
			judge(pass, object, node_text(node_get(item, "name")),
				node_get(item, "value"));
}

const struct rule secret_in_config = {
	.id = "secret-in-config",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_ERROR,
	.check_object = check,
	.summary = "A ConfigMap or a SandboxClaim holds a key or password",
	.why = "A ConfigMap is read by whoever may look at the namespace, is "
	       "printed by every 'kubectl describe', and stays in the "
	       "repository's history. A SandboxClaim's 'env' ends up in the "
	       "agent's environment and in the claim, for both to read.",
	.fix = "revoke the key, put its successor into a Secret outside the "
	       "repository and refer to it; better, let a proxy outside the "
	       "pod add it to the agent's requests",
	.bad = "apiVersion: v1\n"
	       "kind: ConfigMap\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "data:\n"
	       "  COHERE_API_KEY: a8Kx3Vq0Zt6Wc1Ry5Mn9Pd2Lh7Js4Bf3Eg8UiOwY\n",
	.good = "apiVersion: v1\n"
		"kind: ConfigMap\n"
		"metadata:\n"
		"  name: agent\n"
		"data:\n"
		"  MODEL: command-large\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.4.1" },
			{ "NSA", "Secrets" },
			{ "ATT&CK", "T1552.001" },
			{ "OWASP", "ASI03" },
			{ "OWASP", "LLM02" },
			{ "CWE", "312" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "security/secrets-good-practices/" },
			{ 0 },
		},
	.since = "0.1.0",
};
