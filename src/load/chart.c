/* SPDX-License-Identifier: Apache-2.0 */
/* What a Helm chart looks like on disk: Chart.yaml beside templates/. */
#include "load/chart.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LONGEST_PATH = 4096 };

static bool
has_chart_file(struct str folder)
{
	static const char *const names[] = { "Chart.yaml", "Chart.yml" };
	char path[LONGEST_PATH];

	for (size_t i = 0; i < 2; i++) {
		int len = snprintf(path, sizeof(path), "%.*s%s%s",
			STR_ARG(folder), folder.len ? "/" : "", names[i]);

		if (len > 0 && (size_t)len < sizeof(path) &&
			access(path, F_OK) == 0)
			return true;
	}
	return false;
}

/* The chart that FOLDER, a chart, is part of: "a" for "a/charts/b"; FOLDER
 * itself when it is part of none. */
static struct str
outermost_chart(struct str folder)
{
	static const char part[] = "/charts/";

	for (size_t i = 0; i + sizeof(part) - 1 <= folder.len; i++)
		if (str_starts(str_from(folder, i), part) &&
			has_chart_file(str_head(folder, i)))
			return str_head(folder, i);
	if (str_starts(folder, part + 1) && has_chart_file((struct str){ 0 }))
		return (struct str){ 0 };
	return folder;
}

/* The folder of the chart that has the file PATH below its templates/; empty
 * for the current one. False when it stands in none. */
static bool
chart_folder(struct str path, struct str *folder)
{
	static const char part[] = "/templates/";

	*folder = (struct str){ 0 };
	if (str_starts(path, part + 1) && has_chart_file(*folder))
		return true;
	for (size_t i = 0; i + sizeof(part) - 1 <= path.len; i++) {
		*folder = str_head(path, i);
		if (str_starts(str_from(path, i), part) &&
			has_chart_file(*folder)) {
			*folder = outermost_chart(*folder);
			return true;
		}
	}
	return false;
}

static bool
has_actions(const struct source *source)
{
	return str_contains(source->text, "{{");
}

bool
chart_is_template(const struct source *source)
{
	struct str folder;

	return has_actions(source) && chart_folder(source->path, &folder);
}

static bool
has_syntax_problem(const struct source *source)
{
	for (size_t i = 0; i < source->problem_count; i++)
		if (source->problems[i].kind == PROBLEM_SYNTAX)
			return true;
	return false;
}

void
chart_recognise_broken_template(struct source *source)
{
	if (source->role != SOURCE_MANIFESTS || !has_syntax_problem(source) ||
		!has_actions(source))
		return;
	source->role = SOURCE_TEMPLATE;
	source->document_count = 0;
	source->problem_count = 0;
}

/* The place of the first "{{" of the source. */
static struct place
first_action(const struct source *source)
{
	size_t at = 0;
	struct mark mark;

	while (!str_starts(str_from(source->text, at), "{{"))
		at++;
	mark = source_advance(source, (struct mark){ 1, 1 }, 0, at);
	return (struct place){ source,
		{ mark, { mark.line, mark.column + 2 } } };
}

/* The problem's message is the chart's folder; empty for a template alone. */
static void
report(struct source *source, struct place place, struct str folder)
{
	source_add_problem(source, (struct problem){
					   .kind = PROBLEM_TEMPLATE,
					   .place = place,
					   .message = folder,
				   });
}

static bool
is_chart_file(const struct source *source, struct str folder)
{
	struct str name = source->path;

	if (folder.len) {
		if (name.len <= folder.len + 1 ||
			!str_equal(str_head(name, folder.len), folder))
			return false;
		name = str_from(name, folder.len + 1);
	}
	return str_is(name, "Chart.yaml") || str_is(name, "Chart.yml");
}

static struct source *
chart_file(struct source *const *sources, size_t count, struct str folder)
{
	for (size_t i = 0; i < count; i++)
		if (is_chart_file(sources[i], folder))
			return sources[i];
	return NULL;
}

static bool
is_reported(const struct source *source)
{
	for (size_t i = 0; i < source->problem_count; i++)
		if (source->problems[i].kind == PROBLEM_TEMPLATE)
			return true;
	return false;
}

void
charts_report(struct source *const *sources, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct source *source = sources[i];
		struct source *chart = NULL;
		struct str folder = { 0 };

		if (source->role != SOURCE_TEMPLATE)
			continue;
		if (chart_folder(source->path, &folder))
			chart = chart_file(sources, count, folder);
		if (!chart)
			report(source, first_action(source), (struct str){ 0 });
		else if (!is_reported(chart))
			report(chart,
				(struct place){ chart, { { 1, 1 }, { 1, 2 } } },
				folder.len ? folder : STR("."));
	}
}
