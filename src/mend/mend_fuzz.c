/* SPDX-License-Identifier: Apache-2.0 */
/* Every fix that any rule offers for any manifest: what comes of them is YAML
 * with as many documents, and mending it again comes to an end. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "graph/build.h"
#include "mend/mend.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

enum { MOST_RULES = 1024, MOST_ROUNDS = 64 };

static void
choose_all(struct rule_choice choices[MOST_RULES])
{
	size_t count = 0;

	for (; rule_table[count]; count++) {
		assert(count + 1 < MOST_RULES);
		choices[count] = (struct rule_choice){
			.rule = rule_table[count],
			.severity = rule_table[count]->severity,
		};
	}
	choices[count] = (struct rule_choice){ 0 };
}

/* The text that all fixes make of TEXT, ARENA's; TEXT itself when there are
 * none. */
static struct str
mend(struct arena *arena, struct str text)
{
	struct rule_choice choices[MOST_RULES];
	struct settings settings = { 0 };
	struct source source = { 0 };
	const struct source *const sources[] = { &source };
	const struct graph *graph;
	struct verdict verdict;
	struct mending mending;

	choose_all(choices);
	source_set_text(&source, STR("a.yaml"), text);
	parse_source(&source, &limits_default);
	graph = graph_build(arena, sources, 1, STR(""), STR("default"));
	verdict = judge(arena, &graph, 1, sources, 1, choices, &settings,
		(struct shard){ 0 });
	mending = mending_of(arena, &verdict, true);
	assert(mending.file_count <= 1);
	if (mending.file_count)
		text = arena_str(arena, mending.files[0].text);
	arena_release(&source.arena);
	return text;
}

static size_t
count_documents(struct str text)
{
	struct source source = { 0 };
	size_t count;

	source_set_text(&source, STR("a.yaml"), text);
	parse_source(&source, &limits_default);
	count = source.document_count;
	arena_release(&source.arena);
	return count;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena = { 0 };
	struct str text = { (const char *)bytes, size };
	struct str mended = mend(&arena, text);
	size_t documents = count_documents(text);

	for (size_t round = 0; !str_equal(text, mended); round++) {
		assert(round < MOST_ROUNDS);
		assert(count_documents(mended) == documents);
		text = mended;
		mended = mend(&arena, text);
	}
	arena_release(&arena);
	return 0;
}
