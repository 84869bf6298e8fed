/* SPDX-License-Identifier: Apache-2.0 */
/* Blocks of addresses that the API server refuses. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

static const char *const faults[] = {
	[BLOCK_FINE] = "",
	[BLOCK_MALFORMED] = "is no block of addresses",
	[BLOCK_ZEROS] = "has leading zeros",
	[BLOCK_MAPPED] = "is an IPv4 block in IPv6 notation",
	[BLOCK_HOST_BITS] = "has bits set behind its prefix",
};

/* From here on StrictIPCIDRValidation is on by default (KEP-4858). */
enum { STRICT_SINCE = 36 };

static void
report_fault(struct pass *pass, const struct node *node, enum block_fault fault)
{
	unsigned minor = pass_settings(pass)->cluster.kubernetes_minor;
	struct str canonical = block_print(pass_reach(pass), node_text(node));
	struct finding *finding = pass_report(pass, node_place(node),
		"'%.*s' %s", STR_ARG(node_text(node)), faults[fault]);

	if (fault == BLOCK_MALFORMED)
		return;
	finding_label(finding,
		minor && minor < STRICT_SINCE
			? "read as %.*s by this server"
			: "read as %.*s before Kubernetes 1.36, "
			  "refused since",
		STR_ARG(canonical));
	finding_help(finding, "write %.*s", STR_ARG(canonical));
	if (minor < STRICT_SINCE)
		finding_lower(finding, SEVERITY_WARNING);
}

static bool
is_readable(struct pass *pass, const struct node *node)
{
	enum block_fault fault;

	if (!node_is_scalar(node) || node_is_placeholder(node))
		return false;
	fault = block_check(node_text(node));
	if (fault != BLOCK_FINE)
		report_fault(pass, node, fault);
	return fault != BLOCK_MALFORMED;
}

static void
check_except(
	struct pass *pass, const struct node *cidr, const struct node *except)
{
	bool six = str_contains(node_text(except), ":");
	bool other = six != str_contains(node_text(cidr), ":");
	struct finding *finding;

	if (block_is_inside(node_text(except), node_text(cidr)))
		return;
	finding = pass_report(pass, node_place(except),
		other ? "'%.*s' is of another address family than the block "
			"it is taken from"
		      : "'%.*s' is no smaller part of the block it is taken "
			"from",
		STR_ARG(node_text(except)));
	finding_relate(finding, node_place(cidr), "the block");
	if (other)
		finding_help(finding,
			"give IPv4 and IPv6 a block each, with its own "
			"'except'");
}

static void
check_peer(void *context, const struct node *peer)
{
	const struct node *block = node_get(peer, "ipBlock");
	const struct node *cidr = node_get(block, "cidr");
	bool whole = is_readable(context, cidr);

	NODE_EACH(except, node_get(block, "except"))
		if (is_readable(context, except) && whole)
			check_except(context, cidr, except);
}

static void
check(struct pass *pass, const struct object *object)
{
	const struct policy_visit visit = { .peer = check_peer,
		.context = pass };

	policy_visit(object, &visit);
}

const struct rule invalid_policy_block = {
	.id = "invalid-policy-block",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_ERROR,
	.check_object = check,
	.summary = "A block of addresses in a network policy is one that the "
		   "API server refuses",
	.why = "A block that is no CIDR, an 'except' that is not a smaller "
	       "part of its 'cidr' or is of the other address family: the "
	       "API server refuses the policy, and the agent stays as open "
	       "as it was before. Blocks with leading zeros (010.0.0.0/8, "
	       "which some programs read as octal), with bits behind the "
	       "prefix (10.0.0.5/8) or with IPv4 in IPv6 notation mean "
	       "different things to different programs; servers from 1.36 "
	       "on refuse them in new objects.",
	.fix = "write the block as NETWORK/BITS, and in 'except' only "
	       "smaller parts of the same block",
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
	       "    - to:\n"
	       "        - ipBlock:\n"
	       "            cidr: ::/0\n"
	       "            except:\n"
	       "              - 169.254.0.0/16\n",
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
		"    - to:\n"
		"        - ipBlock:\n"
		"            cidr: 0.0.0.0/0\n"
		"            except:\n"
		"              - 169.254.0.0/16\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.3.2" },
			{ "CWE", "1188" },
			{ "URL",
				"https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/" },
			{ "URL", "https://kep.k8s.io/4858" },
			{ 0 },
		},
	.since = "0.1.0",
};
