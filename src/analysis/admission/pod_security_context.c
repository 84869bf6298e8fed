/* SPDX-License-Identifier: Apache-2.0 */
/* Checks of the Pod Security Standards that read securityContexts. */
#include "analysis/admission/pod_security_check.h"

/* A securityContext and whose it is. */
struct context {
	const struct node *node;           /* NULL when there is none */
	const struct container *container; /* NULL: the pod's */
};

static struct field_value
context_value(struct context context, const char *path)
{
	struct place place = { 0 };
	struct field_value value;

	if (context.container)
		place = container_place(context.container);
	if (node_is_mapping(context.node))
		place = node_key_place(context.node);
	value = field_at(context.node, path, place);
	if (node_is_placeholder(context.node))
		value.unknown = true;
	return value;
}

static void
report(const struct evaluation *evaluation, struct context context,
	struct field_value value)
{
	evaluation_report(evaluation, context.container, value.place);
}

static struct context
pod_context(const struct evaluation *evaluation)
{
	return (struct context){ evaluation->pod->security_context, NULL };
}

static void
each_container(const struct evaluation *evaluation,
	void (*visit)(const struct evaluation *, struct context))
{
	const struct pod *pod = evaluation->pod;

	for (size_t i = 0; i < pod->container_count; i++) {
		const struct container *container = &pod->containers[i];

		visit(evaluation, (struct context){ container->security_context,
					  container });
	}
}

static void
each_context(const struct evaluation *evaluation,
	void (*visit)(const struct evaluation *, struct context))
{
	visit(evaluation, pod_context(evaluation));
	each_container(evaluation, visit);
}

static void
refuse_true(const struct evaluation *evaluation, struct context context)
{
	struct field_value value =
		context_value(context, evaluation->check->path);

	if (node_is_true(value.node))
		report(evaluation, context, value);
}

void
check_container_flag(const struct evaluation *evaluation)
{
	each_container(evaluation, refuse_true);
}

void
check_flag(const struct evaluation *evaluation)
{
	each_context(evaluation, refuse_true);
}

static void
refuse_zero(const struct evaluation *evaluation, struct context context)
{
	struct field_value value =
		context_value(context, evaluation->check->path);

	if (node_is_int(value.node, 0))
		report(evaluation, context, value);
}

void
check_zero(const struct evaluation *evaluation)
{
	each_context(evaluation, refuse_zero);
}

static void
refuse_value(const struct evaluation *evaluation, struct context context)
{
	struct field_value value =
		context_value(context, evaluation->check->path);

	if (value.node && !value.unknown &&
		!evaluation_allows(evaluation, server_text(value.node)))
		report(evaluation, context, value);
}

void
check_container_value(const struct evaluation *evaluation)
{
	each_container(evaluation, refuse_value);
}

enum verdict { UNSET, GOOD, BAD, UNKNOWN };

/* What the profile of a context amounts to; PLACE is where that stands. */
static enum verdict
profile_verdict(const struct evaluation *evaluation, struct context context,
	struct field_value *found)
{
	struct field_value profile =
		context_value(context, evaluation->check->path);
	struct field_value type;

	*found = profile;
	if (profile.unknown)
		return UNKNOWN;
	if (!profile.node)
		return UNSET;
	type = field_at(profile.node, "type", node_key_place(profile.node));
	*found = type;
	if (type.unknown)
		return UNKNOWN;
	return evaluation_allows(evaluation, server_text(type.node)) ? GOOD
								     : BAD;
}

static void
refuse_profile(const struct evaluation *evaluation, struct context context)
{
	struct field_value found;

	if (profile_verdict(evaluation, context, &found) == BAD)
		report(evaluation, context, found);
}

void
check_profile(const struct evaluation *evaluation)
{
	each_context(evaluation, refuse_profile);
}

static enum verdict
truth_verdict(const struct evaluation *evaluation, struct context context,
	struct field_value *found)
{
	*found = context_value(context, evaluation->check->path);
	if (found->unknown)
		return UNKNOWN;
	if (node_is_false(found->node))
		return BAD;
	return found->node ? GOOD : UNSET;
}

/* The pod or each container must be good and none bad; what is missing counts
 * only when nothing is bad, as the server says one or the other. */
static void
check_required(const struct evaluation *evaluation,
	enum verdict (*judge)(const struct evaluation *, struct context,
		struct field_value *))
{
	const struct pod *pod = evaluation->pod;
	struct context context = pod_context(evaluation);
	struct field_value found;
	enum verdict above = judge(evaluation, context, &found);
	bool bad = above == BAD;

	if (bad)
		report(evaluation, context, found);
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < pod->container_count; i++) {
			const struct container *c = &pod->containers[i];
			enum verdict own;

			context.container = c;
			context.node = c->security_context;
			own = judge(evaluation, context, &found);
			bad = bad || own == BAD;
			if (own == (pass ? UNSET : BAD))
				report(evaluation, context, found);
		}
		if (bad || above != UNSET || pod->partial)
			return;
	}
}

void
check_profile_required(const struct evaluation *evaluation)
{
	check_required(evaluation, profile_verdict);
}

void
check_true_required(const struct evaluation *evaluation)
{
	check_required(evaluation, truth_verdict);
}

static void
require_false(const struct evaluation *evaluation, struct context context)
{
	struct field_value value =
		context_value(context, evaluation->check->path);

	bool missing = !value.node && !value.unknown;

	if (node_is_true(value.node) || (missing && !evaluation->pod->partial))
		report(evaluation, context, value);
}

void
check_false_required(const struct evaluation *evaluation)
{
	each_container(evaluation, require_false);
}

static void
refuse_added(const struct evaluation *evaluation, struct context context)
{
	struct field_value add = context_value(context, "capabilities.add");

	NODE_EACH(item, add.node) {
		if (node_is_placeholder(item) ||
			evaluation_allows(evaluation, server_text(item)))
			continue;
		add.place = node_place(item);
		report(evaluation, context, add);
	}
}

void
check_added(const struct evaluation *evaluation)
{
	each_container(evaluation, refuse_added);
}

static void
require_dropped(const struct evaluation *evaluation, struct context context)
{
	struct field_value drop = context_value(context, "capabilities.drop");
	bool dropped = drop.unknown;

	NODE_EACH(item, drop.node)
		dropped = dropped || node_is_placeholder(item) ||
			  node_is(item, "ALL");
	if (drop.node ? node_is_scalar(drop.node) : evaluation->pod->partial)
		return;
	if (!dropped)
		report(evaluation, context, drop);
}

void
check_dropped(const struct evaluation *evaluation)
{
	each_container(evaluation, require_dropped);
	each_container(evaluation, refuse_added);
}

static void
refuse_selinux(const struct evaluation *evaluation, struct context context)
{
	static const char *const fixed[] = { "user", "role" };
	struct field_value options = context_value(context, "seLinuxOptions");
	struct field_value type = field_at(options.node, "type", options.place);

	if (!type.unknown &&
		!evaluation_allows(evaluation, server_text(type.node)))
		report(evaluation, context, type);
	for (size_t i = 0; i < 2; i++) {
		struct field_value value =
			field_at(options.node, fixed[i], options.place);

		if (!value.unknown && server_text(value.node).len)
			report(evaluation, context, value);
	}
}

void
check_selinux(const struct evaluation *evaluation)
{
	each_context(evaluation, refuse_selinux);
}

void
check_sysctls(const struct evaluation *evaluation)
{
	struct context context = pod_context(evaluation);
	struct field_value sysctls = context_value(context, "sysctls");

	NODE_EACH(item, sysctls.node) {
		struct field_value name =
			field_at(item, "name", node_place(item));

		if (!name.unknown &&
			!evaluation_allows(evaluation, server_text(name.node)))
			report(evaluation, context, name);
	}
}
