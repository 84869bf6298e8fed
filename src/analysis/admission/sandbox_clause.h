/* SPDX-License-Identifier: Apache-2.0 */
/* The validations of agent-sandbox's sample admission policy, as data. */
#ifndef ANALYSIS_ADMISSION_SANDBOX_CLAUSE_H
#define ANALYSIS_ADMISSION_SANDBOX_CLAUSE_H

#include <stdint.h>

#include <agentlint/violation.h>

enum { CLAUSE_COUNT = 16 };

struct judging;

struct clause {
	const char *id;
	const char *reason;
	const char *demand;
	/* The validation's expression, as the sample has it and as the
	 * project's smaller policy has one: FNV-1a of its text without white
	 * space, 0 for none. */
	uint64_t expressions[2];
	/* What an expression holds that is likely to mean the same. */
	const char *tokens[3];
	void (*check)(const struct judging *judging);
};

/* One clause on its way through one pod. */
struct judging {
	const struct clause *clause;
	const struct pod *pod;
	void (*visit)(const struct violation *violation, void *context);
	void *context;
};

/* In the order of the sample. */
extern const struct clause sandbox_clauses[CLAUSE_COUNT];

#endif
