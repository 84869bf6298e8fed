/* SPDX-License-Identifier: Apache-2.0 */
/* A report made by hand, for the tests of the formats: two files with names
 * and texts that no format may pass on as they are. */
#ifndef REPORT_TESTING_SAMPLE_H
#define REPORT_TESTING_SAMPLE_H

#include "testing.h"

#include "judge/judge.h"
#include "load/parse.h"
#include "report/report.h"

enum { SAMPLE_MOST = 8 };

struct sample {
	struct arena arena;
	struct report report;
	struct verdict verdict;
	struct posture posture;
	struct source *sources[SAMPLE_MOST];
	struct finding *findings[SAMPLE_MOST];
	struct place concealed[SAMPLE_MOST];
};

/* Adds a file to the sample; by path, as the loader sorts them. */
static inline struct source *
sample_source(struct sample *sample, const char *path, const char *text)
{
	struct source *source = arena_alloc(&sample->arena, sizeof(*source));

	source_set_text(source, str_of(path), str_of(text));
	parse_source(source, &limits_default);
	assert_true(sample->report.source_count < SAMPLE_MOST);
	sample->sources[sample->report.source_count++] = source;
	return source;
}

/* COUNT characters from LINE:COLUMN on. */
static inline struct place
sample_place(const struct source *source, uint32_t line, uint32_t column,
	uint32_t count)
{
	return (struct place){ source,
		{ { line, column }, { line, column + count } } };
}

/* Adds a finding of the rule called ID; in the order of the report. */
static inline struct finding *
sample_finding(struct sample *sample, const char *id, struct place place,
	const char *message)
{
	struct finding *finding = arena_alloc(&sample->arena, sizeof(*finding));

	finding->rule = rule_find(str_of(id));
	assert_non_null(finding->rule);
	finding->severity = finding->rule->severity;
	finding->place = place;
	finding->message = str_of(message);
	finding->help = STR("mend it");
	finding->fingerprint = STR("0123456789abcdef");
	finding->arena = &sample->arena;
	assert_true(sample->verdict.count < SAMPLE_MOST);
	sample->findings[sample->verdict.count++] = finding;
	return finding;
}

static inline void
sample_conceal(struct sample *sample, struct place place)
{
	assert_true(sample->verdict.concealed.count < SAMPLE_MOST);
	sample->concealed[sample->verdict.concealed.count++] = place;
}

/* The id of some rule of that module. */
static inline const char *
sample_rule(enum module module)
{
	size_t i = 0;

	while (rule_table[i]->module != module)
		i++;
	return rule_table[i]->id;
}

/* What an attacker would name things. */
static inline const char *
sample_hostile(void)
{
	return "'\033[2J\n::error::x%0A,\r</b>&\"]]>[y](http://z)"
	       "\xE2\x80\xAE\xE2\x80\xAC\xFF'";
}

/* A finding that has all that one can have. */
static inline void
sample_add_full(struct sample *sample, struct source *source,
	const struct source *other)
{
	static const struct object object = { .group = STR_INIT("apps"),
		.version = STR_INIT("v1"),
		.kind = STR_INIT("Deployment"),
		.namespace = STR_INIT("agents"),
		.name = STR_INIT("coder") };
	static const struct container container = { .name = STR_INIT("main") };
	struct finding *finding = sample_finding(sample,
		sample_rule(MODULE_NETWORK_POLICY),
		sample_place(source, 3, 3, 7), "agent 'a' can reach 10.0.0.1");

	finding->severity = SEVERITY_ERROR;
	finding_label(finding, "here");
	finding_relate(finding, sample_place(other, 1, 16, 4), "allowed here");
	finding_relate(finding, sample_place(source, 1, 7, 3), "%s", "");
	finding_detail(finding, "hosts", "10.0.0.1");
	finding_detail(finding, "hosts", "10.0.0.2");
	finding_replace(finding, false, sample_place(other, 1, 16, 4), "[]");
	finding_replace(finding, true, sample_place(source, 3, 12, 4), "false");
	finding->object = &object;
	finding->container = &container;
	finding->field = STR("spec.containers[0].ports");
}

/* Fills the sample with a full finding, one in which everything is hostile, a
 * hidden and an excused one, and a file that could not be read. */
static inline void
sample_fill(struct sample *sample)
{
	struct source *source = sample_source(sample, "deploy/a b,c.yaml",
		"kind: Pod\nspec:\n  hostPID: true # \xE6\x97\xA5\n");
	struct source *gone = sample_source(sample, "gone.yaml", "");
	struct source *other =
		sample_source(sample, "net/ü.yaml", "spec: {egress: [{}]}\n");
	struct place place = sample_place(other, 1, 1, 4);
	struct finding *finding;

	gone->role = SOURCE_UNREADABLE;
	error_set(&gone->error, "gone.yaml: permission denied");
	sample_add_full(sample, source, other);
	finding = sample_finding(
		sample, sample_rule(MODULE_MANIFEST), place, sample_hostile());
	finding->severity = SEVERITY_WARNING;
	finding->label = finding->help = finding->message;
	finding->unknown = finding->message;
	finding = sample_finding(
		sample, sample_rule(MODULE_MANIFEST), place, "too weak");
	finding->state = FINDING_HIDDEN;
	finding = sample_finding(
		sample, sample_rule(MODULE_SECCOMP), place, "reviewed");
	finding->severity = SEVERITY_NOTE;
	finding_excuse(finding, (struct excuse){
					.by = EXCUSED_BY_COMMENT,
					.place = place,
					.where = STR("net/\xC3\xBC.yaml:1:1"),
					.reason = STR("we know"),
				});
	sample->report.count.shown[SEVERITY_WARNING] = 1;
	sample->report.count.shown[SEVERITY_ERROR] = 1;
	sample->report.count.hidden[SEVERITY_WARNING] = 1;
	sample->report.count.ignored = 1;
	sample->report.count.ignored_by[EXCUSED_BY_COMMENT] = 1;
	sample->report.count.files = 2;
	sample->report.count.unreadable = 1;
	sample->report.count.objects = 5;
	sample->report.count.pods = 3;
	sample->report.count.agents = 2;
	sample->report.milliseconds = 6.4;
	sample->report.trouble = true;
}

/* What the format called NAME prints of the sample. */
static inline struct str
sample_print(struct sample *sample, const char *name)
{
	const struct reporter *reporter = reporter_find(str_of(name));
	FILE *out = tmpfile();

	assert_non_null(reporter);
	assert_non_null(out);
	sample->verdict.findings = sample->findings;
	sample->verdict.concealed.places = sample->concealed;
	sample->report.verdict = &sample->verdict;
	sample->report.posture = &sample->posture;
	sample->report.sources = (const struct source *const *)sample->sources;
	assert_true(reporter->write(out, &sample->report));
	return take_stream(&sample->arena, out);
}

/* Whether the format called NAME says that it could not write. */
static inline bool
sample_fails(struct sample *sample, const char *name)
{
	const struct reporter *reporter = reporter_find(str_of(name));
	FILE *full = fopen("/dev/full", "wb");
	bool written;

	assert_non_null(full);
	setvbuf(full, NULL, _IONBF, 0);
	written = reporter->write(full, &sample->report);
	fclose(full);
	return !written;
}

static inline void
sample_release(struct sample *sample)
{
	for (size_t i = 0; i < sample->report.source_count; i++)
		arena_release(&sample->sources[i]->arena);
	arena_release(&sample->arena);
	*sample = (struct sample){ 0 };
}

static inline void
assert_holds(struct str text, const char *part)
{
	if (!str_contains(text, part))
		fail_msg("'%s' is not in:\n%.*s", part, STR_ARG(text));
}

static inline void
assert_lacks(struct str text, const char *part)
{
	if (str_contains(text, part))
		fail_msg("'%s' is in:\n%.*s", part, STR_ARG(text));
}

#endif
