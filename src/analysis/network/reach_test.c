/* SPDX-License-Identifier: Apache-2.0 */
/* NetworkPolicies: the sentences of the API's documentation, one by one. */
#include "analysis/network/ledger.h"
#include "analysis/network/testing_claims.h"

static const struct claim claims[] = {
	{ "without a policy everything is allowed", "",
		{ "a/agent egress no", "a/agent ingress no",
			"a/agent > b/db tcp 1 yes", "b/db > a/agent udp 9 yes",
			"a/agent > 1.2.3.4 sctp 1 yes",
			"a/agent > fd00::1 tcp 1 yes",
			"1.2.3.4 > a/agent tcp 1 yes" } },
	{ "an empty podSelector selects the namespace",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress]}\n",
		{ "a/agent egress yes", "a/web egress yes", "b/db egress no",
			"a/agent > 1.2.3.4 tcp 1 no",
			"a/agent > a/web tcp 8080 no", "a/agent ingress no" } },
	{ "an absent podSelector selects the namespace",
		POLICY "spec: {policyTypes: [Egress]}\n",
		{ "a/agent egress yes", "b/db egress no" } },
	{ "labels select",
		POLICY "spec: {podSelector: {matchLabels: {app: agent}},"
		       " policyTypes: [Egress]}\n",
		{ "a/agent egress yes", "a/web egress no",
			"a/web > 1.2.3.4 tcp 1 yes" } },
	{ "In, NotIn, Exists and DoesNotExist",
		POLICY "spec: {podSelector: {matchExpressions:"
		       " [{key: app, operator: In, values: [web, db]}]},"
		       " policyTypes: [Egress]}\n" POLICY
		       "spec: {podSelector: {matchExpressions:"
		       " [{key: app, operator: NotIn, values: [web]},"
		       " {key: v, operator: Exists},"
		       " {key: w, operator: DoesNotExist}]},"
		       " policyTypes: [Ingress]}\n",
		{ "a/web egress yes", "a/agent egress no", "a/web ingress no",
			"a/agent ingress yes" } },
	{ "NotIn holds without the key",
		POLICY "spec: {podSelector: {matchExpressions:"
		       " [{key: v, operator: NotIn, values: ['1']}]}}\n",
		{ "a/web ingress yes", "a/agent ingress no" } },
	{ "an unknown operator selects nothing",
		POLICY "spec: {podSelector: {matchExpressions:"
		       " [{key: v, operator: Near, values: ['1']}]}}\n",
		{ "a/web ingress no", "a/agent ingress no" } },
	{ "no policyTypes is Ingress", POLICY "spec: {podSelector: {}}\n",
		{ "a/agent ingress yes", "a/agent egress no",
			"b/db > a/agent tcp 1 no", "a/agent > b/db tcp 1 yes",
			"9.9.9.9 > a/agent tcp 1 no" } },
	{ "empty policyTypes are no policyTypes",
		POLICY "spec: {podSelector: {}, policyTypes: []}\n",
		{ "a/agent ingress yes", "a/agent egress no" } },
	{ "egress rules imply Egress and Ingress",
		POLICY "spec: {podSelector: {}, egress:"
		       " [{ports: [{port: 443}]}]}\n",
		{ "a/agent ingress yes", "a/agent egress yes",
			"a/agent > 1.2.3.4 tcp 443 yes",
			"a/agent > 1.2.3.4 tcp 80 no" } },
	{ "an empty egress without policyTypes isolates nothing",
		POLICY "spec: {podSelector: {}, egress: []}\n",
		{ "a/agent ingress yes", "a/agent egress no",
			"a/agent > 1.2.3.4 tcp 80 yes" } },
	{ "rules of a direction that is not in policyTypes are dead",
		POLICY "spec: {podSelector: {}, policyTypes: [Ingress], egress:"
		       " [{ports: [{port: 443}]}]}\n",
		{ "a/agent egress no", "a/agent > 1.2.3.4 tcp 80 yes" } },
	{ "an empty rule allows everything",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress, Ingress],"
		       " egress: [{}], ingress: [{}]}\n",
		{ "a/agent egress yes", "a/agent > 1.2.3.4 tcp 80 yes",
			"a/agent > fd00::1 udp 1 yes",
			"a/agent > b/db sctp 7 yes",
			"b/db > a/agent sctp 7 yes" } },
	{ "a null rule is an empty rule",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress],"
		       " egress: [null]}\n",
		{ "a/agent > 1.2.3.4 tcp 80 yes" } },
	{ "an empty list of peers is no list",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress],"
		       " egress: [{to: [], ports: [{port: 5}]}]}\n",
		{ "a/agent > 1.2.3.4 tcp 5 yes", "a/agent > b/db tcp 5 yes",
			"a/agent > b/db tcp 6 no" } },
	{ "an empty list of ports is every port",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{ports: [], to: [{ipBlock: {cidr: 1.0.0.0/8}}]}]}\n",
		{ "a/agent > 1.2.3.4 sctp 5 yes",
			"a/agent > 2.2.3.4 tcp 5 no" } },
	{ "peers are alternatives",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{to: [{ipBlock: {cidr: 1.0.0.0/8}},"
		       " {podSelector: {matchLabels: {app: web}}}]}]}\n",
		{ "a/agent > 1.2.3.4 tcp 5 yes", "a/agent > a/web tcp 5 yes",
			"a/agent > b/db tcp 5 no" } },
	{ "a podSelector alone means the policy's namespace",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{to: [{podSelector: {}}]}]}\n",
		{ "a/agent > a/web tcp 5 yes", "a/agent > b/db tcp 5 no",
			"a/agent > 1.1.1.1 tcp 5 no",
			"a/agent > c/x tcp 5 no" } },
	{ "a namespaceSelector alone means all pods of those namespaces",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{to: [{namespaceSelector:"
		       " {matchLabels: {team: blue}}}]}]}\n",
		{ "a/agent > b/db tcp 5 yes", "a/agent > a/web tcp 5 no",
			"a/agent > c/x tcp 5 maybe" } },
	{ "an empty namespaceSelector means every namespace",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{to: [{namespaceSelector: {}}]}]}\n",
		{ "a/agent > b/db tcp 5 yes", "a/agent > a/web tcp 5 yes",
			"a/agent > c/x tcp 5 yes",
			"a/agent > 1.1.1.1 tcp 5 no" } },
	{ "both selectors in one item are both required",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{to: [{namespaceSelector: {},"
		       " podSelector: {matchLabels: {v: '1'}}}]}]}\n",
		{ "a/agent > b/db tcp 5 yes", "a/agent > a/web tcp 5 no",
			"a/agent > c/x tcp 5 no" } },
	{ "blocks that hold all pods' addresses together",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{to: [{ipBlock: {cidr: 0.0.0.0/1}},"
		       " {ipBlock: {cidr: 128.0.0.0/1}}],"
		       " ports: [{port: 5}, {port: http}]}]}\n",
		{ "a/agent > b/db tcp 5 yes", "a/agent > b/db tcp 9090 yes",
			"a/agent > b/db tcp 6 no" } },
	{ "blocks of two policies that hold them together",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{to: [{ipBlock: {cidr: 0.0.0.0/1}}]}]}\n" POLICY
		       "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{to: [{ipBlock: {cidr: 128.0.0.0/1}}],"
		       " ports: [{port: 5}]}]}\n",
		{ "a/agent > b/db tcp 5 yes", "a/agent > b/db tcp 6 maybe" } },
	{ "blocks of a family that pods may not have",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{to: [{ipBlock: {cidr: '::/1'}},"
		       " {ipBlock: {cidr: '8000::/1'}}]}]}\n",
		{ "a/agent > b/db tcp 5 maybe" } },
	{ "a block in parts beside a selector",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{to: [{ipBlock: {cidr: 0.0.0.0/1}},"
		       " {podSelector: {matchLabels: {app: web}}}]}]}\n",
		{ "a/agent > a/web tcp 5 yes", "a/agent > b/db tcp 5 maybe" } },
	{ "controllers label the pods that they make",
		"---\napiVersion: batch/v1\nkind: Job\n"
		"metadata: {name: job, namespace: a}\n"
		"spec: {template: {spec: {containers: [{name: c}]}}}\n"
		"---\napiVersion: kagent.dev/v1alpha2\nkind: Agent\n"
		"metadata: {name: k, namespace: a}\n"
		"spec: {byo: {deployment: {image: i}}}\n"
		"---\napiVersion: argoproj.io/v1alpha1\nkind: Rollout\n"
		"metadata: {name: r, namespace: a}\n"
		"spec: {template: {spec: {containers: [{name: c}]}}}\n" POLICY
		"spec: {podSelector: {matchLabels: {job-name: job}},"
		" policyTypes: [Egress]}\n" POLICY
		"spec: {podSelector: {matchLabels: {kagent: k}},"
		" policyTypes: [Egress]}\n" POLICY
		"spec: {podSelector: {matchLabels:"
		" {rollouts-pod-template-hash: abc}},"
		" policyTypes: [Egress]}\n",
		{ "a/job egress yes", "a/k egress yes", "a/r egress maybe",
			"a/agent egress no" } },
	{ "namespaces carry their name as a label",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{to: [{namespaceSelector: {matchLabels:"
		       " {kubernetes.io/metadata.name: c}}}]}]}\n",
		{ "a/agent > c/x tcp 5 yes", "a/agent > b/db tcp 5 no" } },
	{ "an empty peer matches nothing",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{to: [{}]}]}\n",
		{ "a/agent > b/db tcp 5 no", "a/agent > 1.1.1.1 tcp 5 no" } },
	{ "except takes away from its own block alone",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{to: [{ipBlock: {cidr: 0.0.0.0/0,"
		       " except: [10.0.0.0/8, 169.254.0.0/16]}},"
		       " {ipBlock: {cidr: 10.1.0.0/16}}]}]}\n",
		{ "a/agent > 10.2.0.1 tcp 1 no", "a/agent > 10.1.0.1 tcp 1 yes",
			"a/agent > 169.254.169.254 tcp 80 no",
			"a/agent > 8.8.8.8 udp 53 yes",
			"a/agent > fd00::1 tcp 1 no" } },
	{ "::/0 is IPv6 alone",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{to: [{ipBlock: {cidr: '::/0'}}]}]}\n",
		{ "a/agent > fd00::1 tcp 1 yes",
			"a/agent > 1.1.1.1 tcp 1 no" } },
	{ "a port without protocol is TCP",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{ports: [{port: 53}]}]}\n",
		{ "a/agent > 8.8.8.8 tcp 53 yes",
			"a/agent > 8.8.8.8 udp 53 no" } },
	{ "a protocol without port is all of its ports",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{ports: [{protocol: UDP}]}]}\n",
		{ "a/agent > 8.8.8.8 udp 65535 yes",
			"a/agent > 8.8.8.8 tcp 53 no" } },
	{ "an empty port is all of TCP",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{ports: [{}]}]}\n",
		{ "a/agent > 8.8.8.8 tcp 65535 yes",
			"a/agent > 8.8.8.8 udp 53 no" } },
	{ "endPort makes a range",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{ports: [{port: 100, endPort: 200}]}]}\n",
		{ "a/agent > 8.8.8.8 tcp 100 yes",
			"a/agent > 8.8.8.8 tcp 200 yes",
			"a/agent > 8.8.8.8 tcp 99 no",
			"a/agent > 8.8.8.8 tcp 201 no" } },
	{ "a name is resolved at the destination, by protocol",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{ports: [{port: http}]}]}\n",
		{ "a/agent > a/web tcp 8080 yes", "a/agent > b/db tcp 9090 yes",
			"a/agent > a/web tcp 9090 no",
			"a/agent > a/web udp 8081 no",
			"a/agent > a/web tcp 1 no",
			"a/agent > 1.1.1.1 tcp 8080 no" } },
	{ "a name of what comes in is the pod's own",
		POLICY "spec: {podSelector: {}, ingress:"
		       " [{ports: [{port: http}]}]}\n",
		{ "b/db > a/web tcp 8080 yes", "b/db > a/web tcp 9090 no",
			"1.1.1.1 > a/web tcp 8080 yes",
			"1.1.1.1 > a/agent tcp 8080 no" } },
	{ "policies add up",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress]}\n" POLICY
		       "spec: {podSelector: {matchLabels: {app: agent}},"
		       " policyTypes: [Egress], egress:"
		       " [{to: [{ipBlock: {cidr: 1.0.0.0/8}}]}]}\n" POLICY
		       "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{ports: [{port: 7}]}]}\n",
		{ "a/agent > 1.2.3.4 tcp 80 yes", "a/agent > 2.2.3.4 tcp 7 yes",
			"a/agent > 2.2.3.4 tcp 80 no",
			"a/web > 1.2.3.4 tcp 80 no" } },
	{ "both ends count",
		POLICY "spec: {podSelector: {matchLabels: {app: agent}},"
		       " policyTypes: [Egress], egress:"
		       " [{to: [{podSelector: {}}], ports:"
		       " [{port: 1, endPort: 10}]}]}\n" POLICY
		       "spec: {podSelector: {matchLabels: {app: web}},"
		       " ingress: [{from: [{podSelector: {matchLabels:"
		       " {app: agent}}}], ports: [{port: 5, endPort: 20}]}]}\n",
		{ "a/agent > a/web tcp 5 yes", "a/agent > a/web tcp 10 yes",
			"a/agent > a/web tcp 4 no", "a/agent > a/web tcp 11 no",
			"b/db > a/web tcp 5 no" } },
	{ "the host's network is outside the model",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress]}\n",
		{ "a/host egress no", "a/host > 1.1.1.1 tcp 1 yes" } },
	{ "a block that holds all assumed ranges holds the pods",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}\n",
		{ "a/agent > b/db tcp 5 yes" } },
	{ "a block that holds some of them may hold the pods",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{to: [{ipBlock: {cidr: 0.0.0.0/0,"
		       " except: [10.243.0.0/16]}}]}]}\n",
		{ "a/agent > b/db tcp 5 maybe" } },
	{ "a block that holds none of them does not",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{to: [{ipBlock: {cidr: 0.0.0.0/0, except:"
		       " [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16]}}]}]}\n",
		{ "a/agent > b/db tcp 5 no" } },
	{ "what is filled in later is not known",
		POLICY "spec: {podSelector: {matchLabels: {app: '${APP}'}},"
		       " policyTypes: [Egress]}\n",
		{ "a/agent egress maybe", "a/agent > 1.1.1.1 tcp 1 maybe" } },
	{ "what both possible policies allow is known",
		POLICY "spec: {podSelector: {matchLabels: {app: '${APP}'}},"
		       " policyTypes: [Egress], egress:"
		       " [{to: [{ipBlock: {cidr: 1.0.0.0/8}}]}]}\n" POLICY
		       "spec: {podSelector: {matchLabels: {app: '${ANY}'}},"
		       " policyTypes: [Egress], egress:"
		       " [{to: [{ipBlock: {cidr: 1.2.0.0/16}}]}]}\n",
		{ "a/agent > 1.2.0.1 tcp 1 yes",
			"a/agent > 1.3.0.1 tcp 1 maybe" } },
	{ "a block that is filled in later may be any",
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{to: [{ipBlock: {cidr: '${CIDR}'}}],"
		       " ports: [{port: 443}]}]}\n",
		{ "a/agent > 1.1.1.1 tcp 443 maybe",
			"a/agent > 1.1.1.1 tcp 80 no" } },
	{ "a SandboxTemplate has a policy that nobody sees",
		"---\n"
		"apiVersion: extensions.agents.x-k8s.io/v1beta1\n"
		"kind: SandboxTemplate\n"
		"metadata: {name: t, namespace: a}\n"
		"spec: {podTemplate: {spec: {containers: [{name: c}]}}}\n",
		{ "a/t egress yes", "a/t ingress yes",
			"a/t > 8.8.8.8 udp 53 yes", "a/t > 10.0.0.1 tcp 1 no",
			"a/t > fe80::1 tcp 1 no", "a/t > 2600::1 tcp 1 yes",
			"a/t > a/web tcp 8080 no", "a/web > a/t tcp 1 no" } },
	{ "an empty one denies everything",
		"---\n"
		"apiVersion: extensions.agents.x-k8s.io/v1beta1\n"
		"kind: SandboxTemplate\n"
		"metadata: {name: t, namespace: a}\n"
		"spec: {networkPolicy: {},"
		" podTemplate: {spec: {containers: [{name: c}]}}}\n",
		{ "a/t egress yes", "a/t > 8.8.8.8 udp 53 no",
			"8.8.8.8 > a/t tcp 1 no" } },
	{ "an unmanaged one is none",
		"---\n"
		"apiVersion: extensions.agents.x-k8s.io/v1beta1\n"
		"kind: SandboxTemplate\n"
		"metadata: {name: t, namespace: a}\n"
		"spec: {networkPolicyManagement: Unmanaged, networkPolicy: {},"
		" podTemplate: {spec: {containers: [{name: c}]}}}\n",
		{ "a/t egress no", "a/t ingress no" } },
};

static void
keeps_every_sentence(void **state)
{
	(void)state;
	assert_claims(claims, COUNT(claims));
}

static void
knows_configured_ranges(void **state)
{
	static const char article[] =
		POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress:"
		       " [{to: [{ipBlock: {cidr: 0.0.0.0/0,"
		       " except: [10.243.0.0/16]}}]}]}\n";
	static const char denial[] =
		"---\n"
		"apiVersion: policy.networking.k8s.io/v1alpha2\n"
		"kind: ClusterNetworkPolicy\n"
		"metadata: {name: v4}\n"
		"spec: {tier: Admin, priority: 1, subject: {namespaces: {}},"
		" egress: [{action: Deny, to: [{networks: [0.0.0.0/0]}]}]}\n";
	struct str excepted[] = { STR("10.243.0.0/16") };
	struct str others[] = { STR("10.244.0.0/16") };
	struct str both[] = { STR("10.243.0.0/16"), STR("fd00::/64") };
	struct settings settings = { 0 };

	(void)state;
	settings.cluster.pod_cidrs = (struct str_list){ excepted, 1 };
	load(article, &settings);
	assert_answer("excepted", "a/agent > b/db tcp 5 no");
	unload();
	settings.cluster.pod_cidrs = (struct str_list){ others, 1 };
	load(article, &settings);
	assert_answer("not excepted", "a/agent > b/db tcp 5 yes");
	unload();
	settings.cluster.pod_cidrs = (struct str_list){ both, 2 };
	load(article, &settings);
	assert_answer("no rule for IPv6", "a/agent > b/db tcp 5 no");
	unload();
	load(denial, &settings);
	assert_answer("IPv6 is not denied", "a/agent > b/db tcp 5 yes");
	unload();
}

#define EGRESS(rules_) \
	POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress: [" rules_ \
	       "]}\n"

#define CILIUM_EGRESS(spec_) \
	"---\n" \
	"apiVersion: cilium.io/v2\n" \
	"kind: CiliumNetworkPolicy\n" \
	"metadata: {name: p, namespace: a}\n" \
	"spec: {endpointSelector: {}, " spec_ "}\n"

/* Where nobody tells where the API server and the nodes are. */
static const struct {
	const char *policies;
	enum truth api_server, nodes;
} places_unknown[] = {
	{ EGRESS("{ports: [{port: 80}]}"), TRUTH_NO, TRUTH_NO },
	{ EGRESS("{ports: [{port: 6443}]}"), TRUTH_YES, TRUTH_NO },
	{ EGRESS("{ports: [{port: 443}, {port: 10250}],"
		 " to: [{ipBlock: {cidr: 0.0.0.0/0}}]}"),
		TRUTH_YES, TRUTH_YES },
	{ EGRESS("{ports: [{port: 443}, {port: 10250}],"
		 " to: [{ipBlock: {cidr: 10.0.0.0/8}}]}"),
		TRUTH_MAYBE, TRUTH_MAYBE },
	{ EGRESS("{to: [{ipBlock: {cidr: 0.0.0.0/0,"
		 " except: [10.0.0.0/8]}}]}"),
		TRUTH_MAYBE, TRUTH_MAYBE },
	{ EGRESS("{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}"), TRUTH_MAYBE,
		TRUTH_MAYBE },
	{ EGRESS("{to: [{podSelector: {}}]}"), TRUTH_NO, TRUTH_NO },
	/* Cilium's blocks match no nodes; the API server may be on one. */
	{ CILIUM_EGRESS("egress: [{toEntities: [world]}]"), TRUTH_MAYBE,
		TRUTH_NO },
	{ CILIUM_EGRESS("egress: [{toCIDRSet: [{cidr: 0.0.0.0/0,"
			" except: [10.0.0.0/8]}]}]"),
		TRUTH_MAYBE, TRUTH_NO },
	{ CILIUM_EGRESS("egress: [{toEndpoints: [{}]}]")
			EGRESS("{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}"),
		TRUTH_MAYBE, TRUTH_NO },
	{ CILIUM_EGRESS("egress: [{toEndpoints: [{}]}]"), TRUTH_NO, TRUTH_NO },
	{ CILIUM_EGRESS("egress: [{toPorts: [{ports: [{port: '443'}]}]}]"),
		TRUTH_YES, TRUTH_NO },
	{ CILIUM_EGRESS("egress: [{toEntities: [all]}]"), TRUTH_YES,
		TRUTH_YES },
	{ CILIUM_EGRESS("egress: [{toEntities: [remote-node]}]"), TRUTH_MAYBE,
		TRUTH_YES },
	{ CILIUM_EGRESS("egress: [{toEntities: [kube-apiserver]}]"), TRUTH_YES,
		TRUTH_MAYBE },
	{ CILIUM_EGRESS("egress: [{toEntities: [all]}],"
			" egressDeny: [{toEntities: [kube-apiserver]}]"),
		TRUTH_NO, TRUTH_YES },
	{ CILIUM_EGRESS("egress: [{toEntities: [all]}],"
			" egressDeny: [{toEntities: [cluster]}]"),
		TRUTH_MAYBE, TRUTH_NO },
	{ CILIUM_EGRESS("egress: [{toEntities: [all]}],"
			" egressDeny: [{toEntities: [host]}]"),
		TRUTH_MAYBE, TRUTH_MAYBE },
	{ CILIUM_EGRESS("egress: [{toNodes: [{matchLabels: {a: b}}]}]"),
		TRUTH_MAYBE, TRUTH_MAYBE },
};

static void
doubts_unknown_places(void **state)
{
	static const struct settings settings;
	const size_t count = sizeof(places_unknown) / sizeof(*places_unknown);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		struct inquiry inquiry;
		struct answer server, nodes;
		const struct pod *pod;

		load(places_unknown[i].policies, &settings);
		inquiry = inquiry_new(&arena, reach);
		pod = *graph_pods_in(reach->graph, STR("a")).begin;
		server = reach_api_server(inquiry, pod);
		nodes = reach_nodes(inquiry, pod);
		if (server.truth != places_unknown[i].api_server ||
			nodes.truth != places_unknown[i].nodes)
			fail_msg("%s", places_unknown[i].policies);
		if (server.truth == TRUTH_MAYBE)
			assert_non_null(server.because.doubt);
		if (nodes.truth == TRUTH_MAYBE)
			assert_non_null(nodes.because.doubt);
		unload();
	}
}

/* However many networks are named, one that is not is found. */
static void
finds_the_careless_rule(void **state)
{
	static const struct settings settings;
	static const char *const last[] = { "",
		"{ipBlock: {cidr: 172.16.0.0/12}}" };
	struct private_reach private;

	(void)state;
	for (size_t i = 0; i < COUNT(last); i++) {
		struct str peers = STR("");

		for (int k = 0; k < 300; k++)
			peers = arena_printf(&arena,
				"%.*s{ipBlock: {cidr: 10.0.%d.%d/32}},",
				STR_ARG(peers), k / 100, k % 100 * 2);
		load(arena_printf(&arena, EGRESS("{to: [%.*s%s]}"),
			     STR_ARG(peers), last[i])
				.ptr,
			&settings);
		private = reach_private(inquiry_new(&arena, reach),
			*graph_pods_in(reach->graph, STR("a")).begin);
		assert_true(private.reached.any);
		assert_int_equal(private.narrow, i == 0);
		assert_int_equal(private.reached.because.wide, i == 1);
		unload();
	}
}

#define TO_NAMESPACES(expression_) \
	EGRESS("{to: [{namespaceSelector: {matchExpressions: [" expression_ \
	       "]}}]}")

#define CALICO_TO(destination_) \
	"---\napiVersion: projectcalico.org/v3\nkind: NetworkPolicy\n" \
	"metadata: {name: p, namespace: a}\nspec: {types: [Egress], egress:" \
	" [{action: Allow, " destination_ "}]}\n"

/* Pods that the input does not hold, which nobody names: any, and one that
 * nobody leaves out. */
static const struct {
	const char *policies;
	enum truth any, plain;
} strangers[] = {
	{ EGRESS("{to: [{podSelector: {}}]}"), TRUTH_NO, TRUTH_NO },
	{ EGRESS("{to: [{namespaceSelector: {}}]}"), TRUTH_YES, TRUTH_YES },
	{ EGRESS("{to: [{namespaceSelector: {}, podSelector:"
		 " {matchLabels: {app: db}}}]}"),
		TRUTH_NO, TRUTH_NO },
	{ EGRESS("{to: [{namespaceSelector: {}}], ports: [{port: 53}]}"),
		TRUTH_NO, TRUTH_NO },
	{ TO_NAMESPACES("{key: kubernetes.io/metadata.name, operator: Exists}"),
		TRUTH_YES, TRUTH_YES },
	{ TO_NAMESPACES("{key: kubernetes.io/metadata.name,"
			" operator: NotIn, values: [kube-system]}"),
		TRUTH_MAYBE, TRUTH_YES },
	{ TO_NAMESPACES("{key: kubernetes.io/metadata.name,"
			" operator: In, values: [b]}"),
		TRUTH_NO, TRUTH_NO },
	{ TO_NAMESPACES("{key: team, operator: DoesNotExist}"), TRUTH_MAYBE,
		TRUTH_YES },
	{ TO_NAMESPACES("{key: team, operator: Exists}"), TRUTH_NO, TRUTH_NO },
	{ CALICO_TO("destination: {namespaceSelector: all()}"), TRUTH_YES,
		TRUTH_YES },
	{ CALICO_TO("destination:"
		    " {namespaceSelector: has(projectcalico.org/name)}"),
		TRUTH_YES, TRUTH_YES },
	{ CALICO_TO("destination: {namespaceSelector: all(),"
		    " notSelector: app == 'db'}"),
		TRUTH_MAYBE, TRUTH_YES },
	{ CALICO_TO("destination: {namespaceSelector: all(),"
		    " serviceAccounts: {names: [x]}}"),
		TRUTH_NO, TRUTH_NO },
	{ CALICO_TO("destination: {selector: all()}"), TRUTH_NO, TRUTH_NO },
	{ CALICO_TO("ipVersion: 6"), TRUTH_MAYBE, TRUTH_MAYBE },
};

static void
knows_who_is_named(void **state)
{
	static const struct settings settings;

	(void)state;
	for (size_t i = 0; i < sizeof(strangers) / sizeof(*strangers); i++) {
		struct inquiry inquiry;
		const struct pod *pod;

		load(strangers[i].policies, &settings);
		inquiry = inquiry_new(&arena, reach);
		pod = *graph_pods_in(reach->graph, STR("a")).begin;
		if (reach_any_pod(inquiry, pod, DIRECTION_EGRESS).truth !=
				strangers[i].any ||
			reach_plain_pod(inquiry, pod, DIRECTION_EGRESS).truth !=
				strangers[i].plain)
			fail_msg("%s", strangers[i].policies);
		unload();
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_every_sentence),
		cmocka_unit_test(knows_configured_ranges),
		cmocka_unit_test(doubts_unknown_places),
		cmocka_unit_test(finds_the_careless_rule),
		cmocka_unit_test(knows_who_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
