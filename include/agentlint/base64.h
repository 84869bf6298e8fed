/* SPDX-License-Identifier: Apache-2.0 */
/* Base64 (RFC 4648, section 4), as Secrets hold their data. */
#ifndef AGENTLINT_BASE64_H
#define AGENTLINT_BASE64_H

#include <agentlint/str.h>

/* Decodes TEXT, line breaks skipped, into OUT, at most SIZE bytes; false for
 * what is no base64. *LEN is how many bytes were written. */
bool base64_decode(struct str text, char *out, size_t size, size_t *len);

#endif
