/* SPDX-License-Identifier: Apache-2.0 */
/* What no rule says, on purpose. */
#ifndef DOCS_LEFT_OUT_H
#define DOCS_LEFT_OUT_H

#include <agentlint/rule.h>

struct left_out {
	enum module module;
	const char *id;   /* that a rule about it would have */
	const char *what; /* a phrase, no full stop */
	const char *why;  /* sentences */
};

/* By module; ends with a NULL id. */
extern const struct left_out left_out[];

#endif
