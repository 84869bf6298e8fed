/* SPDX-License-Identifier: Apache-2.0 */
/* A RuntimeClass without a handler, or with one that cannot be. */
#include <agentlint/isolation.h>
#include <agentlint/rule.h>

enum { LABEL_MAX = 63 };

static bool
is_alphanumeric(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* A DNS label as RFC 1123 has it (apimachinery, IsDNS1123Label). */
static bool
is_label(struct str s)
{
	if (s.len == 0 || s.len > LABEL_MAX || !is_alphanumeric(s.ptr[0]) ||
		!is_alphanumeric(s.ptr[s.len - 1]))
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (!is_alphanumeric(s.ptr[i]) && s.ptr[i] != '-')
			return false;
	return true;
}

/* v1alpha1 had the handler under spec, and examples of it live on. */
static const struct node *
misplaced_handler(const struct object *class)
{
	static const char *const paths[] = { "spec.handler",
		"spec.runtimeHandler", "runtimeHandler", "metadata.handler" };

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		const struct node *found = node_path(class->root, paths[i]);

		if (found)
			return found;
	}
	return NULL;
}

static void
report_missing(struct pass *pass, const struct object *class)
{
	const struct node *misplaced = misplaced_handler(class);
	struct finding *finding;

	finding = pass_report(pass,
		misplaced ? node_key_place(misplaced) : object_place(class),
		misplaced ? "RuntimeClass '%.*s' has its handler in the wrong "
			    "place"
			  : "RuntimeClass '%.*s' has no handler",
		STR_ARG(object_title(class)));
	finding_field(finding, class->root, "handler");
	if (misplaced)
		finding_label(finding,
			"'handler' stands beside 'metadata', not in here");
}

static void
check(struct pass *pass, const struct object *class)
{
	const struct node *handler = runtime_class_handler(class);
	struct finding *finding;

	if (!handler) {
		report_missing(pass, class);
		return;
	}
	if (node_is_placeholder(handler) || is_label(node_text(handler)))
		return;
	finding = pass_report(pass, node_place(handler),
		"RuntimeClass '%.*s' has an impossible handler '%.*s'",
		STR_ARG(object_title(class)), STR_ARG(node_text(handler)));
	finding_label(finding, "lower-case letters, digits and '-' only");
}

const struct rule impossible_runtime_handler = {
	.id = "impossible-runtime-handler",
	.module = MODULE_RUNTIME,
	.severity = SEVERITY_ERROR,
	.check_object = check,
	.group = "node.k8s.io",
	.kind = "RuntimeClass",
	.summary = "A RuntimeClass has no handler, or one that cannot be",
	.why = "'handler' is the name under which the nodes' container runtime "
	       "knows the sandbox: a key at the top of the RuntimeClass, not "
	       "under 'spec', in lower-case letters, digits and dashes. The "
	       "API server refuses anything else, and every agent that names "
	       "the class is rejected with it, until somebody deletes the "
	       "class's name from the agent.",
	.fix = "write the handler's name at the top level: 'handler: runsc'",
	.bad = "apiVersion: node.k8s.io/v1\n"
	       "kind: RuntimeClass\n"
	       "metadata:\n"
	       "  name: gvisor\n"
	       "spec:\n"
	       "  handler: runsc\n",
	.good = "apiVersion: node.k8s.io/v1\n"
		"kind: RuntimeClass\n"
		"metadata:\n"
		"  name: gvisor\n"
		"handler: runsc\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://kubernetes.io/docs/reference/"
				 "kubernetes-api/cluster-resources/"
				 "runtime-class-v1/" },
			{ 0 },
		},
	.since = "0.1.0",
};
