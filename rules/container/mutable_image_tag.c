/* SPDX-License-Identifier: Apache-2.0 */
/* What runs can change without a change of the manifest. */
#include <agentlint/hardening.h>
#include <agentlint/image.h>
#include <agentlint/rule.h>

static void
report(struct pass *pass, const struct container *container,
	const struct node *node, const struct image *image)
{
	struct finding *finding;

	if (image_pin(image) == IMAGE_UNTAGGED) {
		finding = pass_report(pass,
			node_part_place(node, image_base(image)),
			"%s '%.*s' runs image '%.*s' without a tag",
			CONTAINER_ARG(container), STR_ARG(node_text(node)));
		finding_label(finding, "':latest' is meant");
		return;
	}
	finding = pass_report(pass, node_part_place(node, image->tag),
		"%s '%.*s' runs image '%.*s', whose tag names no release",
		CONTAINER_ARG(container), STR_ARG(node_text(node)));
	finding_label(finding, "whatever was pushed last");
}

static void
check(struct pass *pass, const struct container *container)
{
	const struct node *node = node_get(container->node, "image");
	const char *problem;
	struct image image;

	if (!node || node_is_placeholder(node) ||
		image_is_stand_in(node_text(node)) ||
		!image_parse(node_text(node), &image, &problem))
		return;
	switch (image_pin(&image)) {
	case IMAGE_UNTAGGED:
	case IMAGE_LATEST:
	case IMAGE_FLOATING:
		report(pass, container, node, &image);
		return;
	case IMAGE_TAGGED:
	case IMAGE_DIGEST:
		return;
	}
}

const struct rule mutable_image_tag = {
	.id = "mutable-image-tag",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_WARNING,
	.check_container = check,
	.summary = "An agent's image is named by a tag that moves",
	.why = "'latest', 'main' or no tag at all name whatever was pushed "
	       "last: what was tested and scanned is not what the next pod "
	       "runs, two pods of one agent can run different code, and "
	       "whoever may push to the repository is inside the sandbox at "
	       "the next restart. A tag that names a release is better, a "
	       "digest names these bytes and no others.",
	.fix = "name the release and its digest: 'image:1.4.2@sha256:...'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: claude-code:latest\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: claude-code:2.1.4@sha256:"
		"9f86d081884c7d659a2feaa0c55ad015"
		"a3bf4f1b2b0b822cd15d6c15b0f00a08\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.5.1" },
			{ "NSA", "Building secure container images" },
			{ "ATT&CK", "T1525" },
			{ "ATT&CK", "T1195.002" },
			{ "OWASP", "ASI04" },
			{ "OWASP", "LLM03" },
			{ "CWE", "829" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "containers/images/" },
			{ 0 },
		},
	.since = "0.1.0",
};
