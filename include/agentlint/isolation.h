/* SPDX-License-Identifier: Apache-2.0 */
/* What stands between a pod and the node's kernel: from runtimeClassName over
 * the RuntimeClass and its handler to a technology that isolates or not. */
#ifndef AGENTLINT_ISOLATION_H
#define AGENTLINT_ISOLATION_H

#include <agentlint/graph.h>
#include <agentlint/settings.h>

enum isolation {
	ISOLATION_UNKNOWN, /* nobody here knows the name */
	ISOLATION_NONE,    /* containers call the node's kernel */
	ISOLATION_KERNEL,  /* they call another one: a guest's or gVisor's */
};

/* The technologies whose behaviour differs for some rule. */
enum sandbox {
	SANDBOX_NONE,   /* shares the node's kernel, or unknown */
	SANDBOX_GVISOR, /* runsc as upstream configures it */
	SANDBOX_GKE,    /* gVisor as GKE Sandbox offers it */
	SANDBOX_KATA,   /* Kata Containers, whatever the hypervisor */
	SANDBOX_AKS,    /* Kata as AKS Pod Sandboxing offers it */
	SANDBOX_NITRO,  /* EKS Nitro Sandboxes */
	SANDBOX_RUNV,   /* ACK Sandboxed-Container, vSphere Pods */
	SANDBOX_OTHER,  /* isolates; nothing else is known of it */
};

struct technology {
	const char *name; /* "gVisor", "runc", "a WebAssembly shim" */
	enum isolation isolation;
	enum sandbox sandbox;
};

struct runtime {
	const struct node *class;            /* runtimeClassName, or NULL */
	const struct object *object;         /* the RuntimeClass, or NULL */
	const struct node *handler;          /* of the object, or NULL */
	const struct technology *technology; /* NULL: nobody knows it */
	enum isolation isolation;
	enum sandbox sandbox;
	bool absent;  /* no class is asked for: the node's default handler */
	bool trusted; /* it isolates because runtime.trusted says so */
	bool placeholder; /* the class or its handler is filled in later */
};

/* How the pod is isolated. The handler of the RuntimeClass in the input
 * decides, else the class's well-known name, else runtime.trusted (class or
 * handler names), which also overrides what a name by itself suggests. */
struct runtime pod_runtime(
	const struct pod *pod, const struct settings *settings);

/* The technology behind a well-known class or handler name, or NULL. */
const struct technology *technology_find(struct str name);

/* gVisor, upstream's or GKE's. */
bool sandbox_is_gvisor(enum sandbox sandbox);

/* Kata Containers, by itself or as AKS offers it. */
bool sandbox_is_kata(enum sandbox sandbox);

/* Whether the sandbox leaves the pod's seccomp profiles unapplied: runsc unless
 * oci-seccomp is on, Kata unless guest seccomp is enabled; as far as the pod's
 * annotations say (runsc/boot/seccomp.go, Kata's disable_guest_seccomp). */
bool runtime_drops_seccomp(
	const struct runtime *runtime, const struct pod *pod);

/* Whether the name is one of the variants that kata-deploy builds with an
 * open guest console: kata-*-debug and kata-*-devkit. */
bool runtime_is_debug(const struct runtime *runtime);

/* The value of HANDLER in a RuntimeClass: "handler" in v1 and v1beta1,
 * "spec.runtimeHandler" in v1alpha1; or NULL. */
const struct node *runtime_class_handler(const struct object *runtime_class);

#endif
