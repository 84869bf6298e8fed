/* SPDX-License-Identifier: Apache-2.0 */
/* Patterns for paths, as .gitignore has them. */
#ifndef CLI_GLOB_H
#define CLI_GLOB_H

#include <agentlint/str.h>

/* Whether PATTERN matches all of PATH. '*' stands for any run of characters
 * but '/', '?' for one character but '/', [abc], [a-z] and [!a-z] for one of a
 * class, '\' takes the meaning from what follows. A whole part "**" stands for
 * any number of folders, at the end for everything below. A '[' that is never
 * closed stands for itself. */
bool glob_matches(struct str pattern, struct str path);

/* Whether PATTERN, as a line of .gitignore, matches PATH (relative, parts
 * joined by single '/') or a folder above it. Without a '/' in it, but at its
 * end, it matches in any folder; a '/' at its end changes nothing else; with
 * "./" or "/" before it, it matches where PATH starts. */
bool glob_covers(struct str pattern, struct str path);

/* The shortest of PATH and the folders above it that PATTERN matches from the
 * start of PATH on; empty when there is none. A '/' at its end and a "./" at
 * its start are not looked at. */
struct str glob_prefix(struct str pattern, struct str path);

#endif
