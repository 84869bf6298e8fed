/* SPDX-License-Identifier: Apache-2.0 */
/* Who carries which label: answers a selector without asking everybody. */
#ifndef ANALYSIS_NETWORK_LABEL_INDEX_H
#define ANALYSIS_NETWORK_LABEL_INDEX_H

#include "analysis/network/labels.h"
#include "analysis/network/match.h"
#include "analysis/network/selector.h"

struct posting {
	struct str key;
	struct str value; /* empty unless known */
	enum label_state state;
	size_t owner;
};

struct postings {
	struct posting *items;
	size_t count, capacity;
};

struct label_index {
	struct arena *arena;
	struct postings postings; /* sorted by key and value */
	struct match open;        /* things that may carry any label besides */
	struct postings of_open;  /* what those are known to carry, sorted by
				    owner and key; values do not count */
	size_t size;              /* how many things there are */
};

/* An empty index of SIZE things; its memory is ARENA's. */
struct label_index label_index_new(struct arena *arena, size_t size);

/* Notes what OWNER carries. Not after label_index_sort. */
void label_index_add(
	struct label_index *index, size_t owner, const struct labels *labels);

/* Makes the index ready for questions. */
void label_index_sort(struct label_index *index);

/* The things that SELECTOR matches: all requirements hold; NotIn and
 * DoesNotExist hold for things without the key (apimachinery labels). */
struct match label_index_match(struct arena *arena,
	const struct label_index *index, struct selector selector);

/* The one requirement of a selector. */
struct match label_index_match_one(struct arena *arena,
	const struct label_index *index, const struct requirement *requirement);

#endif
