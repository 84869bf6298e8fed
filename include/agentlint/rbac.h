/* SPDX-License-Identifier: Apache-2.0 */
/* What roles let the service accounts of agents do (rbac.authorization.k8s.io).
 *
 * A power is a grant that leads further than it says. Each rule about roles
 * takes one kind of power; the walk and the story are the same for all. */
#ifndef AGENTLINT_RBAC_H
#define AGENTLINT_RBAC_H

#include <agentlint/rule.h>

enum power_kind {
	POWER_EVERYTHING, /* all verbs on all resources */
	POWER_SECRETS,    /* reading Secrets */
	POWER_PODS,       /* starting pods, directly or through a kind */
	POWER_ENTER,      /* running commands in, talking into other pods */
	POWER_RIGHTS,     /* gaining rights or identities of others */
	POWER_GUARDS,     /* switching off what guards the agent */
	POWER_WILDCARD,   /* a "*" that none of the others explains */
};

/* A RoleBinding or ClusterRoleBinding and the role that it names. */
struct binding {
	const struct object *object;
	const struct node *role_ref;
	const struct object *role; /* NULL: not in the input */
	struct str role_name;
	bool everywhere; /* a ClusterRoleBinding: in every namespace */
};

/* OBJECT, a RoleBinding or ClusterRoleBinding, read; of any other object there
 * is no role. */
struct binding binding_of(const struct object *object);

/* The subject of OBJECT, a binding, that includes the service account of POD:
 * the account itself (without a namespace that of the RoleBinding), the user
 * system:serviceaccount:NAMESPACE:NAME, or one of the groups
 * system:serviceaccounts, system:serviceaccounts:NAMESPACE and
 * system:authenticated; or whoever sends no token; or NULL
 * (pkg/registry/rbac/validation, rule.go). */
const struct node *binding_subject(
	const struct object *object, const struct pod *pod);

/* Pods in the order of the input, among them all that OBJECT, a binding, has a
 * subject for: those of one namespace where it speaks of no other. */
struct pod_range binding_pods(const struct object *object);

/* The name of the one service account of the binding OBJECT's own namespace
 * that is its only subject, be it several times; empty for other subjects. */
struct str binding_account(const struct object *object);

/* Whether SUBJECT is a group, or a user that many are. */
bool subject_is_group(const struct node *subject);

/* Whether SUBJECT is who sends no token: the user system:anonymous, in the
 * group system:unauthenticated (Kubernetes documentation, Authenticating,
 * "Anonymous requests"; on unless --anonymous-auth=false). */
bool subject_is_anonymous(const struct node *subject);

/* Whether RULE, a PolicyRule, allows VERB on RESOURCE ("pods", "pods/exec") of
 * GROUP: by name, by "*", for subresources also by "* /SUBRESOURCE" (without
 * the blank). A rule with resourceNames allows here what the names hold to
 * some: subresources, and the verbs bind, escalate and impersonate. */
bool policy_rule_allows(const struct node *rule, const char *group,
	const char *resource, const char *verb);

/* Whether the role grants a power of any kind. */
bool binding_grants_power(const struct binding *binding);

/* Reports, once for each binding in GRAPH that includes an agent's account,
 * the powers of that KIND that its role grants: at the subject, with the
 * role's rule and the agents beside it. Roles that aggregate others are
 * resolved as far as the input goes; cluster-admin, admin and edit are known
 * without it, and with view what ClusterRoles add to them by their labels. An
 * account whose token no agent holds makes it weaker. */
void rbac_report(
	struct pass *pass, const struct graph *graph, enum power_kind kind);

#endif
