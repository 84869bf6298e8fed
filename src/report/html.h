/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of the page that the html format writes. Text from manifests and
 * paths goes through xml_print: XML's escapes are HTML's as well. */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include "report/lookup.h"
#include "report/report.h"
#include "report/underline.h"

/* The page that is written. */
struct html {
	FILE *out;
	const struct report *report;
	struct lookup lookup;
	struct arena scratch; /* released after each finding */
};

/* The style sheet, and its SHA-256 in base64 for the page's policy; both are
 * generated from html.css. */
extern const char html_style[];
extern const char html_style_hash[];

/* How many findings the report shows. */
size_t html_shown(const struct report *report);

/* Prints "path:line:column" of PLACE, above what stands there. */
void html_place(struct html *html, struct place place);

/* Prints the lines on which the COUNT underlines of one source stand, sorted
 * by place, with what they underline marked and their labels below. */
void html_excerpt(
	struct html *html, const struct underline *underlines, size_t count);

/* Prints what FINDING offers as a mechanical mend; nothing without one. */
void html_fix(struct html *html, const struct finding *finding);

/* Prints FINDING with its story; the element's id is "finding-" and the
 * fingerprint. */
void html_finding(struct html *html, const struct finding *finding);

/* Prints the findings that are shown, file by file, below a table of the
 * files when there are several. */
void html_findings(struct html *html);

/* Prints the pages of the rules whose findings are shown; the ids are "rule-"
 * and the rule's. */
void html_rules(struct html *html);

#endif
