/* SPDX-License-Identifier: Apache-2.0 */
/* Finds Falco's rules and settings in all their wrappings. */
#include <agentlint/falco.h>

#include <agentlint/embedded.h>

struct gathered_files {
	const struct falco_file *first;
	struct falco_file *last;
};

static const char *const keys[] = {
	[FALCO_ENGINE_VERSION] = "required_engine_version",
	[FALCO_PLUGIN_VERSIONS] = "required_plugin_versions",
	[FALCO_LIST] = "list",
	[FALCO_MACRO] = "macro",
	[FALCO_RULE] = "rule",
};

enum falco_item
falco_item(const struct node *item)
{
	for (int kind = FALCO_ENGINE_VERSION; kind < FALCO_OTHER; kind++)
		if (node_find(item, keys[kind]))
			return (enum falco_item)kind;
	return FALCO_OTHER;
}

const char *
falco_item_key(enum falco_item kind)
{
	return kind >= FALCO_LIST && kind <= FALCO_RULE ? keys[kind] : NULL;
}

bool
falco_item_amends(const struct node *item)
{
	bool toggles = node_get(item, "rule") && node_get(item, "enabled") &&
		       node_count(item) == 2;

	return toggles || node_get(item, "override") ||
	       node_is_true(node_get(item, "append"));
}

static bool
holds_items(const struct node *root)
{
	NODE_EACH(item, root) {
		enum falco_item kind = falco_item(item);

		if (node_is_mapping(item) && kind != FALCO_OTHER)
			return true;
	}
	return false;
}

static void
add_file(struct pass *pass, struct gathered_files *files,
	const struct object *object, const struct node *root)
{
	struct falco_file *file;

	if (!node_is_sequence(root) || !holds_items(root))
		return;
	file = pass_alloc(pass, sizeof(*file));
	*file = (struct falco_file){ object, root, NULL };
	if (files->last)
		files->last->next = file;
	else
		files->first = file;
	files->last = file;
}

bool
falco_may_be_rules(struct str text)
{
	return str_contains(text, "- rule:") ||
	       str_contains(text, "- macro:") || str_contains(text, "- list:");
}

static void
add_text(struct pass *pass, struct gathered_files *files,
	const struct object *object, const struct node *text)
{
	struct embedded inner;

	if (!falco_may_be_rules(node_text(text)))
		return;
	inner = pass_embedded(pass, text);
	for (size_t i = 0; i < inner.document_count; i++)
		add_file(pass, files, object, inner.documents[i]);
}

static void
add_texts(struct pass *pass, struct gathered_files *files,
	const struct object *object, const struct node *texts)
{
	NODE_EACH(text, texts)
		add_text(pass, files, object, text);
}

static void
add_files_of(struct pass *pass, struct gathered_files *files,
	const struct object *object)
{
	const struct node *inline_rules;

	if (object_is(object, "", "FalcoRules"))
		add_file(pass, files, object, object->root);
	if (object_is(object, "", "ConfigMap"))
		add_texts(pass, files, object, node_get(object->root, "data"));
	if (!object_is(object, "artifact.falcosecurity.dev", "Rulesfile"))
		return;
	inline_rules = node_path(object->root, "spec.inlineRules");
	add_file(pass, files, object, inline_rules);
	add_text(pass, files, object, inline_rules);
}

const struct falco_file *
falco_files(struct pass *pass)
{
	static const char key;
	struct object_range objects = graph_objects(pass_graph(pass));
	bool fresh;
	struct gathered_files *files =
		pass_memo(pass, &key, sizeof(*files), &fresh);

	if (!fresh)
		return files->first;
	for (; objects.begin != objects.end; objects.begin++)
		add_files_of(pass, files, *objects.begin);
	for (const struct falco_values *values = falco_values(pass); values;
		values = values->next)
		add_texts(pass, files, values->object,
			node_get(values->values, "customRules"));
	return files->first;
}

void
falco_each_item(struct pass *pass,
	void (*visit)(struct pass *pass, const struct falco_file *file,
		const struct node *item))
{
	for (const struct falco_file *file = falco_files(pass); file;
		file = file->next)
		NODE_EACH(item, file->root)
			visit(pass, file, item);
}

/* The name of an ITEM of that KIND; empty for others. */
static struct str
name_of(const struct node *item, enum falco_item kind)
{
	if (kind == FALCO_RULE && falco_item_amends(item))
		return (struct str){ 0 };
	return node_text(node_get(item, falco_item_key(kind)));
}

bool
falco_is_defined(struct pass *pass, enum falco_item kind, struct str name,
	const char *const *shipped, struct nearest *nearest)
{
	for (; shipped && *shipped; shipped++) {
		if (str_is(name, *shipped))
			return true;
		nearest_offer(nearest, str_of(*shipped));
	}
	for (const struct falco_file *file = falco_files(pass); file;
		file = file->next)
		NODE_EACH(item, file->root) {
			struct str other = name_of(item, kind);

			if (other.len && str_equal(other, name))
				return true;
			if (other.len)
				nearest_offer(nearest, other);
		}
	return false;
}
