/* SPDX-License-Identifier: Apache-2.0 */
/* Image references: [registry[:port]/]path[:tag][@digest], as
 * github.com/distribution/reference reads them and the kubelet after it. */
#ifndef AGENTLINT_IMAGE_H
#define AGENTLINT_IMAGE_H

#include <stdbool.h>

#include <agentlint/str.h>

/* Views of the text that was parsed; what it does not name is empty. */
struct image {
	struct str registry; /* with its port; empty: docker.io is meant */
	struct str path;     /* without registry, tag and digest */
	struct str tag;
	struct str digest; /* "sha256:..." */
};

/* Takes TEXT apart. False, with what is wrong in *PROBLEM (a phrase, static),
 * when no kubelet could pull it. */
bool image_parse(struct str text, struct image *image, const char **problem);

/* Whether PATH is the image's path or its end at a slash, so that mirrors
 * count ("falcosecurity/falco" is the path of
 * registry.local/hub/falcosecurity/falco). */
bool image_has_path(const struct image *image, const char *path);

/* The last component of the path. */
struct str image_base(const struct image *image);

/* How firmly a reference names one image. */
enum image_pin {
	IMAGE_UNTAGGED, /* neither tag nor digest: ":latest" is meant */
	IMAGE_LATEST,   /* the tag "latest" */
	IMAGE_FLOATING, /* a tag that names no release: "main", "alpine" */
	IMAGE_TAGGED,   /* another tag; it can be moved all the same */
	IMAGE_DIGEST,   /* these bytes and no other */
};
enum image_pin image_pin(const struct image *image);

/* Whether TEXT stands for an image that something puts in later: "ko://...",
 * "__IMAGE__", "REPLACE_ME", an empty text. Placeholders that a node itself
 * knows (node_is_placeholder) are not looked for. */
bool image_is_stand_in(struct str text);

#endif
