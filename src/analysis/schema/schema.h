/* SPDX-License-Identifier: Apache-2.0 */
/* One object held against its type. */
#ifndef ANALYSIS_SCHEMA_SCHEMA_H
#define ANALYSIS_SCHEMA_SCHEMA_H

#include <agentlint/schema.h>

/* Calls VISIT for every fault of OBJECT, in the order of the file; the fault
 * and its texts are gone when VISIT returns. */
void schema_check(const struct object *object,
	void (*visit)(const struct fault *fault, void *context), void *context);

#endif
