/* SPDX-License-Identifier: Apache-2.0 */
/* The path of a field in its object, as people write it. */
#ifndef JUDGE_FIELD_H
#define JUDGE_FIELD_H

#include <agentlint/node.h>

#include "base/arena.h"

/* "spec.containers[0].image": the path of NODE from its document's root, or
 * from ROOT when that is among its ancestors. A key that holds more than
 * letters and digits is quoted: metadata.labels['a.b/c']. */
struct str field_path(
	struct arena *arena, const struct node *root, const struct node *node);

/* The path of KEY below MAPPING. */
struct str field_below(
	struct arena *arena, const struct node *mapping, const char *key);

/* Like field_path, but items that have a name are named by it, so that it
 * holds when items move: spec.containers[coder].image. */
struct str field_identity(
	struct arena *arena, const struct node *root, const struct node *node);

/* The innermost node below ROOT whose key or value stands at PLACE, through
 * aliases and merge keys as well; ROOT when none does. */
const struct node *node_at(const struct node *root, struct place place);

#endif
