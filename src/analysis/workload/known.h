/* SPDX-License-Identifier: Apache-2.0 */
/* What well-known images, commands, names and variables are. */
#ifndef ANALYSIS_WORKLOAD_KNOWN_H
#define ANALYSIS_WORKLOAD_KNOWN_H

#include <agentlint/image.h>

enum known_kind {
	KNOWN_AGENT,     /* runs what a model decides */
	KNOWN_TOOL,      /* serves tools to agents: MCP servers, browsers */
	KNOWN_SERVER,    /* runs model weights, not what a model decides */
	KNOWN_MACHINERY, /* part of the cluster; no agent whatever else */
	KNOWN_NAMESAKE,  /* called agent, or runs as one, of another trade */
};

struct known {
	const char *text; /* the path of an image, a name, a variable */
	enum known_kind kind;
	const char *what; /* "Claude Code", "Falco", "a CI runner" */
};

/* What the image is known as, or NULL. */
const struct known *known_image(const struct image *image);

/* What a workload of that name is known as, or NULL: only namesakes are. */
const struct known *known_name(struct str name);

/* What COMMAND, a word of a container's command or arguments (a program with
 * or without its folder, a package of npm or PyPI), starts, or NULL. */
const struct known *known_command(struct str command);

/* Points of an environment variable of that name for being an agent: 3 for a
 * model's key, 2 for the choice of a model, 1 for the key of a tool. */
int known_variable(struct str name);

#endif
