/* SPDX-License-Identifier: Apache-2.0 */
/* Each node keeps whatever it pulled first. */
#include <agentlint/hardening.h>
#include <agentlint/image.h>
#include <agentlint/rule.h>

static bool
is_moving(const struct container *container, bool *pulled_by_default)
{
	const struct node *node = node_get(container->node, "image");
	const char *problem;
	struct image image;
	enum image_pin pin;

	if (!node || node_is_placeholder(node) ||
		image_is_stand_in(node_text(node)) ||
		!image_parse(node_text(node), &image, &problem))
		return false;
	pin = image_pin(&image);
	*pulled_by_default = pin == IMAGE_UNTAGGED || pin == IMAGE_LATEST;
	return *pulled_by_default || pin == IMAGE_FLOATING;
}

static void
check(struct pass *pass, const struct container *container)
{
	const struct node *policy =
		node_get(container->node, "imagePullPolicy");
	bool pulled_by_default = false;
	struct finding *finding;

	if (!is_moving(container, &pulled_by_default) ||
		(policy ? !node_is(policy, "IfNotPresent") &&
					!node_is(policy, "Never")
			: pulled_by_default))
		return;
	finding = pass_report(pass,
		policy ? node_place(policy)
		       : node_place(node_get(container->node, "image")),
		"%s '%.*s' runs whichever '%.*s' its node has",
		CONTAINER_ARG(container),
		STR_ARG(node_text(node_get(container->node, "image"))));
	finding_label(finding, policy ? "is not pulled again"
				      : "without 'imagePullPolicy' only "
					"':latest' is pulled again");
	finding_field(finding, container->node, "imagePullPolicy");
}

const struct rule moving_tag_not_pulled = {
	.id = "moving-tag-not-pulled",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_NOTE,
	.check_container = check,
	.summary = "An agent's moving tag is not pulled again",
	.why = "A tag that moves and a node that does not look: which code "
	       "the agent runs depends on when its node first saw the image. "
	       "A fix that was pushed does not arrive, and any pod of the "
	       "node that once pulled a private image lets every other pod "
	       "run it without credentials.",
	.fix = "name a digest; with a tag that moves, set 'imagePullPolicy: "
	       "Always'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:latest\n"
	       "      imagePullPolicy: IfNotPresent\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:latest\n"
		"      imagePullPolicy: Always\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.5.1" },
			{ "ATT&CK", "T1525" },
			{ "CWE", "494" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "containers/images/#image-pull-policy" },
			{ 0 },
		},
	.since = "0.1.0",
};
