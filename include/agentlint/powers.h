/* SPDX-License-Identifier: Apache-2.0 */
/* The catalogue of what leads further than it says, as one table. */
#ifndef AGENTLINT_POWERS_H
#define AGENTLINT_POWERS_H

#include <agentlint/rbac.h>

/* The roles that every cluster has; each holds what the one before it does. */
enum builtin_role {
	BUILTIN_NONE,
	BUILTIN_VIEW,
	BUILTIN_EDIT,
	BUILTIN_ADMIN,
};

/* Where a binding must hold for the power to be one. */
enum power_scope {
	IN_NAMESPACE,
	IN_CLUSTER,     /* of no namespace: a RoleBinding cannot give it */
	IN_KUBE_SYSTEM, /* elsewhere it leads nowhere */
	TO_ACCOUNT,     /* in a namespace, to an account other than its own */
};

struct power {
	enum power_kind kind;
	const char *group;
	const char *resource;
	const char *verbs; /* any of these, joined by blanks */
	const char *what;  /* "read every Secret" */
	const char *named; /* "act as user": WHAT where the rule names whom;
				NULL: the names make no difference */
	enum power_scope scope;
	bool weak; /* the API server still checks, or it leads less
				far: never more than a warning */
	enum builtin_role builtin; /* the least of them that has it */
};

/* Ends with a NULL resource. */
extern const struct power powers[];

#endif
