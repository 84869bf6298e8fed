/* SPDX-License-Identifier: Apache-2.0 */
/* Settings that reach around a sandbox, or that it cannot work with. */
#include <agentlint/hardening.h>
#include <agentlint/isolation.h>
#include <agentlint/rule.h>

enum hole {
	HOLE_HOST_NETWORK,
	HOLE_HOST_PID,
	HOLE_HOST_IPC,
	HOLE_PRIVILEGED,
	HOLE_HOST_PATH,
	HOLE_COUNT,
};

static const char *const hole_names[HOLE_COUNT] = {
	[HOLE_HOST_NETWORK] = "hostNetwork",
	[HOLE_HOST_PID] = "hostPID",
	[HOLE_HOST_IPC] = "hostIPC",
	[HOLE_PRIVILEGED] = "privileged",
	[HOLE_HOST_PATH] = "hostPath",
};

#define KATA_DOCS \
	"https://github.com/kata-containers/kata-containers/blob/main/docs/"
#define GVISOR_DOCS "https://gvisor.dev/docs/user_guide/"
#define GKE_DOCS \
	"https://cloud.google.com/kubernetes-engine/docs/concepts/sandbox-pods"
#define EKS_DOCS \
	"https://docs.aws.amazon.com/eks/latest/userguide/" \
	"sandboxing-limitations.html"
#define ACK_DOCS \
	"https://www.alibabacloud.com/help/en/ack/" \
	"ack-managed-and-ack-dedicated/user-guide/" \
	"compatibility-notes"

static const char pierces[] = "reaches around";
static const char fails[] = "does not work in";
static const char waits[] = "waits behind";

/* What a technology makes of a hole. SANDBOX_KATA stands for AKS as well,
 * SANDBOX_NONE for every technology without a row before it. */
struct effect {
	enum hole hole;
	enum sandbox sandbox;
	enum severity severity;
	const char *verb;
	const char *text;
	const char *source; /* or NULL: it is what the field means */
};

static const struct effect effects[] = {
	{ HOLE_HOST_NETWORK, SANDBOX_KATA, SEVERITY_ERROR, fails,
		"Kata does not support it, and may break the node's network",
		KATA_DOCS "Limitations.md" },
	{ HOLE_HOST_NETWORK, SANDBOX_NITRO, SEVERITY_ERROR, fails,
		"the pod does not start", EKS_DOCS },
	{ HOLE_HOST_NETWORK, SANDBOX_RUNV, SEVERITY_ERROR, fails,
		"sandboxed containers do not support it", ACK_DOCS },
	{ HOLE_HOST_NETWORK, SANDBOX_GVISOR, SEVERITY_WARNING, fails,
		"gVisor's network needs a namespace of its own; with "
		"--network=host it is the node's",
		GVISOR_DOCS "networking/" },
	{ HOLE_HOST_NETWORK, SANDBOX_GKE, SEVERITY_WARNING, fails,
		"gVisor's network needs a namespace of its own",
		GVISOR_DOCS "networking/" },
	{ HOLE_HOST_NETWORK, SANDBOX_NONE, SEVERITY_WARNING, pierces,
		"the node's network is not the sandbox's", NULL },
	{ HOLE_HOST_PID, SANDBOX_RUNV, SEVERITY_ERROR, fails,
		"sandboxed containers do not support it", ACK_DOCS },
	{ HOLE_HOST_PID, SANDBOX_NITRO, SEVERITY_WARNING, waits,
		"the sandbox confines it, for as long as the class stays",
		EKS_DOCS },
	{ HOLE_HOST_PID, SANDBOX_NONE, SEVERITY_WARNING, waits,
		"takes effect on the day the class goes", NULL },
	{ HOLE_HOST_IPC, SANDBOX_RUNV, SEVERITY_ERROR, fails,
		"sandboxed containers do not support it", ACK_DOCS },
	{ HOLE_HOST_IPC, SANDBOX_NITRO, SEVERITY_WARNING, waits,
		"the sandbox confines it, for as long as the class stays",
		EKS_DOCS },
	{ HOLE_HOST_IPC, SANDBOX_NONE, SEVERITY_WARNING, waits,
		"takes effect on the day the class goes", NULL },
	{ HOLE_PRIVILEGED, SANDBOX_GKE, SEVERITY_ERROR, fails,
		"GKE Sandbox does not support it", GKE_DOCS },
	{ HOLE_PRIVILEGED, SANDBOX_RUNV, SEVERITY_ERROR, fails,
		"sandboxed containers do not support it", ACK_DOCS },
	{ HOLE_PRIVILEGED, SANDBOX_KATA, SEVERITY_WARNING, pierces,
		"Kata gives it the node's block devices, unless the runtime "
		"has privileged_without_host_devices",
		KATA_DOCS "how-to/privileged.md" },
	{ HOLE_PRIVILEGED, SANDBOX_NONE, SEVERITY_WARNING, pierces,
		"the whole of the sandbox's kernel is open to attack", NULL },
	{ HOLE_HOST_PATH, SANDBOX_GKE, SEVERITY_ERROR, fails,
		"GKE Sandbox does not support it", GKE_DOCS },
	{ HOLE_HOST_PATH, SANDBOX_GVISOR, SEVERITY_WARNING, pierces,
		"gVisor opens the node's files for the agent",
		GVISOR_DOCS "filesystem/" },
	{ HOLE_HOST_PATH, SANDBOX_KATA, SEVERITY_WARNING, pierces,
		"Kata shares the node's files with the guest",
		KATA_DOCS "Limitations.md" },
	{ HOLE_HOST_PATH, SANDBOX_NONE, SEVERITY_WARNING, pierces,
		"the node's files are handed in", NULL },
};

static const struct effect *
effect_of(enum hole hole, enum sandbox sandbox)
{
	const struct effect *effect = effects;

	if (sandbox_is_kata(sandbox))
		sandbox = SANDBOX_KATA;
	while (effect->hole != hole ||
		(effect->sandbox != sandbox && effect->sandbox != SANDBOX_NONE))
		effect++;
	return effect;
}

static struct finding *
report(struct pass *pass, const struct runtime *runtime, enum hole hole,
	struct place place)
{
	const struct effect *effect = effect_of(hole, runtime->sandbox);
	struct finding *finding = pass_report(pass, place,
		"'%s' %s the sandbox of runtime class '%.*s'", hole_names[hole],
		effect->verb, STR_ARG(node_text(runtime->class)));

	finding_label(finding, "%s", effect->text);
	finding_lower(finding, effect->severity);
	finding_relate(finding, node_place(runtime->class), "this sandbox: %s",
		runtime->technology->name);
	if (effect->source)
		finding_detail(finding, "source", effect->source);
	return finding;
}

/* Kata resolves paths below /dev in the guest (Limitations.md). */
static bool
is_guest_device(const struct runtime *runtime, const struct node *path)
{
	return sandbox_is_kata(runtime->sandbox) &&
	       str_starts(node_text(path), "/dev/");
}

static void
check_pod(
	struct pass *pass, const struct runtime *runtime, const struct pod *pod)
{
	for (enum hole hole = HOLE_HOST_NETWORK; hole <= HOLE_HOST_IPC;
		hole++) {
		const struct node *host = pod_field(pod, hole_names[hole]);

		if (node_is_true(host))
			finding_about_pod(
				report(pass, runtime, hole, node_place(host)),
				pod);
	}
	NODE_EACH(volume, pod_field(pod, "volumes")) {
		const struct node *host = node_get(volume, "hostPath");
		const struct node *path = node_get(host, "path");

		if (host && !is_guest_device(runtime, path))
			finding_about_pod(report(pass, runtime, HOLE_HOST_PATH,
						  path ? node_place(path)
						       : node_key_place(host)),
				pod);
	}
}

static void
check(struct pass *pass, const struct container *container)
{
	struct runtime runtime =
		pod_runtime(container->pod, pass_settings(pass));

	if (runtime.isolation != ISOLATION_KERNEL)
		return;
	if (container == container->pod->containers)
		check_pod(pass, &runtime, container->pod);
	if (container_is_privileged(container))
		report(pass, &runtime, HOLE_PRIVILEGED,
			container_own_setting(container, "privileged").place);
}

const struct rule sandbox_defeated = {
	.id = "sandbox-defeated",
	.module = MODULE_RUNTIME,
	.severity = SEVERITY_ERROR,
	.check_container = check,
	.summary = "A setting reaches around the agent's sandbox",
	.why = "A sandbox has a kernel of its own between the agent and the "
	       "node. What is the node's by request is not behind it: the "
	       "node's network with 'hostNetwork', its files with "
	       "'hostPath', its devices with 'privileged', its processes and "
	       "shared memory with 'hostPID' and 'hostIPC'. Some sandboxes "
	       "refuse such a pod, which is an error here; others start it "
	       "with a hole, or ignore the setting for as long as the runtime "
	       "class stays.",
	.fix = "remove the setting; give the agent a volume, a Service or a "
	       "device plugin instead",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  runtimeClassName: kata-qemu\n"
	       "  hostNetwork: true\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  runtimeClassName: kata-qemu\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "ATT&CK", "T1611" },
			{ "OWASP", "ASI05" },
			{ "CWE", "653" },
			{ "URL", "https://github.com/kata-containers/"
				 "kata-containers/blob/main/docs/"
				 "Limitations.md" },
			{ "URL", "https://github.com/kata-containers/"
				 "kata-containers/blob/main/docs/how-to/"
				 "privileged.md" },
			{ "URL", "https://gvisor.dev/docs/user_guide/"
				 "networking/" },
			{ "URL", "https://cloud.google.com/kubernetes-engine/"
				 "docs/concepts/sandbox-pods" },
			{ "URL", "https://docs.aws.amazon.com/eks/latest/"
				 "userguide/sandboxing-limitations.html" },
			{ 0 },
		},
	.since = "0.1.0",
};
