/* SPDX-License-Identifier: Apache-2.0 */
/* Tells violations: reasons in a row, demands place by place. */
#include <agentlint/violation.h>

#include <stdio.h>

enum { MOST_PLACES = 40 }; /* that one finding points at */

/* Whether an earlier violation has the same word in the place of this one. */
static bool
is_repeated(const struct violations *violations, size_t at,
	const char *(*word)(const struct violation *))
{
	for (size_t i = 0; i < at; i++)
		if (strcmp(word(&violations->items[i]),
			    word(&violations->items[at])) == 0)
			return true;
	return false;
}

static const char *
reason_of(const struct violation *violation)
{
	return violation->reason;
}

static const char *
check_of(const struct violation *violation)
{
	return violation->check;
}

/* A text that grows by phrases with a separator between them. */
struct phrases {
	struct pass *pass;
	const char *text;
	size_t length;
};

static void
append(struct phrases *phrases, const char *separator, const char *phrase)
{
	size_t size = phrases->length + strlen(separator) + strlen(phrase) + 1;
	char *longer = pass_alloc(phrases->pass, size);
	bool first = !phrases->length;

	phrases->length = (size_t)snprintf(longer, size, "%s%s%s",
		first ? "" : phrases->text, first ? "" : separator, phrase);
	phrases->text = longer;
}

const char *
violations_reasons(struct pass *pass, const struct violations *violations)
{
	struct phrases phrases = { .pass = pass, .text = "" };

	for (size_t i = 0; i < violations->count; i++)
		if (!is_repeated(violations, i, reason_of))
			append(&phrases, ", ", violations->items[i].reason);
	return phrases.text;
}

static bool
is_same_place(struct place a, struct place b)
{
	return a.source == b.source && a.span.start.line == b.span.start.line &&
	       a.span.start.column == b.span.start.column;
}

/* What is asked for at the place of the violation at AT, of it and all later
 * ones; NULL when an earlier one has told it. */
static const char *
asked_for(struct pass *pass, const struct violations *violations, size_t at)
{
	const struct violation *all = violations->items;
	struct phrases phrases = { .pass = pass };

	for (size_t i = 0; i < at; i++)
		if (is_same_place(all[i].place, all[at].place))
			return NULL;
	for (size_t i = at; i < violations->count; i++) {
		if (!is_same_place(all[i].place, all[at].place))
			continue;
		append(&phrases, "; ", all[i].check);
		append(&phrases, ": ", all[i].demand);
	}
	return phrases.text;
}

void
violations_explain(struct pass *pass, struct finding *finding,
	const struct violations *violations)
{
	size_t told = 0;

	for (size_t i = 0; i < violations->count; i++) {
		const struct violation *violation = &violations->items[i];
		const char *asked = NULL;

		if (!is_repeated(violations, i, check_of))
			finding_detail(finding, "checks", violation->check);
		if (told < MOST_PLACES)
			asked = asked_for(pass, violations, i);
		if (!asked)
			continue;
		if (told++ == 0)
			finding_label(finding, "asked for: %s", asked);
		else
			finding_relate(finding, violation->place,
				"asked for: %s", asked);
	}
}
