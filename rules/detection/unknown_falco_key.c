/* SPDX-License-Identifier: Apache-2.0 */
/* A key that Falco does not read. */
#include <agentlint/falco.h>
#include <agentlint/nearest.h>
#include <agentlint/rule.h>

static const char *const rule_keys[] = { "rule", "condition", "output", "desc",
	"priority", "source", "enabled", "tags", "exceptions", "warn_evttypes",
	"skip-if-unknown-filter", "capture", "capture_duration",
	"capture_events", "capture_filesize", "append", "override", NULL };
static const char *const macro_keys[] = { "macro", "condition", "append",
	"override", NULL };
static const char *const list_keys[] = { "list", "items", "append", "override",
	NULL };

static const char *const *
keys_of(enum falco_item kind)
{
	switch (kind) {
	case FALCO_RULE:
		return rule_keys;
	case FALCO_MACRO:
		return macro_keys;
	case FALCO_LIST:
		return list_keys;
	case FALCO_ENGINE_VERSION:
	case FALCO_PLUGIN_VERSIONS:
	case FALCO_OTHER:
		break;
	}
	return NULL;
}

static bool
is_among(struct str key, const char *const *keys)
{
	for (; *keys; keys++)
		if (str_is(key, *keys))
			return true;
	return false;
}

static void
check_item(struct pass *pass, const struct falco_file *file,
	const struct node *item)
{
	enum falco_item kind = falco_item(item);
	const char *const *keys = keys_of(kind);

	NODE_EACH(field, keys ? item : NULL) {
		struct str near = nearest_of(field->key, keys);
		struct finding *finding;

		if (is_among(field->key, keys))
			continue;
		finding = pass_report(pass, node_key_place(field),
			"Falco does not know '%.*s' in a %s",
			STR_ARG(field->key), falco_item_key(kind));
		finding_about_object(finding, file->object);
		if (near.len)
			finding_label(
				finding, "did you mean '%.*s'?", STR_ARG(near));
	}
}

static void
check(struct pass *pass, const struct graph *graph)
{
	(void)graph;
	falco_each_item(pass, check_item);
}

const struct rule unknown_falco_key = {
	.id = "unknown-falco-key",
	.module = MODULE_DETECTION,
	.severity = SEVERITY_WARNING,
	.check_graph = check,
	.summary = "A Falco rule has a key that Falco does not read",
	.why = "Falco warns of a key that it does not know since 0.44 and "
	       "passed it over in silence before: an 'enable: false' leaves "
	       "the rule on, a 'conditon' leaves it without one.",
	.fix = "write the key as Falco does",
	.bad = "- rule: Unexpected socket\n"
	       "  desc: an agent opened a socket\n"
	       "  condition: evt.type = socket and k8s.ns.name = agents\n"
	       "  output: \"%proc.cmdline\"\n"
	       "  priorty: WARNING\n"
	       "  priority: INFO\n",
	.good = "- rule: Unexpected socket\n"
		"  desc: an agent opened a socket\n"
		"  condition: evt.type = socket and k8s.ns.name = agents\n"
		"  output: \"%proc.cmdline\"\n"
		"  priority: WARNING\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://falco.org/docs/concepts/rules/" },
			{ 0 },
		},
	.since = "0.1.0",
};
