/* SPDX-License-Identifier: Apache-2.0 */
/* Random policies, pods and namespaces, and an evaluator that is naive on
 * purpose: it walks every policy for every connection. */
#ifndef ANALYSIS_NETWORK_TESTING_NAIVE_H
#define ANALYSIS_NETWORK_TESTING_NAIVE_H

#include "analysis/network/testing_claims.h"

enum { PODS = 7, NAMESPACES = 3, POLICIES = 6, RULES = 3 };
/* Behind the pods and the one that stands for an address: a pod that no
 * manifest holds, without labels, in a namespace without labels. */
enum { STRANGER = PODS + 1 };
enum { PEERS = 3, ENTRIES = 2, REQUIREMENTS = 2, KEYS = 2, VALUES = 3 };

/* A value of 0 is: not set. */
struct tags {
	unsigned value[KEYS];
};

struct wanted {
	unsigned key;
	unsigned op;     /* In, NotIn, Exists, DoesNotExist */
	unsigned values; /* bits */
};

struct chosen {
	bool absent;
	unsigned count;
	struct wanted wanted[REQUIREMENTS];
};

struct net_peer {
	bool pods;
	bool namespaces;
	struct chosen pod;
	struct chosen namespace;
	unsigned block;  /* of blocks[], when it is no selector */
	unsigned except; /* of its excepts, 0 for none */
};

struct net_entry {
	unsigned protocol; /* 0: absent; else of protocols[] */
	unsigned port;     /* 0: absent; 1: the name "http"; else number */
	unsigned end;      /* 0: absent */
};

struct net_rule {
	unsigned peers;
	struct net_peer peer[PEERS];
	unsigned entries;
	struct net_entry entry[ENTRIES];
};

struct net_side {
	bool written; /* the key is there */
	unsigned rules;
	struct net_rule rule[RULES];
};

struct net {
	unsigned namespace;
	struct chosen pods;
	bool typed[DIRECTION_COUNT];
	bool types; /* policyTypes is there */
	struct net_side side[DIRECTION_COUNT];
};

static struct {
	struct tags namespace[NAMESPACES + 1];
	struct {
		unsigned namespace;
		struct tags tags;
		unsigned http; /* port, 0 for none */
	} pod[STRANGER + 1];
	struct net policy[POLICIES];
	unsigned policies;
} the;

/* Blocks, what can be left out of each, and where pods are: 10.9.0.0/16. */
static const struct {
	const char *cidr;
	const char *except[3];
} blocks[] = {
	{ "0.0.0.0/0", { "10.0.0.0/8", "1.0.0.0/8", "10.9.0.0/16" } },
	{ "10.0.0.0/8", { "10.9.0.0/16", "10.1.0.0/16", "10.8.0.0/15" } },
	{ "1.0.0.0/8", { "1.2.0.0/16", "1.2.3.0/24", "1.128.0.0/9" } },
	{ "1.2.3.4/32", { NULL, NULL, NULL } },
	{ "::/0", { "fd00::/8", "2001:db8::/32", "::/1" } },
	{ "fd00::/8", { "fd00:1::/32", "fd80::/9", "fd00::/128" } },
};

static const char *const addresses[] = { "0.0.0.1", "1.2.3.4", "1.2.3.5",
	"1.2.9.9", "1.200.0.1", "10.1.0.1", "10.8.255.255", "10.10.0.1",
	"200.1.1.1", "255.255.255.255", "::1", "2001:db8::1",
	"fd00::", "fd00:1::5", "fdff::1", "ffff::" };

static const unsigned ports[] = { 1, 52, 53, 80, 8080, 65535 };

static uint64_t seed = 3;

static inline unsigned
draw(unsigned below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % below;
}

static inline struct chosen
draw_chosen(void)
{
	struct chosen chosen = { .absent = false };

	chosen.count = draw(REQUIREMENTS + 1);
	for (unsigned i = 0; i < chosen.count; i++)
		chosen.wanted[i] = (struct wanted){ draw(KEYS), draw(4),
			1 + draw((1u << VALUES) - 1) };
	return chosen;
}

static inline struct net_peer
draw_peer(void)
{
	struct net_peer peer = { .block = draw(COUNT(blocks)) };
	unsigned kind = draw(5);

	peer.pods = kind == 0 || kind == 2;
	peer.namespaces = kind == 1 || kind == 2;
	peer.pod = draw_chosen();
	peer.namespace = draw_chosen();
	if (blocks[peer.block].except[0])
		peer.except = draw(4);
	return peer;
}

static inline struct net_rule
draw_rule(void)
{
	struct net_rule rule = { .peers = draw(PEERS + 1),
		.entries = draw(ENTRIES + 1) };

	for (unsigned i = 0; i < rule.peers; i++)
		rule.peer[i] = draw_peer();
	for (unsigned i = 0; i < rule.entries; i++) {
		struct net_entry *entry = &rule.entry[i];

		entry->protocol = draw(4);
		entry->port = draw(3);
		if (entry->port == 2)
			entry->port = ports[draw(COUNT(ports))];
		if (entry->port > 1 && draw(2))
			entry->end = entry->port +
				     draw(60000) % (65536 - entry->port);
	}
	return rule;
}

static inline void
draw_world(void)
{
	memset(&the, 0, sizeof(the));
	the.pod[STRANGER].namespace = NAMESPACES;
	for (unsigned i = 0; i < NAMESPACES; i++)
		the.namespace[i] =
			(struct tags){ { draw(VALUES + 1), draw(VALUES + 1) } };
	for (unsigned i = 0; i < PODS; i++) {
		the.pod[i].namespace = draw(NAMESPACES);
		the.pod[i].tags =
			(struct tags){ { draw(VALUES + 1), draw(VALUES + 1) } };
		the.pod[i].http = draw(2) ? ports[draw(COUNT(ports))] : 0;
	}
	the.policies = draw(POLICIES + 1);
	for (unsigned i = 0; i < the.policies; i++) {
		struct net *net = &the.policy[i];

		net->namespace = draw(NAMESPACES);
		net->pods = draw_chosen();
		net->pods.absent = !net->pods.count && draw(2);
		net->types = draw(3) > 0;
		for (enum direction d = 0; d < DIRECTION_COUNT; d++) {
			struct net_side *side = &net->side[d];

			net->typed[d] = draw(3) > 0;
			side->written = draw(4) > 0;
			side->rules = side->written ? draw(RULES + 1) : 0;
			for (unsigned k = 0; k < side->rules; k++)
				side->rule[k] = draw_rule();
		}
	}
}

/* The world as YAML. */

static struct str text;

__attribute__((format(printf, 1, 2))) static void
put(const char *format, ...)
{
	va_list arguments;
	struct str more;

	va_start(arguments, format);
	more = arena_vprintf(&arena, format, arguments);
	va_end(arguments);
	text = arena_printf(&arena, "%.*s%.*s", STR_ARG(text), STR_ARG(more));
}

static inline void
put_tags(const struct tags *tags)
{
	put("labels: {");
	for (unsigned k = 0; k < KEYS; k++)
		if (tags->value[k])
			put("k%u: v%u,", k, tags->value[k]);
	put("}");
}

static inline void
put_chosen(const struct chosen *chosen)
{
	static const char *const ops[] = { "In", "NotIn", "Exists",
		"DoesNotExist" };

	put("{matchExpressions: [");
	for (unsigned i = 0; i < chosen->count; i++) {
		const struct wanted *wanted = &chosen->wanted[i];

		put("{key: k%u, operator: %s, values: [", wanted->key,
			ops[wanted->op]);
		for (unsigned v = 0; v < VALUES; v++)
			if (wanted->values & 1u << v && wanted->op < 2)
				put("v%u,", v + 1);
		put("]},");
	}
	put("]}");
}

static inline void
put_peer(const struct net_peer *peer)
{
	put("{");
	if (peer->pods) {
		put("podSelector: ");
		put_chosen(&peer->pod);
		put(",");
	}
	if (peer->namespaces) {
		put("namespaceSelector: ");
		put_chosen(&peer->namespace);
		put(",");
	}
	if (!peer->pods && !peer->namespaces) {
		put("ipBlock: {cidr: '%s'", blocks[peer->block].cidr);
		if (peer->except)
			put(", except: ['%s']",
				blocks[peer->block].except[peer->except - 1]);
		put("}");
	}
	put("},");
}

static inline void
put_entry(const struct net_entry *entry)
{
	put("{");
	if (entry->protocol)
		put("protocol: %s,",
			protocol_name((enum protocol)(entry->protocol - 1)));
	if (entry->port == 1)
		put("port: http,");
	else if (entry->port)
		put("port: %u,", entry->port);
	if (entry->end)
		put("endPort: %u,", entry->end);
	put("},");
}

static inline void
put_side(const struct net_side *side, enum direction direction)
{
	bool egress = direction == DIRECTION_EGRESS;

	if (!side->written)
		return;
	put("  %s: [", egress ? "egress" : "ingress");
	for (unsigned i = 0; i < side->rules; i++) {
		const struct net_rule *rule = &side->rule[i];

		put("{%s: [", egress ? "to" : "from");
		for (unsigned k = 0; k < rule->peers; k++)
			put_peer(&rule->peer[k]);
		put("], ports: [");
		for (unsigned k = 0; k < rule->entries; k++)
			put_entry(&rule->entry[k]);
		put("]},");
	}
	put("]\n");
}

static inline void
put_policy(unsigned i)
{
	const struct net *net = &the.policy[i];

	put("---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n"
	    "metadata: {name: p%u, namespace: n%u}\nspec:\n",
		i, net->namespace);
	put("  x: x\n");
	if (!net->pods.absent) {
		put("  podSelector: ");
		put_chosen(&net->pods);
		put("\n");
	}
	if (net->types)
		put("  policyTypes: [%s%s]\n",
			net->typed[DIRECTION_EGRESS] ? "Egress," : "",
			net->typed[DIRECTION_INGRESS] ? "Ingress" : "");
	for (enum direction d = 0; d < DIRECTION_COUNT; d++)
		put_side(&net->side[d], d);
}

static inline void
put_world(void)
{
	text = STR("");
	for (unsigned i = 0; i < NAMESPACES; i++) {
		put("---\napiVersion: v1\nkind: Namespace\n"
		    "metadata: {name: n%u, ",
			i);
		put_tags(&the.namespace[i]);
		put("}\n");
	}
	for (unsigned i = 0; i < PODS; i++) {
		put("---\napiVersion: v1\nkind: Pod\n"
		    "metadata: {name: p%u, namespace: n%u, ",
			i, the.pod[i].namespace);
		put_tags(&the.pod[i].tags);
		put("}\nspec: {containers: [{name: c");
		if (the.pod[i].http)
			put(", ports: [{name: http, containerPort: %u}]",
				the.pod[i].http);
		put("}]}\n");
	}
	for (unsigned i = 0; i < the.policies; i++)
		put_policy(i);
}

/* The naive evaluator. */

static inline bool
naive_wanted(const struct wanted *wanted, const struct tags *tags)
{
	unsigned value = tags->value[wanted->key];
	bool among = value && wanted->values & 1u << (value - 1);

	switch (wanted->op) {
	case 0:
		return among;
	case 1:
		return !among;
	case 2:
		return value > 0;
	default:
		return !value;
	}
}

static inline bool
naive_chosen(const struct chosen *chosen, const struct tags *tags)
{
	for (unsigned i = 0; i < chosen->count; i++)
		if (!naive_wanted(&chosen->wanted[i], tags))
			return false;
	return true;
}

/* Whether the textual ADDRESS lies in the textual block, bit by bit. */
static inline bool
naive_in(const char *address, const char *block)
{
	struct cidr whole = cidr_parse(str_of(block));
	enum family family;
	struct address a;
	bool ignored;

	assert_true(address_parse(
		str_of(address), &family, &a, &ignored, &ignored));
	if (family != whole.family)
		return false;
	for (unsigned bit = 0; bit < whole.bits; bit++) {
		unsigned place = address_bits(family) - 1 - bit;
		uint64_t x =
			place > 63 ? a.high >> (place - 64) : a.low >> place;
		uint64_t y = place > 63 ? whole.first.high >> (place - 64)
					: whole.first.low >> place;

		if ((x ^ y) & 1)
			return false;
	}
	return true;
}

/* OTHER is a pod, the stranger, or PODS for the ADDRESS. */
static inline bool
naive_peer(const struct net *net, const struct net_peer *peer, unsigned other,
	const char *address)
{
	const char *except =
		peer->except ? blocks[peer->block].except[peer->except - 1]
			     : NULL;

	if (!peer->pods && !peer->namespaces) {
		if (other != PODS)
			address = "10.9.0.7";
		return naive_in(address, blocks[peer->block].cidr) &&
		       !(except && naive_in(address, except));
	}
	if (other == PODS)
		return false;
	if (peer->pods && !naive_chosen(&peer->pod, &the.pod[other].tags))
		return false;
	if (!peer->namespaces)
		return the.pod[other].namespace == net->namespace;
	return naive_chosen(
		&peer->namespace, &the.namespace[the.pod[other].namespace]);
}

/* TARGET is the pod that is connected to, or PODS. */
static inline bool
naive_entry(const struct net_entry *entry, unsigned target, unsigned protocol,
	unsigned port)
{
	unsigned wanted = entry->protocol ? entry->protocol - 1 : 0;

	if (wanted != protocol)
		return false;
	if (!entry->port)
		return true;
	if (entry->port == 1)
		/* The one named port of pods is a TCP port. */
		return target < PODS && the.pod[target].http == port &&
		       protocol == PROTOCOL_TCP;
	return port >= entry->port &&
	       port <= (entry->end ? entry->end : entry->port);
}

static inline bool
naive_rule(const struct net *net, const struct net_rule *rule, unsigned other,
	const char *address, unsigned target, unsigned protocol, unsigned port)
{
	bool peer = !rule->peers;
	bool entry = !rule->entries;

	for (unsigned i = 0; i < rule->peers; i++)
		peer = peer || naive_peer(net, &rule->peer[i], other, address);
	for (unsigned i = 0; i < rule->entries; i++)
		entry = entry ||
			naive_entry(&rule->entry[i], target, protocol, port);
	return peer && entry;
}

static inline bool
naive_isolates(const struct net *net, enum direction direction)
{
	if (net->types && (net->typed[0] || net->typed[1]))
		return net->typed[direction];
	return direction == DIRECTION_INGRESS ||
	       net->side[DIRECTION_EGRESS].rules > 0;
}

static inline bool
naive_end(unsigned pod, enum direction direction, unsigned other,
	const char *address, unsigned protocol, unsigned port)
{
	unsigned target = direction == DIRECTION_INGRESS ? pod : other;
	bool isolated = false;

	for (unsigned i = 0; i < the.policies; i++) {
		const struct net *net = &the.policy[i];
		const struct net_side *side = &net->side[direction];

		if (net->namespace != the.pod[pod].namespace ||
			!naive_chosen(&net->pods, &the.pod[pod].tags) ||
			!naive_isolates(net, direction))
			continue;
		isolated = true;
		for (unsigned k = 0; k < side->rules; k++)
			if (naive_rule(net, &side->rule[k], other, address,
				    target, protocol, port))
				return true;
	}
	return !isolated;
}

static inline struct str
pod_id(unsigned i)
{
	return arena_printf(&arena, "n%u/p%u", the.pod[i].namespace, i);
}

#endif
