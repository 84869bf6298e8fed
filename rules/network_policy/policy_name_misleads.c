/* SPDX-License-Identifier: Apache-2.0 */
/* A policy is called a denial and allows nearly everything. */
#include <string.h>

#include <agentlint/reach.h>
#include <agentlint/rule.h>

/* Words that may stand beside "deny" in the name of a denial of everything. */
static const char *const neutral[] = { "all", "any", "default", "deny",
	"denies", "egress", "everything", "in", "inbound", "ingress", "netpol",
	"network", "networkpolicy", "np", "out", "outbound", "policy", "the",
	"to", "traffic" };

enum { NEUTRAL = sizeof(neutral) / sizeof(neutral[0]) };

static bool
is_neutral(struct str word)
{
	for (size_t i = 0; i < NEUTRAL; i++)
		if (str_is(word, neutral[i]))
			return true;
	return false;
}

/* Whether the name says that the policy denies everything, and in which
 * directions. */
static bool
promises_denial(struct str name, bool directions[])
{
	bool deny = false;
	bool egress = false;
	bool ingress = false;

	while (name.len) {
		struct str word = str_cut(&name, '-');

		if (!is_neutral(word))
			return false;
		deny = deny || str_starts(word, "den");
		egress = egress || str_is(word, "egress") ||
			 str_starts(word, "out");
		ingress = ingress || str_is(word, "ingress") ||
			  str_starts(word, "in");
	}
	directions[DIRECTION_EGRESS] = egress || !ingress;
	directions[DIRECTION_INGRESS] = ingress || !egress;
	return deny;
}

/* What is found among the rules. */
struct search {
	bool wanted[DIRECTION_COUNT];
	const struct node *broad; /* the first line that allows nearly all */
};

static void
look_at_peer(struct search *search, const struct node *peer)
{
	const struct node *cidr = node_path(peer, "ipBlock.cidr");
	const struct node *namespaces = node_get(peer, "namespaceSelector");

	if (str_ends(node_text(cidr), "/0") || str_ends(node_text(cidr), "/1"))
		search->broad = cidr;
	else if (namespaces && !node_count(namespaces) &&
		 !node_get(peer, "podSelector"))
		search->broad = namespaces;
}

static void
look(void *context, const struct node *rule, enum direction direction)
{
	struct search *search = context;
	const struct node *peers =
		node_get(rule, direction == DIRECTION_EGRESS ? "to" : "from");

	if (!search->wanted[direction] || search->broad)
		return;
	if (!node_count(peers) && !node_count(node_get(rule, "ports")))
		search->broad = rule;
	NODE_EACH(peer, peers)
		if (!search->broad)
			look_at_peer(search, peer);
}

static void
check(struct pass *pass, const struct object *object)
{
	struct search search = { .broad = NULL };
	const struct policy_visit visit = { .rule = look, .context = &search };
	struct finding *finding;

	if (!promises_denial(object->name, search.wanted))
		return;
	policy_visit(object, &visit);
	if (!search.broad)
		return;
	finding = pass_report(pass, object_place(object),
		"policy '%.*s' is called a denial, and allows nearly "
		"everything",
		STR_ARG(object_title(object)));
	finding_label(finding, "the name says deny");
	finding_relate(finding, node_place(search.broad), "this allows it");
}

const struct rule policy_name_misleads = {
	.id = "policy-name-misleads",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_WARNING,
	.check_object = check,
	.group = "networking.k8s.io",
	.kind = "NetworkPolicy",
	.summary = "A policy is named a denial but allows nearly everything",
	.why = "People trust names. Who looks for a default denial finds "
	       "'default-deny-egress', ticks the box and never reads that "
	       "it allows 0.0.0.0/0 but one range; who wants to tighten "
	       "the namespace adds a policy beside it that changes "
	       "nothing, as policies only add up. A default denial has the "
	       "direction in 'policyTypes' and no rule.",
	.fix = "rename the policy to what it does, such as "
	       "'allow-internet-egress', and have a denial of everything "
	       "beside it",
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
	       "  name: default-deny-egress\n"
	       "spec:\n"
	       "  podSelector: {}\n"
	       "  policyTypes: [Egress]\n"
	       "  egress:\n"
	       "    - to:\n"
	       "        - ipBlock:\n"
	       "            cidr: 0.0.0.0/0\n"
	       "            except:\n"
	       "              - 10.243.0.0/16\n",
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
		"  name: default-deny-egress\n"
		"spec:\n"
		"  podSelector: {}\n"
		"  policyTypes: [Egress]\n"
		"---\n"
		"apiVersion: networking.k8s.io/v1\n"
		"kind: NetworkPolicy\n"
		"metadata:\n"
		"  name: allow-internet-egress\n"
		"spec:\n"
		"  podSelector: {}\n"
		"  policyTypes: [Egress]\n"
		"  egress:\n"
		"    - to:\n"
		"        - ipBlock:\n"
		"            cidr: 0.0.0.0/0\n"
		"            except:\n"
		"              - 10.243.0.0/16\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.3.2" },
			{ "NSA", "Network policies" },
			{ "CWE", "1188" },
			{ "URL",
				"https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-egress-traffic" },
			{ 0 },
		},
	.since = "0.1.0",
};
