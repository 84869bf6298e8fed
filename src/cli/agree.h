/* SPDX-License-Identifier: Apache-2.0 */
/* The end of a command line: no single option is wrong any more. */
#ifndef CLI_AGREE_H
#define CLI_AGREE_H

#include "cli/store.h"

/* Completes what was given by what was not, and refuses what does not go
 * together. */
bool parse_finish(struct parse *parse, struct error *error);

#endif
