/* SPDX-License-Identifier: Apache-2.0 */
/* Tests that a file is replaced whole or stays. */
#include "testing.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

/* Why the next file with a name of its own cannot be made; 0: it can. */
static int failure;

/* In place of libc's: folders that take no file, and full disks, are not at
 * hand, and root may write anywhere. */
int
mkstemp(char *name)
{
	memset(name + strlen(name) - 6, '0', 6);
	if (!failure)
		return open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
	errno = failure;
	return -1;
}

static const char folder_name[] = "/tmp/agentlint-file-XXXXXX";

struct scene {
	struct arena arena;
	char folder[sizeof(folder_name)];
	const char *path; /* in the folder */
};

static void
set_up(struct scene *scene)
{
	*scene = (struct scene){ 0 };
	memcpy(scene->folder, folder_name, sizeof(folder_name));
	assert_non_null(mkdtemp(scene->folder));
	scene->path =
		arena_printf(&scene->arena, "%s/known.txt", scene->folder).ptr;
}

static void
tear_down(struct scene *scene)
{
	unlink(scene->path);
	/* Fails when anything was left beside it. */
	assert_int_equal(rmdir(scene->folder), 0);
	arena_release(&scene->arena);
}

static void
write_text(const char *path, const char *text)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void
expect_text(struct scene *scene, const char *text)
{
	FILE *file = fopen(scene->path, "rb");

	assert_non_null(file);
	assert_true(str_is(file_rest(&scene->arena, file, SIZE_MAX), text));
	fclose(file);
}

static bool
replace(struct scene *scene, const char *text, size_t times,
	struct error *error)
{
	struct replacement replacement;

	if (!replacement_open(&replacement, &scene->arena, scene->path, error))
		return false;
	for (size_t i = 0; i < times; i++)
		fputs(text, replacement.file);
	return replacement_close(&replacement, error);
}

static void
replaces_and_keeps_the_mode(void **state)
{
	struct scene scene;
	struct error error;
	struct stat now;

	(void)state;
	set_up(&scene);
	assert_true(replace(&scene, "one\n", 1, &error));
	expect_text(&scene, "one\n");
	assert_int_equal(chmod(scene.path, 0640), 0);
	assert_true(replace(&scene, "two\n", 1, &error));
	expect_text(&scene, "two\n");
	assert_int_equal(stat(scene.path, &now), 0);
	assert_int_equal(now.st_mode & 0777, 0640);
	tear_down(&scene);
}

static void
a_failure_leaves_the_old_file(void **state)
{
	struct rlimit before, small;
	struct scene scene;
	struct error error;

	(void)state;
	set_up(&scene);
	write_text(scene.path, "old\n");
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = (struct rlimit){ 4096, before.rlim_max };
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_false(replace(&scene, "new and larger\n", 10000, &error));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_non_null(strstr(error.text, "known.txt: "));
	expect_text(&scene, "old\n");
	tear_down(&scene);
}

static void
a_disk_without_room_leaves_the_old_file(void **state)
{
	static const int failures[] = { ENOSPC, EDQUOT, EMFILE, EIO };
	struct scene scene;
	struct error error;

	(void)state;
	set_up(&scene);
	write_text(scene.path, "old\n");
	for (size_t i = 0; i < sizeof(failures) / sizeof(*failures); i++) {
		failure = failures[i];
		assert_false(replace(&scene, "new\n", 1, &error));
		assert_non_null(strstr(error.text, strerror(failure)));
		expect_text(&scene, "old\n");
	}
	failure = 0;
	tear_down(&scene);
}

static void
writes_in_place_where_nothing_may_stand_beside(void **state)
{
	static const int failures[] = { EACCES, EPERM, EROFS };
	struct scene scene;
	struct error error;

	(void)state;
	set_up(&scene);
	for (size_t i = 0; i < sizeof(failures) / sizeof(*failures); i++) {
		write_text(scene.path, "old\n");
		failure = failures[i];
		assert_true(replace(&scene, "new\n", 1, &error));
		expect_text(&scene, "new\n");
	}
	failure = 0;
	tear_down(&scene);
}

/* What a link leads to is replaced, not the link. */
static void
follows_a_link(void **state)
{
	struct scene scene;
	struct error error;
	struct stat now;
	const char *other;

	(void)state;
	set_up(&scene);
	other = arena_printf(&scene.arena, "%s/other", scene.folder).ptr;
	write_text(other, "old\n");
	assert_int_equal(symlink("other", scene.path), 0);
	assert_true(replace(&scene, "new\n", 1, &error));
	expect_text(&scene, "new\n");
	assert_int_equal(lstat(scene.path, &now), 0);
	assert_true(S_ISLNK(now.st_mode));
	unlink(other);
	assert_true(replace(&scene, "again\n", 1, &error));
	expect_text(&scene, "again\n");
	assert_int_equal(lstat(scene.path, &now), 0);
	assert_true(S_ISLNK(now.st_mode));
	unlink(other);
	tear_down(&scene);
}

/* Others may write to it, and it may be nowhere any more. */
static void
what_is_open_stays_the_file_that_it_is(void **state)
{
	struct scene scene;
	struct error error;
	struct stat then, now;
	int fd;

	(void)state;
	set_up(&scene);
	fd = open(scene.path, O_RDWR | O_CREAT, 0600);
	assert_true(fd >= 0);
	assert_int_equal(fstat(fd, &then), 0);
	scene.path = arena_printf(&scene.arena, "/dev/fd/%d", fd).ptr;
	if (stat(scene.path, &now) == 0) {
		assert_true(replace(&scene, "new\n", 1, &error));
		expect_text(&scene, "new\n");
		assert_int_equal(stat(scene.path, &now), 0);
		assert_true(now.st_ino == then.st_ino && now.st_size == 4);
	}
	close(fd);
	scene.path =
		arena_printf(&scene.arena, "%s/known.txt", scene.folder).ptr;
	tear_down(&scene);
}

static void
reads_as_much_as_is_asked_for(void **state)
{
	struct scene scene;
	struct error error;
	struct str text;

	(void)state;
	set_up(&scene);
	write_text(scene.path, "12345");
	assert_true(
		file_read(&scene.arena, scene.path, NULL, 5, &text, &error));
	assert_true(str_is(text, "12345"));
	assert_false(
		file_read(&scene.arena, scene.path, NULL, 4, &text, &error));
	assert_non_null(strstr(error.text, "known.txt: larger than 4 bytes"));
	tear_down(&scene);
}

static void
says_what_cannot_be_written(void **state)
{
	struct scene scene;
	struct error error;

	(void)state;
	set_up(&scene);
	scene.path = arena_printf(&scene.arena, "%s/none/x", scene.folder).ptr;
	assert_false(replace(&scene, "new\n", 1, &error));
	assert_non_null(strstr(error.text, "none/x: No such file"));
	tear_down(&scene);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(replaces_and_keeps_the_mode),
		cmocka_unit_test(a_failure_leaves_the_old_file),
		cmocka_unit_test(a_disk_without_room_leaves_the_old_file),
		cmocka_unit_test(
			writes_in_place_where_nothing_may_stand_beside),
		cmocka_unit_test(follows_a_link),
		cmocka_unit_test(what_is_open_stays_the_file_that_it_is),
		cmocka_unit_test(reads_as_much_as_is_asked_for),
		cmocka_unit_test(says_what_cannot_be_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
