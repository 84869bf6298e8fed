/* SPDX-License-Identifier: Apache-2.0 */
/* The reach of a workload in words that a person checks at a glance. */
#ifndef POSTURE_GLANCE_H
#define POSTURE_GLANCE_H

#include "posture/posture.h"

/* What a hostile workload is after, then who may come to it. */
enum target {
	TARGET_INTERNET,
	TARGET_PRIVATE,
	TARGET_METADATA,
	TARGET_API_SERVER,
	TARGET_NODES,
	TARGET_DNS,
	TARGET_PODS,
	TARGET_CALLERS,   /* ingress: workloads of the input */
	TARGET_OUTSIDERS, /* ingress: addresses outside of it */
	TARGET_COUNT,
};

struct glance {
	enum truth truth;   /* whether any of it is reached */
	struct str text;    /* "every IPv4 address on TCP 443", "no", or why it
			       is not known */
	struct place place; /* the line that decides; may have no source */
};

/* "Internet", "private ranges", ... */
const char *target_name(enum target target);

/* Writes what WORKLOAD reaches, or is reached by, of each target: the most
 * that any of its pods does. The texts are ARENA's. */
void glances_of(struct glance glances[TARGET_COUNT], struct arena *arena,
	const struct workload *workload);

#endif
