/* SPDX-License-Identifier: Apache-2.0 */
/* One object, written twice and not alike, where one cluster is meant. */
#include <agentlint/rule.h>

static bool is_alike(const struct node *a, const struct node *b);

static bool
is_same_mapping(const struct node *a, const struct node *b)
{
	NODE_EACH(child, a) {
		const struct node *other = node_get_str(b, child->key);

		if (!is_alike(node_get_str(a, child->key), other))
			return false;
	}
	NODE_EACH(child, b)
		if (node_get_str(b, child->key) && !node_get_str(a, child->key))
			return false;
	return true;
}

static bool
is_same_list(const struct node *a, const struct node *b)
{
	if (node_count(a) != node_count(b))
		return false;
	for (size_t i = 0; i < node_count(a); i++)
		if (!is_alike(node_item(a, i), node_item(b, i)))
			return false;
	return true;
}

/* Whether the server reads the same from both. */
static bool
is_alike(const struct node *a, const struct node *b)
{
	if (!a || !b)
		return a == b;
	if (a->kind != b->kind)
		return false;
	switch ((enum node_kind)a->kind) {
	case NODE_MAPPING:
		return is_same_mapping(a, b);
	case NODE_SEQUENCE:
		return is_same_list(a, b);
	case NODE_SCALAR:
		break;
	}
	return a->type == b->type && str_equal(node_text(a), node_text(b));
}

/* Whether the cluster would hold the object under its name: not so what a tool
 * reads, nor what kro fills in. */
static bool
is_stored(const struct object *object)
{
	const struct node *metadata = node_get(object->root, "metadata");

	return object->name.len && !object->root->key.ptr &&
	       !node_is_placeholder(node_get(metadata, "name")) &&
	       !node_is_placeholder(node_get(metadata, "namespace")) &&
	       !str_ends(object->group, "config.k8s.io");
}

static void
report(struct pass *pass, const struct object *first,
	const struct object *second)
{
	struct finding *finding = pass_report(pass, object_place(second),
		"%.*s '%.*s' is defined twice, and not alike",
		STR_ARG(second->kind), STR_ARG(object_title(second)));

	finding_about_object(finding, second);
	finding_relate(finding, object_place(first), "the other definition");
}

static void
check(struct pass *pass, const struct graph *graph)
{
	struct object_range objects = graph_objects(graph);

	for (; objects.begin != objects.end; objects.begin++) {
		const struct object *object = *objects.begin;
		const struct object *first = object->first;

		if (first != object && is_stored(object) &&
			!is_alike(first->root, object->root))
			report(pass, first, object);
	}
}

const struct rule conflicting_definitions = {
	.id = "conflicting-definitions",
	.module = MODULE_MANIFEST,
	.severity = SEVERITY_WARNING,
	.check_graph = check,
	.summary = "One object has two different definitions",
	.why = "Everything under the given paths is judged as one cluster, which "
	       "holds one object of that name: whichever is applied last. If the "
	       "files are meant for several clusters, a policy of one would seem "
	       "to guard, or to expose, an agent of the other.",
	.fix = "remove one of the two; or, when they are for different clusters, "
	       "tell them apart with 'contexts:' in .agentlint.yaml or with "
	       "--context-per-dir",
	.bad = "apiVersion: v1\n"
	       "kind: ServiceAccount\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "automountServiceAccountToken: false\n"
	       "---\n"
	       "apiVersion: v1\n"
	       "kind: ServiceAccount\n"
	       "metadata:\n"
	       "  name: agent\n",
	.good = "apiVersion: v1\n"
		"kind: ServiceAccount\n"
		"metadata:\n"
		"  name: agent\n"
		"automountServiceAccountToken: false\n"
		"---\n"
		"apiVersion: v1\n"
		"kind: ServiceAccount\n"
		"metadata:\n"
		"  name: helper\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://kubernetes.io/docs/concepts/overview/"
				 "working-with-objects/names/" },
			{ 0 },
		},
	.since = "0.1.0",
};
