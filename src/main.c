/* SPDX-License-Identifier: Apache-2.0 */
/* The door from the shell. */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "run.h"

static const char *
environment(const char *name)
{
	return getenv(name);
}

int
main(int argc, char **argv)
{
	const struct streams streams = {
		.in = stdin,
		.out = stdout,
		.err = stderr,
		.out_is_terminal = isatty(STDOUT_FILENO),
		.err_is_terminal = isatty(STDERR_FILENO),
		.getenv = environment,
	};

	/* A closed pipe is an error to report, not a reason to die. */
	signal(SIGPIPE, SIG_IGN);
	return run(argc, argv, &streams);
}
