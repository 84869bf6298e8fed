/* SPDX-License-Identifier: Apache-2.0 */
/* The agent was told not to ask before it acts. */
#include <agentlint/hardening.h>
#include <agentlint/isolation.h>
#include <agentlint/rule.h>

static const struct {
	const char *flag, *agent;
} flags[] = {
	{ "--dangerously-skip-permissions", "Claude Code" },
	{ "--permission-mode=bypassPermissions", "Claude Code" },
	{ "bypassPermissions", "Claude Code" },
	{ "--dangerously-bypass-approvals-and-sandbox", "Codex" },
	{ "--full-auto", "Codex" },
	{ "--yolo", "Codex or Gemini CLI" },
	{ "--approval-mode=yolo", "Gemini CLI" },
	{ "--yes-always", "aider" },
	{ "--allow-all-tools", "Copilot CLI" },
	{ "--trust-all-tools", "Amazon Q or Kiro" },
};

static const struct {
	const char *name, *value, *what, *agent;
	bool as_root; /* lifts the agent's refusal to do so as root */
} variables[] = {
	{ "GOOSE_MODE", "auto", "GOOSE_MODE=auto", "goose", false },
	{ "AIDER_YES_ALWAYS", "true", "AIDER_YES_ALWAYS=true", "aider", false },
	{ "COPILOT_ALLOW_ALL", "true", "COPILOT_ALLOW_ALL=true", "Copilot CLI",
		false },
	{ "IS_SANDBOX", "1", "IS_SANDBOX=1", "Claude Code", true },
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == ';' || c == '"' ||
	       c == '\'';
}

/* Whether FLAG is a word of TEXT, which may be a whole script. */
static bool
has_flag(struct str text, const char *flag)
{
	size_t len = str_of(flag).len;
	bool at_start = true;

	for (; text.len >= len; text = str_from(text, 1)) {
		if (at_start && str_starts(text, flag) &&
			(text.len == len || is_blank(text.ptr[len])))
			return true;
		at_start = is_blank(text.ptr[0]);
	}
	return false;
}

static void
report(struct pass *pass, const struct container *container,
	const struct node *node, const char *what, const char *agent,
	bool as_root)
{
	struct runtime runtime =
		pod_runtime(container->pod, pass_settings(pass));
	struct finding *finding = pass_report(pass, node_place(node),
		"%s '%.*s' runs its agent with '%s'", CONTAINER_ARG(container),
		what);

	finding_label(finding,
		as_root ? "lets %s act without asking as root, too"
			: "makes %s act without asking",
		agent);
	if (runtime.isolation == ISOLATION_KERNEL)
		finding_lower(finding, SEVERITY_NOTE);
}

static void
check_text(struct pass *pass, const struct container *container,
	const struct node *text)
{
	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++)
		if (has_flag(node_text(text), flags[i].flag))
			report(pass, container, text, flags[i].flag,
				flags[i].agent, false);
}

static void
check_words(
	struct pass *pass, const struct container *container, const char *field)
{
	NODE_EACH(word, node_get(container->node, field))
		check_text(pass, container, word);
}

static void
check(struct pass *pass, const struct container *container)
{
	check_words(pass, container, "command");
	check_words(pass, container, "args");
	/* A script of Tekton's steps, and of Argo's templates. */
	check_text(pass, container, node_get(container->node, "script"));
	check_text(pass, container, node_get(container->node, "source"));
	NODE_EACH(item, node_get(container->node, "env"))
		for (size_t i = 0; i < sizeof(variables) / sizeof(*variables);
			i++) {
			const struct node *value = node_get(item, "value");

			if (str_is(node_text(node_get(item, "name")),
				    variables[i].name) &&
				str_is_nocase(
					node_text(value), variables[i].value))
				report(pass, container, value,
					variables[i].what, variables[i].agent,
					variables[i].as_root);
		}
}

const struct rule permission_prompts_skipped = {
	.id = "permission-prompts-skipped",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_WARNING,
	.check_container = check,
	.summary = "An agent is told to act without asking",
	.why = "The agent's own prompt before a command, and its own sandbox, "
	       "are switched off by this flag. Nobody looks on in a pod, so "
	       "it is often needed; but then the pod is the only thing "
	       "between a prompt and the node. Without an isolating runtime "
	       "class this is a warning, with one a note.",
	.fix = "run it in a sandboxed runtime class without keys and with "
	       "closed egress, or drop the flag and list the commands that it "
	       "may run",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      args: [claude, --dangerously-skip-permissions]\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      args: [claude, --allowed-tools, Read]\n",
	.references =
		(const struct reference[]){
			{ "ATT&CK", "T1059" },
			{ "OWASP", "ASI01" },
			{ "OWASP", "ASI02" },
			{ "OWASP", "LLM06" },
			{ "CWE", "1188" },
			{ "URL", "https://docs.claude.com/en/docs/"
				 "claude-code/cli-reference" },
			{ 0 },
		},
	.since = "0.1.0",
};
