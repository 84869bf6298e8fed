/* SPDX-License-Identifier: Apache-2.0 */
/* A key in the manifest itself. Its value is concealed and never printed. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>
#include <agentlint/secret.h>

struct checking {
	struct pass *pass;
	const struct container *container;
};

static void
add_facts(struct pass *pass, struct finding *finding, const struct node *node,
	enum certainty certainty)
{
	pass_conceal(pass, node);
	finding_label(finding, "whoever reads the manifest has it");
	if (certainty == SECRET_LIKELY)
		finding_lower(finding, SEVERITY_WARNING);
}

static void
judge(const struct checking *checking, struct str name, const struct node *node,
	struct str value)
{
	const struct container *container = checking->container;
	struct secret secret;
	enum certainty certainty;
	struct finding *finding;

	if (!node_is_scalar(node))
		return;
	/* It may be a command line, a script, or a URL with a query. */
	certainty = secret_judge_text(&name, value, &secret);
	if (certainty == SECRET_NO)
		return;
	finding = pass_report(checking->pass, node_place(node),
		name.len ? "%s '%.*s' is given %s in plain sight, as '%.*s'"
			 : "%s '%.*s' is given %s in plain sight%.*s",
		CONTAINER_ARG(container), secret.what, STR_ARG(name));
	add_facts(checking->pass, finding, node, certainty);
}

static void
judge_variables(const struct checking *checking, const struct node *env)
{
	/* kmcp's MCPServer has a mapping of names to values. */
	bool mapping = node_is_mapping(env);

	NODE_EACH(item, env) {
		struct str name =
			mapping ? item->key : node_text(node_get(item, "name"));
		const struct node *value =
			mapping ? item : node_get(item, "value");

		judge(checking, name, value, node_text(value));
	}
}

/* Of Tekton's steps and of Argo's templates. */
static void
judge_scripts(const struct checking *checking, const struct node *container)
{
	static const char *const fields[] = { "script", "source" };

	for (size_t i = 0; i < 2; i++) {
		const struct node *script = node_get(container, fields[i]);

		judge(checking, (struct str){ 0 }, script, node_text(script));
	}
}

/* "--token=VALUE", or "--token" and then VALUE. */
static void
judge_words(const struct checking *checking, const struct node *words)
{
	struct str flag = { 0 };

	NODE_EACH(word, words) {
		struct str text = node_text(word);
		struct str value = text;
		struct str name = str_cut(&value, '=');

		if (str_starts(text, "-") && value.len) {
			judge(checking, name, word, value);
			flag = (struct str){ 0 };
			continue;
		}
		judge(checking, flag, word, text);
		flag = str_starts(text, "-") ? text : (struct str){ 0 };
	}
}

/* What a probe or a hook runs, or asks for. */
static void
judge_action(const struct checking *checking, const struct node *action)
{
	const struct node *request = node_get(action, "httpGet");
	const struct node *path = node_get(request, "path");

	judge_words(checking, node_path(action, "exec.command"));
	judge(checking, (struct str){ 0 }, path, node_text(path));
	judge_variables(checking, node_get(request, "httpHeaders"));
}

static void
judge_actions(const struct checking *checking, const struct node *container)
{
	static const char *const actions[] = { "livenessProbe",
		"readinessProbe", "startupProbe", "lifecycle.postStart",
		"lifecycle.preStop" };

	for (size_t i = 0; i < sizeof(actions) / sizeof(*actions); i++)
		judge_action(checking, node_path(container, actions[i]));
}

/* Labels and annotations by their shape alone: "checksum/secret: 4f2a..." is
 * no credential. */
static void
judge_metadata(struct pass *pass, const struct pod *pod,
	const struct node *entries, const char *what)
{
	NODE_EACH(entry, entries) {
		struct secret secret;
		enum certainty certainty = secret_judge(
			(struct str){ 0 }, node_text(entry), &secret);
		struct finding *finding;

		if (certainty == SECRET_NO)
			continue;
		finding = pass_report(pass, node_place(entry),
			"agent '%.*s' has %s in plain sight, as %s '%.*s'",
			STR_ARG(object_title(pod->object)), secret.what, what,
			STR_ARG(entry->key));
		finding_about_pod(finding, pod);
		add_facts(pass, finding, entry, certainty);
	}
}

static void
check(struct pass *pass, const struct container *container)
{
	struct checking checking = { pass, container };
	const struct pod *pod = container->pod;

	if (container == pod->containers) {
		judge_metadata(pass, pod, pod->annotations, "annotation");
		judge_metadata(pass, pod, pod->labels, "label");
	}
	judge_actions(&checking, container->node);
	judge_variables(&checking, node_get(container->node, "env"));
	judge_words(&checking, node_get(container->node, "command"));
	judge_words(&checking, node_get(container->node, "cmd"));
	judge_words(&checking, node_get(container->node, "args"));
	judge_scripts(&checking, container->node);
}

const struct rule plaintext_secret = {
	.id = "plaintext-secret",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_ERROR,
	.check_container = check,
	.summary = "A key or password stands in an agent's manifest",
	.why = "What stands in 'env', in 'args', in a probe or an annotation is "
	       "read by everybody who may read the repository, the pod or its "
	       "events, and it stays in the history of all of them. The agent "
	       "hands its environment to every command that it runs, so one "
	       "injected 'env' posts the key to wherever the pod may connect. "
	       "A key that has been here is to be revoked, not only moved.",
	.fix = "revoke the key, put its successor into a Secret outside the "
	       "repository and refer to it with 'secretKeyRef'; better, let "
	       "a proxy outside the pod add it to the agent's requests",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      env:\n"
	       "        - name: COHERE_API_KEY\n"
	       "          value: a8Kx3Vq0Zt6Wc1Ry5Mn9Pd2Lh7Js4Bf3Eg8UiOwY\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      env:\n"
		"        - name: COHERE_API_KEY\n"
		"          valueFrom:\n"
		"            secretKeyRef:\n"
		"              name: model\n"
		"              key: cohere\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.4.1" },
			{ "NSA", "Secrets" },
			{ "ATT&CK", "T1552.001" },
			{ "OWASP", "ASI03" },
			{ "OWASP", "LLM02" },
			{ "CWE", "798" },
			{ "CWE", "312" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "configuration/secret/" },
			{ 0 },
		},
	.since = "0.1.0",
};
