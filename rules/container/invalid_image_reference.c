/* SPDX-License-Identifier: Apache-2.0 */
/* An image that no kubelet can pull: the pod never starts. */
#include <agentlint/hardening.h>
#include <agentlint/image.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct container *container)
{
	const struct node *node = node_get(container->node, "image");
	const char *problem = NULL;
	struct image image;
	struct finding *finding;

	if (!node_is_scalar(node) || node_is_placeholder(node) ||
		image_is_stand_in(node_text(node)) ||
		image_parse(node_text(node), &image, &problem))
		return;
	finding = pass_report(pass, node_place(node),
		"%s '%.*s' names an image that cannot be pulled",
		CONTAINER_ARG(container));
	finding_label(finding, "%s", problem);
}

const struct rule invalid_image_reference = {
	.id = "invalid-image-reference",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_WARNING,
	.check_container = check,
	.summary = "An image reference cannot be read",
	.why = "The API server takes any text for an image; the kubelet then "
	       "reports InvalidImageName and the pod never starts. Most "
	       "often it is an upper case letter in the path, a URL, or a "
	       "digest that was cut short, which pins nothing.",
	.fix = "write [registry[:port]/]path[:tag][@sha256:64 hex digits], "
	       "the path in lower case",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: https://ghcr.io/acme/coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: ghcr.io/acme/coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "CWE", "1357" },
			{ "URL", "https://github.com/distribution/reference" },
			{ 0 },
		},
	.since = "0.1.0",
};
