/* SPDX-License-Identifier: Apache-2.0 */
/* Names of runtime classes and handlers, and what they stand for. */
#include <agentlint/isolation.h>

static const struct technology gvisor = {
	"gVisor",
	ISOLATION_KERNEL,
	SANDBOX_GVISOR,
};
static const struct technology gke_sandbox = {
	"GKE Sandbox (gVisor)",
	ISOLATION_KERNEL,
	SANDBOX_GKE,
};
static const struct technology kata = {
	"Kata Containers",
	ISOLATION_KERNEL,
	SANDBOX_KATA,
};
static const struct technology aks = {
	"AKS Pod Sandboxing (Kata Containers)",
	ISOLATION_KERNEL,
	SANDBOX_AKS,
};
static const struct technology nitro = {
	"EKS Nitro Sandboxes",
	ISOLATION_KERNEL,
	SANDBOX_NITRO,
};
static const struct technology runv = {
	"a sandboxed container in its own VM (runV)",
	ISOLATION_KERNEL,
	SANDBOX_RUNV,
};
static const struct technology edera = {
	"Edera",
	ISOLATION_KERNEL,
	SANDBOX_OTHER,
};
static const struct technology hyper_v = {
	"Hyper-V isolation",
	ISOLATION_KERNEL,
	SANDBOX_OTHER,
};
static const struct technology trusted = {
	"a runtime that the configuration trusts",
	ISOLATION_KERNEL,
	SANDBOX_OTHER,
};
static const struct technology runc = {
	"runc",
	ISOLATION_NONE,
	SANDBOX_NONE,
};
static const struct technology crun = {
	"crun",
	ISOLATION_NONE,
	SANDBOX_NONE,
};
static const struct technology youki = {
	"youki",
	ISOLATION_NONE,
	SANDBOX_NONE,
};
static const struct technology nvidia = {
	"NVIDIA's wrapper of runc",
	ISOLATION_NONE,
	SANDBOX_NONE,
};
static const struct technology sysbox = {
	"Sysbox, a runc with user namespaces",
	ISOLATION_NONE,
	SANDBOX_NONE,
};
static const struct technology windows_process = {
	"Windows process isolation",
	ISOLATION_NONE,
	SANDBOX_NONE,
};
static const struct technology wasm = {
	"a WebAssembly shim, no sandbox for ordinary images",
	ISOLATION_UNKNOWN,
	SANDBOX_NONE,
};

/* Classes and handlers share their names by convention. */
static const struct {
	const char *name;
	bool prefix; /* names that begin so are meant too */
	const struct technology *technology;
} known[] = {
	/* gvisor.dev/docs/user_guide/containerd; GKE's class is "gvisor" */
	{ "gvisor", false, &gvisor },
	{ "gvisor-", true, &gvisor },
	{ "runsc", false, &gvisor },
	{ "runsc-", true, &gvisor },
	/* AKS, before the other names of Kata */
	{ "kata-vm-isolation", false, &aks },
	{ "kata-mshv-vm-isolation", false, &aks },
	{ "kata-cc-isolation", false, &aks },
	/* kata-deploy: kata-<shim>, with -debug, -devkit and suffixes */
	{ "kata", false, &kata },
	{ "kata-", true, &kata },
	{ "isolated-sandbox", false, &nitro },
	{ "confidential-sandbox", false, &nitro },
	{ "runv", false, &runv },
	{ "rund", false, &runv },
	{ "edera", false, &edera },
	{ "runhcs-wcow-hypervisor", false, &hyper_v },
	{ "runhcs-wcow-hypervisor-", true, &hyper_v },
	{ "runhcs-wcow-process", false, &windows_process },
	{ "runc", false, &runc },
	{ "runc-", true, &runc },
	{ "crun", false, &crun },
	{ "youki", false, &youki },
	/* NVIDIA's GPU operator registers these three */
	{ "nvidia", false, &nvidia },
	{ "nvidia-cdi", false, &nvidia },
	{ "nvidia-legacy", false, &nvidia },
	{ "sysbox-runc", false, &sysbox },
	{ "spin", false, &wasm },
	{ "wasmtime-spin-v2", false, &wasm },
	{ "wasmtime-spin", false, &wasm },
	{ "wasmtime", false, &wasm },
	{ "wasmedge", false, &wasm },
	{ "wasmer", false, &wasm },
	{ "slight", false, &wasm },
	{ "wws", false, &wasm },
	{ "lunatic", false, &wasm },
};

const struct technology *
technology_find(struct str name)
{
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (known[i].prefix ? str_starts(name, known[i].name)
				    : str_is(name, known[i].name))
			return known[i].technology;
	return NULL;
}

bool
sandbox_is_gvisor(enum sandbox sandbox)
{
	return sandbox == SANDBOX_GVISOR || sandbox == SANDBOX_GKE;
}

bool
sandbox_is_kata(enum sandbox sandbox)
{
	return sandbox == SANDBOX_KATA || sandbox == SANDBOX_AKS;
}

const struct node *
runtime_class_handler(const struct object *runtime_class)
{
	if (!runtime_class)
		return NULL;
	if (str_is(runtime_class->version, "v1alpha1"))
		return node_path(runtime_class->root, "spec.runtimeHandler");
	return node_get(runtime_class->root, "handler");
}

static bool
is_trusted(const struct settings *settings, struct str name)
{
	for (size_t i = 0; settings && i < settings->trusted_runtimes.count;
		i++)
		if (name.len > 0 &&
			str_equal(settings->trusted_runtimes.items[i], name))
			return true;
	return false;
}

static bool
names_gke(const struct node *node_selector)
{
	return node_get(node_selector, "sandbox.gke.io/runtime") != NULL;
}

/* GKE's class and upstream's have the same name; only where the pod is to run
 * tells them apart. */
static bool
is_gke(const struct pod *pod, const struct object *runtime_class)
{
	if (names_gke(pod_field(pod, "nodeSelector")))
		return true;
	if (runtime_class && names_gke(node_path(runtime_class->root,
				     "scheduling.nodeSelector")))
		return true;
	NODE_EACH(toleration, pod_field(pod, "tolerations"))
		if (node_is(node_get(toleration, "key"),
			    "sandbox.gke.io/runtime"))
			return true;
	return false;
}

static const struct technology *
runtime_technology(
	const struct runtime *runtime, const struct settings *settings)
{
	struct str class = node_text(runtime->class);
	struct str handler = node_text(runtime->handler);
	bool by_handler = handler.len > 0;
	const struct technology *found =
		technology_find(by_handler ? handler : class);

	if (found && found->isolation == ISOLATION_KERNEL)
		return found;
	if (is_trusted(settings, handler))
		return &trusted;
	/* A handler in the input that shares the kernel is a fact; a class's
	 * name is only a custom. */
	if (found && found->isolation == ISOLATION_NONE && by_handler)
		return found;
	return is_trusted(settings, class) ? &trusted : found;
}

struct runtime
pod_runtime(const struct pod *pod, const struct settings *settings)
{
	struct runtime runtime = { .class =
					   pod_field(pod, "runtimeClassName") };

	if (node_text(runtime.class).len == 0) {
		runtime.absent = true;
		return runtime;
	}
	runtime.object = pod_runtime_class(pod);
	runtime.handler = runtime_class_handler(runtime.object);
	runtime.placeholder = node_is_placeholder(runtime.class) ||
			      node_is_placeholder(runtime.handler);
	if (runtime.placeholder)
		return runtime;
	runtime.technology = runtime_technology(&runtime, settings);
	if (!runtime.technology)
		return runtime;
	if (runtime.technology == &gvisor && is_gke(pod, runtime.object))
		runtime.technology = &gke_sandbox;
	runtime.isolation = runtime.technology->isolation;
	runtime.sandbox = runtime.technology->sandbox;
	runtime.trusted = runtime.technology == &trusted;
	return runtime;
}

bool
runtime_drops_seccomp(const struct runtime *runtime, const struct pod *pod)
{
	const struct node *on;

	if (sandbox_is_gvisor(runtime->sandbox)) {
		on = node_get(pod->annotations, "dev.gvisor.flag.oci-seccomp");
		return !str_is(node_text(on), "true");
	}
	if (sandbox_is_kata(runtime->sandbox)) {
		on = node_get(pod->annotations,
			"io.katacontainers.config.runtime.disable_guest_"
			"seccomp");
		return !str_is(node_text(on), "false");
	}
	return false;
}

static bool
is_debug_name(struct str name)
{
	return str_starts(name, "kata-") &&
	       (str_ends(name, "-debug") || str_ends(name, "-devkit"));
}

bool
runtime_is_debug(const struct runtime *runtime)
{
	return is_debug_name(node_text(runtime->class)) ||
	       is_debug_name(node_text(runtime->handler));
}
