/* SPDX-License-Identifier: Apache-2.0 */
/* The table of formats. */
#include "report/report.h"

const struct reporter *const reporters[] = {
#define REPORTER_ADDRESS_(name_) &reporter_##name_,
	REPORTERS(REPORTER_ADDRESS_)
#undef REPORTER_ADDRESS_
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
