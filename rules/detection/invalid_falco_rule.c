/* SPDX-License-Identifier: Apache-2.0 */
/* Falco does not start with such a file, or drops the item. */
#include <stdarg.h>
#include <stdio.h>

#include <agentlint/falco.h>
#include <agentlint/rule.h>

static const char *const priorities[] = { "Emergency", "Alert", "Critical",
	"Error", "Warning", "Notice", "Informational", "Info", "Debug" };

/* What override may name, and whether it can be appended to. */
static const struct {
	const char *field;
	enum falco_item kind;
	bool append;
} overridable[] = {
	{ "condition", FALCO_RULE, true },
	{ "output", FALCO_RULE, true },
	{ "desc", FALCO_RULE, true },
	{ "tags", FALCO_RULE, true },
	{ "exceptions", FALCO_RULE, true },
	{ "priority", FALCO_RULE, false },
	{ "enabled", FALCO_RULE, false },
	{ "capture", FALCO_RULE, false },
	{ "capture_duration", FALCO_RULE, false },
	{ "warn_evttypes", FALCO_RULE, false },
	{ "skip-if-unknown-filter", FALCO_RULE, false },
	{ "condition", FALCO_MACRO, true },
	{ "items", FALCO_LIST, true },
};

struct item {
	struct pass *pass;
	const struct object *object;
	const struct node *node;
	enum falco_item kind;
	struct str name;
};

__attribute__((format(printf, 3, 4))) static void report(
	const struct item *item, struct place place, const char *format, ...);

/* "rule 'NAME' ...": what is wrong stands under the carets. */
static void
report(const struct item *item, struct place place, const char *format, ...)
{
	char text[160];
	va_list arguments;
	struct finding *finding;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	finding = pass_report(item->pass, place, "Falco refuses %s '%.*s': %s",
		falco_item_key(item->kind), STR_ARG(item->name), text);
	finding_about_object(finding, item->object);
}

static void
check_presence(const struct item *item)
{
	static const struct {
		enum falco_item kind;
		const char *field;
	} wanted[] = {
		{ FALCO_RULE, "condition" },
		{ FALCO_RULE, "output" },
		{ FALCO_RULE, "desc" },
		{ FALCO_RULE, "priority" },
		{ FALCO_MACRO, "condition" },
		{ FALCO_LIST, "items" },
	};

	char missing[96] = "";
	size_t len = 0;

	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++)
		if (wanted[i].kind == item->kind &&
			!node_find(item->node, wanted[i].field))
			len += (size_t)snprintf(missing + len,
				sizeof(missing) - len, "%sno '%s'",
				len ? ", " : "", wanted[i].field);
	if (len)
		report(item,
			node_place(node_get(
				item->node, falco_item_key(item->kind))),
			"it has %s", missing);
}

static void
check_priority(const struct item *item)
{
	const struct node *priority = node_get(item->node, "priority");
	size_t count = sizeof(priorities) / sizeof(*priorities);

	if (!priority || node_is_placeholder(priority))
		return;
	for (size_t i = 0; i < count; i++)
		if (str_is_nocase(node_text(priority), priorities[i]))
			return;
	report(item, node_place(priority), "there is no priority '%.*s'",
		STR_ARG(node_text(priority)));
}

static void
check_condition(const struct item *item)
{
	const struct node *condition = node_get(item->node, "condition");
	const char *problem;

	/* What is appended goes on where another condition ends. */
	if (!condition || node_is_placeholder(condition) ||
		falco_item_amends(item->node))
		return;
	problem = falco_condition_problem(node_text(condition));
	if (problem)
		report(item, node_place(condition),
			"its condition cannot be parsed: %s", problem);
}

static bool
is_overridable(enum falco_item kind, struct str field, bool *append)
{
	size_t count = sizeof(overridable) / sizeof(*overridable);

	for (size_t i = 0; i < count; i++)
		if (overridable[i].kind == kind &&
			str_is(field, overridable[i].field)) {
			*append = overridable[i].append;
			return true;
		}
	return false;
}

static void
check_override_entry(const struct item *item, const struct node *entry)
{
	bool append = false;

	if (!is_overridable(item->kind, entry->key, &append))
		report(item, node_key_place(entry),
			"'%.*s' cannot be overridden", STR_ARG(entry->key));
	else if (!node_get_str(item->node, entry->key))
		report(item, node_key_place(entry),
			"it overrides '%.*s' and does not have it",
			STR_ARG(entry->key));
	else if (node_is(entry, "append") ? !append
					  : !node_is(entry, "replace"))
		report(item, node_place(entry),
			"'%.*s' cannot be overridden by '%.*s'",
			STR_ARG(entry->key), STR_ARG(node_text(entry)));
}

static void
check_override(const struct item *item)
{
	const struct node *override = node_get(item->node, "override");
	bool append;

	if (!override)
		return;
	if (node_get(item->node, "append"))
		report(item, node_key_place(node_get(item->node, "append")),
			"'append' and 'override' exclude each other");
	NODE_EACH(entry, override)
		check_override_entry(item, entry);
	NODE_EACH(field, item->node)
		if (is_overridable(item->kind, field->key, &append) &&
			!node_get_str(override, field->key))
			report(item, node_key_place(field),
				"'%.*s' has no entry under 'override'",
				STR_ARG(field->key));
}

static void
check_exceptions(const struct item *item)
{
	const struct node *exceptions = node_get(item->node, "exceptions");

	NODE_EACH(exception, exceptions)
		if (!node_get(exception, "name"))
			report(item, node_place(exception),
				"an exception has no 'name'");
}

static void
check_known(const struct item *item)
{
	if (!falco_item_amends(item->node))
		check_presence(item);
	check_condition(item);
	check_override(item);
	if (item->kind == FALCO_LIST && node_get(item->node, "items") &&
		!node_is_sequence(node_get(item->node, "items")))
		report(item, node_place(node_get(item->node, "items")),
			"'items' is no list");
	if (item->kind == FALCO_RULE) {
		check_priority(item);
		check_exceptions(item);
	}
}

static void
check_item(struct pass *pass, const struct falco_file *file,
	const struct node *node)
{
	enum falco_item kind = falco_item(node);
	const char *key = falco_item_key(kind);
	struct item item = { pass, file->object, node, kind, { 0 } };

	if (!key)
		return;
	item.name = node_text(node_get(node, key));
	check_known(&item);
}

static void
check(struct pass *pass, const struct graph *graph)
{
	(void)graph;
	falco_each_item(pass, check_item);
}

const struct rule invalid_falco_rule = {
	.id = "invalid-falco-rule",
	.module = MODULE_DETECTION,
	.severity = SEVERITY_ERROR,
	.check_graph = check,
	.summary = "Falco refuses a rule, macro or list",
	.why = "Falco loads its rules when it starts, or when the operator "
	       "hands it new ones, and one item that it cannot read keeps the "
	       "whole file out: with the mistake go all the detections that "
	       "were right. The DaemonSet restarts, or runs on with the rules "
	       "of yesterday, and nobody is told of what happens meanwhile. "
	       "Rules are checked in files of their own, in ConfigMaps, in "
	       "the operator's Rulesfile and in the chart's customRules.",
	.fix = "give the rule what it lacks: a rule has condition, output, "
	       "desc and priority; 'override' names exactly the fields beside "
	       "it",
	.bad = "- rule: Unexpected socket\n"
	       "  desc: an agent opened a socket\n"
	       "  condition: evt.type = socket and k8s.ns.name = agents\n"
	       "  output: \"%proc.cmdline\"\n"
	       "  priority: HIGH\n",
	.good = "- rule: Unexpected socket\n"
		"  desc: an agent opened a socket\n"
		"  condition: evt.type = socket and k8s.ns.name = agents\n"
		"  output: \"%proc.cmdline\"\n"
		"  priority: WARNING\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://falco.org/docs/concepts/rules/" },
			{ "CWE", "778" },
			{ "OWASP", "ASI10" },
			{ 0 },
		},
	.since = "0.1.0",
};
