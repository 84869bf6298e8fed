/* SPDX-License-Identifier: Apache-2.0 */
/* One story for each binding: who, by which line, may do what. */
#include <agentlint/identity.h>
#include <agentlint/powers.h>

#include <stdio.h>

static const char group_name[] = "rbac.authorization.k8s.io";

enum { MOST_POWERS = 6, MOST_AGENTS = 3 };

struct found {
	const char *what;
	struct str name; /* the first that the rule names; empty: all */
	size_t others;   /* that it names as well */
	const struct node *place; /* the resource in the role; NULL: built in */
	bool weak;
};

struct search {
	const struct binding *binding;
	enum power_kind kind;
	struct found found[MOST_POWERS];
	size_t count;
	bool everything; /* a rule allows all; the rest says nothing more */
};

/* The agents that a binding includes. */
struct audience {
	const struct node *subject; /* that includes the first */
	const struct pod *pods[MOST_AGENTS];
	size_t count;
	enum holding holding; /* the most that any of them holds */
};

static bool
has_wildcard(const struct node *rule, const char *field)
{
	NODE_EACH(item, node_get(rule, field))
		if (str_is(node_text(item), "*"))
			return true;
	return false;
}

static bool
allows_everything(const struct node *rule)
{
	return !node_count(node_get(rule, "resourceNames")) &&
	       has_wildcard(rule, "verbs") && has_wildcard(rule, "resources") &&
	       has_wildcard(rule, "apiGroups");
}

/* Some kinds are started by many resources: one line tells it. */
static void
add_found(struct search *search, struct found found)
{
	size_t at;

	for (size_t i = 0; i < search->count; i++)
		if (str_is(str_of(search->found[i].what), found.what) &&
			str_equal(search->found[i].name, found.name))
			return;
	if (search->count == MOST_POWERS)
		return;
	/* What leads furthest is told first. */
	for (at = search->count;
		at > 0 && search->found[at - 1].weak && !found.weak; at--)
		search->found[at] = search->found[at - 1];
	search->found[at] = found;
	search->count++;
}

/* The item of the rule's resources by which it allows the power, or NULL. */
static const struct node *
granted_by(const struct node *rule, const struct power *power)
{
	struct str verbs = str_of(power->verbs);
	char verb[32];

	while (verbs.len) {
		struct str one = str_cut(&verbs, ' ');

		for (size_t i = 0; i < one.len; i++)
			verb[i] = one.ptr[i];
		verb[one.len] = '\0';
		if (!policy_rule_allows(
			    rule, power->group, power->resource, verb))
			continue;
		NODE_EACH(item, node_get(rule, "resources"))
			if (str_is(node_text(item), power->resource))
				return item;
		return node_item(node_get(rule, "resources"), 0);
	}
	return NULL;
}

static bool
is_in_reach(const struct search *search, const struct power *power)
{
	const struct binding *binding = search->binding;

	switch (power->scope) {
	case IN_NAMESPACE:
	case TO_ACCOUNT:
		break;
	case IN_CLUSTER:
		return binding->everywhere;
	case IN_KUBE_SYSTEM:
		return binding->everywhere ||
		       str_is(binding->object->namespace, "kube-system");
	}
	return true;
}

/* Whether any row of the catalogue tells what the rule leads to. */
static bool
is_told_otherwise(const struct search *search, const struct node *rule)
{
	for (const struct power *power = powers; power->resource; power++)
		if (is_in_reach(search, power) && granted_by(rule, power))
			return true;
	return false;
}

static const struct node *
wildcard_in(const struct node *rule)
{
	static const char *const fields[] = { "verbs", "resources",
		"apiGroups" };

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		NODE_EACH(item, node_get(rule, fields[i]))
			if (str_is(node_text(item), "*"))
				return item;
	return NULL;
}

/* Holds FOUND to the names in RULE, if there are any; false when they lead
 * nowhere. */
static bool
narrow(const struct search *search, const struct node *rule,
	const struct power *power, struct found *found)
{
	const struct node *names = node_get(rule, "resourceNames");
	struct str account;

	if (!node_count(names) || !power->named)
		return true;
	account = binding_account(search->binding->object);
	found->what = power->named;
	NODE_EACH(item, names) {
		struct str name = node_text(item);

		if (power->scope == TO_ACCOUNT && str_equal(account, name))
			continue;
		if (found->name.len)
			found->others++;
		else
			found->name = name;
	}
	return found->name.len > 0;
}

static void
visit_rule(struct search *search, const struct node *rule)
{
	if (allows_everything(rule)) {
		search->everything = true;
		if (search->kind == POWER_EVERYTHING)
			add_found(search,
				(struct found){ .what = "do anything",
					.place = node_item(
						node_get(rule, "resources"),
						0) });
	}
	if (search->kind == POWER_WILDCARD && wildcard_in(rule) &&
		!is_told_otherwise(search, rule))
		add_found(search,
			(struct found){ .what = "do what '*' may come to mean",
				.place = wildcard_in(rule) });
	for (const struct power *power = powers; power->resource; power++) {
		struct found found = { .what = power->what,
			.weak = power->weak };

		if (power->kind != search->kind || !is_in_reach(search, power))
			continue;
		found.place = granted_by(rule, power);
		if (found.place && narrow(search, rule, power, &found))
			add_found(search, found);
	}
}

static size_t
visit_rules(struct search *search, const struct node *rules)
{
	NODE_EACH(rule, rules)
		visit_rule(search, rule);
	return node_count(rules);
}

/* The controller fills such a role with the rules of those that match. */
static size_t
visit_aggregated(struct search *search, const struct object *role,
	const struct node *selectors)
{
	struct object_range roles =
		graph_objects_of(role->graph, group_name, "ClusterRole");
	size_t count = 0;

	for (; roles.begin != roles.end; roles.begin++) {
		const struct object *other = *roles.begin;
		bool matches = false;

		NODE_EACH(selector, selectors)
			matches |= selector_matches(selector, other->labels);
		if (matches && other != role)
			count += visit_rules(
				search, node_get(other->root, "rules"));
	}
	return count;
}

static size_t
visit_role(struct search *search, const struct object *role)
{
	const struct node *selectors =
		role ? node_path(role->root,
			       "aggregationRule.clusterRoleSelectors")
		     : NULL;

	if (!role)
		return 0;
	return selectors ? visit_aggregated(search, role, selectors)
			 : visit_rules(search, node_get(role->root, "rules"));
}

/* The label by which ClusterRoles are added to each (bootstrappolicy). */
static const struct {
	const char *name, *label;
} builtin_roles[] = {
	[BUILTIN_VIEW] = { "view",
		"rbac.authorization.k8s.io/aggregate-to-view" },
	[BUILTIN_EDIT] = { "edit",
		"rbac.authorization.k8s.io/aggregate-to-edit" },
	[BUILTIN_ADMIN] = { "admin",
		"rbac.authorization.k8s.io/aggregate-to-admin" },
};

static enum builtin_role
builtin_of(struct str name)
{
	enum builtin_role role = BUILTIN_ADMIN;

	while (role > BUILTIN_NONE && !str_is(name, builtin_roles[role].name))
		role--;
	return role;
}

static bool
is_added_to(const struct object *other, enum builtin_role role)
{
	for (; role > BUILTIN_NONE; role--)
		if (str_is(node_text(node_get(
				   other->labels, builtin_roles[role].label)),
			    "true"))
			return true;
	return false;
}

static void
visit_added(struct search *search, enum builtin_role role)
{
	struct object_range roles = graph_objects_of(
		search->binding->object->graph, group_name, "ClusterRole");

	for (; roles.begin != roles.end; roles.begin++)
		if (is_added_to(*roles.begin, role))
			visit_role(search, *roles.begin);
}

/* Roles that every cluster has, should the input not tell them. */
static void
visit_builtin(struct search *search)
{
	struct str name = search->binding->role_name;
	enum builtin_role role = builtin_of(name);

	if (!node_is(
		    node_get(search->binding->role_ref, "kind"), "ClusterRole"))
		return;
	if (str_is(name, "cluster-admin")) {
		search->everything = true;
		if (search->kind == POWER_EVERYTHING)
			add_found(search,
				(struct found){ .what = "do anything" });
	}
	for (const struct power *power = powers; power->resource; power++)
		if (power->kind == search->kind &&
			power->builtin != BUILTIN_NONE &&
			power->builtin <= role && is_in_reach(search, power))
			add_found(search, (struct found){ .what = power->what,
						  .weak = power->weak });
	visit_added(search, role);
}

static struct search
search_powers(const struct binding *binding, enum power_kind kind)
{
	struct search search = { .binding = binding, .kind = kind };

	if (!visit_role(&search, binding->role))
		visit_builtin(&search);
	return search;
}

bool
binding_grants_power(const struct binding *binding)
{
	for (int kind = POWER_EVERYTHING; kind <= POWER_WILDCARD; kind++)
		if (search_powers(binding, (enum power_kind)kind).count)
			return true;
	return false;
}

static struct audience
audience_of(const struct object *binding)
{
	struct pod_range pods = binding_pods(binding);
	struct audience audience = { 0 };

	for (; pods.begin != pods.end; pods.begin++) {
		const struct pod *pod = *pods.begin;
		const struct node *subject =
			pod->agent ? binding_subject(binding, pod) : NULL;
		enum holding holding;

		/* A RoleBinding in another namespace is no mistake: it lets
		 * the account in there. */
		if (!subject)
			continue;
		holding = pod_holds_api_key(pod);
		if (!audience.count)
			audience.subject = subject;
		if (holding > audience.holding)
			audience.holding = holding;
		if (audience.count < MOST_AGENTS)
			audience.pods[audience.count] = pod;
		audience.count++;
	}
	return audience;
}

static struct finding *
begin_story(struct pass *pass, const struct binding *binding,
	const struct audience *audience, const char *what)
{
	const struct node *name = node_get(audience->subject, "name");
	struct place place = node_place(name ? name : audience->subject);
	struct str namespace = binding->object->namespace;
	const char *where =
		binding->everywhere ? "(the whole cluster" : "(namespace '";
	const char *end = binding->everywhere ? ")" : "')";

	if (audience->count > 1)
		return pass_report(pass, place, "%zu agents may %s %s%.*s%s",
			audience->count, what, where, STR_ARG(namespace), end);
	return pass_report(pass, place, "agent '%.*s' may %s %s%.*s%s",
		STR_ARG(object_title(audience->pods[0]->object)), what, where,
		STR_ARG(namespace), end);
}

/* "act as user 'bob' and 2 others" */
static const char *
found_text(struct pass *pass, const struct found *found)
{
	enum { AROUND = 64 }; /* what is written around the two names */
	char others[AROUND] = "";
	size_t size;
	char *text;

	if (!found->name.len)
		return found->what;
	if (found->others)
		snprintf(others, sizeof(others), " and %zu other%s",
			found->others, found->others == 1 ? "" : "s");
	size = strlen(found->what) + found->name.len + AROUND;
	text = pass_alloc(pass, size);
	snprintf(text, size, "%s '%.*s'%s", found->what, STR_ARG(found->name),
		others);
	return text;
}

static void
tell_powers(
	struct pass *pass, struct finding *finding, const struct search *search)
{
	const struct node *ref = node_get(search->binding->role_ref, "name");

	for (size_t i = 0; i < search->count; i++) {
		const struct found *found = &search->found[i];
		const char *what = found_text(pass, found);

		finding_detail(finding, "powers", what);
		finding_relate(finding,
			node_place(found->place ? found->place : ref), "%s%s%s",
			found->place ? "" : "this role lets it ",
			i && found->place ? "and " : "", what);
	}
}

static void
tell_agents(struct finding *finding, const struct audience *audience)
{
	bool anonymous = subject_is_anonymous(audience->subject);

	for (size_t i = 0; i < audience->count && i < MOST_AGENTS; i++) {
		const struct pod *pod = audience->pods[i];
		const struct node *account =
			anonymous ? NULL : pod_field(pod, "serviceAccountName");

		/* Several templates of one object are told once. */
		if (i && !account &&
			audience->pods[i - 1]->object == pod->object)
			continue;
		finding_relate(finding,
			account ? node_place(account) : pod_place(pod),
			"agent '%.*s' %s", STR_ARG(object_title(pod->object)),
			anonymous ? "may send none" : "runs as this account");
	}
}

static void
weigh(struct finding *finding, const struct search *search,
	const struct audience *audience)
{
	enum severity severity = search->kind == POWER_WILDCARD
					 ? SEVERITY_WARNING
					 : SEVERITY_ERROR;
	bool weak = true;

	for (size_t i = 0; i < search->count; i++)
		weak &= search->found[i].weak;
	if (weak)
		severity = SEVERITY_WARNING;
	if (subject_is_anonymous(audience->subject)) {
		finding_unknown(finding,
			"whether the API server takes requests without a token "
			"is decided outside the input");
		finding_lower(finding, severity);
		return;
	}
	switch (audience->holding) {
	case HOLDS_YES:
		break;
	case HOLDS_MAYBE:
		finding_unknown(finding,
			"whether the agent is given the account's token is "
			"decided outside the input");
		break;
	case HOLDS_NO:
		severity = severity == SEVERITY_ERROR ? SEVERITY_WARNING
						      : SEVERITY_NOTE;
		finding_label(finding, "its token is not mounted today");
		break;
	}
	finding_lower(finding, severity);
}

static const char *
subject_text(const struct node *subject)
{
	if (subject_is_anonymous(subject))
		return "whoever sends no token";
	return subject_is_group(subject) ? "this group includes it"
					 : "the account that it runs as";
}

static void
report_binding(
	struct pass *pass, const struct object *object, enum power_kind kind)
{
	struct binding binding = binding_of(object);
	struct search search = search_powers(&binding, kind);
	struct audience audience;
	struct finding *finding;

	if (!search.count || (search.everything && kind != POWER_EVERYTHING))
		return;
	audience = audience_of(object);
	if (!audience.count)
		return;
	finding = begin_story(
		pass, &binding, &audience, found_text(pass, &search.found[0]));
	finding_about_object(finding, object);
	finding_label(finding, "%s", subject_text(audience.subject));
	tell_powers(pass, finding, &search);
	tell_agents(finding, &audience);
	weigh(finding, &search, &audience);
}

void
rbac_report(struct pass *pass, const struct graph *graph, enum power_kind kind)
{
	static const char *const kinds[] = { "RoleBinding",
		"ClusterRoleBinding" };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct object_range bindings =
			graph_objects_of(graph, group_name, kinds[i]);

		for (; bindings.begin != bindings.end; bindings.begin++)
			if (pass_judges(pass, *bindings.begin))
				report_binding(pass, *bindings.begin, kind);
	}
}
