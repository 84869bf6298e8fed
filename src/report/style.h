/* SPDX-License-Identifier: Apache-2.0 */
/* Colours and links, where the terminal can. */
#ifndef REPORT_STYLE_H
#define REPORT_STYLE_H

#include <stdbool.h>
#include <stdio.h>

#include <agentlint/rule.h>

enum color_mode { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct style {
	bool color;
	bool hyperlinks; /* OSC 8 */
	bool symbols;    /* characters beyond ASCII as signs */
};

/* What to use on a stream, TERMINAL or not: the mode, then NO_COLOR
 * (no-color.org), FORCE_COLOR and CLICOLOR_FORCE, then whether it is a
 * terminal that is not "dumb", and CLICOLOR is not 0 (bixense.com/clicolors).
 * Links only on a terminal with colours that is known to show them; symbols on
 * one whose locale is UTF-8. */
struct style style_choose(enum color_mode mode, bool terminal,
	const char *(*getenv)(const char *name));

enum paint {
	PAINT_NONE,
	PAINT_BOLD,
	PAINT_GUTTER,
	PAINT_NOTE,
	PAINT_WARNING,
	PAINT_ERROR,
	PAINT_RELATED,
	PAINT_HELP,
	PAINT_RULE,
};

/* The colour of a finding of that severity. */
enum paint paint_of(enum severity severity);

/* Starts and ends a colour; nothing without colours. */
void paint_on(FILE *out, struct style style, enum paint paint);
void paint_off(FILE *out, struct style style, enum paint paint);

/* Starts and ends a link to URL; nothing without links or with URL NULL. */
void link_on(FILE *out, struct style style, const char *url);
void link_off(FILE *out, struct style style, const char *url);

#endif
