/* SPDX-License-Identifier: Apache-2.0 */
/* Paths of the node, and what a container gets that mounts one. */
#ifndef AGENTLINT_HOST_PATH_H
#define AGENTLINT_HOST_PATH_H

#include <agentlint/graph.h>

enum host_reading {
	READING_HARMLESS, /* it must be written to do harm */
	READING_TELLS,    /* it tells about the node and other pods */
	READING_OPENS,    /* it holds keys, or all data of others */
};

struct host_path {
	const char *path; /* without a slash at its end */
	bool below;       /* what lies below it counts as well */
	bool socket;      /* connecting is all it takes, read-only or not */
	enum host_reading reading;
	const char *what; /* "the node's whole file system" */
};

/* What is known of PATH on a node, however many slashes and dots it is
 * written with; NULL for what is not known to be sensitive. A socket is known
 * by its name in any folder. */
const struct host_path *host_path_find(struct str path);

/* The same for the part of a hostPath VOLUME that MOUNT (a volumeMount) shows:
 * its subPath is heeded. */
const struct host_path *host_path_mounted(
	const struct node *volume, const struct node *mount);

#endif
