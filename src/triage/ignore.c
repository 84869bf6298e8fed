/* SPDX-License-Identifier: Apache-2.0 */
/* An entry is for what all of its keys say. */
#include "triage/ignore.h"

#include "cli/glob.h"

static bool
is_for_rule(const struct ignore_entry *entry, const struct rule *rule)
{
	return !entry->rule.len || str_is(entry->rule, rule->id) ||
	       str_is(entry->rule, module_name(rule->module));
}

/* What is asked for nothing is found in nothing. */
static bool
matches(struct str pattern, struct str text)
{
	return !pattern.len || (text.len && glob_matches(pattern, text));
}

static bool
is_for_object(const struct ignore_entry *entry, const struct finding *finding)
{
	static const struct object none;
	const struct object *object = finding->object ? finding->object : &none;
	struct str container = { 0 };

	if (finding->container)
		container = finding->container->name;
	return (!entry->kind.len || str_equal(entry->kind, object->kind)) &&
	       matches(entry->namespace, object->namespace) &&
	       matches(entry->name, object->name) &&
	       matches(entry->container, container);
}

/* Findings come file by file. */
static bool
is_for_path(struct ignores *ignores, const struct ignore_entry *entry,
	const struct source *source)
{
	struct str path;

	if (!entry->path.len)
		return true;
	if (ignores->source != source) {
		path = arena_str(ignores->arena, source->path);
		ignores->source = source;
		ignores->below = scope_below(ignores->scope, path.ptr);
	}
	return glob_covers(entry->path, ignores->below);
}

static bool
is_for(struct ignores *ignores, const struct ignore_entry *entry,
	const struct finding *finding)
{
	return is_for_rule(entry, finding->rule) &&
	       is_for_object(entry, finding) &&
	       is_for_path(ignores, entry, finding->place.source);
}

static void
apply(struct ignores *ignores, struct finding *finding)
{
	const struct config *config = ignores->scope->config;

	for (size_t i = 0; i < config->ignore_count; i++) {
		const struct ignore_entry *entry = &config->ignores[i];

		if (ignores_expired(ignores, i) ||
			!is_for(ignores, entry, finding))
			continue;
		ignores->used[i] = true;
		finding_excuse(finding, (struct excuse){
						.by = EXCUSED_BY_CONFIGURATION,
						.where = entry->where,
						.reason = entry->reason,
					});
	}
}

void
ignores_apply(struct ignores *ignores, const struct verdict *verdict)
{
	size_t count = ignores->scope->config->ignore_count;

	if (!count)
		return;
	ignores->used = arena_array(ignores->arena, count, sizeof(bool));
	for (size_t i = 0; i < verdict->count; i++)
		apply(ignores, verdict->findings[i]);
}

bool
ignores_expired(const struct ignores *ignores, size_t index)
{
	struct date expires = ignores->scope->config->ignores[index].expires;

	return expires.digits && expires.digits < ignores->today.digits;
}

static bool
is_judged(const struct ignore_entry *entry, const struct rule_choice *choices)
{
	for (; choices->rule; choices++)
		if (is_for_rule(entry, choices->rule) &&
			(choices->off || choices->silent))
			return false;
	return true;
}

bool
ignores_unused(struct ignores *ignores, size_t index,
	const struct source *const *sources, size_t source_count,
	const struct rule_choice *choices)
{
	const struct ignore_entry *entry =
		&ignores->scope->config->ignores[index];

	if (ignores->used[index] || !is_judged(entry, choices))
		return false;
	for (size_t i = 0; i < source_count; i++)
		if (is_for_path(ignores, entry, sources[i]))
			return true;
	return false;
}
