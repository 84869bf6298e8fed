/* SPDX-License-Identifier: Apache-2.0 */
/* What shells need to complete agentlint's command line. */
#ifndef CLI_COMPLETIONS_H
#define CLI_COMPLETIONS_H

#include <stdbool.h>
#include <stdio.h>

/* Prints the completions for SHELL: "bash", "zsh" or "fish"; false for any
 * other. */
bool completions_print(FILE *out, const char *shell);

#endif
