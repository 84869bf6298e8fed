/* SPDX-License-Identifier: Apache-2.0 */
/* A token from a Secret: it never expires and outlives the pod. */
#include <agentlint/identity.h>
#include <agentlint/rule.h>

struct checking {
	struct pass *pass;
	const struct pod *pod;
};

/* Whether NAME is one that Kubernetes before 1.24 gave the token Secrets that
 * it made by itself: ACCOUNT-token-xxxxx. */
static bool
is_old_token_name(struct str name, struct str account)
{
	size_t len = account.len + sizeof("-token-") - 1;

	return name.len == len + 5 &&
	       str_equal(str_head(name, account.len), account) &&
	       str_starts(str_from(name, account.len), "-token-");
}

static const char *
way_name(enum secret_way way)
{
	switch (way) {
	case SECRET_BY_VOLUME:
		return "a volume";
	case SECRET_BY_ENV:
		return "an environment variable";
	case SECRET_BY_ENV_FROM:
		return "environment variables";
	}
	return "";
}

static void
check_use(void *context, const struct secret_use *use)
{
	const struct checking *checking = context;
	const struct pod *pod = checking->pod;
	struct str name = node_text(use->name);
	const struct object *secret = pod_secret(pod, name);
	struct finding *finding;

	if (secret ? !secret_is_token(secret)
		   : !is_old_token_name(name, pod_service_account_name(pod)))
		return;
	if (!secret_use_gives(use, "token"))
		return;
	finding = pass_report(checking->pass, node_place(use->name),
		"%s '%.*s' is given an API token that never expires, by %s",
		container_role_name(use->container->role),
		STR_ARG(use->container->name), way_name(use->way));
	finding_about_container(finding, use->container);
	if (secret)
		finding_relate(finding,
			node_place(node_get(secret->root, "type")),
			"this type holds a service account's token");
	else
		finding_unknown(finding,
			"the Secret is not in the input; it is called as token "
			"Secrets were before Kubernetes 1.24");
}

static void
check(struct pass *pass, const struct pod *pod)
{
	struct checking checking = { pass, pod };

	pod_each_secret(pod, check_use, &checking);
}

const struct rule token_secret_mounted = {
	.id = "token-secret-mounted",
	.module = MODULE_SERVICE_ACCOUNT,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary = "An agent is given a service account token from a Secret",
	.why = "A Secret of type kubernetes.io/service-account-token holds a "
	       "token that never expires and is bound to no pod: copied once "
	       "out of a volume or a variable, it opens the API from "
	       "wherever that server can be reached, long after the agent is "
	       "gone. Kubernetes no longer makes such Secrets by itself, and "
	       "'automountServiceAccountToken: false' does not touch them.",
	.fix = "delete the Secret and its use; where the agent must call the "
	       "API, let a proxy outside its pod do so",
	.bad = "apiVersion: v1\n"
	       "kind: Secret\n"
	       "metadata:\n"
	       "  name: agent-token\n"
	       "  annotations:\n"
	       "    kubernetes.io/service-account.name: agent\n"
	       "type: kubernetes.io/service-account-token\n"
	       "---\n"
	       "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  automountServiceAccountToken: false\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      volumeMounts:\n"
	       "        - name: token\n"
	       "          mountPath: /var/run/token\n"
	       "  volumes:\n"
	       "    - name: token\n"
	       "      secret:\n"
	       "        secretName: agent-token\n",
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
			{ "ATT&CK", "T1528" },
			{ "ATT&CK", "T1550.001" },
			{ "OWASP", "ASI03" },
			{ "CWE", "522" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "configuration/secret/"
				 "#serviceaccount-token-secrets" },
			{ 0 },
		},
	.since = "0.1.0",
};
