/* SPDX-License-Identifier: Apache-2.0 */
/* The words of annotations for agentlint. */
#include "triage/annotation.h"

#define KEY "agentlint.dev/ignore"

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

/* REST is what the annotation's key has behind "agentlint.dev/ignore". */
static void
read_annotation(struct suppressions *suppressions, struct suppression like,
	const struct node *annotation, struct str rest)
{
	bool null =
		node_is_scalar(annotation) && annotation->type == VALUE_NULL;
	struct str text = null ? STR("") : node_text(annotation);

	like.place = node_key_place(annotation);
	if (node_is_placeholder(annotation))
		return;
	if (!rest.len)
		read_list(suppressions, like, node_place(annotation), text);
	else if (str_starts(rest, "."))
		suppressions_add(suppressions, like, str_from(rest, 1), text);
	else
		suppressions_refuse(suppressions, like.place,
			"'%.*s' is no annotation that agentlint knows; write "
			"'" KEY "' or '" KEY ".<rule>'",
			STR_ARG(annotation->key));
}

static void
read_annotations(struct suppressions *suppressions, struct suppression like,
	const struct node *annotations)
{
	like.by = EXCUSED_BY_ANNOTATION;
	NODE_EACH(annotation, annotations)
		if (str_starts(annotation->key, KEY))
			read_annotation(suppressions, like, annotation,
				str_from(annotation->key, strlen(KEY)));
}

static void
read_object(struct suppressions *suppressions, const struct object *object)
{
	struct suppression like = {
		.object = object,
		.scope = node_whole_place(object->root),
	};

	read_annotations(suppressions, like, object->annotations);
	for (size_t i = 0; i < object->pod_count; i++) {
		const struct pod *pod = &object->pods[i];

		/* A Pod is its own template. */
		if (pod->annotations == object->annotations)
			continue;
		like.pod = pod;
		like.scope = node_whole_place(pod->root);
		read_annotations(suppressions, like, pod->annotations);
	}
}

void
annotations_read(struct suppressions *suppressions, const struct graph *graph)
{
	struct object_range objects = graph_objects(graph);

	for (; objects.begin != objects.end; objects.begin++)
		read_object(suppressions, *objects.begin);
}
