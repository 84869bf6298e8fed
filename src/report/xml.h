/* SPDX-License-Identifier: Apache-2.0 */
/* Text from manifests and paths in XML 1.0. */
#ifndef REPORT_XML_H
#define REPORT_XML_H

#include <stdio.h>

#include <agentlint/str.h>

/* Prints TEXT as the content of an element or of a quoted attribute: escaped,
 * and what XML does not allow or a terminal would obey made visible. */
void xml_print(FILE *out, struct str text);

/* The same with its line breaks kept; for elements. */
void xml_lines(FILE *out, struct str text);

/* Prints NAME="TEXT" with a space before it; NAME="NUMBER". */
void xml_attribute(FILE *out, const char *name, struct str text);
void xml_number(FILE *out, const char *name, size_t number);

#endif
