/* SPDX-License-Identifier: Apache-2.0 */
/* What is said on standard error, and how a run ends that prints no report. */
#include "stage/stage.h"

#include "base/file.h"
#include "base/visible.h"

/* The one place that prints what went wrong in the world. */
void
run_complain(struct run *run, const char *text)
{
	fputs("agentlint: ", run->streams->err);
	visible_print(run->streams->err, str_of(text));
	putc('\n', run->streams->err);
	run->trouble = true;
}

/* A line for who wonders what was read, and no reason to fail. */
void
run_mention(const struct run *run, struct str subject, struct str text)
{
	FILE *err = run->streams->err;

	visible_print(err, subject);
	fputs(": ", err);
	visible_print(err, text);
	putc('\n', err);
}

/* When git would not answer, more is read than usual: that is said. */
void
run_mention_git(const struct run *run)
{
	for (size_t i = 0; i < run->inputs.remark_count; i++) {
		const struct remark *remark = &run->inputs.remarks[i];

		if (remark->refused || run->options.verbose)
			run_mention(run, STR("agentlint"), remark->text);
	}
}

/* The end of what prints no report. */
int
run_finish(struct run *run)
{
	struct error error;

	if (!file_flush(run->streams->out, "standard output", &error))
		run_complain(run, error.text);
	return run->trouble ? EXIT_TROUBLE : EXIT_CLEAN;
}

bool
run_got_nothing(const struct run *run)
{
	const struct source *only;

	if (run->sources.count != 1 || run->options.stdin_filename)
		return false;
	only = run->sources.items[0];
	return only->piped && only->role == SOURCE_MANIFESTS &&
	       !only->document_count && !only->problem_count;
}

int
run_without_input(const struct run *run)
{
	fputs(run->inputs.count ? "agentlint: nothing on standard input\n"
				: "agentlint: no YAML or JSON file found under "
				  "the given paths\n",
		run->streams->err);
	return EXIT_NO_INPUT;
}
