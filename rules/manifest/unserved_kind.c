/* SPDX-License-Identifier: Apache-2.0 */
/* Kinds and versions that no API server takes: nothing comes of the object. */
#include <agentlint/nearest.h>
#include <agentlint/schema.h>

/* The kinds of those groups that decide about agents and that no custom
 * resource can be in, as Kubernetes 1.37 serves them (api/openapi-spec): all of
 * them in v1. */
static const struct served {
	const char *group;
	const char *kind;
	bool other; /* some clusters serve another version, or have */
} served[] = {
	{ "", "Pod", false },
	{ "", "ServiceAccount", false },
	{ "", "Service", false },
	{ "", "Namespace", false },
	{ "", "Secret", false },
	{ "", "ConfigMap", false },
	{ "", "PersistentVolumeClaim", false },
	{ "", "PersistentVolume", false },
	{ "", "LimitRange", false },
	{ "", "ResourceQuota", false },
	{ "", "PodTemplate", false },
	{ "", "ReplicationController", false },
	{ "", "Endpoints", false },
	{ "", "Event", false },
	{ "", "Node", false },
	{ "", "Binding", false },
	{ "apps", "Deployment", false },
	{ "apps", "StatefulSet", false },
	{ "apps", "DaemonSet", false },
	{ "apps", "ReplicaSet", false },
	{ "apps", "ControllerRevision", false },
	{ "batch", "Job", false },
	{ "batch", "CronJob", false },
	{ "networking.k8s.io", "NetworkPolicy", false },
	{ "networking.k8s.io", "Ingress", false },
	{ "networking.k8s.io", "IngressClass", false },
	{ "networking.k8s.io", "ClusterCIDR", true },
	{ "networking.k8s.io", "IPAddress", true },
	{ "networking.k8s.io", "ServiceCIDR", true },
	{ "policy", "Eviction", false },
	{ "policy", "PodDisruptionBudget", false },
	{ "rbac.authorization.k8s.io", "Role", false },
	{ "rbac.authorization.k8s.io", "RoleBinding", false },
	{ "rbac.authorization.k8s.io", "ClusterRole", false },
	{ "rbac.authorization.k8s.io", "ClusterRoleBinding", false },
};

/* What was served once, and the minor version of Kubernetes that ended it
 * (deprecation guide). A NULL kind is every one not named before. */
static const struct ended {
	const char *group, *version, *kind;
	unsigned minor;
} ended[] = {
	{ "apps", "v1beta1", NULL, 16 },
	{ "apps", "v1beta2", NULL, 16 },
	{ "batch", "v1beta1", NULL, 25 },
	{ "batch", "v2alpha1", NULL, 21 },
	{ "extensions", "v1beta1", "Ingress", 22 },
	{ "extensions", "v1beta1", NULL, 16 },
	{ "networking.k8s.io", "v1beta1", NULL, 22 },
	{ "policy", "v1beta1", NULL, 25 },
	{ "rbac.authorization.k8s.io", "v1alpha1", NULL, 22 },
	{ "rbac.authorization.k8s.io", "v1beta1", NULL, 22 },
};

#define COUNT(array_) (sizeof(array_) / sizeof(*(array_)))

/* The row of KIND, in GROUP if it is not NULL. */
static const struct served *
find_served(const char *group, struct str kind)
{
	for (size_t i = 0; i < COUNT(served); i++)
		if (str_is(kind, served[i].kind) &&
			(!group || !strcmp(group, served[i].group)))
			return &served[i];
	return NULL;
}

static const struct ended *
find_ended(const struct object *object)
{
	for (size_t i = 0; i < COUNT(ended); i++)
		if (str_is(object->group, ended[i].group) &&
			str_is(object->version, ended[i].version) &&
			(!ended[i].kind || str_is(object->kind, ended[i].kind)))
			return &ended[i];
	return NULL;
}

/* The group as the table has it; NULL for one that is none of its business. */
static const char *
known_group(const struct object *object)
{
	for (size_t i = 0; i < COUNT(served); i++)
		if (str_is(object->group, served[i].group))
			return served[i].group;
	return str_is(object->group, "extensions") ? "extensions" : NULL;
}

static void
report_version(struct pass *pass, const struct object *object,
	const struct served *home, const struct ended *end)
{
	const struct node *version = node_get(object->root, "apiVersion");
	const char *slash = *home->group ? "/" : "";
	struct finding *finding = pass_report(pass,
		version ? node_place(version) : object_place(object),
		"no %s in %.*s: it is in %s%sv1", home->kind,
		STR_ARG(node_text(version)), home->group, slash);

	if (end)
		finding_label(
			finding, "gone since Kubernetes 1.%u", end->minor);
	finding_help(finding, "write 'apiVersion: %s%sv1' and the fields of it",
		home->group, slash);
}

static void
report_kind(struct pass *pass, const struct object *object, const char *group,
	const struct ended *end)
{
	const struct node *kind = node_get(object->root, "kind");
	struct nearest nearest = nearest_to(object->kind);
	struct finding *finding;

	for (size_t i = 0; i < COUNT(served); i++)
		if (!strcmp(served[i].group, group))
			nearest_offer(&nearest, str_of(served[i].kind));
	/* Files for clients say v1, too, with kinds of their own. */
	if (!*group && (!nearest.found.len ||
			       !str_is_nocase(object->kind, nearest.found.ptr)))
		return;
	finding = pass_report(pass,
		kind ? node_place(kind) : object_place(object),
		"no kind '%.*s' in %.*s%s%.*s%s", STR_ARG(object->kind),
		STR_ARG(node_text(node_get(object->root, "apiVersion"))),
		nearest.found.len ? "; did you mean '" : "",
		STR_ARG(nearest.found), nearest.found.len ? "'?" : "");
	if (end)
		finding_label(
			finding, "gone since Kubernetes 1.%u", end->minor);
	if (pass_settings(pass)->cluster.kubernetes_minor > schema_minor())
		finding_unknown(finding,
			"the cluster is newer than the kinds known here, those "
			"of Kubernetes 1.%u",
			schema_minor());
	if (!kind || !nearest.found.len)
		return;
	finding_help(finding, "write 'kind: %.*s', if that is what was meant",
		STR_ARG(nearest.found));
	finding_replace(finding, false, node_place(kind), nearest.found.ptr);
}

static void
check(struct pass *pass, const struct object *object)
{
	unsigned minor = pass_settings(pass)->cluster.kubernetes_minor;
	const char *group = known_group(object);
	const struct served *row;
	const struct ended *end;

	if (!group || node_is_placeholder(node_get(object->root, "kind")) ||
		node_is_placeholder(node_get(object->root, "apiVersion")))
		return;
	row = find_served(group, object->kind);
	if (row && (row->other || str_is(object->version, "v1")))
		return;
	end = find_ended(object);
	if (end && minor > 0 && minor < end->minor)
		return;
	if (!row)
		row = find_served(NULL, object->kind);
	if (row)
		report_version(pass, object, row, end);
	else
		report_kind(pass, object, group, end);
}

const struct rule unserved_kind = {
	.id = "unserved-kind",
	.module = MODULE_MANIFEST,
	.severity = SEVERITY_ERROR,
	.check_object = check,
	.summary = "A kind or a version that no API server serves",
	.why = "The API server refuses the object: a policy or a role binding of "
	       "a version that is gone guards nobody, however right its fields "
	       "are. A misspelt kind is not even judged here.",
	.fix = "write the kind as the API has it, and the version that is served",
	.bad = "apiVersion: apps/v1\n"
	       "kind: Deploymnet\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec: {}\n",
	.good = "apiVersion: apps/v1\n"
		"kind: Deployment\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  selector: {matchLabels: {app: agent}}\n"
		"  template:\n"
		"    metadata: {labels: {app: agent}}\n"
		"    spec:\n"
		"      containers:\n"
		"      - {name: agent, image: agent}\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://kubernetes.io/docs/reference/"
				 "using-api/deprecation-guide/" },
			{ 0 },
		},
	.since = "0.1.0",
};
