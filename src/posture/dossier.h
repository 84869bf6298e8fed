/* SPDX-License-Identifier: Apache-2.0 */
/* Findings by what they are about. */
#ifndef POSTURE_DOSSIER_H
#define POSTURE_DOSSIER_H

#include "judge/judge.h"

/* A finding under the object, or the graph, that it is about. */
struct entry {
	const void *subject;
	const struct finding *finding;
};

struct dossier {
	struct entry *entries; /* sorted by subject, then as in the verdict */
	size_t count;
};

/* A run of entries. */
struct entries {
	const struct entry *begin;
	const struct entry *end;
};

/* Files the findings of VERDICT: under the workload of the pod that each is
 * about; without one, under those of the pods that it concerns; else under
 * its object. What is about the detection in general is filed under the
 * graph. */
struct dossier dossier_of(struct arena *arena, const struct verdict *verdict);

/* The findings about SUBJECT, which may be NULL. */
struct entries dossier_about(
	const struct dossier *dossier, const void *subject);

#endif
