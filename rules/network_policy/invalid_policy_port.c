/* SPDX-License-Identifier: Apache-2.0 */
/* Ports that the API server refuses. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

enum { PORT_MAX = 65535, NAME_MAX_LENGTH = 15 };

/* IANA_SVC_NAME: letters, digits and single hyphens, a letter among them. */
static bool
is_port_name(struct str name)
{
	bool letter = false;
	char last = '-';

	if (!name.len || name.len > NAME_MAX_LENGTH)
		return false;
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];
		bool lower = c >= 'a' && c <= 'z';

		if (!lower && !(c >= '0' && c <= '9') && c != '-')
			return false;
		if (c == '-' && last == '-')
			return false;
		letter = letter || lower;
		last = c;
	}
	return letter && last != '-';
}

static void
check_port_number(struct pass *pass, const struct node *port)
{
	int64_t number;

	if (!node_is_scalar(port) || node_is_placeholder(port))
		return;
	if (node_int(port, &number)) {
		if (number < 1 || number > PORT_MAX)
			pass_report(pass, node_place(port),
				"port %.*s is not within 1 and 65535",
				STR_ARG(node_text(port)));
		return;
	}
	if (!is_port_name(node_text(port)))
		pass_report(pass, node_place(port),
			"'%.*s' is neither a port number nor the name of a "
			"port",
			STR_ARG(node_text(port)));
}

static void
check_end(struct pass *pass, const struct node *port, const struct node *end)
{
	struct finding *finding;
	int64_t first;
	int64_t last;

	if (!end || node_is_placeholder(end) || node_is_placeholder(port))
		return;
	if (!port || !node_int(port, &first)) {
		finding = pass_report(pass, node_place(end),
			port ? "'endPort' beside a named port"
			     : "'endPort' without 'port'");
		if (port)
			finding_relate(finding, node_place(port), "the name");
		return;
	}
	if (!node_int(end, &last) || (last >= first && last <= PORT_MAX))
		return;
	finding = pass_report(pass, node_place(end),
		"'endPort' is not within 'port' and 65535");
	finding_relate(finding, node_place(port), "the range starts here");
}

static void
check_port(void *context, const struct node *port)
{
	check_port_number(context, node_get(port, "port"));
	check_end(context, node_get(port, "port"), node_get(port, "endPort"));
}

static void
check(struct pass *pass, const struct object *object)
{
	const struct policy_visit visit = { .port = check_port,
		.context = pass };

	policy_visit(object, &visit);
}

const struct rule invalid_policy_port = {
	.id = "invalid-policy-port",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_ERROR,
	.check_object = check,
	.summary = "A port of a network policy is one that the API server "
		   "refuses",
	.why = "A port is a number from 1 to 65535 or the name of a "
	       "container's port; a number in quotes is taken for a name, "
	       "and names need a letter. 'endPort' ends a range that a "
	       "number begins. The API server refuses a policy with any "
	       "other port, and the agent stays as open as it was before.",
	.fix = "write the port as a number without quotes, and 'endPort' "
	       "only behind a smaller 'port'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "---\n"
	       "apiVersion: networking.k8s.io/v1\n"
	       "kind: NetworkPolicy\n"
	       "metadata:\n"
	       "  name: egress\n"
	       "spec:\n"
	       "  podSelector: {}\n"
	       "  policyTypes: [Egress]\n"
	       "  egress:\n"
	       "    - ports:\n"
	       "        - port: https\n"
	       "          endPort: 8443\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"---\n"
		"apiVersion: networking.k8s.io/v1\n"
		"kind: NetworkPolicy\n"
		"metadata:\n"
		"  name: egress\n"
		"spec:\n"
		"  podSelector: {}\n"
		"  policyTypes: [Egress]\n"
		"  egress:\n"
		"    - ports:\n"
		"        - port: 443\n"
		"          endPort: 8443\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.3.2" },
			{ "CWE", "1188" },
			{ "URL",
				"https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/" },
			{ 0 },
		},
	.since = "0.1.0",
};
