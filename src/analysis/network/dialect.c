/* SPDX-License-Identifier: Apache-2.0 */
/* The words of each dialect, as its documentation has them. */
#include <agentlint/reach.h>

#define ANYBODY \
	.anybody = { "an empty rule allows every destination", \
		"an empty rule allows every source" }, \
	.ports = { "no 'to': every destination on these ports", \
		"no 'from': every source on these ports" }

#define NAMES_NOBODY \
	.anybody = { "this rule names no destination", \
		"this rule names no source" }, \
	.ports = { "this rule names ports and no destination", \
		"this rule names ports and no source" }

#define KUBERNETES \
	{ \
		.isolate = "add 'Egress' to the 'policyTypes' of", \
		.peers = "'to'", .except = "'except'", \
		.left_in = "this block holds it, and 'except' does not", \
		ANYBODY \
	}

const struct dialect_words dialect_words[] = {
	[DIALECT_KUBERNETES] = KUBERNETES,
	[DIALECT_SANDBOX] = KUBERNETES,
	[DIALECT_ADMIN] = { .peers = "'to'",
		.except = "a Deny rule before it",
		.left_in = "this block holds it",
		ANYBODY },
	[DIALECT_CILIUM] = { .isolate = "set 'enableDefaultDeny.egress' to "
					"true in",
		.peers = "'toEndpoints' or 'toCIDRSet'",
		.except = "'except'",
		.left_in = "this block holds it, and 'except' does not",
		NAMES_NOBODY },
	[DIALECT_CALICO] = { .isolate = "add 'Egress' to the 'types' of",
		.peers = "'destination'",
		.except = "'notNets'",
		.left_in = "'notNets' does not hold it",
		NAMES_NOBODY },
	[DIALECT_OTHER] = KUBERNETES,
};
