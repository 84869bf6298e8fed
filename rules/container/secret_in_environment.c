/* SPDX-License-Identifier: Apache-2.0 */
/* Every command that the agent runs inherits the key. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static bool
is_secret(const struct node *item)
{
	return node_path(item, "valueFrom.secretKeyRef") ||
	       node_get(item, "secretRef");
}

static void
check(struct pass *pass, const struct container *container)
{
	static const char *const fields[] = { "env", "envFrom" };
	struct finding *finding = NULL;

	for (size_t i = 0; i < 2; i++)
		NODE_EACH(item, node_get(container->node, fields[i])) {
			const struct node *name = node_get(item, "name");

			if (!is_secret(item))
				continue;
			if (finding) {
				finding_relate(finding,
					node_place(name ? name : item),
					"and this");
				continue;
			}
			finding = pass_report(pass,
				node_place(name ? name : item),
				"%s '%.*s' has a Secret in its environment",
				CONTAINER_ARG(container));
			finding_label(finding, "inherited by what it runs");
		}
}

const struct rule secret_in_environment = {
	.id = "secret-in-environment",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_NOTE,
	.check_container = check,
	.summary = "An agent has a Secret in its environment",
	.why = "An environment variable is handed to every command that the "
	       "agent starts and stands in /proc/self/environ: 'env' in an "
	       "injected prompt is enough to read it, and logs and crash "
	       "reports carry it along. A file can at least be read by one "
	       "user only; a proxy outside the pod that adds the key to the "
	       "agent's requests keeps it out of reach altogether.",
	.fix = "let a proxy outside the pod add the key to the agent's "
	       "requests, or mount the Secret as a file that only the process "
	       "that needs it can read",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      env:\n"
	       "        - name: OPENAI_API_KEY\n"
	       "          valueFrom:\n"
	       "            secretKeyRef:\n"
	       "              name: model\n"
	       "              key: key\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      volumeMounts:\n"
		"        - name: key\n"
		"          mountPath: /run/key\n"
		"          readOnly: true\n"
		"  volumes:\n"
		"    - name: key\n"
		"      secret:\n"
		"        secretName: model\n"
		"        defaultMode: 0400\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.4.1" },
			{ "NSA", "Secrets" },
			{ "ATT&CK", "T1552.007" },
			{ "OWASP", "LLM02" },
			{ "CWE", "526" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "security/secrets-good-practices/" },
			{ 0 },
		},
	.since = "0.1.0",
};
