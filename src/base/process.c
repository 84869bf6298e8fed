/* SPDX-License-Identifier: Apache-2.0 */
/* posix_spawn, and one loop that keeps all three pipes moving: neither side
 * waits for the other with a full pipe between them. */
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHUNK = 1 << 14, FIRST_FREE = 3, PIPES = 3 };

/* Ours and the child's end of each standard stream; -1 is closed. */
struct pipes {
	int ours[PIPES];
	int theirs[PIPES];
};

struct intake {
	struct arena *arena;
	char *bytes;
	size_t len;
	size_t capacity;
};

static void
close_one(int *descriptor)
{
	if (*descriptor >= 0)
		close(*descriptor);
	*descriptor = -1;
}

static void
pipes_close(int *ends)
{
	for (int i = 0; i < PIPES; i++)
		close_one(&ends[i]);
}

/* Away from the standard streams, which may be closed, and not for any other
 * child. */
static int
moved(int descriptor)
{
	int other = fcntl(descriptor, F_DUPFD_CLOEXEC, FIRST_FREE);

	close(descriptor);
	return other;
}

static bool
pipes_open(struct pipes *pipes)
{
	for (int i = 0; i < PIPES; i++)
		pipes->ours[i] = pipes->theirs[i] = -1;
	for (int i = 0; i < PIPES; i++) {
		bool reads = i == STDIN_FILENO;
		int ends[2];

		if (pipe(ends) != 0)
			return false;
		pipes->theirs[i] = moved(ends[reads ? 0 : 1]);
		pipes->ours[i] = moved(ends[reads ? 1 : 0]);
		if (pipes->ours[i] < 0 || pipes->theirs[i] < 0)
			return false;
	}
	return fcntl(pipes->ours[STDIN_FILENO], F_SETFL, O_NONBLOCK) == 0;
}

/* Returns an error number, as posix_spawn does. */
static int
spawn(const struct process *process, const struct pipes *pipes, pid_t *child)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t signals;
	int failed = posix_spawn_file_actions_init(&actions);

	if (failed)
		return failed;
	failed = posix_spawnattr_init(&attributes);
	if (failed) {
		posix_spawn_file_actions_destroy(&actions);
		return failed;
	}
	sigemptyset(&signals);
	sigaddset(&signals, SIGPIPE);
	posix_spawnattr_setsigdefault(&attributes, &signals);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	for (int i = 0; i < PIPES && !failed; i++)
		failed = posix_spawn_file_actions_adddup2(
			&actions, pipes->theirs[i], i);
	if (!failed)
		failed = posix_spawnp(child, process->arguments[0], &actions,
			&attributes, (char *const *)process->arguments,
			(char *const *)process->environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return failed;
}

/* Writes what the pipe takes; closes it when all is written or nobody reads. */
static void
feed(int *descriptor, struct str *input)
{
	ssize_t written = 0;

	if (input->len)
		written = write(*descriptor, input->ptr, input->len);
	if (written > 0)
		*input = str_from(*input, (size_t)written);
	if (!input->len || (written < 0 && errno != EAGAIN && errno != EINTR))
		close_one(descriptor);
}

/* Makes room for another chunk. */
static void
widen(struct intake *intake)
{
	char *bytes;

	if (intake->capacity - intake->len >= CHUNK)
		return;
	intake->capacity = 2 * (intake->capacity + CHUNK);
	bytes = arena_alloc(intake->arena, intake->capacity);
	if (intake->len)
		memcpy(bytes, intake->bytes, intake->len);
	intake->bytes = bytes;
}

static void
take(int *descriptor, struct intake *intake)
{
	ssize_t len;

	widen(intake);
	len = read(*descriptor, intake->bytes + intake->len, CHUNK);
	if (len > 0)
		intake->len += (size_t)len;
	else if (len == 0 || errno != EINTR)
		close_one(descriptor);
}

/* Until the child has closed both of its outputs. */
static bool
converse(struct pipes *pipes, struct str input, struct intake *intakes)
{
	int *ours = pipes->ours;

	while (ours[STDOUT_FILENO] >= 0 || ours[STDERR_FILENO] >= 0) {
		struct pollfd polled[PIPES];

		for (int i = 0; i < PIPES; i++)
			polled[i] = (struct pollfd){ ours[i],
				i == STDIN_FILENO ? POLLOUT : POLLIN, 0 };
		if (poll(polled, PIPES, -1) < 0) {
			if (errno != EINTR)
				return false;
			continue;
		}
		if (polled[STDIN_FILENO].revents)
			feed(&ours[STDIN_FILENO], &input);
		for (int i = STDOUT_FILENO; i < PIPES; i++)
			if (polled[i].revents)
				take(&ours[i], &intakes[i]);
	}
	return true;
}

static int
wait_for(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static bool
run_with(const struct process *process, struct pipes *pipes,
	struct arena *arena, struct process_end *end)
{
	struct intake intakes[PIPES] = { { .arena = arena }, { .arena = arena },
		{ .arena = arena } };
	pid_t child;
	int failed = spawn(process, pipes, &child);
	bool heard;

	pipes_close(pipes->theirs);
	if (failed) {
		errno = failed;
		return false;
	}
	heard = converse(pipes, process->input, intakes);
	pipes_close(pipes->ours);
	end->status = wait_for(child);
	end->output = (struct str){ intakes[STDOUT_FILENO].bytes,
		intakes[STDOUT_FILENO].len };
	end->errors = (struct str){ intakes[STDERR_FILENO].bytes,
		intakes[STDERR_FILENO].len };
	return heard && end->status >= 0;
}

bool
process_run(const struct process *process, struct arena *arena,
	struct process_end *end, struct error *error)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	struct sigaction before;
	struct pipes pipes;
	bool good;
	int number;

	*end = (struct process_end){ 0 };
	sigaction(SIGPIPE, &ignore, &before);
	good = pipes_open(&pipes) && run_with(process, &pipes, arena, end);
	number = errno;
	pipes_close(pipes.ours);
	pipes_close(pipes.theirs);
	sigaction(SIGPIPE, &before, NULL);
	errno = number;
	return good || error_errno(error, process->arguments[0]);
}
