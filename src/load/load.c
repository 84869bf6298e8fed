/* SPDX-License-Identifier: Apache-2.0 */
/* Reads the files and parses them side by side, each into its own arena. */
#include "load/load.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "load/chart.h"
#include "load/incomplete.h"
#include "load/kustomize.h"

enum { FILES_PER_JOB = 16 };

struct work {
	const struct load *load;
	const struct inputs *inputs;
	struct source **sources;
	atomic_size_t next;
};

static bool
read_file(struct source *source, FILE *file, const struct limits *limits,
	struct str *bytes)
{
	*bytes = file_rest(&source->arena, file, limits->bytes);
	if (!ferror(file))
		return true;
	source->role = SOURCE_UNREADABLE;
	return error_errno(&source->error, source->path.ptr);
}

static bool
read_path(struct source *source, const char *path, const struct limits *limits,
	struct str *bytes)
{
	FILE *file = fopen(path, "rb");
	bool good;

	if (!file) {
		source->role = SOURCE_UNREADABLE;
		return error_errno(&source->error, path);
	}
	good = read_file(source, file, limits, bytes);
	fclose(file);
	return good;
}

/* A file that was loaded before, for another set of files: what those say of
 * its role is to be found anew. */
static void
take_same(struct source *source, const struct input *input)
{
	const struct source *same = input->same;

	*source = *same;
	source->same = same;
	source->arena = (struct arena){ 0 };
	source->path = str_of(input->path);
	if (same->role == SOURCE_PATCH)
		source->role = SOURCE_MANIFESTS;
	source->note = (struct str){ 0 };
}

static bool
read_input(struct source *source, const struct input *input,
	const struct load *load, struct str *bytes)
{
	const struct limits *limits = &load->limits;

	*bytes = input->text;
	if (input->in_memory)
		return true;
	return strcmp(input->path, "-")
		       ? read_path(source, input->path, limits, bytes)
		       : read_file(source, load->in, limits, bytes);
}

/* git counts lines by their line feeds. */
static const struct lines *
lines_for(const struct source *source, const struct input *input)
{
	return input->lines && input->lines->differs &&
			       source_has_other_breaks(source)
		       ? &lines_all
		       : input->lines;
}

static void
load_one(struct source *source, const struct input *input,
	const struct load *load)
{
	bool is_stdin = !strcmp(input->path, "-");
	const char *shown = input->path;
	struct str bytes;

	if (input->same) {
		take_same(source, input);
		return;
	}
	if (is_stdin)
		shown = load->stdin_filename ? load->stdin_filename : "<stdin>";
	source->path = str_of(shown);
	source->named = input->named;
	source->piped = is_stdin;
	source->context = input->context;
	source->lines = input->lines;
	if (input->error) {
		source->role = SOURCE_UNREADABLE;
		error_set(&source->error, "%s: %s", shown, input->error);
		return;
	}
	if (!read_input(source, input, load, &bytes))
		return;
	source_set_text(source, source->path, bytes);
	source->lines = lines_for(source, input);
	if (chart_is_template(source))
		source->role = SOURCE_TEMPLATE;
	else
		parse_source(source, &load->limits);
	chart_recognise_broken_template(source);
	source_find_incomplete(source);
}

/* Takes the next file; false when none is left. */
static bool
work_once(struct work *work)
{
	size_t index = atomic_fetch_add(&work->next, 1);

	if (index >= work->inputs->count)
		return false;
	load_one(work->sources[index], &work->inputs->items[index], work->load);
	return true;
}

static void *
work_until_done(void *argument)
{
	while (work_once(argument))
		;
	return NULL;
}

static size_t
thread_count(const struct load *load, size_t files)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	size_t jobs = load->jobs;

	if (!jobs)
		jobs = processors > 0 ? (size_t)processors : 1;
	/* A thread costs about as much as a dozen small files. */
	if (!load->jobs && jobs > files / FILES_PER_JOB)
		jobs = files / FILES_PER_JOB;
	return jobs > LOAD_MOST_JOBS ? LOAD_MOST_JOBS : jobs;
}

static double
seconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Works, and after half a second starts to say how far it is. */
static void
work_with_progress(struct work *work)
{
	FILE *terminal = work->load->progress;
	double next = seconds_now() + 0.5;
	bool shown = false;

	while (work_once(work)) {
		if (!terminal || seconds_now() < next)
			continue;
		fprintf(terminal, "\rread %zu of %zu files",
			(size_t)atomic_load(&work->next), work->inputs->count);
		fflush(terminal);
		shown = true;
		next = seconds_now() + 0.1;
	}
	if (shown)
		fputs("\r\033[K", terminal);
}

/* This thread works too: with none to help it does all of it. */
static void
work_together(struct work *work, size_t jobs)
{
	pthread_t threads[LOAD_MOST_JOBS];
	size_t started = 0;

	while (started + 1 < jobs && pthread_create(&threads[started], NULL,
					     work_until_done, work) == 0)
		started++;
	work_with_progress(work);
	while (started > 0)
		pthread_join(threads[--started], NULL);
}

static int
by_path(const void *left, const void *right)
{
	const struct source *const *a = left;
	const struct source *const *b = right;

	return str_compare((*a)->path, (*b)->path);
}

struct sources
sources_load(const struct load *load, struct arena *arena,
	const struct inputs *inputs)
{
	struct sources sources = { .count = inputs->count };
	struct work work = { .load = load, .inputs = inputs };

	sources.items =
		arena_array(arena, inputs->count + 1, sizeof(*sources.items));
	for (size_t i = 0; i < inputs->count; i++)
		sources.items[i] = arena_alloc(arena, sizeof(struct source));
	work.sources = sources.items;
	work_together(&work, thread_count(load, inputs->count));
	qsort(sources.items, sources.count, sizeof(*sources.items), by_path);
	charts_report(sources.items, sources.count);
	kustomize_set_aside(arena, sources.items, sources.count);
	return sources;
}

const struct source *const *
sources_originals(const struct sources *sources, struct arena *arena)
{
	const struct source **originals =
		arena_array(arena, sources->count + 1, sizeof(*originals));

	for (size_t i = 0; i < sources->count; i++) {
		const struct source *source = sources->items[i];

		originals[i] = source->same ? source->same : source;
	}
	return originals;
}

void
sources_release(struct sources *sources)
{
	for (size_t i = 0; i < sources->count; i++)
		arena_release(&sources->items[i]->arena);
	*sources = (struct sources){ 0 };
}
