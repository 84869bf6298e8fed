/* SPDX-License-Identifier: Apache-2.0 */
/* Where two places can give a field, each controller has its own way. */
#include "graph/carry.h"

struct carriage {
	struct arena *arena;
	const struct shape *shape;
	const struct node *root;
	const struct node *part;
};

static const struct node *
given(const struct carriage *carriage, const char *at)
{
	if (!at)
		return NULL;
	if (*at == '/')
		return node_path(carriage->root, at + 1);
	return node_path(carriage->part, at);
}

static bool
mounts(const struct node *container, struct str volume)
{
	NODE_EACH(mount, node_get(container, "volumeMounts")) {
		const struct node *name = node_get(mount, "name");

		if (node_is_placeholder(name) ||
			str_equal(node_text(name), volume))
			return true;
	}
	return false;
}

/* Whether a container of the part does, or what gives several of them the
 * same mounts. */
static bool
is_mounted(const struct carriage *carriage, struct str volume)
{
	const struct container_path *path = carriage->shape->containers;

	if (mounts(given(carriage, "containerSet"), volume))
		return true;
	for (; path->path; path++) {
		const struct node *found = given(carriage, path->path);

		if (mounts(found, volume))
			return true;
		if (node_is_sequence(found))
			NODE_EACH(container, found)
				if (mounts(container, volume))
					return true;
	}
	return false;
}

static bool
names(const struct node *list, struct str name)
{
	NODE_EACH(item, list)
		if (str_equal(node_text(node_get(item, "name")), name))
			return true;
	return false;
}

static bool
is_taken(const struct carriage *carriage, enum carry how,
	const struct node *first, const struct node *item)
{
	struct str name = node_text(node_get(item, "name"));

	return how == CARRY_JOINED ||
	       (!names(first, name) && is_mounted(carriage, name));
}

/* A list of what is in both; nothing but lists can be joined. */
static const struct node *
join(const struct carriage *carriage, enum carry how, const struct node *first,
	const struct node *second)
{
	struct node *all;
	struct node *items;
	uint32_t count = 0;

	if (!node_is_sequence(second) || (first && !node_is_sequence(first)))
		return first ? first : second;
	items = arena_array(carriage->arena,
		node_count(first) + node_count(second), sizeof(*items));
	NODE_EACH(item, first)
		items[count++] = *item;
	NODE_EACH(item, second)
		if (is_taken(carriage, how, first, item))
			items[count++] = *item;
	all = arena_alloc(carriage->arena, sizeof(*all));
	*all = first ? *first : *second;
	all->children = items;
	all->count = count;
	return all;
}

static bool
is_filled(const struct node *node)
{
	return node_is_scalar(node) ? node->text.len > 0 : node_count(node) > 0;
}

static const struct node *
carry(const struct carriage *carriage, const struct carried *row)
{
	const struct node *first = given(carriage, row->at[0]);
	const struct node *second = given(carriage, row->at[1]);

	switch (row->how) {
	case CARRY_FIRST:
		return first ? first : second;
	case CARRY_FILLED:
		return is_filled(first) || !second ? first : second;
	case CARRY_JOINED:
	case CARRY_MOUNTED:
		break;
	}
	return second ? join(carriage, row->how, first, second) : first;
}

const struct node *const *
carried_fields(struct arena *arena, const struct shape *shape,
	const struct node *root, const struct node *part)
{
	struct carriage carriage = { arena, shape, root, part };
	const struct node **fields;
	size_t count = 0;

	if (!shape->carries)
		return NULL;
	while (shape->carries[count].field)
		count++;
	fields = arena_array(arena, count, sizeof(const struct node *));
	for (size_t i = 0; i < count; i++)
		fields[i] = carry(&carriage, &shape->carries[i]);
	return fields;
}
