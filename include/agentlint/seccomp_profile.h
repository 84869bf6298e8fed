/* SPDX-License-Identifier: Apache-2.0 */
/* Seccomp profiles in the input: files of their own, values of ConfigMaps and
 * objects of the security-profiles-operator, judged alike. */
#ifndef AGENTLINT_SECCOMP_PROFILE_H
#define AGENTLINT_SECCOMP_PROFILE_H

#include <agentlint/rule.h>
#include <agentlint/system_call.h>

enum profile_origin {
	PROFILE_FILE,       /* a document that is nothing else */
	PROFILE_CONFIG_MAP, /* a value of a ConfigMap */
	PROFILE_OPERATOR,   /* a SeccompProfile object */
};

struct seccomp_profile {
	enum profile_origin origin;
	const struct object *object; /* the profile, or what holds it */
	const struct node *root;     /* where defaultAction stands */
	struct str file;             /* its base name: "coder.json" */
	const struct seccomp_profile *next;
};

/* The first of the profiles in the graph that PASS judges, in the order of the
 * input, or NULL. */
const struct seccomp_profile *seccomp_profiles(struct pass *pass);

/* The profile that a localhostProfile means: of the operator's for paths below
 * "operator/", else the only one of that base name; or NULL. */
const struct seccomp_profile *seccomp_profile_at(
	struct pass *pass, struct str path);

/* Whether the operator installs the SeccompProfile without its namespace in
 * the path: it is cluster-scoped since v0.9.0. */
bool seccomp_profile_is_cluster_scoped(const struct object *profile);

/* The ProfileBinding through which the operator gives the container a profile
 * that has none: of its namespace, for its image or "*"; a Namespace in the
 * input without the operator's label switches them off. Or NULL. */
const struct object *container_profile_binding(
	const struct container *container);

enum profile_action {
	ACTION_UNKNOWN, /* no such action, or a placeholder */
	ACTION_ALLOW,
	ACTION_LOG,    /* allows, and writes a log */
	ACTION_ASK,    /* a tracer or an agent decides: TRACE, NOTIFY */
	ACTION_REFUSE, /* ERRNO, TRAP, KILL and its kin */
};

/* What a value of defaultAction or action does. */
enum profile_action profile_action(const struct node *action);

/* How a profile lets a system call pass. */
struct grant {
	const struct node *node; /* its name in the list, or defaultAction;
				    NULL: it does not pass */
	bool filtered;           /* for some arguments only */
};

/* Whether and where PROFILE allows CALL where RuntimeDefault refuses it to a
 * container without capabilities. */
struct grant profile_grant_beyond_default(
	const struct seccomp_profile *profile, const struct system_call *call);

#endif
