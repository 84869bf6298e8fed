/* SPDX-License-Identifier: Apache-2.0 */
/* RuntimeClasses of API versions that are served no more. */
#include <agentlint/rule.h>

/* The first minor version of Kubernetes without node.k8s.io/v1beta1; v1alpha1
 * was never on by default. */
enum { REMOVED = 25 };

static void
check(struct pass *pass, const struct object *class)
{
	const struct node *version = node_get(class->root, "apiVersion");
	unsigned minor = pass_settings(pass)->cluster.kubernetes_minor;
	bool beta = str_is(class->version, "v1beta1");
	struct finding *finding;

	if ((!beta && !str_is(class->version, "v1alpha1")) ||
		(minor > 0 && minor < REMOVED && beta))
		return;
	finding = pass_report(pass,
		version ? node_place(version) : object_place(class),
		"RuntimeClass '%.*s' is of a version that Kubernetes no longer "
		"serves",
		STR_ARG(object_title(class)));
	finding_label(finding,
		beta ? "gone since Kubernetes 1.25" : "never on by default");
	if (beta && version)
		finding_replace(
			finding, false, node_place(version), "node.k8s.io/v1");
	if (minor == 0)
		finding_unknown(finding,
			"the configuration does not say which version the "
			"cluster runs (cluster.kubernetesVersion)");
}

const struct rule removed_runtime_class_version = {
	.id = "removed-runtime-class-version",
	.module = MODULE_RUNTIME,
	.severity = SEVERITY_ERROR,
	.check_object = check,
	.group = "node.k8s.io",
	.kind = "RuntimeClass",
	.summary = "A RuntimeClass is of a version that is served no more",
	.why = "Kubernetes 1.25 has removed node.k8s.io/v1beta1; v1alpha1, "
	       "with its 'spec.runtimeHandler', was never on by default. The "
	       "API server refuses the object, no pod may name the class, and "
	       "the agent runs again once the name is deleted, on the node's "
	       "kernel.",
	.fix = "write 'apiVersion: node.k8s.io/v1', with 'handler' at the top "
	       "level",
	.bad = "apiVersion: node.k8s.io/v1beta1\n"
	       "kind: RuntimeClass\n"
	       "metadata:\n"
	       "  name: gvisor\n"
	       "handler: runsc\n",
	.good = "apiVersion: node.k8s.io/v1\n"
		"kind: RuntimeClass\n"
		"metadata:\n"
		"  name: gvisor\n"
		"handler: runsc\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://kubernetes.io/docs/reference/"
				 "using-api/deprecation-guide/"
				 "#runtimeclass-v125" },
			{ 0 },
		},
	.since = "0.1.0",
};
