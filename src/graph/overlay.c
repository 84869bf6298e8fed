/* SPDX-License-Identifier: Apache-2.0 */
/* A strategic merge patch without the patch's own directives. */
#include "graph/overlay.h"

/* The lists whose items have a name (patchMergeKey of core/v1 and of Argo's
 * Template). Of what holds one of several things, a volume or a variable, the
 * item above is taken whole: two sources in one would be none. */
struct named_list {
	const char *list;
	const char *name;
	bool whole;
};

static const struct named_list named_lists[] = {
	{ "env", "name", true },
	{ "hostAliases", "ip", false },
	{ "initContainers", "name", false },
	{ "ports", "containerPort", false },
	{ "sidecars", "name", false },
	{ "tolerations", "key", false },
	{ "volumeDevices", "devicePath", false },
	{ "volumeMounts", "mountPath", false },
	{ "volumes", "name", true },
	{ 0 },
};

/* What a copy costs beside looks. */
enum { LOOKS_OF_COPY = 64 };

bool
laying_spend(struct laying *laying, size_t count, size_t others)
{
	if (others && count > laying->left / others) {
		if (!laying->stopped)
			laying->stopped = laying->object;
		return false;
	}
	laying->left -= count * others;
	return true;
}

/* How LIST's items are told apart; NULL for what is no list with names. */
static const struct named_list *
naming_of(const struct node *list)
{
	if (!node_is_sequence(list))
		return NULL;
	for (const struct named_list *row = named_lists; row->list; row++)
		if (str_is(list->key, row->list))
			return row;
	return NULL;
}

/* What of THERE answers to CHILD: under its key, or with its name. */
static const struct node *
counterpart(const struct named_list *naming, const struct node *there,
	const struct node *child)
{
	struct str name;

	if (!naming)
		return node_get_str(there, child->key);
	name = node_text(node_get(child, naming->name));
	NODE_EACH(item, there)
		if (str_equal(node_text(node_get(item, naming->name)), name))
			return item;
	return NULL;
}

static bool
says_nothing(const struct node *node)
{
	return node_is_scalar(node) && node->type == VALUE_NULL;
}

static const struct node *
merge(struct laying *laying, const struct named_list *naming,
	const struct node *below, const struct node *above)
{
	struct node *all = arena_alloc(laying->arena, sizeof(*all));
	struct node *children = arena_array(laying->arena,
		(size_t)below->count + above->count, sizeof(*children));
	uint32_t count = 0;

	for (uint32_t i = 0; i < above->count; i++) {
		const struct node *child = &above->children[i];
		const struct node *under = counterpart(naming, below, child);

		if (under && says_nothing(child))
			continue;
		if (naming && naming->whole)
			under = NULL;
		children[count++] = *lay_over(laying, under, child);
	}
	for (uint32_t i = 0; i < below->count; i++)
		if (!counterpart(naming, above, &below->children[i]))
			children[count++] = below->children[i];
	*all = *above;
	all->children = children;
	all->count = count;
	all->keys = below->keys | above->keys;
	return all;
}

const struct node *
lay_over(struct laying *laying, const struct node *below,
	const struct node *above)
{
	const struct named_list *naming = naming_of(above);
	bool both_mappings = node_is_mapping(below) && node_is_mapping(above);

	if (!below || !above)
		return above ? above : below;
	if (!both_mappings && !(naming && node_is_sequence(below)))
		return above;
	if (!laying_spend(laying, (size_t)below->count + above->count,
		    LOOKS_OF_COPY + (size_t)below->count))
		return above;
	return merge(laying, naming, below, above);
}
