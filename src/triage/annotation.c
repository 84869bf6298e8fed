/* SPDX-License-Identifier: Apache-2.0 */
/* The words of annotations for agentlint. */
#include "triage/annotation.h"

#define PREFIX "agentlint.dev/"
#define KEY PREFIX "ignore"

static void
read_list(struct suppressions *suppressions, struct suppression like,
	struct place place, struct str rest)
{
	like.place = place;
	while (rest.len) {
		struct str name = str_trim(str_cut(&rest, ','));

		if (name.len)
			suppressions_add(suppressions, like, name, STR(""));
	}
}

/* The other annotation that there is (agents_classify). */
static void
check_agent(struct suppressions *suppressions, const struct node *annotation)
{
	struct str text = node_text(annotation);

	if (!str_is(text, "true") && !str_is(text, "false"))
		suppressions_refuse(suppressions, node_place(annotation),
			"'" PREFIX "agent' is \"true\" or \"false\", and has "
			"no effect otherwise");
}

/* REST is what the annotation's key has behind the prefix. */
static void
read_known(struct suppressions *suppressions, struct suppression like,
	const struct node *annotation, struct str rest)
{
	bool null =
		node_is_scalar(annotation) && annotation->type == VALUE_NULL;
	struct str text = null ? STR("") : node_text(annotation);

	like.place = node_key_place(annotation);
	if (str_is(rest, "agent"))
		check_agent(suppressions, annotation);
	else if (str_is(rest, "ignore"))
		read_list(suppressions, like, node_place(annotation), text);
	else if (str_starts(rest, "ignore."))
		suppressions_add(suppressions, like,
			str_from(rest, strlen("ignore.")), text);
	else
		suppressions_refuse(suppressions, like.place,
			"'%.*s' is no annotation that agentlint knows; write "
			"'" KEY "', '" KEY ".<rule>' or '" PREFIX "agent'",
			STR_ARG(annotation->key));
}

static void
read_annotation(struct suppressions *suppressions, struct suppression like,
	const struct node *annotation)
{
	if (!node_is_placeholder(annotation))
		read_known(suppressions, like, annotation,
			str_from(annotation->key, strlen(PREFIX)));
}

static bool
is_ours(const struct node *annotation)
{
	return str_starts(annotation->key, PREFIX);
}

/* Whether ANNOTATION stands in what makes the pod alone. */
static bool
is_own(const struct pod *pod, const struct node *annotation)
{
	const struct node *node = annotation;

	while (node && node != pod->root)
		node = node->parent;
	return node;
}

static bool
is_same(const struct node *a, const struct node *b)
{
	return a && node_source(a) == node_source(b) &&
	       !mark_compare(a->key_start, b->key_start);
}

/* Whether the object or a pod of it before POD has the same one. */
static bool
was_read(const struct pod *pod, const struct node *annotation)
{
	const struct object *object = pod->object;

	if (is_same(node_get_str(object->annotations, annotation->key),
		    annotation))
		return true;
	for (const struct pod *p = object->pods; p != pod; p++)
		if (is_same(node_get_str(p->annotations, annotation->key),
			    annotation))
			return true;
	return false;
}

/* What several pods have in common is about the whole object. */
static void
read_pod(struct suppressions *suppressions, struct suppression like,
	const struct pod *pod)
{
	struct suppression own = like;

	own.pod = pod;
	own.scope = node_whole_place(pod->root);
	NODE_EACH(annotation, pod->annotations) {
		if (!is_ours(annotation))
			continue;
		if (is_own(pod, annotation))
			read_annotation(suppressions, own, annotation);
		else if (!was_read(pod, annotation))
			read_annotation(suppressions, like, annotation);
	}
}

static void
read_object(struct suppressions *suppressions, const struct object *object)
{
	struct suppression like = {
		.by = EXCUSED_BY_ANNOTATION,
		.object = object,
		.scope = node_whole_place(object->root),
	};

	NODE_EACH(annotation, object->annotations)
		if (is_ours(annotation))
			read_annotation(suppressions, like, annotation);
	/* A Pod is its own template. */
	for (size_t i = 0; i < object->pod_count; i++)
		if (object->pods[i].annotations != object->annotations)
			read_pod(suppressions, like, &object->pods[i]);
}

void
annotations_read(struct suppressions *suppressions, const struct graph *graph)
{
	struct object_range objects = graph_objects(graph);

	for (; objects.begin != objects.end; objects.begin++)
		read_object(suppressions, *objects.begin);
}
