/* SPDX-License-Identifier: Apache-2.0 */
/* What the security contexts of a pod amount to for one container. */
#ifndef AGENTLINT_HARDENING_H
#define AGENTLINT_HARDENING_H

#include <agentlint/graph.h>

struct pass;

/* The arguments for "%s '%.*s'": what sort of container, and its name. */
#define CONTAINER_ARG(container_) \
	container_role_name((container_)->role), \
		STR_ARG(container_title(container_))

/* The container's name; where the kind does not let it be named, the one that
 * its controller gives. */
struct str container_title(const struct container *container);

/* Whether spec.os.name is "windows" ("linux"): a pod that does not say is
 * neither. */
bool pod_is_windows(const struct pod *pod);
bool pod_is_linux(const struct pod *pod);

/* Whether the pod runs in a user namespace of its own (hostUsers: false). */
bool pod_has_user_namespace(const struct pod *pod);

/* Whether the pod has what excludes a user namespace of its own: one of the
 * node's namespaces, or a block device (the API server's validateHostUsers). */
bool pod_excludes_user_namespace(const struct pod *pod);

/* Reports FIELD of the pod where it is true ("hostPID"): what it does to the
 * agent ("shares the node's process namespace"), with a LABEL. */
void pod_report_host_namespace(struct pass *pass, const struct pod *pod,
	const char *field, const char *what, const char *label);

/* Whether the container runs privileged; a placeholder does not. */
bool container_is_privileged(const struct container *container);

/* Whether the container has a securityContext of its own that says anything. */
bool container_has_security_context(const struct container *container);

/* Whether the container's securityContext or the pod's is filled in later, as
 * a whole. */
bool container_context_is_placeholder(const struct container *container);

enum root {
	ROOT_UNKNOWN,  /* a placeholder, or a value of the wrong type */
	ROOT_NEVER,    /* a user that is not root, or none may be root */
	ROOT_POSSIBLE, /* the image decides */
	ROOT_ALWAYS,   /* user 0, or Windows' ContainerAdministrator */
};

/* As which user the container starts: runAsUser, else runAsNonRoot, the
 * container's over the pod's; of Windows pods windowsOptions.runAsUserName. */
enum root container_root(const struct container *container);

/* The runAsUser, of Windows pods windowsOptions.runAsUserName, that holds for
 * the container. */
struct setting container_user(const struct container *container);

enum seccomp_type {
	SECCOMP_UNSET,
	SECCOMP_UNKNOWN, /* a placeholder */
	SECCOMP_INVALID, /* no type, or one that does not exist */
	SECCOMP_RUNTIME_DEFAULT,
	SECCOMP_LOCALHOST,
	SECCOMP_UNCONFINED,
};

struct seccomp {
	enum seccomp_type type;
	struct setting setting;          /* of the whole seccompProfile */
	const struct node *type_node;    /* or NULL */
	const struct node *profile_path; /* localhostProfile, or NULL */
};

/* The container's seccompProfile, else the pod's, as a whole object
 * (core/v1 SeccompProfile). */
struct seccomp container_seccomp(const struct container *container);

/* Whether a rule that judges each container's seccompProfile tells of this
 * one: it has its own, or is the first of those that take the pod's. */
bool container_tells_seccomp(const struct container *container);

/* The localhostProfile of a seccompProfile or appArmorProfile (WHAT: "seccomp")
 * of the type Localhost, or NULL. Reports when there is none, and when one
 * stands beside another type (core validation). */
const struct node *profile_report_path(
	struct pass *pass, const struct node *profile, const char *what);

/* The annotation that asked for the container's seccomp profile before
 * Kubernetes 1.19, its own before the pod's; or NULL. */
const struct node *container_seccomp_annotation(
	const struct container *container);

/* The container of that name, or NULL. */
const struct container *pod_container(const struct pod *pod, struct str name);

/* How many containers of the pod HOLDS is true for. */
size_t pod_count_containers(
	const struct pod *pod, bool (*holds)(const struct container *));

/* Whether no container that stands before this one in the pod HOLDS is true
 * for: lets a rule tell once what one line of the pod does to them all. */
bool container_is_first(const struct container *container,
	bool (*holds)(const struct container *));

#endif
