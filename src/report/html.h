/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of the page that the html format writes. Text from manifests and
 * paths goes through xml_print: XML's escapes are HTML's as well. */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include "load/lookup.h"
#include "posture/glance.h"
#include "report/report.h"
#include "report/underline.h"

/* The agents that the page shows, the worst first. */
struct html_agents {
	const struct workload **items;
	size_t count;
	size_t left_out;
};

/* The page that is written. */
enum { HTML_LINE = 160 }; /* columns of a source line; browsers wrap it */

struct html {
	FILE *out;
	const struct report *report;
	bool posture_only; /* and no findings */
	struct lookup lookup;
	struct html_agents agents;
	struct arena scratch; /* released after each finding and agent */
};

/* The style sheet, and its SHA-256 in base64 for the page's policy; both are
 * generated from html.css. */
extern const char html_style[];
extern const char html_style_hash[];

/* How many findings the report shows. */
size_t html_shown(const struct report *report);

/* Those of POSTURE, as many as a page can hold; in ARENA. */
struct html_agents html_agents_of(
	struct arena *arena, const struct posture *posture);

/* Prints which of several contexts WORKLOAD is in. */
void html_context(const struct html *html, const struct workload *workload);

/* Prints the layers around each agent. */
void html_posture(struct html *html);

/* What is said of a way that is not there, may be there, or is. */
const char *html_truth_name(enum truth truth);

/* Prints what each agent can reach, and who can reach it; the ids are "agent-"
 * and a number from 1 on. */
void html_reach(struct html *html);

/* Draws the reach of the agent called ID. */
void html_picture(
	struct html *html, struct str id, const struct glance *glances);

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
