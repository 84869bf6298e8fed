/* SPDX-License-Identifier: Apache-2.0 */
/* Where several places can give a field, each controller has its own way. */
#include "graph/carry.h"

struct carriage {
	struct laying *laying;
	const struct shape *shape;
	const struct node *root;
	const struct node *part;
	const struct node *item; /* of the list that is named by the holder */
	bool looked;             /* for it */
};

/* The item of LIST whose KEY is the name of what holds the part; the last of
 * several, as the controllers' loops have it. */
static const struct node *
find_item(const struct carriage *carriage, const struct node *list,
	struct str key)
{
	struct str name = node_text(node_get(carriage->part->parent, "name"));
	const struct node *found = NULL;

	if (!name.len || !laying_spend(carriage->laying, node_count(list), 1))
		return NULL;
	NODE_EACH(item, list)
		if (str_equal(node_text(node_get_str(item, key)), name))
			found = item;
	return found;
}

/* One step of a row's path: a key, or "key[by]" for one of its items, which is
 * the same for all rows of a shape. */
static const struct node *
step(struct carriage *carriage, const struct node *node, struct str key)
{
	struct str by = key;
	struct str list = str_cut(&by, '[');

	node = node_get_str(node, list);
	if (!by.len)
		return node;
	if (!carriage->looked)
		carriage->item =
			find_item(carriage, node, str_head(by, by.len - 1));
	carriage->looked = true;
	return carriage->item;
}

static const struct node *
given(struct carriage *carriage, const char *at)
{
	bool from_root = *at == '/';
	const struct node *node = from_root ? carriage->root : carriage->part;
	struct str path = str_of(at + from_root);

	while (node && path.len)
		node = step(carriage, node, str_cut(&path, '.'));
	return node;
}

/* When nothing is left to spend on looking, it is taken to. */
static bool
mounts(const struct carriage *carriage, const struct node *container,
	struct str volume)
{
	const struct node *list = node_get(container, "volumeMounts");

	if (!laying_spend(carriage->laying, node_count(list), 1))
		return true;
	NODE_EACH(mount, list) {
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
is_mounted(struct carriage *carriage, struct str volume)
{
	const struct container_path *path = carriage->shape->containers;

	if (mounts(carriage, given(carriage, "containerSet"), volume))
		return true;
	for (; path->path; path++) {
		const struct node *found = given(carriage, path->path);

		if (mounts(carriage, found, volume))
			return true;
		if (node_is_sequence(found))
			NODE_EACH(container, found)
				if (mounts(carriage, container, volume))
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
is_taken(struct carriage *carriage, enum carry how, const struct node *before,
	const struct node *item)
{
	struct str name = node_text(node_get(item, "name"));

	if (how == CARRY_JOINED)
		return true;
	if (names(before, name))
		return false;
	return how == CARRY_NAMED || is_mounted(carriage, name);
}

/* A list of what is in both; nothing but lists can be joined. */
static const struct node *
join(struct carriage *carriage, enum carry how, const struct node *before,
	const struct node *more)
{
	struct arena *arena = carriage->laying->arena;
	size_t most = node_count(before) + node_count(more);
	struct node *all;
	struct node *items;
	uint32_t count = 0;

	if (!node_is_sequence(more) || (before && !node_is_sequence(before)))
		return before ? before : more;
	if (!laying_spend(carriage->laying, node_count(more), most))
		return before;
	items = arena_array(arena, most, sizeof(*items));
	NODE_EACH(item, before)
		items[count++] = *item;
	NODE_EACH(item, more)
		if (is_taken(carriage, how, before, item))
			items[count++] = *item;
	all = arena_alloc(arena, sizeof(*all));
	*all = before ? *before : *more;
	all->children = items;
	all->count = count;
	return all;
}

static bool
is_filled(const struct node *node)
{
	return node_is_scalar(node) ? node->text.len > 0 : node_count(node) > 0;
}

/* What the places so far give, SO_FAR, and the next one. */
static const struct node *
combine(struct carriage *carriage, enum carry how, const struct node *so_far,
	const struct node *next)
{
	if (!next)
		return so_far;
	switch (how) {
	case CARRY_FIRST:
		return so_far ? so_far : next;
	case CARRY_FILLED:
		return is_filled(so_far) ? so_far : next;
	case CARRY_TRUE:
		return !so_far || node_is_true(next) ? next : so_far;
	case CARRY_LAID:
		return lay_over(carriage->laying, next, so_far);
	case CARRY_JOINED:
	case CARRY_NAMED:
	case CARRY_MOUNTED:
		break;
	}
	return join(carriage, how, so_far, next);
}

static const struct node *
carry(struct carriage *carriage, const struct carried *row)
{
	const struct node *value = given(carriage, row->at[0]);

	for (size_t i = 1; i < CARRIED_PLACES && row->at[i]; i++)
		value = combine(
			carriage, row->how, value, given(carriage, row->at[i]));
	return value;
}

const struct node *const *
carried_fields(struct laying *laying, const struct shape *shape,
	const struct node *root, const struct node *part)
{
	struct carriage carriage = { laying, shape, root, part, NULL, false };
	const struct node **fields;
	size_t count = 0;

	if (!shape->carries)
		return NULL;
	while (shape->carries[count].field)
		count++;
	fields = arena_array(laying->arena, count, sizeof(const struct node *));
	for (size_t i = 0; i < count; i++)
		fields[i] = carry(&carriage, &shape->carries[i]);
	return fields;
}
