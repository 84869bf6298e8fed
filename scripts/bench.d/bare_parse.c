/* SPDX-License-Identifier: Apache-2.0 */
/* The least that a YAML tool can do: libyaml's events of every file named or
 * in a folder named, thrown away. What the bench compares agentlint with. */
#define _DEFAULT_SOURCE
#include <fts.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include <yaml.h>

static bool
parse_events(yaml_parser_t *parser)
{
	yaml_event_t event;
	bool last = false;

	while (!last) {
		if (!yaml_parser_parse(parser, &event))
			return false;
		last = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	return true;
}

/* False when the file cannot be read or is no YAML. */
static bool
parse(const char *path)
{
	FILE *file = fopen(path, "rb");
	yaml_parser_t parser;
	bool ok = file && yaml_parser_initialize(&parser);

	if (ok) {
		yaml_parser_set_input_file(&parser, file);
		ok = parse_events(&parser);
		yaml_parser_delete(&parser);
	}
	if (file)
		fclose(file);
	return ok;
}

int
main(int argc, char **argv)
{
	FTS *tree;
	FTSENT *entry;

	if (argc < 2)
		return EXIT_FAILURE;
	tree = fts_open(argv + 1, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	if (!tree)
		return EXIT_FAILURE;
	while ((entry = fts_read(tree)))
		if (entry->fts_info == FTS_F && !parse(entry->fts_path)) {
			fprintf(stderr, "bare_parse: %s\n", entry->fts_path);
			return EXIT_FAILURE;
		}
	fts_close(tree);
	return EXIT_SUCCESS;
}
