/* SPDX-License-Identifier: Apache-2.0 */
/* Files inside files: YAML or JSON in the text of a scalar, as in the values
 * of a ConfigMap. */
#ifndef AGENTLINT_EMBEDDED_H
#define AGENTLINT_EMBEDDED_H

#include <agentlint/rule.h>

struct embedded {
	const struct node *const *documents; /* roots, in order */
	size_t document_count;
	const struct problem *problems;
	size_t problem_count;
};

/* Parses the text of SCALAR. Places are those of the file that holds it: of
 * each node in a literal block ("|"), the scalar's own in any other. A
 * document that is no YAML is a problem and is left out; what is no scalar has
 * none. Lives as long as the run; ask once and keep the answer (pass_memo). */
struct embedded pass_embedded(struct pass *pass, const struct node *scalar);

#endif
