/* SPDX-License-Identifier: Apache-2.0 */
/* Any name, value and line: what is found lies within what was given. */
#include <assert.h>
#include <stdint.h>

#include <agentlint/base64.h>
#include <agentlint/host_path.h>
#include <agentlint/image.h>
#include <agentlint/secret.h>

#include "analysis/workload/secret_nodes.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
check_within(struct str part, struct str whole)
{
	assert(!part.len ||
		(part.ptr >= whole.ptr &&
			part.ptr + part.len <= whole.ptr + whole.len));
}

static void
check_image(struct str text)
{
	const char *problem = NULL;
	struct image image;

	if (!image_parse(text, &image, &problem)) {
		assert(problem);
		return;
	}
	check_within(image.registry, text);
	check_within(image.path, text);
	check_within(image.tag, text);
	check_within(image.digest, text);
	assert(image.path.len && image_base(&image).len);
	assert(image_pin(&image) != IMAGE_DIGEST || image.digest.len);
	image_is_stand_in(text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct str text = { (const char *)bytes, len };
	struct str value = text;
	struct str name = str_cut(&value, '\n');
	struct str pair;
	struct secret secret = { 0 };
	char out[16];
	size_t used;

	if (secret_judge(name, value, &secret) != SECRET_NO) {
		assert(secret.what && secret.part.len);
		check_within(secret.part, value);
	}
	while (secret_next_pair(&value, &name, &pair)) {
		check_within(name, text);
		check_within(pair, text);
	}
	if (secret_judge_words(text, &name, &secret) != SECRET_NO)
		check_within(secret.part, text);
	check_within(secret_find(text).part, text);
	check_within(secret_in_line(text), text);
	check_image(text);
	host_path_find(text);
	base64_decode(text, out, sizeof(out), &used);
	assert(used <= sizeof(out));
	return 0;
}
