/* SPDX-License-Identifier: Apache-2.0 */
/* The table of formats. */
#include "report/report.h"

extern const struct reporter reporter_text;

const struct reporter *const reporters[] = {
	&reporter_text,
	NULL,
};

const struct reporter *
reporter_find(struct str name)
{
	for (size_t i = 0; reporters[i]; i++)
		if (str_is(name, reporters[i]->name))
			return reporters[i];
	return NULL;
}
