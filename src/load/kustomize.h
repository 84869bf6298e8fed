/* SPDX-License-Identifier: Apache-2.0 */
/* Files that a kustomization names as patches are parts, not objects. */
#ifndef LOAD_KUSTOMIZE_H
#define LOAD_KUSTOMIZE_H

#include "load/source.h"

/* Sets the role of every source that a kustomization.yaml among SOURCES names
 * as a patch to SOURCE_PATCH, with a note on how to render the overlay; files
 * that the user named himself stay manifests. */
void kustomize_set_aside(
	struct arena *arena, struct source *const *sources, size_t count);

#endif
