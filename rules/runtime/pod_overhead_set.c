/* SPDX-License-Identifier: Apache-2.0 */
/* spec.overhead, which belongs to the RuntimeClass admission plugin. */
#include <agentlint/isolation.h>
#include <agentlint/rule.h>

/* Whether two resource lists are alike, as far as their texts tell: quantities
 * may be the same in different spellings. */
static bool
same_keys(const struct node *a, const struct node *b)
{
	if (node_count(a) != node_count(b))
		return false;
	NODE_EACH(item, a)
		if (!node_get_str(b, item->key))
			return false;
	return true;
}

static bool
same_values(const struct node *a, const struct node *b)
{
	NODE_EACH(item, a)
		if (!str_equal(node_text(item),
			    node_text(node_get_str(b, item->key))))
			return false;
	return true;
}

static void
check(struct pass *pass, const struct pod *pod)
{
	const struct node *ours = pod_field(pod, "overhead");
	const struct node *name = pod_field(pod, "runtimeClassName");
	const struct object *class = pod_runtime_class(pod);
	const struct node *theirs =
		class ? node_path(class->root, "overhead.podFixed") : NULL;
	struct finding *finding;

	/* Of a pod that a server has stored, admission has written it. */
	if (node_count(ours) == 0 || node_is_placeholder(name) ||
		(object_is_stored(pod->object) &&
			pod->root == pod->object->root) ||
		(same_keys(ours, theirs) && same_values(ours, theirs)))
		return;
	finding = pass_report(pass, node_key_place(ours),
		"the overhead of agent '%.*s' is not for the pod to set",
		STR_ARG(object_title(pod->object)));
	if (theirs)
		finding_relate(finding, node_key_place(theirs),
			"the class's overhead");
	if (same_keys(ours, theirs))
		finding_lower(finding, SEVERITY_WARNING);
	else if (!class && node_text(name).len > 0)
		finding_unknown(finding,
			"the input holds no RuntimeClass '%.*s', whose "
			"overhead must be just this",
			STR_ARG(node_text(name)));
}

const struct rule pod_overhead_set = {
	.id = "pod-overhead-set",
	.module = MODULE_RUNTIME,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary = "A pod sets the overhead that its RuntimeClass is to set",
	.why = "The RuntimeClass admission plugin writes 'spec.overhead' from "
	       "the class and rejects a pod that brings another one, or one "
	       "although its class has none. The Deployment or Sandbox is "
	       "accepted and its pods never appear.",
	.fix = "remove 'overhead' from the pod; set 'overhead.podFixed' in the "
	       "RuntimeClass",
	.bad = "apiVersion: node.k8s.io/v1\n"
	       "kind: RuntimeClass\n"
	       "metadata:\n"
	       "  name: gvisor\n"
	       "handler: runsc\n"
	       "---\n"
	       "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  runtimeClassName: gvisor\n"
	       "  overhead:\n"
	       "    memory: 64Mi\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: node.k8s.io/v1\n"
		"kind: RuntimeClass\n"
		"metadata:\n"
		"  name: gvisor\n"
		"handler: runsc\n"
		"overhead:\n"
		"  podFixed:\n"
		"    memory: 64Mi\n"
		"---\n"
		"apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  runtimeClassName: gvisor\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "scheduling-eviction/pod-overhead/" },
			{ 0 },
		},
	.since = "0.1.0",
};
