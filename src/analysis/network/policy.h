/* SPDX-License-Identifier: Apache-2.0 */
/* Network policies of every dialect in one form.
 *
 * What a dialect means by a selector, a peer or an empty list is decided when
 * its objects are read; evaluation knows this form alone. */
#ifndef ANALYSIS_NETWORK_POLICY_H
#define ANALYSIS_NETWORK_POLICY_H

#include <agentlint/graph.h>

#include "analysis/network/population.h"
#include "analysis/network/ranges.h"

/* Tiers are asked in ascending order. These are the places that Calico gives
 * to those that every cluster has; its own tiers stand among them. */
#define TIER_ADMIN 1000.0
#define TIER_NETWORK_POLICY 1000000.0
#define TIER_BASELINE 10000000.0

/* Where Calico puts NetworkPolicies within its default tier. */
enum { POLICY_ORDER = 1000 };

enum policy_action {
	ACTION_ALLOW,
	ACTION_DENY,
	ACTION_PASS, /* on to the next tier */
	ACTION_LOG,  /* decides nothing */
};

/* An entry of a rule's list of ports. */
struct policy_port {
	const struct node *node;
	struct port_set set; /* of a number or a range */
	struct str name;     /* of a named port: resolved at the destination */
	bool protocols[PROTOCOL_COUNT]; /* of the named port */
	bool open;                      /* filled in later: may be any */
};

/* An entry of a rule's list of peers: everything that it matches. */
struct policy_peer {
	const struct node *node;
	enum peer_form form;
	struct match pods;            /* by selector; size 0 when it has none */
	struct address_set addresses; /* all ports; those that surely match */
	struct address_set perhaps;   /* and those that may */
	enum truth pods_by_address;   /* pods whose addresses match */
	enum truth nodes;           /* nodes as such, whatever their address */
	enum truth api_server;      /* the API server as such */
	struct strangers strangers; /* pods that the input does not hold */
	bool named;    /* selectors ask for something of the pods */
	bool any_name; /* a pattern for names that anybody can register */
	bool except;   /* the block leaves something out */
	bool wide;     /* the block is too large to be meant for one network */
	const char *doubt; /* why manifests do not tell; NULL when they do */
};

struct policy_rule {
	const struct node *node; /* NULL for a rule that no line holds */
	enum policy_action action;
	bool every_peer;
	bool every_port;
	const struct policy_peer *peers;
	size_t peer_count;
	const struct policy_port *ports;
	size_t port_count;
	bool named;        /* some port is a named one */
	const char *doubt; /* why it may match more or less than it says */
	/* Addresses and ports that it surely matches and those that it may,
	 * named ports left out. */
	struct address_set must;
	struct address_set may;
};

/* What a policy says of one direction. */
struct policy_side {
	enum truth applies;  /* its rules count in this direction */
	enum truth isolates; /* what no policy of the tier allows is denied */
	const struct node *node; /* the rules' list, when there is one */
	const struct policy_rule *rules;
	size_t count;
};

struct policy {
	size_t index; /* in the order of evaluation */
	const struct object *object;
	const struct node *spec;
	enum policy_dialect dialect;
	double tier;
	struct str tier_name;  /* of Calico's own tiers, else empty */
	double order;          /* within the tier; lower is asked first */
	struct place place;    /* where to point for the whole of it */
	struct match subjects; /* cohorts that it selects */
	struct selector selector;
	struct policy_side sides[DIRECTION_COUNT];
	const char *doubt; /* why all of it is uncertain, or NULL */
};

/* What reading a policy needs. */
struct policy_context {
	struct arena *arena;
	const struct graph *graph;
	const struct population *population;
	const struct ranges *ranges;
};

/* The policies read so far. */
struct policy_list {
	struct policy **items;
	size_t count;
	size_t capacity;
};

/* Whether two policies are asked before any of another tier. */
bool policy_same_tier(const struct policy *a, const struct policy *b);

/* Appends a zeroed policy of OBJECT, whose subjects match nothing yet. */
struct policy *policy_add(struct policy_list *list,
	const struct policy_context *context, const struct object *object,
	enum policy_dialect dialect, double tier);

/* Fills in the rule's sets from its peers and ports. */
void policy_rule_finish(
	const struct policy_context *context, struct policy_rule *rule);

/* The block of CIDR without those of the list EXCEPT (all ports); nothing
 * when CIDR is none. What cannot be read in EXCEPT takes nothing away. */
struct address_set policy_block(const struct policy_context *context,
	const struct node *cidr, const struct node *except);

/* The kro ResourceGraphDefinition that the object is a template in, or NULL. */
const struct node *object_definition(const struct object *object);

/* Reads a decimal number of digits alone. */
bool policy_number(struct str text, unsigned *number);

/* Reads a decimal number with a sign and a fraction, or gives ABSENT. */
double policy_decimal(struct str text, double absent);

/* Whether a block is larger than networks commonly are: 15 bits or fewer of
 * IPv4, 47 of IPv6. */
bool policy_block_is_wide(const struct node *cidr);

/* Reads every object of a dialect into the list. */
void policies_read_kubernetes(
	struct policy_list *list, const struct policy_context *context);
void policies_read_sandbox(
	struct policy_list *list, const struct policy_context *context);
void policies_read_admin(
	struct policy_list *list, const struct policy_context *context);
void policies_read_calico(
	struct policy_list *list, const struct policy_context *context);
void policies_read_cilium(
	struct policy_list *list, const struct policy_context *context);
void policies_read_other(
	struct policy_list *list, const struct policy_context *context);

/* One list of NetworkPolicy rules (networking.k8s.io/v1) of a policy in
 * NAMESPACE. */
void policy_rules_kubernetes(const struct policy_context *context,
	struct policy_side *side, enum direction direction,
	const struct node *rules, struct str namespace);

#endif
