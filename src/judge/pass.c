/* SPDX-License-Identifier: Apache-2.0 */
/* How a rule reports: include/agentlint/rule.h from the other side. */
#include "judge/pass.h"

#include <assert.h>
#include <string.h>

#include "analysis/workload/secret_mask.h"
#include "judge/conceal.h"
#include "load/embedded.h"
#include "load/source.h"

const struct graph *
pass_graph(const struct pass *pass)
{
	return pass->graph;
}

const struct settings *
pass_settings(const struct pass *pass)
{
	return pass->settings;
}

bool
pass_judges(const struct pass *pass, const struct object *object)
{
	return shard_holds_object(pass->shard, object);
}

void *
pass_alloc(struct pass *pass, size_t size)
{
	return arena_alloc(pass->gathering->arena, size);
}

struct embedded
pass_embedded(struct pass *pass, const struct node *scalar)
{
	return embedded_parse(pass->gathering->arena, scalar);
}

void *
pass_memo(struct pass *pass, const void *key, size_t size, bool *fresh)
{
	struct gathering *gathering = pass->gathering;
	struct memo *memo = gathering->memos;

	while (memo && (memo->graph != pass->graph || memo->key != key))
		memo = memo->next;
	*fresh = !memo;
	if (memo)
		return memo->value;
	memo = arena_alloc(gathering->arena, sizeof(*memo));
	memo->graph = pass->graph;
	memo->key = key;
	memo->value = arena_alloc(gathering->arena, size);
	memo->next = gathering->memos;
	gathering->memos = memo;
	return memo->value;
}

void
pass_conceal(struct pass *pass, const struct node *node)
{
	conceal_node(pass->gathering->arena, &pass->gathering->concealed, node);
}

static struct finding *
add_finding(struct pass *pass, struct place place)
{
	struct gathering *gathering = pass->gathering;
	struct finding *finding =
		arena_alloc(gathering->arena, sizeof(*finding));

	assert(place.source);

	*finding = (struct finding){
		.rule = pass->rule,
		.severity = pass->severity,
		.place = place,
		.help = str_of(pass->rule->fix),
		.object = pass->object,
		.pod = pass->pod,
		.container = pass->container,
		.number = gathering->count,
		.arena = gathering->arena,
	};
	gathering->findings = arena_grow(gathering->arena, gathering->findings,
		gathering->count, &gathering->capacity,
		sizeof(*gathering->findings));
	gathering->findings[gathering->count++] = finding;
	return finding;
}

/* What a rule has to say, without the credentials that it quotes. */
__attribute__((format(printf, 2, 0))) static struct str
compose(struct finding *finding, const char *format, va_list arguments)
{
	return secret_mask(finding->arena,
		arena_vprintf(finding->arena, format, arguments));
}

struct finding *
pass_report(struct pass *pass, struct place place, const char *format, ...)
{
	struct finding *finding = add_finding(pass, place);
	va_list arguments;

	va_start(arguments, format);
	finding->message = compose(finding, format, arguments);
	va_end(arguments);
	return finding;
}

void
finding_label(struct finding *finding, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	finding->label = compose(finding, format, arguments);
	va_end(arguments);
}

void
finding_help(struct finding *finding, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	finding->help = compose(finding, format, arguments);
	va_end(arguments);
}

void
finding_unknown(struct finding *finding, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	finding->unknown = compose(finding, format, arguments);
	va_end(arguments);
	finding_lower(finding, SEVERITY_WARNING);
}

void
finding_lower(struct finding *finding, enum severity severity)
{
	if (severity < finding->severity)
		finding->severity = severity;
}

void
finding_relate(
	struct finding *finding, struct place place, const char *format, ...)
{
	struct related *related;
	va_list arguments;

	if (!place.source)
		return;
	finding->related = arena_grow(finding->arena, finding->related,
		finding->related_count, &finding->related_capacity,
		sizeof(*finding->related));
	related = &finding->related[finding->related_count++];
	related->place = place;
	va_start(arguments, format);
	related->label = compose(finding, format, arguments);
	va_end(arguments);
}

void
finding_about_object(struct finding *finding, const struct object *object)
{
	finding->object = object;
}

void
finding_about_pod(struct finding *finding, const struct pod *pod)
{
	finding->pod = pod;
	finding->object = pod->object;
}

void
finding_about_container(
	struct finding *finding, const struct container *container)
{
	finding->container = container;
	finding_about_pod(finding, container->pod);
}

void
finding_concerns(struct finding *finding, const struct pod *pod)
{
	finding->concerned = arena_grow(finding->arena, finding->concerned,
		finding->concerned_count, &finding->concerned_capacity,
		sizeof(const struct pod *));
	finding->concerned[finding->concerned_count++] = pod;
}

void
finding_field(
	struct finding *finding, const struct node *mapping, const char *key)
{
	finding->mapping = mapping;
	finding->key = key;
}

void
finding_detail(struct finding *finding, const char *key, const char *value)
{
	finding->details = arena_grow(finding->arena, finding->details,
		finding->detail_count, &finding->detail_capacity,
		sizeof(*finding->details));
	finding->details[finding->detail_count++] = (struct detail){
		.key = key,
		.value = secret_mask(finding->arena,
			arena_str(finding->arena, str_of(value))),
	};
}

/* A fix of several edits is as safe as the least safe of them. */
static void
add_edit(
	struct finding *finding, bool safe, struct place place, struct str text)
{
	finding->fix_is_safe =
		safe && (finding->edit_count == 0 || finding->fix_is_safe);
	finding->edits =
		arena_grow(finding->arena, finding->edits, finding->edit_count,
			&finding->edit_capacity, sizeof(*finding->edits));
	finding->edits[finding->edit_count++] =
		(struct edit){ .place = place, .text = text };
}

void
finding_replace(struct finding *finding, bool safe, struct place place,
	const char *text)
{
	if (place.source)
		add_edit(finding, safe, place,
			arena_str(finding->arena, str_of(text)));
}

/* What starts before its first key on the same line has a brace there. */
static bool
is_flow(const struct node *mapping, const struct node *first)
{
	struct mark start = mapping->span.start;
	struct mark key = first->key_start;

	return start.line == key.line && start.column < key.column;
}

/* Whether a line can be written before the mapping's first key: in block
 * style, where it stands, not reached through an alias. */
static bool
takes_new_line(const struct node *mapping)
{
	const struct node *first = node_item(mapping, 0);
	struct str line;

	if (!node_is_mapping(mapping) || !first || first->merged ||
		node_alias(mapping) || is_flow(mapping, first))
		return false;
	line = source_line(node_source(mapping), first->key_start.line);
	for (uint32_t i = 0; i + 1 < first->key_start.column; i++)
		if (i >= line.len || (line.ptr[i] != ' ' && line.ptr[i] != '-'))
			return false;
	return true;
}

/* Behind the colon that ends the key of EMPTY, which has no value; no source
 * where none follows at once. */
static struct place
behind_key(const struct node *empty)
{
	struct place place = node_key_place(empty);
	struct str line = source_line(place.source, place.span.end.line);
	struct str rest = str_from(
		line, source_column_offset(line, place.span.end.column));

	place.span.start = place.span.end;
	place.span.start.column++;
	place.span.end = place.span.start;
	return str_starts(rest, ":") ? place : (struct place){ 0 };
}

/* Gives the key of NULLED, which is there and says nothing, a value. */
static void
fill(struct finding *finding, bool safe, const struct node *nulled,
	const char *value)
{
	if (nulled->type != VALUE_NULL || nulled->merged || node_alias(nulled))
		return;
	if (nulled->text.len)
		finding_replace(finding, safe, node_place(nulled), value);
	else
		finding_replace(finding, safe, behind_key(nulled),
			arena_printf(finding->arena, " %s", value).ptr);
}

void
finding_add_key(struct finding *finding, bool safe, const struct node *mapping,
	const char *key, const char *value)
{
	const struct node *nulled = node_find(mapping, key);
	struct place place;

	if (nulled) {
		fill(finding, safe, nulled, value);
		return;
	}
	if (!takes_new_line(mapping))
		return;
	place = node_key_place(node_item(mapping, 0));
	place.span.end = place.span.start;
	add_edit(finding, safe, place,
		arena_printf(finding->arena, "%s: %s\n%*s", key, value,
			(int)place.span.start.column - 1, ""));
}
