/* SPDX-License-Identifier: Apache-2.0 */
/* Files from an image whose tag moves. */
#include <agentlint/image.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct pod *pod)
{
	NODE_EACH(volume, pod_field(pod, "volumes")) {
		const struct node *node = node_path(volume, "image.reference");
		const char *problem;
		struct image image;
		struct finding *finding;
		bool tagged;

		if (!node || node_is_placeholder(node) ||
			image_is_stand_in(node_text(node)) ||
			!image_parse(node_text(node), &image, &problem) ||
			image_pin(&image) >= IMAGE_TAGGED)
			continue;
		tagged = image_pin(&image) != IMAGE_UNTAGGED;
		finding = pass_report(pass,
			node_part_place(
				node, tagged ? image.tag : image_base(&image)),
			"agent '%.*s' mounts image '%.*s', whose tag names no "
			"release",
			STR_ARG(object_title(pod->object)),
			STR_ARG(node_text(node)));
		finding_label(finding, "whatever was pushed last");
	}
}

const struct rule mutable_image_volume = {
	.id = "mutable-image-volume",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "An agent mounts an image by a tag that moves",
	.why = "An image volume puts the files of an image into the agent's "
	       "reach: its tools, its skills, its prompts. By a tag that "
	       "moves they are whatever was pushed last, which is how "
	       "instructions get into an agent without a change of its "
	       "manifest.",
	.fix = "name the release and its digest: 'image:1.4.2@sha256:...'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      volumeMounts:\n"
	       "        - name: skills\n"
	       "          mountPath: /skills\n"
	       "  volumes:\n"
	       "    - name: skills\n"
	       "      image:\n"
	       "        reference: ghcr.io/acme/skills:latest\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      volumeMounts:\n"
		"        - name: skills\n"
		"          mountPath: /skills\n"
		"  volumes:\n"
		"    - name: skills\n"
		"      image:\n"
		"        reference: ghcr.io/acme/skills:1.4.2\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.5.1" },
			{ "ATT&CK", "T1195.002" },
			{ "OWASP", "ASI04" },
			{ "OWASP", "LLM03" },
			{ "CWE", "829" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "storage/volumes/#image" },
			{ 0 },
		},
	.since = "0.1.0",
};
