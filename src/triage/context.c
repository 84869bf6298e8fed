/* SPDX-License-Identifier: Apache-2.0 */
/* Sets aside what is said of context. */
#include "triage/context.h"

void
context_apply(struct verdict *verdict)
{
	for (size_t i = 0; i < verdict->count; i++) {
		struct finding *finding = verdict->findings[i];

		if (finding->state == FINDING_SHOWN &&
			finding->place.source->context)
			finding->state = FINDING_IN_CONTEXT;
	}
}
