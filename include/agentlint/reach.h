/* SPDX-License-Identifier: Apache-2.0 */
/* What an agent can reach, and who can reach it, by all network policies of
 * its graph together.
 *
 * Every answer holds for what the input shows: NetworkPolicies, the ones that
 * agent-sandbox makes of its templates, and the other dialects as far as they
 * are evaluated. Where manifests do not decide it is maybe, with the reason,
 * never yes or no. */
#ifndef AGENTLINT_REACH_H
#define AGENTLINT_REACH_H

#include <agentlint/graph.h>
#include <agentlint/settings.h>

enum direction {
	DIRECTION_EGRESS,
	DIRECTION_INGRESS,
	DIRECTION_COUNT,
};

enum truth {
	TRUTH_NO,
	TRUTH_MAYBE, /* manifests do not decide */
	TRUTH_YES,
};

enum protocol {
	PROTOCOL_TCP,
	PROTOCOL_UDP,
	PROTOCOL_SCTP,
	PROTOCOL_COUNT,
};

/* Whose policy it is. */
enum policy_dialect {
	DIALECT_KUBERNETES, /* NetworkPolicy of networking.k8s.io */
	DIALECT_SANDBOX,    /* the one that agent-sandbox makes of a template */
	DIALECT_ADMIN,      /* policy.networking.k8s.io */
	DIALECT_CILIUM,
	DIALECT_CALICO,
	DIALECT_OTHER, /* known to exist, not evaluated */
};

/* What a person calls things in a policy of a dialect. */
struct dialect_words {
	const char *isolate; /* "add 'Egress' to the 'policyTypes' of": what
				makes a policy isolate egress, or NULL */
	const char *peers;   /* "'to'": where a rule names destinations */
	const char *except;  /* "'except'": what takes parts out of a block */
	const char *left_in; /* of a block: that this does not help */
	const char *anybody[DIRECTION_COUNT]; /* of a rule without peers */
	const char *ports[DIRECTION_COUNT];   /* of one with ports alone */
};
extern const struct dialect_words dialect_words[DIALECT_OTHER + 1];

/* What a peer names; but for blocks nothing can be taken out of it there. */
enum peer_form {
	PEER_BLOCK,  /* or pods by their labels */
	PEER_ENTITY, /* one of Cilium's words */
	PEER_SET,    /* Calico's network sets */
};

struct arena;
struct finding;
struct ledger;
struct pair_table;
struct pass;
struct policy;
struct policy_peer;
struct reach;

/* What questions are asked of: all policies of one graph, and memory for the
 * answers, which live as long as the run. */
struct inquiry {
	const struct reach *reach;
	struct arena *arena;
	struct ledger *ledgers; /* answers that were given before */
	enum truth *internet;   /* of policy_allows_internet, for each policy;
				   maybe: nobody has asked */
	struct pair_table *pairs;
	const struct known_blocks **blocks; /* that were asked about */
};

/* Those of the pass's graph; read once per graph and run. */
struct inquiry pass_reach(struct pass *pass);

/* Whether network policies have a hold on the pod: no for a pod on the host's
 * network, which is outside their model. */
enum truth pod_is_governed(const struct pod *pod);

/* Whether some policy isolates the pod: what none allows is denied. */
enum truth reach_isolated(struct inquiry inquiry, const struct pod *pod,
	enum direction direction);

/* A policy, as far as it says something to a person. */
struct policy_view {
	const struct policy *policy;
	const struct object *object; /* whose it is */
	enum policy_dialect dialect;
	struct place place; /* its name; of a template what makes the policy */
	enum truth selects; /* the pod that was asked about */
	enum truth isolates[DIRECTION_COUNT];
	const struct node *rules[DIRECTION_COUNT]; /* or NULL */
	size_t rule_count[DIRECTION_COUNT];        /* dead ones included */
	const char *doubt; /* why all of it is uncertain, or NULL */
};

struct policy_views {
	const struct policy_view *items;
	size_t count;
};

/* The policies that select the pod, or may. */
struct policy_views reach_policies(
	struct inquiry inquiry, const struct pod *pod);

/* The line that decides an answer. */
struct witness {
	const struct policy *policy;    /* NULL: none has a say */
	const struct policy_peer *peer; /* NULL: it is no peer's line */
	const struct dialect_words *words;
	enum peer_form form;
	struct place place; /* the peer, the port, else the rule */
	struct place port;  /* the port, when there is one */
	const char *label;  /* a few words about that line */
	const char *doubt;  /* of TRUTH_MAYBE: why */
	bool broad;         /* it names nobody: every peer, a block, all pods */
	bool by_block;      /* a block of addresses, not a selector */
	bool except;        /* the block leaves something out */
	bool wide;          /* the block is larger than networks commonly are */
	bool hidden;        /* no line of the input says it: agent-sandbox's own
			  default */
};

struct answer {
	enum truth truth;
	struct witness because;
};

/* Whether the pod and ADDRESS may connect on that port; ADDRESS is outside the
 * input's pods. The witness says why. */
enum truth reach_address(struct inquiry inquiry, const struct pod *pod,
	enum direction direction, const char *address, enum protocol protocol,
	unsigned port);
struct witness reach_address_witness(struct inquiry inquiry,
	const struct pod *pod, enum direction direction, const char *address,
	enum protocol protocol, unsigned port);

/* Whether nothing is left of the witness's block without RANGE, a CIDR: what
 * `except` takes out must be smaller than its block. */
bool witness_is_within(const struct witness *witness, const char *range);

/* Some of the addresses that a set of blocks holds. */
struct reached {
	bool any;
	struct str blocks;      /* "10.0.0.0/8, 172.16.0.0/12 and 3 more" */
	struct str ports;       /* "all ports", "TCP 443 and 8000-8999" */
	struct witness because; /* for the first of them */
};

/* What the pod surely reaches within BLOCKS (CIDRs) without those of EXCEPT,
 * which may be NULL. The two lists are known again by their address. */
struct reached reach_within(struct inquiry inquiry, const struct pod *pod,
	enum direction direction, const struct str_list *blocks,
	const struct str_list *except);

/* What the pod surely reaches of the private ranges (RFC 1918, 6598, 4193)
 * without what the configuration names as wanted or as the ranges of pods; the
 * witness is a rule that names no network in particular, when there is one,
 * and NARROW tells that there is none. */
struct private_reach {
	struct reached reached;
	bool narrow;
};
struct private_reach reach_private(
	struct inquiry inquiry, const struct pod *pod);

/* Whether egress-reaches-private names what the pod reaches, as more than a
 * note: other findings need not name what is there. */
bool reach_private_is_told(struct inquiry inquiry, const struct pod *pod);

/* The families in which the pod surely reaches some of the Internet by a rule
 * that names no network in particular, and such a rule. */
struct internet_reach {
	bool ipv4;
	bool ipv6;
	struct witness because;
};
struct internet_reach reach_internet(
	struct inquiry inquiry, const struct pod *pod);

/* Whether the pod reaches the API server on port 443 or 6443, or kubelets on
 * port 10250 of nodes. When nobody tells where these are it is maybe, unless
 * the pod reaches nothing on these ports, or one of them everywhere. */
struct answer reach_api_server(struct inquiry inquiry, const struct pod *pod);
struct answer reach_nodes(struct inquiry inquiry, const struct pod *pod);

/* What one policy leaves out with `except` and another lets in again. */
struct reopening {
	const struct policy_view *closed; /* NULL: there is none */
	struct str block;                 /* of `except` */
	struct place place;               /* where it stands there */
	struct witness because;           /* the line that lets it in */
};

/* The first of these for the pod: the line belongs to another policy and names
 * no network in particular. */
struct reopening reach_reopened(struct inquiry inquiry, const struct pod *pod);

/* Whether the policy's own rules, alone, let the pod reach most of the
 * Internet on TCP port 443. */
bool policy_allows_internet(
	struct inquiry inquiry, const struct policy *policy);

/* Every policy of the graph; SELECTS tells of any pod of the input. */
struct policy_views reach_all_policies(struct inquiry inquiry);

/* Calls VISIT for every peer, port or rule of a NetworkPolicy or of a
 * SandboxTemplate's networkPolicy. */
struct policy_visit {
	void (*peer)(void *context, const struct node *peer);
	void (*port)(void *context, const struct node *port);
	void (*rule)(void *context, const struct node *rule,
		enum direction direction);
	void *context;
};
void policy_visit(
	const struct object *object, const struct policy_visit *visit);

/* What the API server makes of a block of addresses. */
enum block_fault {
	BLOCK_FINE,
	BLOCK_MALFORMED, /* refused */
	BLOCK_ZEROS,     /* leading zeros: refused from Kubernetes 1.36 on */
	BLOCK_MAPPED,    /* IPv4 as IPv6: the same */
	BLOCK_HOST_BITS, /* bits behind the prefix: the same */
};
enum block_fault block_check(struct str text);

/* Whether INNER is part of OUTER and smaller, as `except` must be. */
bool block_is_inside(struct str inner, struct str outer);

/* The block in canonical form; empty when it is malformed. */
struct str block_print(struct inquiry inquiry, struct str text);

/* The families of which the pod surely reaches every address on every TCP port,
 * however many rules it takes to let it. */
struct everything {
	bool ipv4;
	bool ipv6;
	struct witness witnesses[4]; /* the rules that it takes, or the first
					of them */
	size_t witness_count;
};
struct everything reach_everything(struct inquiry inquiry,
	const struct pod *pod, enum direction direction);

/* Whether the pod may surely connect with any pod, or with addresses on which
 * no policy decides. */
bool reach_is_left_open(struct inquiry inquiry, const struct pod *pod,
	enum direction direction);

/* The line that allows the pod hosts by a pattern for names that anybody can
 * register, and so whatever addresses he gives them (docs.cilium.io: Layer 3
 * Policies, "DNS based"); its policy is NULL when there is none. */
struct witness reach_any_name(struct inquiry inquiry, const struct pod *pod);

/* Adds the witness's line to the finding as a related place. */
void finding_relate_witness(
	struct finding *finding, const struct witness *witness);

/* Where a finding points that is about what an agent can do on the network:
 * its first container that is no init container, else the pod. */
struct place pod_network_place(const struct pod *pod);

/* The blocks in which pods have their addresses, as configured; when nothing is
 * configured *KNOWN is set false and they are those that are assumed. */
struct str reach_pod_ranges(struct inquiry inquiry, bool *known);

/* Whether the pod is outside the model or reaches everything: what one finding
 * says of all addresses, others need not say of some. */
bool reach_is_open(struct inquiry inquiry, const struct pod *pod,
	enum direction direction);

/* An address that is the same in every cluster of a provider. */
struct landmark {
	const char *address;
	enum protocol protocol;
	unsigned ports[3]; /* ends with 0 */
	const char *who;   /* "AWS, Google Cloud, Azure and others" */
	const char *range; /* what to leave out so that it is out of reach */
};

/* Where instances get their identity and credentials; ends with a NULL
 * address. */
extern const struct landmark metadata_services[];

/* Another pod that the pod can connect to, or that can connect to it. */
struct neighbour {
	const struct pod *pod;
	enum truth truth;
	struct str ports;
	struct witness because; /* in the asked pod's own direction */
};

/* Writes at most MOST other workloads of the input, each with one of its pods,
 * with which a connection on other ports than 53 is possible at both ends;
 * those that are certain first. Returns how many it wrote. */
size_t reach_neighbours(struct inquiry inquiry, const struct pod *pod,
	enum direction direction, struct neighbour *neighbours, size_t most);

/* "Pod 'a/x', Deployment 'b/y' and others": the first three of COUNT. */
struct str neighbours_print(struct inquiry inquiry,
	const struct neighbour *neighbours, size_t count);

/* Whether the pod may talk, on other ports than 53, to any pod of any
 * namespace, in the input or not: yes only by a rule that names nobody. */
struct answer reach_any_pod(struct inquiry inquiry, const struct pod *pod,
	enum direction direction);

/* The same of a pod that no selector asks for: yes, too, by a rule that means
 * every pod but those that it leaves out. */
struct answer reach_plain_pod(struct inquiry inquiry, const struct pod *pod,
	enum direction direction);

/* The line that lets the pod and others connect, on other ports than 53, that
 * a selector names and the input does not hold; its policy is NULL when there
 * is none. */
struct witness reach_absent_pods(struct inquiry inquiry, const struct pod *pod,
	enum direction direction);

/* Whether the pod resolves names as its dnsPolicy says: maybe where policies
 * name a resolver that only some clusters have. */
struct answer reach_dns(
	struct inquiry inquiry, const struct pod *pod, enum protocol protocol);

#endif
