/* SPDX-License-Identifier: Apache-2.0 */
/* A release tag without a digest: it should not move, but it can. */
#include <agentlint/hardening.h>
#include <agentlint/image.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct container *container)
{
	const struct node *node = node_get(container->node, "image");
	const char *problem;
	struct image image;
	struct finding *finding;

	if (!node || node_is_placeholder(node) ||
		image_is_stand_in(node_text(node)) ||
		!image_parse(node_text(node), &image, &problem) ||
		image_pin(&image) != IMAGE_TAGGED)
		return;
	finding = pass_report(pass, node_place(node),
		"%s '%.*s' runs image '%.*s' without its digest",
		CONTAINER_ARG(container), STR_ARG(node_text(node)));
	finding_label(finding, "the registry decides what '%.*s' is",
		STR_ARG(image.tag));
}

const struct rule image_not_pinned = {
	.id = "image-not-pinned",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_NOTE,
	.check_container = check,
	.summary = "An agent's image is not pinned to a digest",
	.why = "Registries let a release tag be pushed again. Where a digest "
	       "stands behind it, the node runs these bytes or nothing; "
	       "without one, a stolen push credential is enough to swap the "
	       "agent's image for another under the same name.",
	.fix = "append the digest: 'image:1.4.2@sha256:...'; tools such as "
	       "Renovate keep it up to date",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4@sha256:"
		"9f86d081884c7d659a2feaa0c55ad015"
		"a3bf4f1b2b0b822cd15d6c15b0f00a08\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.5.1" },
			{ "ATT&CK", "T1525" },
			{ "OWASP", "ASI04" },
			{ "CWE", "494" },
			{ 0 },
		},
	.since = "0.1.0",
};
