/* SPDX-License-Identifier: Apache-2.0 */
/* The program as a function: main, tests and fuzzers knock at this door. */
#ifndef RUN_H
#define RUN_H

#include <stdbool.h>
#include <stdio.h>

struct streams {
	FILE *in;
	FILE *out;
	FILE *err;
	bool out_is_terminal;
	bool err_is_terminal;
	/* What configures the run; NULL: no environment. The git that is asked
	 * about files inherits that of the process, less what misleads it. */
	const char *(*getenv)(const char *name);
};

enum exit_status {
	EXIT_CLEAN = 0,    /* nothing at or above --fail-on */
	EXIT_FINDINGS = 1, /* findings at or above --fail-on */
	EXIT_TROUBLE = 2,  /* something could not be read, parsed, configured
			      or written; wins over EXIT_FINDINGS */
	EXIT_NO_INPUT = 3, /* nothing to lint was found */
};

/* Runs agentlint with that command line; returns the exit status. Leaves
 * nothing behind: it can be called again. */
int run(int argc, char *const *argv, const struct streams *streams);

#endif
