/* SPDX-License-Identifier: Apache-2.0 */
/* The forms that the API server holds names to (apimachinery
 * util/validation). */
#ifndef ANALYSIS_SCHEMA_NAME_H
#define ANALYSIS_SCHEMA_NAME_H

#include <agentlint/str.h>

#define NAME_FORMATS(X) \
	X(ANY, "any text") \
	X(CRON_JOB, \
		"a DNS name of at most 52 lower-case letters, digits, '-' " \
		"and '.'") \
	X(DNS_LABEL, \
		"a DNS label: at most 63 lower-case letters, digits and '-', " \
		"none of '-' at its ends") \
	X(DNS_SUBDOMAIN, \
		"a DNS name: at most 253 lower-case letters, digits, '-' and " \
		"'.', each part beginning and ending with a letter or digit") \
	X(LABEL_VALUE, \
		"a label's value: at most 63 letters, digits, '-', '_' and " \
		"'.', beginning and ending with a letter or digit") \
	X(PATH_SEGMENT, "a name without '/' and '%', other than '.' and '..'") \
	X(PORT, "a port's name: at most 15 lower-case letters, digits and '-', " \
		"one letter at least, no '-' at its ends nor two in a row") \
	X(QUALIFIED, \
		"a qualified name: at most 63 letters, digits, '-', '_' and " \
		"'.', with a DNS name and '/' before it or without") \
	X(VARIABLE, "a variable's name: printable ASCII without '='")

#define NAME_ENUM_(name_, text_) NAME_##name_,
enum name_format { NAME_FORMATS(NAME_ENUM_) };
#undef NAME_ENUM_

/* Whether a NAME that is not empty has the form. */
bool name_fits(enum name_format format, struct str name);

/* What the form is, in words: "a DNS label: ...". */
const char *name_format_text(enum name_format format);

#endif
