/* SPDX-License-Identifier: Apache-2.0 */
/* What went wrong in the world: a file, the configuration, the command line.
 *
 * A function that can fail so takes a struct error last, returns false, and
 * leaves the error alone on success. Only stage/console.c prints it. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>

struct error {
	char text[1024]; /* one line, control characters taken out */
};

/* Fills ERROR as printf would; always returns false. */
__attribute__((format(printf, 2, 3))) bool error_set(
	struct error *error, const char *format, ...);

/* "SUBJECT: " and errno's text; always returns false. In any thread. */
bool error_errno(struct error *error, const char *subject);

#endif
