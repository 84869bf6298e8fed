/* SPDX-License-Identifier: Apache-2.0 */
/* Parses files inside files. */
#ifndef LOAD_EMBEDDED_H
#define LOAD_EMBEDDED_H

#include <agentlint/embedded.h>

#include "base/arena.h"

/* As pass_embedded; ARENA must live as long as the run. */
struct embedded embedded_parse(struct arena *arena, const struct node *scalar);

#endif
