/* SPDX-License-Identifier: Apache-2.0 */
/* The keys to the Kubernetes API that a pod holds, and by which way. */
#ifndef AGENTLINT_IDENTITY_H
#define AGENTLINT_IDENTITY_H

#include <agentlint/graph.h>

/* What decides whether the token of the pod's service account is mounted. */
enum token_decider {
	TOKEN_BY_POD,        /* its own automountServiceAccountToken */
	TOKEN_BY_ACCOUNT,    /* that of the account in the input */
	TOKEN_BY_SANDBOX,    /* a SandboxTemplate's pods get none by default */
	TOKEN_BY_CONTROLLER, /* it makes the account, and mounts its token */
	TOKEN_BY_DEFAULT,    /* nobody says anything: it is mounted */
	TOKEN_BY_SHADOW,     /* every container mounts something else there */
	TOKEN_BY_NOBODY,     /* no input can tell */
};

struct token {
	bool mounted; /* as far as the input tells */
	bool unknown; /* something outside the input may decide otherwise */
	enum token_decider decider;
	const struct node *node;      /* the field that decides, or NULL */
	const struct object *account; /* in the input, or NULL */
};

/* Whether the containers of POD are given the API token of its service
 * account (admission plugin ServiceAccount): the pod's word, else the
 * account's, else yes. A container that mounts something at the token's path
 * gets none. */
struct token pod_token(const struct pod *pod);

enum holding {
	HOLDS_NO,
	HOLDS_MAYBE, /* something outside the input decides */
	HOLDS_YES,
};

/* Whether POD is given any key to the Kubernetes API as its account: the
 * mounted token, a projected one, a token Secret. */
enum holding pod_holds_api_key(const struct pod *pod);

/* Where admission mounts the token. */
#define TOKEN_PATH "/var/run/secrets/kubernetes.io/serviceaccount"

/* Whether the kind takes the account that the pod leaves open from the
 * namespace's "default"; some controllers make an account of their own. */
bool pod_falls_to_default_account(const struct pod *pod);

/* Whether a token for AUDIENCE (may be empty) opens the API server: an empty
 * one is issued for it (authentication/v1 TokenRequestSpec), other than its
 * usual names opens something else. */
bool audience_is_api(struct str audience);

/* How a Secret reaches a container. */
enum secret_way {
	SECRET_BY_VOLUME, /* a mounted secret or projected volume */
	SECRET_BY_ENV,    /* env.valueFrom.secretKeyRef */
	SECRET_BY_ENV_FROM,
};

struct secret_use {
	enum secret_way way;
	const struct node *name; /* the node that names the Secret */
	const struct node *keys; /* the key, or the items; NULL: all keys */
	const struct container *container; /* the first that gets it */
};

/* Calls USE with CONTEXT for every Secret that a container of POD is given. */
void pod_each_secret(const struct pod *pod,
	void (*use)(void *context, const struct secret_use *use),
	void *context);

/* Whether that use gives the container the value under KEY. */
bool secret_use_gives(const struct secret_use *use, const char *key);

/* The Secret of that name in the pod's namespace, or NULL. */
const struct object *pod_secret(const struct pod *pod, struct str name);

/* Whether SECRET holds an API token that never expires: type
 * kubernetes.io/service-account-token. */
bool secret_is_token(const struct object *secret);

#endif
