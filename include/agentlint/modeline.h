/* SPDX-License-Identifier: Apache-2.0 */
/* The comment that tells an editor by which schema to judge a document:
 * "# yaml-language-server: $schema=URL". */
#ifndef AGENTLINT_MODELINE_H
#define AGENTLINT_MODELINE_H

#include <agentlint/node.h>

struct modeline {
	struct place place; /* of the URL */
	struct str kind;    /* that the schema is for, in lower case; empty when
			       the URL does not say */
	struct str group;   /* its API group; empty when the URL does not say */
};

/* The modeline that stands above the document of ROOT, with nothing but
 * comments, blank lines and the document's own marker between them; false,
 * and *MODELINE untouched, when there is none. What a schema is for is read
 * from URLs laid out as yannh/kubernetes-json-schema ("pod-v1.json") and as
 * datreeio/CRDs-catalog ("GROUP/KIND_VERSION.json") have them. */
bool modeline_find(const struct node *root, struct modeline *modeline);

#endif
