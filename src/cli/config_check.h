/* SPDX-License-Identifier: Apache-2.0 */
/* Checks a configuration before libcyaml loads it: libcyaml knows the place
 * of a wrong value only roughly, and takes some for others. */
#ifndef CLI_CONFIG_CHECK_H
#define CLI_CONFIG_CHECK_H

#include "base/error.h"
#include "cli/config_schema.h"
#include "load/source.h"

/* Whether the parsed SOURCE has the shape of SCHEMA and the values that
 * config_keys asks for; else the first fault with its place. */
bool config_check(const struct source *source, struct arena *arena,
	const struct cyaml_schema_value *schema, struct error *error);

#endif
