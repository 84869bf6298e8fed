/* SPDX-License-Identifier: Apache-2.0 */
/* Walks the rules of policies as they are written. */
#include <agentlint/reach.h>

#include "analysis/network/cidr.h"

static void
visit_rule(const struct policy_visit *visit, const struct node *rule,
	enum direction direction)
{
	const struct node *peers =
		node_get(rule, direction == DIRECTION_EGRESS ? "to" : "from");

	if (visit->rule)
		visit->rule(visit->context, rule, direction);
	if (visit->peer)
		NODE_EACH(peer, peers)
			visit->peer(visit->context, peer);
	if (visit->port)
		NODE_EACH(port, node_get(rule, "ports"))
			visit->port(visit->context, port);
}

void
policy_visit(const struct object *object, const struct policy_visit *visit)
{
	const struct node *spec = node_get(object->root, "spec");

	if (object_is(object, "extensions.agents.x-k8s.io", "SandboxTemplate"))
		spec = node_get(spec, "networkPolicy");
	else if (!object_is(object, "networking.k8s.io", "NetworkPolicy"))
		return;
	NODE_EACH(rule, node_get(spec, "egress"))
		visit_rule(visit, rule, DIRECTION_EGRESS);
	NODE_EACH(rule, node_get(spec, "ingress"))
		visit_rule(visit, rule, DIRECTION_INGRESS);
}

enum block_fault
block_check(struct str text)
{
	switch (cidr_parse(text).fault) {
	case CIDR_FINE:
		return BLOCK_FINE;
	case CIDR_MALFORMED:
		return BLOCK_MALFORMED;
	case CIDR_ZEROS:
		return BLOCK_ZEROS;
	case CIDR_MAPPED:
		return BLOCK_MAPPED;
	case CIDR_HOST_BITS:
		return BLOCK_HOST_BITS;
	}
	return BLOCK_MALFORMED;
}

bool
block_is_inside(struct str inner, struct str outer)
{
	return cidr_is_strict_subset(cidr_parse(inner), cidr_parse(outer));
}

struct str
block_print(struct inquiry inquiry, struct str text)
{
	struct cidr cidr = cidr_parse(text);

	if (cidr.fault == CIDR_MALFORMED)
		return (struct str){ 0 };
	return cidr_print(inquiry.arena, cidr);
}
