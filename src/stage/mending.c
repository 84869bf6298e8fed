/* SPDX-License-Identifier: Apache-2.0 */
/* Writes fixes into the files, until there is no more to mend. */
#include "stage/stage.h"

#include "base/file.h"
#include "mend/mend.h"

/* Fixes in each other's way are made one after the other; more rounds than
 * anybody needs. */
enum { MOST_ROUNDS = 16 };

static const struct str bom = STR_INIT("\xEF\xBB\xBF");

/* Whether the file at PATH is still what was read, in a form that can be
 * written; *HAS_BOM says how it begins. */
static bool
is_as_read(struct run *run, const struct source *source, bool *has_bom)
{
	const char *path = arena_str(&run->arena, source->path).ptr;
	struct error error;
	struct str bytes;

	if (!file_read(&run->arena, path, NULL, SIZE_MAX, &bytes, &error)) {
		run_complain(run, error.text);
		return false;
	}
	*has_bom = str_starts(bytes, bom.ptr);
	if (*has_bom)
		bytes = str_from(bytes, bom.len);
	if (str_equal(bytes, source->text))
		return true;
	run_complain(run,
		arena_printf(&run->arena,
			"%s: not mended: it has changed, or is no UTF-8", path)
			.ptr);
	return false;
}

static bool
write_file(struct run *run, const struct mended *mended)
{
	const char *path = arena_str(&run->arena, mended->source->path).ptr;
	struct replacement replacement;
	struct error error;
	bool has_bom;
	bool written;

	if (!is_as_read(run, mended->source, &has_bom))
		return false;
	written = replacement_open(&replacement, &run->arena, path, &error);
	if (written) {
		if (has_bom)
			fwrite(bom.ptr, 1, bom.len, replacement.file);
		fwrite(mended->text.ptr, 1, mended->text.len, replacement.file);
		written = replacement_close(&replacement, &error);
	}
	if (!written)
		run_complain(run, error.text);
	return written;
}

static void
tell(struct run *run, size_t fixes, size_t unsafe)
{
	struct arena *arena = &run->arena;
	struct str more = STR("");

	/* Not how many that mends: it brings up others, and mends them, too. */
	if (unsafe)
		more = arena_printf(arena,
			"; %zu more %s a fix for '--unsafe-fixes'", unsafe,
			unsafe == 1 ? "has" : "have");
	run_mention(run, STR("agentlint"),
		arena_printf(arena, "%zu finding%s mended%.*s", fixes,
			fixes == 1 ? "" : "s", STR_ARG(more)));
}

bool
run_mend(struct run *run)
{
	struct mending mending = mending_of(
		&run->arena, &run->verdict, run->options.unsafe_fixes);

	if (!mending.file_count || run->mended.failed ||
		run->mended.rounds++ == MOST_ROUNDS) {
		tell(run, run->mended.findings, mending.unsafe);
		return false;
	}
	for (size_t i = 0; i < mending.file_count; i++)
		if (write_file(run, &mending.files[i]))
			run->mended.findings += mending.files[i].fixes;
		else
			run->mended.failed = true;
	return true;
}
