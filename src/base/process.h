/* SPDX-License-Identifier: Apache-2.0 */
/* Another program, run to its end. No shell is ever between. */
#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H

#include "base/arena.h"
#include "base/error.h"

struct process {
	const char *const *arguments;   /* ends with NULL; the first is the
					 program, looked for on the PATH */
	const char *const *environment; /* ends with NULL */
	struct str input;               /* given as standard input */
};

struct process_end {
	int status;        /* of its exit; 128 and more: killed by a signal */
	struct str output; /* all that it wrote to standard output */
	struct str errors; /* and to standard error */
};

/* Runs PROCESS until it ends, with standard streams of its own, and returns
 * what it wrote in END. Fails, with errno set, only when it could not be
 * started or listened to. SIGPIPE is ignored meanwhile. */
bool process_run(const struct process *process, struct arena *arena,
	struct process_end *end, struct error *error);

#endif
