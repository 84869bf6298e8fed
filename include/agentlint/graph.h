/* SPDX-License-Identifier: Apache-2.0 */
/* The objects of one cluster, the pods that they make, and how they relate.
 *
 * One graph is one context: what is not in it does not exist for it. All of
 * it is const and lives as long as the run; every query takes NULL for what it
 * is asked of, and has nothing to say of it. */
#ifndef AGENTLINT_GRAPH_H
#define AGENTLINT_GRAPH_H

#include <agentlint/node.h>

struct graph;
struct shape;

struct object {
	const struct graph *graph;
	const struct node *root;
	struct str group; /* "" for the core group */
	struct str version;
	struct str kind;
	struct str namespace; /* defaulted; empty for cluster-scoped kinds */
	struct str name;      /* empty when generateName or nothing is given */
	const struct node *labels;
	const struct node *annotations;
	const struct pod *pods; /* side by side */
	size_t pod_count;
	size_t kind_number;         /* equal for those of one group and kind */
	const struct object *first; /* in the input, of those that are called
				       the same; most often itself */
	bool cluster_scoped;
};

/* A pod that some object makes: the object itself, or a template in it. */
struct pod {
	const struct object *object;
	const struct shape *shape; /* how the kind writes its pods */
	const struct node *root;   /* the template, or the object */
	const struct node *spec;   /* PodSpec, or what stands for it */
	/* The fields of a PodSpec that the kind carries, in the order of its
	 * shape's table; NULL: spec is a PodSpec. */
	const struct node *const *carried;
	const struct node *security_context; /* NULL when absent */
	const struct node *labels;
	const struct node *annotations;
	const struct container *containers; /* init, regular, ephemeral */
	size_t container_count;
	const struct object *namespace; /* NULL: not in the input */
	const struct object *service_account;
	const struct object *runtime_class;
	bool partial;           /* the kind does not carry a whole PodSpec */
	bool guessed;           /* found by the search in an unknown kind */
	bool agent;             /* judged as an agent */
	const char *classified; /* why it is, or is not, an agent */
};

enum container_role {
	CONTAINER_INIT,
	CONTAINER_SIDECAR, /* init with restartPolicy: Always */
	CONTAINER_REGULAR,
	CONTAINER_EPHEMERAL,
};

struct container {
	const struct pod *pod;
	const struct node *node;
	const struct node *security_context; /* its own, or NULL */
	struct str name;                     /* empty when it has none */
	enum container_role role;
};

/* A field's effective value and the place to point at. */
struct setting {
	const struct node *node; /* NULL when set nowhere */
	struct place place;      /* of the value; else of what lacks it */
	bool from_pod;           /* the pod's securityContext has set it */
};

/* "init container", "sidecar", "container", "ephemeral container". */
const char *container_role_name(enum container_role role);

/* FIELD of the container's securityContext alone. */
struct setting container_own_setting(
	const struct container *container, const char *field);

/* FIELD of the container's securityContext, else of the pod's: for the fields
 * that exist at both levels (core/v1 SecurityContext). */
struct setting container_setting(
	const struct container *container, const char *field);

/* Where a finding about a whole container points: its name, else its start. */
struct place container_place(const struct container *container);

/* A PodSpec field of a POD that has .carried. */
const struct node *pod_carried_field(const struct pod *pod, const char *field);

/* A PodSpec field under its Kubernetes name, whatever the kind calls it and
 * wherever it puts it; NULL when absent. */
INLINE_FOR_LITERALS const struct node *
pod_field(const struct pod *pod, const char *field)
{
	if (!pod)
		return NULL;
	return pod->carried ? pod_carried_field(pod, field)
			    : node_get(pod->spec, field);
}

/* Whether the kind can carry that PodSpec field at all. */
bool pod_can_carry(const struct pod *pod, const char *field);

/* FIELD of the pod's securityContext. */
struct setting pod_setting(const struct pod *pod, const char *field);

/* Where a finding about the whole pod points: the object's name. */
struct place pod_place(const struct pod *pod);

/* Where a missing PodSpec field is reported: the key of the spec, or for an
 * object without one what stands for it. */
struct place pod_spec_place(const struct pod *pod);

/* The account's name: "default" when the pod names none, that of the object
 * when its controller makes one for it. */
struct str pod_service_account_name(const struct pod *pod);

/* Whether the kind's controller makes the pod an account of its own: kagent's
 * for an Agent that names none (translator/agent/deployments.go). */
bool pod_has_account_made(const struct pod *pod);

/* Whether kagent makes the object's pods: of an Agent or a SandboxAgent. */
bool object_is_kagent_agent(const struct object *object);

/* The object of the pod, or NULL when the input does not hold it. */
const struct object *pod_namespace(const struct pod *pod);
const struct object *pod_service_account(const struct pod *pod);
const struct object *pod_runtime_class(const struct pod *pod);

/* What messages call the object: its name, else its generateName, else its
 * kind. */
struct str object_title(const struct object *object);

/* Where a finding about the object points: its name, else its kind. */
struct place object_place(const struct object *object);

/* Whether the object is of that GROUP (any version) and KIND. */
bool object_is(
	const struct object *object, const char *group, const char *kind);

/* Whether the object comes from a cluster, whose server has filled in what it
 * fills in, admission plugins included. */
bool object_is_stored(const struct object *object);

/* A run of objects, for loops: for (o = range.begin; o != range.end; o++)
 * use (*o). */
struct object_range {
	const struct object *const *begin;
	const struct object *const *end;
};

/* All objects in the order of the input; those of one group and kind, sorted
 * by namespace and name. */
struct object_range graph_objects(const struct graph *graph);
struct object_range graph_objects_of(
	const struct graph *graph, const char *group, const char *kind);

/* Those of one group and kind within one namespace. */
struct object_range graph_objects_in(const struct graph *graph,
	const char *group, const char *kind, struct str namespace);

/* The object of that identity or NULL; NAMESPACE is not looked at for
 * cluster-scoped kinds. The first in the input of several. */
const struct object *graph_find(const struct graph *graph, const char *group,
	const char *kind, struct str namespace, struct str name);

/* All pods of all objects, in the order of the input. */
struct pod_range {
	const struct pod *const *begin;
	const struct pod *const *end;
};
struct pod_range graph_pods(const struct graph *graph);

/* The pods of one namespace alone. */
struct pod_range graph_pods_in(const struct graph *graph, struct str namespace);

/* The SandboxTemplate behind a Sandbox, SandboxClaim or SandboxWarmPool
 * (agent-sandbox v1alpha1 and v1beta1 references), or NULL. */
const struct object *object_sandbox_template(const struct object *object);

/* Whether a LabelSelector (meta/v1) matches LABELS: matchLabels and all
 * matchExpressions; an empty or absent SELECTOR matches everything. An
 * unknown operator matches nothing. */
bool selector_matches(const struct node *selector, const struct node *labels);

/* Whether a LabelSelector asks for no label at all. */
bool selector_is_empty(const struct node *selector);

/* Whether a Namespace of that name carries what SELECTOR asks for, with the
 * implied label kubernetes.io/metadata.name; NAMESPACE may be NULL when the
 * input does not hold the object: then only the implied label is known and
 * *KNOWN is set false when the answer hangs on others. */
bool selector_matches_namespace(const struct node *selector,
	const struct object *namespace, struct str name, bool *known);

#endif
