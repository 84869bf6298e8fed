/* SPDX-License-Identifier: Apache-2.0 */
/* Paths of folders and files, absolute or as the user wrote them. */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include "base/arena.h"

/* PATH absolute, without links, "." and ".."; empty when there is no such
 * file. Terminated. */
struct str path_real(struct arena *arena, const char *path);

/* The folder that PATH lies in: "/" for "/", empty for a name alone. Not
 * terminated. */
struct str path_parent(struct str path);

/* What stands behind PATH's last '/'; all of it without one. */
struct str path_name(struct str path);

/* "FOLDER/NAME", without a second '/' between them; NAME alone when FOLDER is
 * empty. Terminated. */
struct str path_join(struct arena *arena, struct str folder, const char *name);

/* Whether the absolute PATH is FOLDER or lies below it. */
bool path_is_below(struct str path, struct str folder);

/* What leads from FOLDER to PATH, which is it or lies below it. */
struct str path_from(struct str path, struct str folder);

/* Whether something is called PATH, a link to nowhere included. */
bool path_exists(const char *path);

bool path_is_folder(const char *path);

#endif
