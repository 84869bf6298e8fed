/* SPDX-License-Identifier: Apache-2.0 */
/* One line of text about what went wrong. */
#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A path may hold anything; the line must stay one line of plain text. */
static void
take_out_controls(char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < ' ' || *text == 0x7f)
			*text = '?';
}

bool
error_set(struct error *error, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(error->text, sizeof(error->text), format, arguments);
	va_end(arguments);
	take_out_controls(error->text);
	return false;
}

bool
error_errno(struct error *error, const char *subject)
{
	char reason[256];

	/* strerror() is for one thread. */
	if (strerror_r(errno, reason, sizeof(reason)) != 0)
		return error_set(error, "%s: error %d", subject, errno);
	return error_set(error, "%s: %s", subject, reason);
}
