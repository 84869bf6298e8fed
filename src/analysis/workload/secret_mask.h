/* SPDX-License-Identifier: Apache-2.0 */
/* Texts that quote a manifest, without the credentials in it. */
#ifndef ANALYSIS_WORKLOAD_SECRET_MASK_H
#define ANALYSIS_WORKLOAD_SECRET_MASK_H

#include <agentlint/str.h>

#include "base/arena.h"

/* TEXT with "***" in place of each credential that its shape gives away, or the
 * name that stands before it ("--password=", "api-token: "); TEXT itself when
 * there is none. */
struct str secret_mask(struct arena *arena, struct str text);

#endif
