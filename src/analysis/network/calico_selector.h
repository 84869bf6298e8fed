/* SPDX-License-Identifier: Apache-2.0 */
/* Calico's selector expressions: has(a) && b in {'x', 'y'} || !(c != 'z'). */
#ifndef ANALYSIS_NETWORK_CALICO_SELECTOR_H
#define ANALYSIS_NETWORK_CALICO_SELECTOR_H

#include "analysis/network/label_index.h"

/* The things of INDEX that the expression TEXT matches; an empty TEXT is
 * all(). What cannot be read may match anything. global() matches nothing, for
 * all that is in an index has a namespace or is no endpoint. */
struct match calico_selector_match(
	struct arena *arena, const struct label_index *index, struct str text);

/* Whether TEXT is empty or all(). */
bool calico_selector_is_all(struct str text);

#endif
