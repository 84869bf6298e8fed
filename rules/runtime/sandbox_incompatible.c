/* SPDX-License-Identifier: Apache-2.0 */
/* Settings that a sandbox cannot honour: the pod does not start, or runs
 * without them. */
#include <agentlint/hardening.h>
#include <agentlint/isolation.h>
#include <agentlint/rule.h>

#define GKE_DOCS \
	"https://cloud.google.com/kubernetes-engine/docs/concepts/sandbox-pods"
#define EKS_DOCS \
	"https://docs.aws.amazon.com/eks/latest/userguide/" \
	"sandboxing-limitations.html"
#define ACK_DOCS \
	"https://www.alibabacloud.com/help/en/ack/" \
	"ack-managed-and-ack-dedicated/user-guide/compatibility-notes"
#define KATA_DOCS \
	"https://github.com/kata-containers/kata-containers/blob/main/docs/" \
	"Limitations.md"
#define GVISOR_SPEC \
	"https://github.com/google/gvisor/blob/master/runsc/specutils/" \
	"specutils.go"

enum level { LEVEL_POD, LEVEL_POD_CONTEXT, LEVEL_CONTAINER, LEVEL_CONTEXT };

/* A setting, where it stands, and the value that counts; NULL is any. */
struct conflict {
	enum sandbox sandbox;
	enum level level;
	const char *field;
	const char *value;
	enum severity severity;
	const char *text;
	const char *source;
};

static const struct conflict conflicts[] = {
	{ SANDBOX_NITRO, LEVEL_POD, "hostUsers", "false", SEVERITY_ERROR,
		"Nitro Sandboxes do not support user namespaces: the kubelet "
		"does not start the pod",
		EKS_DOCS },
	{ SANDBOX_RUNV, LEVEL_POD, "shareProcessNamespace", "true",
		SEVERITY_WARNING, "sandboxed containers do not support it",
		ACK_DOCS },
	{ SANDBOX_GVISOR, LEVEL_POD_CONTEXT, "seLinuxOptions", NULL,
		SEVERITY_WARNING,
		"on a node with SELinux runsc refuses to start the containers",
		GVISOR_SPEC },
	{ SANDBOX_GVISOR, LEVEL_CONTEXT, "seLinuxOptions", NULL,
		SEVERITY_WARNING,
		"on a node with SELinux runsc refuses to start the container",
		GVISOR_SPEC },
	{ SANDBOX_GKE, LEVEL_CONTAINER, "volumeDevices", NULL, SEVERITY_ERROR,
		"GKE Sandbox does not support raw block volumes", GKE_DOCS },
	{ SANDBOX_GKE, LEVEL_POD_CONTEXT, "sysctls", NULL, SEVERITY_WARNING,
		"GKE Sandbox does not support them", GKE_DOCS },
	{ SANDBOX_GKE, LEVEL_CONTEXT, "procMount", NULL, SEVERITY_WARNING,
		"GKE Sandbox does not support it", GKE_DOCS },
	{ SANDBOX_GVISOR, LEVEL_POD_CONTEXT, "appArmorProfile", NULL,
		SEVERITY_NOTE, "gVisor ignores AppArmor profiles",
		GVISOR_SPEC },
	{ SANDBOX_GVISOR, LEVEL_CONTEXT, "appArmorProfile", NULL, SEVERITY_NOTE,
		"gVisor ignores AppArmor profiles", GVISOR_SPEC },
};

static bool
is_this(const struct conflict *conflict, enum sandbox sandbox)
{
	return conflict->sandbox == sandbox ||
	       (conflict->sandbox == SANDBOX_GVISOR &&
		       sandbox_is_gvisor(sandbox));
}

static const struct node *
find(const struct conflict *conflict, const struct container *container)
{
	const struct node *found = NULL;
	bool first = container == container->pod->containers;

	switch (conflict->level) {
	case LEVEL_POD:
		found = first ? pod_field(container->pod, conflict->field)
			      : NULL;
		break;
	case LEVEL_POD_CONTEXT:
		found = first ? pod_setting(container->pod, conflict->field)
					.node
			      : NULL;
		break;
	case LEVEL_CONTAINER:
		found = node_get(container->node, conflict->field);
		break;
	case LEVEL_CONTEXT:
		found = container_own_setting(container, conflict->field).node;
		break;
	}
	if (!conflict->value)
		return node_is(found, "Default") ? NULL : found;
	if (str_is(str_of(conflict->value), "true"))
		return node_is_true(found) ? found : NULL;
	return node_is_false(found) ? found : NULL;
}

static struct finding *
report(struct pass *pass, const struct runtime *runtime, struct place place,
	const char *field, const char *text)
{
	struct finding *finding = pass_report(pass, place,
		"'%s' does not go with runtime class '%.*s'", field,
		STR_ARG(node_text(runtime->class)));

	finding_label(finding, "%s", text);
	finding_relate(finding, node_place(runtime->class), "this sandbox: %s",
		runtime->technology->name);
	return finding;
}

static void
check_mounts(struct pass *pass, const struct runtime *runtime,
	const struct container *container)
{
	NODE_EACH(mount, node_get(container->node, "volumeMounts")) {
		const struct node *sub = node_get(mount, "subPath");
		const struct node *propagation =
			node_get(mount, "mountPropagation");

		if (sub && sandbox_is_kata(runtime->sandbox)) {
			struct finding *finding = report(pass, runtime,
				node_place(sub), "subPath",
				"Kata lists it as unsupported");

			finding_lower(finding, SEVERITY_WARNING);
			finding_detail(finding, "source", KATA_DOCS);
		}
		if (node_is(propagation, "Bidirectional") &&
			runtime->sandbox == SANDBOX_GKE)
			finding_detail(
				report(pass, runtime, node_place(propagation),
					"mountPropagation",
					"GKE Sandbox does not support it"),
				"source", GKE_DOCS);
	}
}

static void
check(struct pass *pass, const struct container *container)
{
	const struct pod *pod = container->pod;
	struct runtime runtime = pod_runtime(pod, pass_settings(pass));

	if (runtime.isolation != ISOLATION_KERNEL)
		return;
	for (size_t i = 0; i < sizeof(conflicts) / sizeof(*conflicts); i++) {
		const struct conflict *conflict = &conflicts[i];
		const struct node *found = find(conflict, container);
		struct finding *finding;

		if (!found || !is_this(conflict, runtime.sandbox))
			continue;
		finding = report(pass, &runtime, node_key_place(found),
			conflict->field, conflict->text);
		finding_lower(finding, conflict->severity);
		finding_detail(finding, "source", conflict->source);
		if (conflict->level <= LEVEL_POD_CONTEXT)
			finding_about_pod(finding, pod);
	}
	check_mounts(pass, &runtime, container);
}

const struct rule sandbox_incompatible = {
	.id = "sandbox-incompatible",
	.module = MODULE_RUNTIME,
	.severity = SEVERITY_ERROR,
	.check_container = check,
	.summary = "A setting does not go with the agent's sandbox",
	.why = "A sandbox is no drop-in for runc. Some settings keep the pod "
	       "from starting, and the quickest way out under pressure is to "
	       "remove the runtime class; others are ignored, so that a layer "
	       "which the manifest shows is not there. Which ones depends on "
	       "the technology: user namespaces on EKS Nitro Sandboxes, raw "
	       "block volumes on GKE Sandbox, SELinux labels and AppArmor "
	       "profiles under gVisor, subPath mounts under Kata.",
	.fix = "remove the setting, or choose the sandbox that supports it",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  runtimeClassName: isolated-sandbox\n"
	       "  hostUsers: false\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  runtimeClassName: isolated-sandbox\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "URL", GVISOR_SPEC },
			{ "URL", GKE_DOCS },
			{ "URL", KATA_DOCS },
			{ "URL", EKS_DOCS },
			{ "URL", ACK_DOCS },
			{ 0 },
		},
	.since = "0.1.0",
};
