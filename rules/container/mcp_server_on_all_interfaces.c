/* SPDX-License-Identifier: Apache-2.0 */
/* A tool server for one agent listens for the whole cluster. */
#include <agentlint/hardening.h>
#include <agentlint/image.h>
#include <agentlint/rule.h>

/* Whether WORD stands in the text as a word, or a part of one between "-", "_"
 * and "/". */
static bool
names_mcp(struct str text)
{
	bool at_start = true;

	for (; text.len >= 3; text = str_from(text, 1)) {
		char after = text.len > 3 ? text.ptr[3] : '-';

		if (at_start && str_is_nocase(str_head(text, 3), "mcp") &&
			!(after >= 'a' && after <= 'z'))
			return true;
		at_start = !((text.ptr[0] >= 'a' && text.ptr[0] <= 'z') ||
			     (text.ptr[0] >= 'A' && text.ptr[0] <= 'Z'));
	}
	return false;
}

static bool
is_mcp_server(const struct container *container)
{
	static const char *const fields[] = { "command", "args" };

	if (names_mcp(container->name) ||
		names_mcp(node_text(node_get(container->node, "image"))))
		return true;
	for (size_t i = 0; i < 2; i++)
		NODE_EACH(word, node_get(container->node, fields[i]))
			if (names_mcp(node_text(word)))
				return true;
	return false;
}

static bool
is_any_address(struct str address)
{
	size_t colon = str_find(address, ':');

	return str_is(address, "::") || str_starts(address, "[::]") ||
	       str_is(str_head(address, colon), "0.0.0.0");
}

/* The word or value by which the container listens on every address. */
static const struct node *
listens_by(const struct container *container)
{
	static const char *const fields[] = { "command", "args" };

	for (size_t i = 0; i < 2; i++)
		NODE_EACH(word, node_get(container->node, fields[i])) {
			struct str value = node_text(word);

			if (is_any_address(value))
				return word;
			str_cut(&value, '=');
			if (is_any_address(value))
				return word;
		}
	NODE_EACH(item, node_get(container->node, "env")) {
		const struct node *value = node_get(item, "value");

		if (is_any_address(node_text(value)))
			return value;
	}
	return NULL;
}

static bool
serves_a_neighbour(const struct container *container)
{
	const struct pod *pod = container->pod;

	for (size_t i = 0; i < pod->container_count; i++)
		if (&pod->containers[i] != container &&
			pod->containers[i].role == CONTAINER_REGULAR)
			return true;
	return false;
}

static void
check(struct pass *pass, const struct container *container)
{
	const struct node *node = listens_by(container);
	struct finding *finding;

	/* Alone in its pod a server has to be reached from outside. */
	if (!node || !serves_a_neighbour(container) ||
		!is_mcp_server(container))
		return;
	finding = pass_report(pass, node_place(node),
		"%s '%.*s' offers its tools on every address of the pod",
		CONTAINER_ARG(container));
	finding_label(finding, "other pods reach it as well");
}

const struct rule mcp_server_on_all_interfaces = {
	.id = "mcp-server-on-all-interfaces",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_WARNING,
	.check_container = check,
	.summary = "An MCP server beside an agent listens on all interfaces",
	.why = "The containers of a pod share their network, so an agent "
	       "reaches a tool server beside it on localhost. Listening on "
	       "0.0.0.0 offers the same tools, with the server's keys and "
	       "mostly without a password, to every pod that a NetworkPolicy "
	       "does not keep away, other agents first.",
	.fix = "let it listen on 127.0.0.1",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "    - name: mcp\n"
	       "      image: mcp-server:1.0\n"
	       "      args: [--host, 0.0.0.0]\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"    - name: mcp\n"
		"      image: mcp-server:1.0\n"
		"      args: [--host, 127.0.0.1]\n",
	.references =
		(const struct reference[]){
			{ "NSA", "Network separation" },
			{ "ATT&CK", "T1133" },
			{ "OWASP", "ASI02" },
			{ "OWASP", "ASI07" },
			{ "CWE", "923" },
			{ "URL", "https://modelcontextprotocol.io/"
				 "specification/2025-06-18/basic/transports" },
			{ 0 },
		},
	.since = "0.1.0",
};
