/* SPDX-License-Identifier: Apache-2.0 */
/* Told, known, or recognised: the order in which a workload is judged. */
#include "analysis/workload/agents.h"

#include <string.h>

#include "analysis/workload/known.h"
#include "graph/build.h"
#include "graph/label_query.h"

static const char annotation[] = "agentlint.dev/agent";

enum { CERTAIN = 10, STRONG = 3, MEDIUM = 2, WEAK = 1 };

struct judging {
	struct arena *arena;
	const struct pod *pod;
	const struct agents_choice *choice;
	struct classification result;
};

__attribute__((format(printf, 4, 5))) static void
add_signal(struct judging *judging, int points, const struct node *node,
	const char *format, ...)
{
	struct classification *result = &judging->result;
	va_list arguments;

	result->signals = arena_grow(judging->arena, result->signals,
		result->count, &result->capacity, sizeof(*result->signals));
	va_start(arguments, format);
	result->signals[result->count++] = (struct signal){
		.text = arena_vprintf(judging->arena, format, arguments),
		.place = node ? node_place(node) : (struct place){ 0 },
		.points = points,
	};
	va_end(arguments);
	result->points += points;
}

/* Settles the matter; always true. */
static bool
decide(struct judging *judging, bool agent, const char *reason)
{
	judging->result.agent = agent;
	judging->result.reason = reason;
	return true;
}

static bool
told_by(struct judging *judging, const struct node *annotations,
	const char *reason)
{
	const struct node *node = node_get(annotations, annotation);
	struct str value = node_text(node);

	if (!str_is(value, "true") && !str_is(value, "false"))
		return false;
	add_signal(judging, 0, node, "annotation %s: \"%.*s\"", annotation,
		STR_ARG(value));
	return decide(judging, str_is(value, "true"), reason);
}

static bool
told_by_workload(struct judging *judging)
{
	const struct pod *pod = judging->pod;

	return told_by(judging, pod->annotations, "its annotation says so") ||
	       told_by(judging, pod->object->annotations,
		       "its annotation says so");
}

static bool
told_by_namespace(struct judging *judging)
{
	const struct object *namespace = pod_namespace(judging->pod);

	return namespace && told_by(judging, namespace->annotations,
				    "the annotation of its namespace says so");
}

static bool
is_listed(const struct str_list *names, struct str name)
{
	for (size_t i = 0; i < names->count; i++)
		if (str_equal(names->items[i], name))
			return true;
	return false;
}

/* What any of the three ways in agents: names is an agent. */
static bool
named_by_config(struct judging *judging)
{
	const struct pod *pod = judging->pod;
	const struct agents_choice *choice = judging->choice;
	struct label_query query;

	if (is_listed(&choice->names, pod->object->name))
		return decide(judging, true,
			"the configuration names it in agents.names");
	if (is_listed(&choice->namespaces, pod->object->namespace))
		return decide(judging, true,
			"the configuration names its namespace in "
			"agents.namespaces");
	return choice->selector.len &&
	       label_query_parse(&query, judging->arena, choice->selector) &&
	       label_query_matches(&query, pod->labels) &&
	       decide(judging, true,
		       "its labels are those of agents.selector in the "
		       "configuration");
}

/* Saying which are agents says which are not. */
static bool
left_out_by_config(struct judging *judging)
{
	const struct agents_choice *choice = judging->choice;

	return (choice->names.count || choice->namespaces.count ||
		       choice->selector.len) &&
	       decide(judging, false,
		       "agents: in the configuration leaves it out");
}

static const struct known *
image_of(const struct container *container)
{
	struct str text = node_text(node_get(container->node, "image"));
	const char *problem;
	struct image image;

	/* How ko names the image that it builds from that package. */
	if (str_starts(text, "ko://"))
		text = str_from(text, strlen("ko://"));
	image_parse(text, &image, &problem);
	return known_image(&image);
}

static bool
is_lasting(const struct container *container)
{
	return container->role == CONTAINER_REGULAR ||
	       container->role == CONTAINER_SIDECAR;
}

/* What every container that stays is known as, when they all are of KIND. */
static const struct known *
all_known_as(const struct pod *pod, enum known_kind kind)
{
	const struct known *found = NULL;

	for (size_t i = 0; i < pod->container_count; i++) {
		const struct known *known;

		if (!is_lasting(&pod->containers[i]))
			continue;
		known = image_of(&pod->containers[i]);
		if (!known || known->kind != kind)
			return NULL;
		if (!found)
			found = known;
	}
	return found;
}

/* A DaemonSet that runs Falco is Falco, whatever ships its logs. */
static const struct known *
daemon_known(const struct pod *pod)
{
	if (!object_is(pod->object, "apps", "DaemonSet"))
		return NULL;
	for (size_t i = 0; i < pod->container_count; i++) {
		const struct known *known = image_of(&pod->containers[i]);

		if (known && known->kind == KNOWN_MACHINERY &&
			str_is(str_of(known->what), "Falco"))
			return known;
	}
	return NULL;
}

static bool
known_as_machinery(struct judging *judging)
{
	const struct pod *pod = judging->pod;
	const struct known *known = all_known_as(pod, KNOWN_MACHINERY);
	const char *what = NULL;

	if (!known)
		known = daemon_known(pod);
	if (known)
		what = known->what;
	else if (object_is(pod->object, "instance.falcosecurity.dev", "Falco"))
		what = "Falco";
	else if (node_is(node_get(pod->labels, "app"), "sandbox-router"))
		what = "the agent-sandbox router";
	if (!what)
		return false;
	add_signal(
		judging, 0, node_get(pod->object->root, "kind"), "is %s", what);
	return decide(judging, false,
		arena_printf(judging->arena,
			"it is %s, which guards or runs "
			"agents",
			what)
			.ptr);
}

static void
weigh_kind(struct judging *judging)
{
	static const char *const groups[] = { "agents.x-k8s.io",
		"extensions.agents.x-k8s.io", "kagent.dev", "agents.kruise.io",
		"sandbox.opensandbox.io", "toolhive.stacklok.dev" };
	const struct object *object = judging->pod->object;

	for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++)
		if (str_is(object->group, groups[i]))
			add_signal(judging, CERTAIN,
				node_get(object->root, "kind"),
				"kind %.*s of %s runs agents or their tools",
				STR_ARG(object->kind), groups[i]);
}

static void
weigh_labels(struct judging *judging, const struct node *labels)
{
	static const struct {
		const char *key, *value;
		int points;
	} known[] = {
		{ "kagenti.io/type", "agent", CERTAIN },
		{ "kagenti.io/type", "tool", STRONG },
		{ "app", "kagent", STRONG },
		{ "toolhive", "true", STRONG },
		{ "app.kubernetes.io/component", "agent", MEDIUM },
		{ "app.kubernetes.io/component", "mcp-server", STRONG },
		/* What their controllers put on the pods that they make. */
		{ "agents.x-k8s.io/sandbox-name-hash", NULL, CERTAIN },
		{ "agents.x-k8s.io/sandbox-template-ref-hash", NULL, CERTAIN },
		{ "agents.x-k8s.io/warm-pool-sandbox", NULL, CERTAIN },
		{ "kagent", NULL, STRONG },
		{ "toolhive-name", NULL, STRONG },
		{ "kagenti.io/framework", NULL, STRONG },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		const struct node *label = node_get(labels, known[i].key);

		if (label && (!known[i].value ||
				     str_is(node_text(label), known[i].value)))
			add_signal(judging, known[i].points, label,
				"label %s: %.*s", known[i].key,
				STR_ARG(node_text(label)));
	}
}

static void
weigh_image(struct judging *judging, const struct container *container)
{
	const struct known *known = image_of(container);
	const struct node *node = node_get(container->node, "image");
	struct image image;
	const char *problem;
	struct str base;

	if (known && known->kind == KNOWN_AGENT)
		add_signal(
			judging, CERTAIN, node, "the image is %s", known->what);
	if (known && known->kind == KNOWN_TOOL)
		add_signal(
			judging, STRONG, node, "the image is %s", known->what);
	if (known)
		return;
	image_parse(node_text(node), &image, &problem);
	base = image_base(&image);
	if (str_contains(base, "mcp-server") || str_ends(base, "-mcp"))
		add_signal(judging, STRONG, node,
			"the image is called after an MCP server");
}

/* A program at the start decides; a package is one wherever it stands. */
static void
weigh_words(struct judging *judging, const struct node *words)
{
	NODE_EACH(word, words) {
		const struct known *known = known_command(node_text(word));
		bool package = str_starts(node_text(word), "@");

		if (known && (package || word == node_begin(words)))
			add_signal(judging, STRONG, word, "starts %s",
				known->what);
		else if (str_starts(
				 node_text(word), "@modelcontextprotocol/") ||
			 str_starts(node_text(word), "mcp-server-"))
			add_signal(
				judging, STRONG, word, "starts an MCP server");
	}
}

/* Cuts the next command off SCRIPT: to the end of its line, or to what joins
 * it with another. */
static struct str
take_command(struct str *script)
{
	size_t len = 0;
	struct str command;

	while (len < script->len && !strchr("\n;&|", script->ptr[len]))
		len++;
	command = str_trim(str_head(*script, len));
	*script = str_from(*script, len + 1);
	return command;
}

/* What a command of TEXT, a script, begins with. */
static void
weigh_script(struct judging *judging, const struct node *text)
{
	struct str rest = node_text(text);

	while (rest.len) {
		struct str command = take_command(&rest);
		const struct known *known =
			known_command(str_cut(&command, ' '));

		if (!known)
			continue;
		add_signal(judging, STRONG, text, "a script starts %s",
			known->what);
		return;
	}
}

/* A shell's words, the scripts of Tekton's steps and of Argo's templates. */
static void
weigh_scripts(struct judging *judging, const struct container *container)
{
	static const char *const lists[] = { "command", "args" };

	for (size_t i = 0; i < 2; i++)
		NODE_EACH(word, node_get(container->node, lists[i]))
			if (str_find(node_text(word), ' ') <
				node_text(word).len)
				weigh_script(judging, word);
	weigh_script(judging, node_get(container->node, "script"));
	weigh_script(judging, node_get(container->node, "source"));
}

static void
weigh_variables(struct judging *judging, const struct node *env)
{
	NODE_EACH(item, env) {
		const struct node *name = node_get(item, "name");
		int points = known_variable(node_text(name));

		if (points)
			add_signal(judging, points, name,
				"environment variable %.*s",
				STR_ARG(node_text(name)));
	}
}

/* Whether WORD stands in S between other than letters. */
static bool
has_word(struct str s, const char *word)
{
	size_t len = strlen(word);

	for (size_t i = 0; i + len <= s.len; i++) {
		char before = i ? s.ptr[i - 1] : '-';
		char after = i + len < s.len ? s.ptr[i + len] : '-';

		if (!memcmp(s.ptr + i, word, len) &&
			!(before >= 'a' && before <= 'z') &&
			(after == 's' || !(after >= 'a' && after <= 'z')))
			return true;
	}
	return false;
}

static const char *
telling_word(struct str name)
{
	static const char *const words[] = { "agent", "sandbox", "mcp", "llm",
		"copilot", "assistant", "chatbot" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (has_word(name, words[i]))
			return words[i];
	return NULL;
}

/* Words alone are cheap: that of the workload counts once, that of its
 * namespace once more. */
static void
weigh_names(struct judging *judging)
{
	const struct pod *pod = judging->pod;
	const struct node *metadata = node_get(pod->object->root, "metadata");
	const struct node *name = node_get(metadata, "name");
	const char *word = telling_word(pod->object->name);

	if (!word) {
		name = node_get(pod->labels, "app.kubernetes.io/name");
		if (!name)
			name = node_get(pod->labels, "app");
		word = telling_word(node_text(name));
	}
	if (word)
		add_signal(judging, MEDIUM, name, "is called '%s'", word);
	if (telling_word(pod->object->namespace))
		add_signal(judging, MEDIUM, node_get(metadata, "namespace"),
			"lives in namespace '%.*s'",
			STR_ARG(pod->object->namespace));
}

/* What the workload is called is no sign when another trade calls it so. */
static const struct known *
namesake(const struct pod *pod)
{
	const struct known *known = all_known_as(pod, KNOWN_NAMESAKE);

	if (!known)
		known = all_known_as(pod, KNOWN_SERVER);
	return known ? known : known_name(pod->object->name);
}

static void
weigh(struct judging *judging)
{
	const struct pod *pod = judging->pod;
	const struct known *other = namesake(pod);

	weigh_kind(judging);
	weigh_labels(judging, pod->labels);
	for (size_t i = 0; i < pod->container_count; i++) {
		const struct container *container = &pod->containers[i];

		weigh_image(judging, container);
		weigh_words(judging, node_get(container->node, "command"));
		weigh_words(judging, node_get(container->node, "args"));
		weigh_scripts(judging, container);
		if (!other || other->kind != KNOWN_SERVER)
			weigh_variables(
				judging, node_get(container->node, "env"));
	}
	if (!str_is(node_text(pod_field(pod, "runtimeClassName")), ""))
		add_signal(judging, WEAK, pod_field(pod, "runtimeClassName"),
			"asks for a runtime class");
	if (other)
		add_signal(judging, 0, node_get(pod->object->root, "kind"),
			"is %s, of another trade", other->what);
	else
		weigh_names(judging);
}

/* The reason is the strongest signal. */
static void
recognise(struct judging *judging)
{
	const struct signal *best = NULL;
	const struct classification *result = &judging->result;

	weigh(judging);
	for (size_t i = 0; i < result->count; i++)
		if (!best || result->signals[i].points > best->points)
			best = &result->signals[i];
	if (best && result->points >= AGENTS_ENOUGH)
		decide(judging, true, best->text.ptr);
	else if (!best)
		decide(judging, false, "nothing about it speaks of an agent");
	else
		decide(judging, false,
			arena_printf(judging->arena,
				"too little speaks of an "
				"agent: %.*s",
				STR_ARG(best->text))
				.ptr);
}

struct classification
agents_judge(struct arena *arena, const struct pod *pod,
	const struct agents_choice *choice)
{
	struct judging judging = { arena, pod, choice, { 0 } };

	if (told_by_workload(&judging) || told_by_namespace(&judging) ||
		named_by_config(&judging) || left_out_by_config(&judging) ||
		known_as_machinery(&judging))
		return judging.result;
	if (choice->recognise)
		recognise(&judging);
	else
		decide(&judging, true,
			"every workload is, unless told otherwise");
	return judging.result;
}

void
agents_classify(struct arena *arena, struct graph *graph,
	const struct agents_choice *choice)
{
	for (size_t i = 0; i < graph->pod_count; i++) {
		struct pod *pod = &graph->pods[i];
		struct classification result = agents_judge(arena, pod, choice);

		pod->agent = result.agent;
		pod->classified = result.reason;
	}
}
