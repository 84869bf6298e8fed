/* SPDX-License-Identifier: Apache-2.0 */
/* Policies of other dialects, and their tiers. */
#include "analysis/network/testing_claims.h"

/* The heads of policies of other dialects. */
#define CNP(name_, tier_, priority_) \
	"---\n" \
	"apiVersion: policy.networking.k8s.io/v1alpha2\n" \
	"kind: ClusterNetworkPolicy\n" \
	"metadata: {name: " name_ "}\n" \
	"spec:\n" \
	"  tier: " tier_ "\n" \
	"  priority: " priority_ "\n"

#define ANP(kind_, priority_) \
	"---\n" \
	"apiVersion: policy.networking.k8s.io/v1alpha1\n" \
	"kind: " kind_ "\n" \
	"metadata: {name: default}\n" \
	"spec:\n" \
	"  priority: " priority_ "\n"

#define CILIUM \
	"---\n" \
	"apiVersion: cilium.io/v2\n" \
	"kind: CiliumNetworkPolicy\n" \
	"metadata: {name: p, namespace: a}\n"

#define CALICO \
	"---\n" \
	"apiVersion: projectcalico.org/v3\n" \
	"kind: NetworkPolicy\n" \
	"metadata: {name: p, namespace: a}\n"

#define CALICO_GLOBAL(name_) \
	"---\n" \
	"apiVersion: projectcalico.org/v3\n" \
	"kind: GlobalNetworkPolicy\n" \
	"metadata: {name: " name_ "}\n"

static const struct claim claims[] = {
	{ "a denial of IPv4 leaves the IPv6 that pods may have",
		CNP("v4", "Admin",
			"5") "  subject: {namespaces: {}}\n"
			     "  egress:\n"
			     "  - {action: Deny, to: [{networks: [0.0.0.0/0]}]}\n",
		{ "a/agent > b/db tcp 5 maybe", "a/agent > 1.1.1.1 tcp 5 no",
			"a/agent > fd00::1 tcp 5 yes" } },
	{ "a denial of both families is one of pods",
		CNP("both", "Admin",
			"5") "  subject: {namespaces: {}}\n"
			     "  egress:\n"
			     "  - {action: Deny, to:"
			     " [{networks: [0.0.0.0/0, '::/0']}]}\n",
		{ "a/agent > b/db tcp 5 no" } },
	{ "Calico's types follow the rules that there are",
		CALICO "spec: {selector: all(), egress: [{action: Allow,"
		       " destination: {nets: [1.0.0.0/8]}}]}\n",
		{ "a/agent egress yes", "a/agent ingress no",
			"a/agent > 1.1.1.1 tcp 1 yes",
			"a/agent > 2.1.1.1 tcp 1 no", "b/db egress no" } },
	{ "what Calico passes on is allowed when nothing else denies it",
		CALICO "spec: {selector: app == 'agent', egress:"
		       " [{action: Pass}]}\n",
		{ "a/agent > b/db tcp 1 yes", "a/agent > 1.1.1.1 tcp 1 yes" } },
	{ "Calico's notNets say nothing of a family that they do not hold",
		CALICO "spec: {selector: all(), types: [Egress], egress:"
		       " [{action: Allow, destination:"
		       " {notNets: [10.0.0.0/8]}}]}\n",
		{ "a/agent > 1.1.1.1 tcp 1 yes", "a/agent > 10.1.1.1 tcp 1 no",
			"a/agent > 2600::1 tcp 1 no" } },
	{ "so that a denial of all others leaves that family open",
		CALICO "spec: {selector: all(), types: [Egress], egress:"
		       " [{action: Deny, destination:"
		       " {notNets: [203.0.113.0/24]}}, {action: Allow}]}\n",
		{ "a/agent > 203.0.113.1 tcp 1 yes",
			"a/agent > 1.1.1.1 tcp 1 no",
			"a/agent > 2600::1 tcp 1 yes",
			"a/agent > b/db tcp 1 maybe" } },
	{ "and a denial of IPv4 the IPv6 that pods may have",
		CALICO "spec: {selector: all(), types: [Egress], egress:"
		       " [{action: Deny, ipVersion: 4}, {action: Allow}]}\n",
		{ "a/agent > 1.1.1.1 tcp 1 no", "a/agent > 2600::1 tcp 1 yes",
			"a/agent > b/db tcp 1 maybe" } },
	{ "notNets of both families are about both",
		CALICO "spec: {selector: all(), types: [Egress], egress:"
		       " [{action: Allow, destination:"
		       " {notNets: [10.0.0.0/8, 'fc00::/7']}}]}\n",
		{ "a/agent > 1.1.1.1 tcp 1 yes", "a/agent > 2600::1 tcp 1 yes",
			"a/agent > fd00::1 tcp 1 no" } },
	{ "nets of one family and notNets of the other match nothing",
		CALICO "spec: {selector: all(), types: [Ingress], ingress:"
		       " [{action: Allow, source: {nets: [1.0.0.0/8],"
		       " notNets: ['fc00::/7']}}]}\n",
		{ "1.1.1.1 > a/agent tcp 1 no", "2600::1 > a/agent tcp 1 no",
			"b/db > a/agent tcp 1 no" } },
	{ "Calico without rules is about ingress", CALICO "spec: {}\n",
		{ "a/agent egress no", "a/agent ingress yes" } },
	{ "Calico's expressions select",
		CALICO "spec: {selector: \"app == 'agent' || has(x)\","
		       " types: [Egress]}\n" CALICO
		       "spec: {selector: \"!(app in {'agent', 'db'}) &&"
		       " v != '1'\", types: [Ingress]}\n",
		{ "a/agent egress yes", "a/web egress no", "a/web ingress yes",
			"a/agent ingress no" } },
	{ "Calico's first rule that matches decides, by order",
		CALICO
		"spec: {order: 2, selector: all(), types: [Egress],"
		" egress: [{action: Allow}]}\n" CALICO_GLOBAL(
			"g") "spec: {order: 1.5, selector: all(), types: [Egress],"
			     " egress: [{action: Deny, protocol: TCP, destination:"
			     " {nets: [1.0.0.0/8], ports: [80, '100:200']}}]}\n",
		{ "a/agent > 1.1.1.1 tcp 80 no", "a/agent > 1.1.1.1 tcp 150 no",
			"a/agent > 1.1.1.1 udp 80 yes",
			"a/agent > 1.1.1.1 tcp 81 yes",
			"b/db > 1.1.1.1 tcp 81 no" } },
	{ "NetworkPolicies stand at order 1000",
		CALICO_GLOBAL(
			"before") "spec: {order: 10, types: [Egress], egress: [{action: Deny,"
				  " destination: {nets: [169.254.0.0/16]}}]}\n" CALICO_GLOBAL(
					  "behind") "spec: {order: 2000, types: [Egress], egress: [{action: Deny,"
						    " destination: {nets: [1.0.0.0/8]}}, {action: Allow,"
						    " destination: {nets: [2.0.0.0/8]}}]}\n" POLICY
						    "spec: {podSelector: {}, egress: [{to:"
						    " [{ipBlock: {cidr: 0.0.0.0/1}}]}]}\n",
		{ "a/agent > 169.254.1.1 tcp 1 no",
			"a/agent > 1.1.1.1 tcp 1 yes",
			"b/db > 1.1.1.1 tcp 1 no", "b/db > 2.1.1.1 tcp 1 yes",
			"b/db > 3.1.1.1 tcp 1 no" } },
	{ "a tier that the input does not hold may be asked first",
		CALICO_GLOBAL("sec.x") "spec: {tier: sec, types: [Egress],"
				       " egress: [{action: Deny, destination:"
				       " {nets: [1.0.0.0/8]}},"
				       " {action: Allow, destination:"
				       " {nets: [2.0.0.0/8]}},"
				       " {action: Pass}]}\n" POLICY
				       "spec: {podSelector: {}, policyTypes:"
				       " [Egress], egress: [{to: [{ipBlock:"
				       " {cidr: 1.0.0.0/8}}]}]}\n",
		{ "a/agent > 1.1.1.1 tcp 5 maybe",
			"a/agent > 2.1.1.1 tcp 5 maybe" } },
	{ "Calico's own tiers, and what they do at their end",
		"---\napiVersion: projectcalico.org/v3\nkind: Tier\n"
		"metadata: {name: sec}\nspec: {order: 100}\n"
		"---\napiVersion: projectcalico.org/v3\nkind: Tier\n"
		"metadata: {name: soft}\n"
		"spec: {order: 50, defaultAction: Pass}\n" CALICO_GLOBAL(
			"sec.x") "spec: {tier: sec, selector: app == 'agent', types: [Egress],"
				 " egress: [{action: Pass, destination: {nets: [1.0.0.0/8]}},"
				 " {action: Allow, destination: {nets: [2.0.0.0/8]}}]}\n" CALICO_GLOBAL(
					 "soft.y") "spec: {tier: soft, types: [Egress], egress: [{action: Deny,"
						   " destination: {nets: [2.2.0.0/16]}}]}\n",
		{ "a/agent > 1.1.1.1 tcp 1 yes", "a/agent > 2.1.1.1 tcp 1 yes",
			"a/agent > 3.1.1.1 tcp 1 no",
			"a/agent > 2.2.1.1 tcp 1 no",
			"a/web > 3.1.1.1 tcp 1 yes" } },
	{ "Calico's selectors of peers, and network sets",
		"---\napiVersion: projectcalico.org/v3\n"
		"kind: GlobalNetworkSet\n"
		"metadata: {name: s, labels: {role: ext}}\n"
		"spec: {nets: [9.9.9.0/24]}\n" CALICO
		"spec: {types: [Egress], egress: [{action: Allow,"
		" destination: {selector: app == 'web'}},"
		" {action: Allow, destination: {selector:"
		" has(app), namespaceSelector: team == 'blue'}},"
		" {action: Allow, destination: {selector:"
		" role == 'ext'}}]}\n",
		{ "a/agent > a/web tcp 5 yes", "a/agent > b/db tcp 5 yes",
			"a/agent > 9.9.9.1 tcp 5 yes",
			"a/agent > 9.9.8.1 tcp 5 no",
			"a/agent > c/x tcp 5 no" } },
	{ "what of Calico is not evaluated is not known",
		CALICO "spec: {types: [Egress], egress: [{action: Allow,"
		       " destination: {services: {name: s}}}]}\n",
		{ "a/agent egress yes", "a/agent > 1.1.1.1 tcp 5 maybe" } },
	{ "policies of other kinds may do anything",
		"---\napiVersion: crd.antrea.io/v1beta1\n"
		"kind: NetworkPolicy\n"
		"metadata: {name: p, namespace: a}\nspec: {}\n" POLICY
		"spec: {podSelector: {matchLabels: {app: web}},"
		" policyTypes: [Egress]}\n",
		{ "a/agent egress maybe", "a/agent > 1.1.1.1 tcp 1 maybe",
			"a/web egress yes", "a/web > 1.1.1.1 tcp 1 maybe",
			"b/db egress no" } },
	{ "staged policies enforce nothing",
		"---\napiVersion: projectcalico.org/v3\n"
		"kind: StagedNetworkPolicy\n"
		"metadata: {name: p, namespace: a}\nspec: {types: [Egress]}\n",
		{ "a/agent egress no" } },
	{ "a denial of the admin tier is final",
		CNP("x", "Admin",
			"5") "  subject: {namespaces: {}}\n"
			     "  egress:\n"
			     "  - {action: Deny, to: [{networks: [169.254.0.0/16]}]}\n" POLICY
			     "spec: {podSelector: {}, egress: [{}]}\n",
		{ "a/agent > 169.254.169.254 tcp 80 no",
			"a/agent > 1.1.1.1 tcp 80 yes",
			"b/db > 169.254.1.1 udp 1 no", "b/db egress no" } },
	{ "an acceptance of the admin tier overrides a NetworkPolicy",
		CNP("x", "Admin",
			"5") "  subject: {pods: {namespaceSelector: {}, podSelector:"
			     " {matchLabels: {app: agent}}}}\n"
			     "  egress:\n"
			     "  - {action: Accept, to: [{namespaces: {matchLabels:"
			     " {team: blue}}}], protocols:"
			     " [{tcp: {destinationPort: {number: 5432}}}]}\n" POLICY
			     "spec: {podSelector: {}, policyTypes: [Egress]}\n",
		{ "a/agent > b/db tcp 5432 yes", "a/agent > b/db tcp 5433 no",
			"a/web > b/db tcp 5432 no",
			"a/agent > a/web tcp 5432 no" } },
	{ "a pass goes on to the next tier",
		CNP("x", "Admin",
			"1") "  subject: {namespaces: {}}\n"
			     "  egress:\n"
			     "  - {action: Pass, to: [{networks: [1.1.1.0/24]}]}\n" CNP(
				     "y", "Admin",
				     "2") "  subject: {namespaces: {}}\n"
					  "  egress:\n"
					  "  - {action: Deny, to: [{networks: [1.0.0.0/8]}]}\n",
		{ "a/agent > 1.1.1.1 tcp 1 yes",
			"a/agent > 1.2.1.1 tcp 1 no" } },
	{ "of one policy the first rule that matches decides",
		CNP("x", "Admin",
			"1") "  subject: {namespaces: {}}\n"
			     "  egress:\n"
			     "  - {action: Accept, to: [{networks: [1.1.1.0/24]}]}\n"
			     "  - {action: Deny, to: [{networks: [1.0.0.0/8]}]}\n" POLICY
			     "spec: {podSelector: {}, policyTypes: [Egress]}\n",
		{ "a/agent > 1.1.1.1 tcp 1 yes", "a/agent > 1.2.1.1 tcp 1 no",
			"a/agent > 2.2.1.1 tcp 1 no",
			"b/db > 2.2.1.1 tcp 1 yes" } },
	{ "of two of one priority nobody knows which comes first",
		CNP("x", "Admin",
			"1") "  subject: {namespaces: {}}\n"
			     "  egress:\n"
			     "  - {action: Accept, to: [{networks: [1.1.1.0/24]}]}\n" CNP(
				     "y", "Admin",
				     "1") "  subject: {namespaces: {}}\n"
					  "  egress:\n"
					  "  - {action: Deny, to: [{networks: [1.0.0.0/8]}]}\n",
		{ "a/agent > 1.1.1.1 tcp 1 maybe", "a/agent > 1.2.1.1 tcp 1 no",
			"a/agent > 2.2.1.1 tcp 1 yes" } },
	{ "the baseline holds where no NetworkPolicy isolates",
		CNP("x", "Baseline",
			"1") "  subject: {namespaces: {}}\n"
			     "  egress:\n"
			     "  - {action: Deny, to: [{networks: [0.0.0.0/0]}]}\n"
			     "  ingress:\n"
			     "  - {action: Deny, from: [{namespaces: {}}]}\n" POLICY
			     "spec: {podSelector: {}, egress: [{}]}\n",
		{ "a/agent > 1.1.1.1 tcp 1 yes", "b/db > 1.1.1.1 tcp 1 no",
			"b/db > fd00::1 tcp 1 yes", "a/agent > c/x tcp 1 no",
			"1.1.1.1 > c/x tcp 1 yes" } },
	{ "no rules in a direction are no isolation",
		CNP("x", "Admin", "1") "  subject: {namespaces: {}}\n",
		{ "a/agent > 1.1.1.1 tcp 1 yes", "a/agent egress no" } },
	{ "v1alpha1 says Allow, and ports in its own way",
		ANP("AdminNetworkPolicy",
			"7") "  subject: {namespaces: {}}\n"
			     "  egress:\n"
			     "  - {action: Allow, to: [{pods: {namespaceSelector: {},"
			     " podSelector: {matchLabels: {app: db}}}}],"
			     " ports: [{portNumber: {port: 1}}, {namedPort: http},"
			     " {portRange: {protocol: UDP, start: 5, end: 7}}]}\n"
			     "  - {action: Deny, to: [{namespaces: {}}]}\n" ANP(
				     "BaselineAdminNetworkPolicy",
				     "0") "  subject: {namespaces: {}}\n"
					  "  egress:\n"
					  "  - {action: Deny, to: [{networks: ['0.0.0.0/0']}]}\n",
		{ "a/agent > b/db tcp 1 yes", "a/agent > b/db tcp 9090 yes",
			"a/agent > b/db udp 6 yes", "a/agent > b/db udp 1 no",
			"a/agent > a/web tcp 8080 no",
			"a/agent > 1.1.1.1 tcp 1 no" } },
	{ "Cilium denies by default once it has a rule",
		CILIUM "spec: {endpointSelector: {matchLabels: {app: agent}},"
		       " egress: [{}]}\n",
		{ "a/agent egress yes", "a/agent ingress no",
			"a/agent > 1.1.1.1 tcp 1 no", "a/web egress no",
			"a/agent > b/db tcp 1 no" } },
	{ "an empty list of Cilium's is no rule",
		CILIUM "spec: {endpointSelector: {}, egress: []}\n",
		{ "a/agent egress no" } },
	{ "ports without a peer are for everybody",
		CILIUM
		"spec: {endpointSelector: {}, egress:"
		" [{toPorts: [{ports: [{port: '53', protocol: ANY}]}]}]}\n",
		{ "a/agent > 1.1.1.1 udp 53 yes", "a/agent > b/db tcp 53 yes",
			"a/agent > b/db tcp 54 no" } },
	{ "Cilium's selectors mean the policy's namespace",
		CILIUM "spec: {endpointSelector: {}, egress:"
		       " [{toEndpoints: [{}]}]}\n",
		{ "a/agent > a/web tcp 5 yes", "a/agent > b/db tcp 5 no",
			"a/agent > 10.0.0.1 tcp 5 no" } },
	{ "unless they name another",
		CILIUM "spec: {endpointSelector: {}, egress: [{toEndpoints:"
		       " [{matchLabels: {'k8s:io.kubernetes.pod.namespace': b,"
		       " 'k8s:app': db}}]}]}\n",
		{ "a/agent > b/db tcp 5 yes", "a/agent > a/web tcp 5 no" } },
	{ "or its labels",
		CILIUM "spec: {endpointSelector: {}, egress: [{toEndpoints:"
		       " [{matchLabels:"
		       " {io.cilium.k8s.namespace.labels.team: blue}}]}]}\n",
		{ "a/agent > b/db tcp 5 yes", "a/agent > a/web tcp 5 no",
			"a/agent > c/x tcp 5 maybe" } },
	{ "a block of Cilium's matches no pods",
		CILIUM "spec: {endpointSelector: {}, egress: [{toCIDRSet:"
		       " [{cidr: 0.0.0.0/0, except: [10.0.0.0/8]}]},"
		       " {toCIDR: [10.1.0.0/16]}]}\n",
		{ "a/agent > 1.1.1.1 tcp 5 yes", "a/agent > 10.2.0.1 tcp 5 no",
			"a/agent > 10.1.0.1 tcp 5 yes",
			"a/agent > b/db tcp 5 no" } },
	{ "nor does one of Kubernetes where Cilium runs",
		CILIUM "spec: {endpointSelector: {}, egress: [{}]}\n" POLICY
		       "spec: {podSelector: {}, egress:"
		       " [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}\n",
		{ "a/agent > 1.1.1.1 tcp 5 yes", "a/agent > b/db tcp 5 no" } },
	{ "the world is outside, the cluster inside",
		CILIUM "spec: {endpointSelector: {matchLabels: {app: agent}},"
		       " egress: [{toEntities: [world]}]}\n" CILIUM
		       "spec: {endpointSelector: {matchLabels: {app: web}},"
		       " egress: [{toEntities: [cluster]}]}\n",
		{ "a/agent > 1.1.1.1 tcp 5 yes", "a/agent > fd00::1 tcp 5 yes",
			"a/agent > b/db tcp 5 no", "a/web > b/db tcp 5 yes",
			"a/web > 1.1.1.1 tcp 5 no",
			"a/web > 10.0.0.1 tcp 5 maybe" } },
	{ "all is everything",
		CILIUM "spec: {endpointSelector: {}, egress:"
		       " [{toEntities: [all]}]}\n",
		{ "a/agent > 1.1.1.1 tcp 5 yes", "a/agent > b/db tcp 5 yes" } },
	{ "names are addresses that nobody knows",
		CILIUM "spec: {endpointSelector: {}, egress: [{toFQDNs:"
		       " [{matchName: github.com}], toPorts: [{ports:"
		       " [{port: '443', protocol: TCP}]}]}]}\n",
		{ "a/agent > 1.1.1.1 tcp 443 maybe",
			"a/agent > 1.1.1.1 tcp 80 no",
			"a/agent > b/db tcp 443 no" } },
	{ "a denial wins over what any policy allows",
		CILIUM "spec: {endpointSelector: {}, egressDeny:"
		       " [{toCIDR: [169.254.0.0/16]}],"
		       " egress: [{toEntities: [all]}]}\n" POLICY
		       "spec: {podSelector: {}, egress: [{}]}\n",
		{ "a/agent > 169.254.169.254 tcp 80 no",
			"a/agent > 1.1.1.1 tcp 80 yes" } },
	{ "a denial of the few that serve the API is none of all the others",
		CILIUM "spec: {endpointSelector: {}, egressDeny:"
		       " [{toEntities: [kube-apiserver, remote-node]}],"
		       " egress: [{toEntities: [world]}]}\n",
		{ "a/agent > 1.1.1.1 tcp 443 yes",
			"a/agent > 10.0.0.1 tcp 443 yes" } },
	{ "without default deny only the denial counts",
		CILIUM "spec: {endpointSelector: {}, egressDeny:"
		       " [{toCIDR: [169.254.0.0/16]}],"
		       " enableDefaultDeny: {egress: false}}\n",
		{ "a/agent egress no", "a/agent > 169.254.169.254 tcp 80 no",
			"a/agent > 1.1.1.1 tcp 80 yes" } },
	{ "specs are several policies",
		"---\n"
		"apiVersion: cilium.io/v2\n"
		"kind: CiliumClusterwideNetworkPolicy\n"
		"metadata: {name: p}\n"
		"specs:\n"
		"- {endpointSelector: {matchLabels: {app: db}}, egress: [{}]}\n"
		"- {endpointSelector: {matchLabels:"
		" {io.kubernetes.pod.namespace: a}}, ingress: [{}]}\n"
		"- {nodeSelector: {}, egress: [{}]}\n",
		{ "b/db egress yes", "a/agent egress no", "a/web ingress yes",
			"b/db ingress no", "c/x egress no" } },
};

static void
keeps_every_sentence(void **state)
{
	(void)state;
	assert_claims(claims, COUNT(claims));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_every_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
