/* SPDX-License-Identifier: Apache-2.0 */
/* The table of formats. */
#include "report/report.h"

extern const struct reporter reporter_checkstyle;
extern const struct reporter reporter_dot;
extern const struct reporter reporter_github;
extern const struct reporter reporter_gitlab;
extern const struct reporter reporter_html;
extern const struct reporter reporter_json;
extern const struct reporter reporter_jsonl;
extern const struct reporter reporter_junit;
extern const struct reporter reporter_rdjson;
extern const struct reporter reporter_sarif;
extern const struct reporter reporter_text;

const struct reporter *const reporters[] = {
	&reporter_text,
	&reporter_json,
	&reporter_jsonl,
	&reporter_sarif,
	&reporter_github,
	&reporter_gitlab,
	&reporter_junit,
	&reporter_checkstyle,
	&reporter_rdjson,
	&reporter_html,
	&reporter_dot,
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
