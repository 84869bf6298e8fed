/* SPDX-License-Identifier: Apache-2.0 */
/* A rule reports places; people want the way there. */
#include "judge/locate.h"

#include "judge/field.h"

static const struct node *
node_of(const struct finding *finding)
{
	const struct node *root = finding->object->root;
	const struct node *node;

	if (finding->place.source != node_source(root))
		return NULL;
	/* Containers may share what an anchor names: look in its own first. */
	if (finding->container) {
		root = finding->container->node;
		node = node_at(root, finding->place);
		if (node != root)
			return node;
	}
	return node_at(finding->object->root, finding->place);
}

static void
locate(struct finding *finding)
{
	struct place use;

	finding->node = node_of(finding);
	if (!finding->node)
		return;
	use = node_use_place(finding->node);
	finding_relate(finding, use, "used here");
}

void
findings_locate(struct finding *const *findings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (findings[i]->object)
			locate(findings[i]);
}
