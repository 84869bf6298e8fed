/* SPDX-License-Identifier: Apache-2.0 */
/* Image references: taken apart, refused, and how firmly they hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include <agentlint/image.h>

#define HEX64 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define X64 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

static const struct {
	const char *text, *registry, *path, *tag, *digest;
	enum image_pin pin;
} good[] = {
	{ "nginx", "", "nginx", "", "", IMAGE_UNTAGGED },
	{ "nginx:latest", "", "nginx", "latest", "", IMAGE_LATEST },
	{ "nginx:alpine", "", "nginx", "alpine", "", IMAGE_FLOATING },
	{ "a/b:latest-main", "", "a/b", "latest-main", "", IMAGE_FLOATING },
	{ "a/b:3-latest", "", "a/b", "3-latest", "", IMAGE_FLOATING },
	{ "python:3.11-slim", "", "python", "3.11-slim", "", IMAGE_TAGGED },
	{ "a/b:main-1a2b3c4", "", "a/b", "main-1a2b3c4", "", IMAGE_TAGGED },
	{ "localhost/a", "localhost", "a", "", "", IMAGE_UNTAGGED },
	{ "localhost:5000", "", "localhost", "5000", "", IMAGE_TAGGED },
	{ "localhost:5000/a", "localhost:5000", "a", "", "", IMAGE_UNTAGGED },
	{ "r.io:5000/a/b:1", "r.io:5000", "a/b", "1", "", IMAGE_TAGGED },
	{ "Registry/a:1", "Registry", "a", "1", "", IMAGE_TAGGED },
	{ "[::1]:5000/a:1", "[::1]:5000", "a", "1", "", IMAGE_TAGGED },
	{ "ghcr.io/a/b_c__d--e.f:V1_x.2", "ghcr.io", "a/b_c__d--e.f", "V1_x.2",
		"", IMAGE_TAGGED },
	{ "a@sha256:" HEX64, "", "a", "", "sha256:" HEX64, IMAGE_DIGEST },
	{ "r.io/a:latest@sha256:" HEX64, "r.io", "a", "latest", "sha256:" HEX64,
		IMAGE_DIGEST },
	{ "a@sha512:" HEX64 HEX64, "", "a", "", "sha512:" HEX64 HEX64,
		IMAGE_DIGEST },
};

static void
takes_apart(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		const char *problem = "untouched";
		struct image image;

		print_message("%s\n", good[i].text);
		assert_true(
			image_parse(str_of(good[i].text), &image, &problem));
		assert_string_equal(problem, "untouched");
		assert_true(str_is(image.registry, good[i].registry));
		assert_true(str_is(image.path, good[i].path));
		assert_true(str_is(image.tag, good[i].tag));
		assert_true(str_is(image.digest, good[i].digest));
		assert_int_equal(image_pin(&image), good[i].pin);
	}
}

static const char *const bad[] = {
	"",
	":",
	"@",
	"/",
	"a/",
	"/a",
	"a//b",
	"Nginx",
	"a/B:1",
	"nginx:",
	"nginx:-1",
	"nginx:.1",
	"nginx: 1",
	"a:b:c",
	"a b",
	"a.",
	"a_",
	"a___b",
	"a..b",
	"-a",
	"https://r.io/a",
	"r.io:/a",
	"r.io:x/a",
	"-r.io/a",
	"r..io/a",
	"[::1/a",
	"[]:1/a",
	"a@",
	"a@sha256",
	"a@sha256:",
	"a@sha256:1234",
	"a@sha256:" HEX64 "0",
	"a@md5:1234",
	"a@:" HEX64,
	"a@md5:" HEX64,
	"a@sha512:" HEX64,
	"a:1@sha256:" X64,
	"nginx:" HEX64 HEX64 "1",
	"r.io/" HEX64 HEX64 HEX64 HEX64,
};

static void
refuses(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		const char *problem = NULL;
		struct image image;

		print_message("%s\n", bad[i]);
		assert_false(image_parse(str_of(bad[i]), &image, &problem));
		assert_non_null(problem);
	}
}

static void
matches_paths(void **state)
{
	const char *problem = NULL;
	struct image image;

	(void)state;
	assert_true(image_parse(STR("mirror.local/hub/falcosecurity/falco:1"),
		&image, &problem));
	assert_true(image_has_path(&image, "falcosecurity/falco"));
	assert_true(image_has_path(&image, "hub/falcosecurity/falco"));
	assert_false(image_has_path(&image, "security/falco"));
	assert_false(image_has_path(&image, "x/hub/falcosecurity/falco"));
	assert_true(str_is(image_base(&image), "falco"));
}

static void
knows_stand_ins(void **state)
{
	(void)state;
	assert_true(image_is_stand_in(STR(" ")));
	assert_true(image_is_stand_in(STR("ko://example.org/cmd/x")));
	assert_true(image_is_stand_in(STR("__ROUTER_IMAGE__")));
	assert_true(image_is_stand_in(STR("$IMAGE")));
	assert_true(image_is_stand_in(STR("gcr.io/$PROJECT/x:1")));
	assert_true(image_is_stand_in(STR("registry/YOUR_IMAGE:1")));
	assert_true(image_is_stand_in(STR("<image>")));
	assert_false(image_is_stand_in(STR("nginx")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_apart),
		cmocka_unit_test(refuses),
		cmocka_unit_test(matches_paths),
		cmocka_unit_test(knows_stand_ins),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
