/* SPDX-License-Identifier: Apache-2.0 */
/* Linux capabilities: their names in Kubernetes, and what they are good for. */
#ifndef AGENTLINT_CAPABILITY_H
#define AGENTLINT_CAPABILITY_H

#include <agentlint/str.h>

struct capability {
	const char *name;  /* as Kubernetes spells it: "NET_RAW" */
	bool baseline;     /* Pod Security 'baseline' lets it be added */
	const char *power; /* what an attacker does with it; NULL: little */
};

/* The capability of that name (capabilities(7), or ALL), in any case and with
 * or without the prefix CAP_; or NULL. */
const struct capability *capability_find(struct str name);

/* Whether NAME is spelled as Kubernetes wants it: upper case, no CAP_. */
bool capability_is_spelled_right(struct str name);

#endif
