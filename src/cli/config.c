/* SPDX-License-Identifier: Apache-2.0 */
/* The text of a configuration becomes struct config. */
#include "cli/config.h"

#include <stdio.h>
#include <string.h>

#include "cli/config_check.h"
#include "cli/config_keys.h"
#include "load/parse.h"

static const struct limits config_limits = {
	.bytes = CONFIG_MOST_BYTES,
	.depth = 20,
	.alias_nodes = 10000,
	.events = 200000,
};

/* What libcyaml says first is what is wrong; the rest is a backtrace. */
__attribute__((format(printf, 3, 0))) static void
keep_first_message(
	cyaml_log_t level, void *context, const char *format, va_list arguments)
{
	char *text = context;

	if (level < CYAML_LOG_ERROR || *text)
		return;
	vsnprintf(text, sizeof(struct error), format, arguments);
	text[strcspn(text, "\n")] = '\0';
}

/* A realloc of the arena's memory: each block has its size before it. */
static void *
reallocate(void *context, void *block, size_t size)
{
	union header {
		size_t size;
		max_align_t align;
	};
	union header *old = block ? (union header *)block - 1 : NULL;
	union header *new;

	if (!size)
		return NULL; /* all is freed with the arena */
	new = arena_alloc(context, sizeof(*new) + size);
	new->size = size;
	if (old)
		memcpy(new + 1, block, old->size < size ? old->size : size);
	return new + 1;
}

static bool
load(struct raw_config **raw, struct arena *arena, const struct source *source,
	const cyaml_schema_value_t *schema, struct error *error)
{
	struct error message = { 0 };
	cyaml_config_t how = {
		.log_fn = keep_first_message,
		.log_ctx = message.text,
		.log_level = CYAML_LOG_ERROR,
		.mem_fn = reallocate,
		.mem_ctx = arena,
	};
	cyaml_err_t failed = cyaml_load_data((const uint8_t *)source->text.ptr,
		source->text.len, &how, schema, (cyaml_data_t **)raw, NULL);

	if (failed == CYAML_OK)
		return true;
	return error_set(error, "%.*s: %s", STR_ARG(source->path),
		message.text[0] ? message.text : cyaml_strerror(failed));
}

static struct str_list
list_of(struct arena *arena, char *const *items, unsigned count)
{
	struct str *list = arena_array(arena, count, sizeof(*list));

	for (unsigned i = 0; i < count; i++)
		list[i] = str_of(items[i]);
	return (struct str_list){ list, count };
}

static void
fill_cluster(struct settings *settings, struct arena *arena,
	const struct raw_cluster *raw)
{
	const struct raw_pod_security *levels = raw->pod_security;

	settings->cluster.pod_cidrs =
		list_of(arena, raw->pod_cidrs, raw->pod_cidrs_count);
	settings->cluster.service_cidrs =
		list_of(arena, raw->service_cidrs, raw->service_cidrs_count);
	settings->cluster.node_cidrs =
		list_of(arena, raw->node_cidrs, raw->node_cidrs_count);
	config_read_version(str_of(raw->kubernetes_version),
		&settings->cluster.kubernetes_minor);
	settings->cluster.seccomp_default = raw->seccomp_default;
	if (!levels)
		return;
	settings->cluster.pod_security.enforce = str_of(levels->enforce);
	settings->cluster.pod_security.enforce_version =
		str_of(levels->enforce_version);
	settings->cluster.pod_security.audit = str_of(levels->audit);
	settings->cluster.pod_security.audit_version =
		str_of(levels->audit_version);
	settings->cluster.pod_security.warn = str_of(levels->warn);
	settings->cluster.pod_security.warn_version =
		str_of(levels->warn_version);
}

static void
fill_settings(struct settings *settings, struct arena *arena,
	const struct raw_config *raw)
{
	const struct raw_runtime *runtime = raw->runtime;
	const struct raw_network *network = raw->network;

	if (raw->cluster)
		fill_cluster(settings, arena, raw->cluster);
	if (runtime)
		settings->trusted_runtimes = list_of(
			arena, runtime->trusted, runtime->trusted_count);
	if (network)
		settings->network.wanted_cidrs = list_of(arena,
			network->allowed_cidrs, network->allowed_cidrs_count);
	settings->detection_required =
		raw->detection && raw->detection->required;
	settings->admission_agent_sandbox =
		raw->admission && raw->admission->agent_sandbox;
	settings->reasons_required = raw->require_reason;
}

static void
fill_agents(struct config *config, struct arena *arena,
	const struct raw_agents *raw)
{
	config->agents.namespaces =
		list_of(arena, raw->namespaces, raw->namespaces_count);
	config->agents.names = list_of(arena, raw->names, raw->names_count);
	config->agents.selector = str_of(raw->selector);
	config->agents.given = config->agents.namespaces.count ||
			       config->agents.names.count ||
			       config->agents.selector.len;
}

/* NAMES are in the order of struct rule_level: modules first. */
static void
fill_rules(struct config *config, struct arena *arena, const char *const *names,
	char *const *levels)
{
	size_t count = 0;

	while (names[count])
		count++;
	config->rules = arena_array(arena, count, sizeof(*config->rules));
	for (size_t i = 0; i < count; i++) {
		const struct rule *rule = rule_find(str_of(names[i]));
		const char *name = rule ? rule->id : names[i];

		if (!levels[i])
			continue;
		config->rules[config->rule_count++] =
			(struct rule_level){ str_of(name), str_of(levels[i]) };
	}
}

static struct str
rule_name(const char *name)
{
	const struct rule *rule = rule_find(str_of(name));

	return rule ? str_of(rule->id) : str_of(name);
}

/* ITEM is where RAW comes from: libcyaml knows no places. */
static struct ignore_entry
ignore_entry(struct arena *arena, const struct raw_ignore *raw,
	const struct node *item)
{
	struct place place = node_place(item);
	struct ignore_entry entry = {
		.rule = rule_name(raw->rule),
		.path = str_of(raw->path),
		.kind = str_of(raw->kind),
		.namespace = str_of(raw->namespace),
		.name = str_of(raw->name),
		.container = str_of(raw->container),
		.reason = str_of(raw->reason),
		.where = arena_printf(arena, "%.*s:%u:%u",
			STR_ARG(place.source->path), place.span.start.line,
			place.span.start.column),
	};

	date_parse(str_of(raw->expires), &entry.expires);
	return entry;
}

static void
fill_ignores(struct config *config, struct arena *arena,
	const struct raw_config *raw, const struct node *root)
{
	const struct node *list = node_get(root, "ignore");

	if (!raw->ignore_count)
		return;
	config->ignores =
		arena_array(arena, raw->ignore_count, sizeof(*config->ignores));
	for (unsigned i = 0; i < raw->ignore_count; i++)
		config->ignores[config->ignore_count++] = ignore_entry(
			arena, &raw->ignore[i], node_item(list, i));
}

static void
fill(struct config *config, struct arena *arena, const char *const *rule_names,
	const struct raw_config *raw, const struct node *root)
{
	fill_settings(&config->settings, arena, raw);
	if (raw->agents)
		fill_agents(config, arena, raw->agents);
	if (raw->rules)
		fill_rules(config, arena, rule_names, raw->rules);
	config->exclude = list_of(arena, raw->exclude, raw->exclude_count);
	config->contexts = list_of(arena, raw->contexts, raw->contexts_count);
	config->baseline = str_of(raw->baseline);
	fill_ignores(config, arena, raw, root);
}

bool
config_parse(struct config *config, struct arena *arena, struct str path,
	struct str text, struct error *error)
{
	const char *const *rule_names = config_rule_names(arena);
	const cyaml_schema_value_t *schema = config_schema(arena, rule_names);
	struct raw_config *raw = NULL;
	struct source source = { 0 };
	bool good;

	source_set_text(&source, path, text);
	parse_source(&source, &config_limits);
	config->text = text;
	good = config_check(&source, arena, schema, error);
	if (good && source.document_count)
		good = load(&raw, arena, &source, schema, error);
	/* A null loads as nothing. */
	if (good && raw)
		fill(config, arena, rule_names, raw, source.documents[0]);
	arena_release(&source.arena);
	return good;
}
