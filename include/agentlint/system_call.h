/* SPDX-License-Identifier: Apache-2.0 */
/* Linux's system calls: what the default seccomp profile makes of them, and
 * what an attacker does with those that it refuses. */
#ifndef AGENTLINT_SYSTEM_CALL_H
#define AGENTLINT_SYSTEM_CALL_H

#include <agentlint/str.h>

/* What containerd's default profile does with a call. */
enum call_policy {
	CALL_ALLOWED,
	CALL_FILTERED,   /* for some arguments only */
	CALL_CAPABILITY, /* only for who has one of some capabilities */
	CALL_REFUSED,
};

struct system_call {
	const char *name;
	enum call_policy policy;
	const char *capabilities; /* "BPF,SYS_ADMIN"; "" for none */
};

/* The call of that name on any architecture, or NULL. */
const struct system_call *system_call_find(struct str name);

/* What an attacker gains by CALL, in a few words; NULL: nothing much. */
const char *system_call_danger(const struct system_call *call);

/* All calls, sorted by name. */
extern const struct system_call system_calls[];
extern const size_t system_call_count;

#endif
