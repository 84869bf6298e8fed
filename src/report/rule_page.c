/* SPDX-License-Identifier: Apache-2.0 */
/* References end with a NULL catalogue. */
#include "report/rule_page.h"

#include <string.h>

const char *
rule_page(const struct rule *rule)
{
	const struct reference *reference = rule->references;

	for (; reference && reference->catalogue; reference++)
		if (!strcmp(reference->catalogue, "URL"))
			return reference->id;
	return NULL;
}
