/* SPDX-License-Identifier: Apache-2.0 */
/* Paths as other programs want them. */
#ifndef REPORT_PATH_H
#define REPORT_PATH_H

#include <agentlint/str.h>

#include "base/arena.h"

/* PATH from the current folder on, without "." and ".." in it; absolute when
 * it lies outside of that folder. */
struct str path_from_here(struct arena *arena, struct str path);

/* The same as a URI (RFC 3986): percent-encoded, "file://" when absolute. */
struct str path_uri(struct arena *arena, struct str path);

#endif
