/* SPDX-License-Identifier: Apache-2.0 */
/* Files that are no Kubernetes objects, and belong to the picture. */
#ifndef GRAPH_FOREIGN_H
#define GRAPH_FOREIGN_H

#include <agentlint/node.h>

/* The kind that such a document is given, in the core group and without a
 * version; NULL for what is none of these, and for Kubernetes objects.
 * "LinuxSeccomp": a profile as container runtimes read it (so called by the
 * OCI runtime specification). "FalcoRules": a file of Falco's rules, macros
 * and lists. "FalcoValues": values for Falco's Helm chart. */
const char *foreign_kind(const struct node *root);

/* Whether ROOT is such a profile, wherever it stands. */
bool foreign_is_seccomp_profile(const struct node *root);

#endif
