/* SPDX-License-Identifier: Apache-2.0 */
/* libyaml's events become nodes.
 *
 * Finished nodes wait on a stack until their collection ends; then they move,
 * side by side, to where they stay. */
#include "load/parse.h"

#include <string.h>

#include <yaml.h>

#include "load/build.h"

const struct limits limits_default = {
	.bytes = (size_t)128 << 20,
	.depth = 200,
	.alias_nodes = 100000,
	.events = 20000000,
};

struct parse {
	struct source *source;
	const struct limits *limits;
	struct build build;
	yaml_parser_t parser;
	size_t offset;       /* of the text that libyaml was given */
	uint32_t first_line; /* of the text that libyaml was given, from 0 */
	size_t events;
};

static struct mark
mark_of(const struct parse *parse, yaml_mark_t mark)
{
	return (struct mark){ (uint32_t)mark.line + 1 + parse->first_line,
		(uint32_t)mark.column + 1 };
}

static struct span
span_of(const struct parse *parse, const yaml_event_t *event)
{
	return (struct span){ mark_of(parse, event->start_mark),
		mark_of(parse, event->end_mark) };
}

static struct place
character_at(const struct parse *parse, yaml_mark_t mark)
{
	struct mark start = mark_of(parse, mark);

	return (struct place){ parse->source,
		{ start, { start.line, start.column + 1 } } };
}

/* libyaml says only that no token can start with it. */
static bool
is_tab(const struct parse *parse, struct mark mark)
{
	struct str line = source_line(parse->source, mark.line);
	size_t offset = source_column_offset(line, mark.column);

	return offset < line.len && line.ptr[offset] == '\t';
}

static void
add_syntax_problem(struct parse *parse)
{
	const yaml_parser_t *parser = &parse->parser;
	struct arena *arena = &parse->source->arena;
	struct problem problem = {
		.kind = PROBLEM_SYNTAX,
		.place = character_at(parse, parser->problem_mark),
	};

	if (parser->error == YAML_MEMORY_ERROR)
		arena_out_of_memory();
	if (is_tab(parse, problem.place.span.start))
		problem.message = STR("a tab cannot indent YAML");
	else
		problem.message = arena_str(
			arena, str_of(parser->problem ? parser->problem
						      : "not valid YAML"));
	if (parser->context &&
		parser->context_mark.line != parser->problem_mark.line) {
		problem.related = character_at(parse, parser->context_mark);
		problem.label = arena_str(arena, str_of(parser->context)).ptr;
	}
	source_add_problem(parse->source, problem);
}

static enum value_type
tagged_type(const char *tag, struct str text)
{
	static const char *const resolved[] = {
		YAML_BOOL_TAG,
		YAML_INT_TAG,
		YAML_FLOAT_TAG,
		YAML_NULL_TAG,
	};

	for (size_t i = 0; i < sizeof(resolved) / sizeof(*resolved); i++)
		if (!strcmp(tag, resolved[i]))
			return scalar_type(text);
	return VALUE_STRING;
}

/* The scalar's text: where libyaml took it over as it stands, the source's own
 * bytes; else a copy. */
static struct str
scalar_text(const struct parse *parse, const yaml_event_t *event)
{
	const struct source *source = parse->source;
	struct str text = { (const char *)event->data.scalar.value,
		event->data.scalar.length };
	size_t start = event->start_mark.index;
	size_t len = event->end_mark.index - start;

	if (source->ascii && text.len && text.len == len &&
		event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
		event->start_mark.line == event->end_mark.line)
		return str_head(
			str_from(source->text, parse->offset + start), len);
	return arena_text(&parse->source->arena, text);
}

static void
take_scalar(struct parse *parse, const yaml_event_t *event)
{
	struct build *build = &parse->build;
	struct str text = scalar_text(parse, event);
	struct span span = span_of(parse, event);
	const char *tag = (const char *)event->data.scalar.tag;
	const char *anchor = (const char *)event->data.scalar.anchor;
	yaml_scalar_style_t style = event->data.scalar.style;
	struct node node = {
		.span = span,
		.text = text,
		.kind = NODE_SCALAR,
		.plain = style == YAML_PLAIN_SCALAR_STYLE,
		.block = style == YAML_LITERAL_SCALAR_STYLE ||
			 style == YAML_FOLDED_SCALAR_STYLE,
	};

	/* Of a key nothing but its text is asked, unless an alias names it. */
	if (!anchor && build_wants_key(build)) {
		build_key(build, text, span);
		return;
	}
	node.placeholder = text_is_placeholder(text);
	/* The masks tell the compiler that it fits. */
	if (tag && *tag)
		node.type = tagged_type(tag, text) & 7;
	else if (node.plain && event->data.scalar.plain_implicit)
		node.type = scalar_type(text) & 7;
	else
		node.type = VALUE_STRING;
	build_scalar(build, &node, anchor);
}

/* Hands one event to the builder; false when the document cannot go on. */
static bool
take_event(struct parse *parse, const yaml_event_t *event)
{
	struct build *build = &parse->build;
	struct span span = span_of(parse, event);

	switch (event->type) {
	case YAML_SCALAR_EVENT:
		take_scalar(parse, event);
		return true;
	case YAML_ALIAS_EVENT:
		return build_alias(
			build, (const char *)event->data.alias.anchor, span);
	case YAML_SEQUENCE_START_EVENT:
		return build_open(build, NODE_SEQUENCE, span,
			(const char *)event->data.sequence_start.anchor);
	case YAML_MAPPING_START_EVENT:
		return build_open(build, NODE_MAPPING, span,
			(const char *)event->data.mapping_start.anchor);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		build_close(build, span);
		return true;
	case YAML_DOCUMENT_START_EVENT:
		build_begin(build);
		return true;
	case YAML_DOCUMENT_END_EVENT:
		build_end(build);
		return true;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
		return true;
	}
	return true;
}

static bool
events_left(struct parse *parse, const yaml_event_t *event)
{
	if (parse->events++ < parse->limits->events)
		return true;
	build_over_budget(&parse->build, span_of(parse, event), "events",
		parse->limits->events, "--max-events");
	return false;
}

/* Parses the text from parse->offset on. Returns 0 at its end, else the line at
 * which the document broke. */
static uint32_t
parse_from(struct parse *parse)
{
	struct str text = str_from(parse->source->text, parse->offset);
	uint32_t broken = 0;
	bool done = false;

	if (!yaml_parser_initialize(&parse->parser))
		arena_out_of_memory();
	yaml_parser_set_encoding(&parse->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parse->parser,
		(const unsigned char *)(text.ptr ? text.ptr : ""), text.len);
	while (!done && !broken) {
		yaml_event_t event;

		if (!yaml_parser_parse(&parse->parser, &event)) {
			add_syntax_problem(parse);
			broken =
				mark_of(parse, parse->parser.problem_mark).line;
			break;
		}
		done = event.type == YAML_STREAM_END_EVENT;
		if (!events_left(parse, &event) || !take_event(parse, &event))
			broken = mark_of(parse, event.start_mark).line;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parse->parser);
	return broken;
}

static bool
is_document_start(struct str line)
{
	return str_starts(line, "---") &&
	       (line.len == 3 || line.ptr[3] == ' ' || line.ptr[3] == '\t');
}

/* The first line from LINE on that starts a document, or 0. A marker in the
 * first column ends whatever a broken document has left open. */
static uint32_t
next_document(const struct source *source, uint32_t line)
{
	size_t offset = source_offset(source, (struct mark){ line, 1 });

	for (; offset < source->text.len; line++) {
		struct str text = source_line(source, line);

		if (is_document_start(text))
			return line;
		offset = source_offset(source, (struct mark){ line + 1, 1 });
	}
	return 0;
}

static bool
fits(const struct source *source, const struct limits *limits)
{
	return source->text.len <= limits->bytes;
}

static void
add_size_problem(struct source *source, const struct limits *limits)
{
	struct problem problem = {
		.kind = PROBLEM_BUDGET,
		.place = { source, { { 1, 1 }, { 1, 2 } } },
		.message = arena_printf(&source->arena,
			"the file is larger than %zu bytes "
			"(--max-bytes)",
			limits->bytes),
	};

	source_add_problem(source, problem);
}

void
parse_source(struct source *source, const struct limits *limits)
{
	struct parse parse = { .source = source, .limits = limits };
	uint32_t start = 1;

	source->limits = *limits;
	if (!fits(source, limits)) {
		add_size_problem(source, limits);
		return;
	}
	build_init(&parse.build, source, limits);
	while (start) {
		uint32_t broken;

		parse.offset = source_offset(source, (struct mark){ start, 1 });
		parse.first_line = start - 1;
		broken = parse_from(&parse);
		if (!broken || parse.events > limits->events)
			break;
		build_abandon(&parse.build);
		/* At least one line further, or it would never end. */
		start = next_document(
			source, broken > start ? broken : start + 1);
	}
	build_release(&parse.build);
}
