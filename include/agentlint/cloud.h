/* SPDX-License-Identifier: Apache-2.0 */
/* How clouds hand an identity of theirs to pods. */
#ifndef AGENTLINT_CLOUD_H
#define AGENTLINT_CLOUD_H

#include <agentlint/graph.h>

struct cloud {
	const char *annotation; /* of the account */
	const char *what;
	const char *label, *value; /* that the pod must have, or NULL */
	bool label_suffices;       /* a pod with it is given a token whatever
				      its account has */
	const char *skip;          /* the pod's annotation that spares
				      containers, or NULL */
	char separator;            /* of their names in it */
	bool injected;             /* a webhook adds a token to containers */
	const char *switched;      /* the label of pod or namespace without
				      which it does not; or NULL */
};

/* Ends with a NULL annotation. */
extern const struct cloud clouds[];

enum injection {
	INJECTION_OFF,
	INJECTION_UNKNOWN, /* the namespace is not in the input */
	INJECTION_ON,
};

/* Whether the webhook of CLOUD is switched on for POD. */
enum injection cloud_injection(
	const struct cloud *cloud, const struct pod *pod);

/* Whether POD has the label that CLOUD asks of pods, if it asks for one. */
bool cloud_looks_at(const struct cloud *cloud, const struct pod *pod);

/* How many of the pod's containers the webhook of CLOUD passes over. */
size_t cloud_skips(const struct cloud *cloud, const struct pod *pod);

#endif
