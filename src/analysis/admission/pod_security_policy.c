/* SPDX-License-Identifier: Apache-2.0 */
/* What a namespace asks of its pods, resolved as the API server does it, and
 * what the server's own configuration exempts. */
#include <agentlint/pod_security.h>

#include <stdio.h>

/* How the cluster's own controllers are called as users. */
#define KUBE_SYSTEM "system:serviceaccount:kube-system:"

static const char *const mode_keys[] = {
	[POD_SECURITY_ENFORCE] = "enforce",
	[POD_SECURITY_AUDIT] = "audit",
	[POD_SECURITY_WARN] = "warn",
};

static const char *const version_keys[] = {
	[POD_SECURITY_ENFORCE] = "enforce-version",
	[POD_SECURITY_AUDIT] = "audit-version",
	[POD_SECURITY_WARN] = "warn-version",
};

const struct node *
pod_security_label(const struct object *namespace, const char *key)
{
	char label[64];

	if (!namespace)
		return NULL;
	snprintf(label, sizeof(label), POD_SECURITY_PREFIX "%s", key);
	return node_find(namespace->labels, label);
}

static struct str
label_text(const struct node *label)
{
	bool null = node_is_scalar(label) && label->type == VALUE_NULL;

	return null ? STR("") : node_text(label);
}

/* The PodSecurityConfiguration within an AdmissionConfiguration, or NULL. */
static const struct node *
plugin_configuration(const struct object *admission)
{
	NODE_EACH(plugin, node_get(admission->root, "plugins")) {
		const struct node *configuration =
			node_get(plugin, "configuration");

		if (node_is(node_get(plugin, "name"), "PodSecurity"))
			return configuration;
	}
	return NULL;
}

/* The server's configuration of the plugin, in either of its forms, or NULL.
 * The first in the input of several. */
static const struct node *
server_configuration(const struct graph *graph)
{
	struct object_range range =
		graph_objects_of(graph, "pod-security.admission.config.k8s.io",
			"PodSecurityConfiguration");

	if (range.begin != range.end)
		return (*range.begin)->root;
	range = graph_objects_of(
		graph, "apiserver.config.k8s.io", "AdmissionConfiguration");
	for (; range.begin != range.end; range.begin++) {
		const struct node *found = plugin_configuration(*range.begin);

		if (found)
			return found;
	}
	return NULL;
}

/* The defaults as the plugin reads its file: a bad one stops the server, so
 * it changes nothing here. */
static void
apply_configuration(
	struct pod_security_policy *policy, const struct node *configuration)
{
	const struct node *defaults = node_get(configuration, "defaults");

	for (size_t i = 0; i < 3; i++) {
		struct pod_security_demand *demand = &policy->demands[i];
		const struct node *level = node_get(defaults, mode_keys[i]);

		if (pod_security_level_parse(node_text(level), &demand->level))
			demand->place = node_place(level);
		pod_security_version_parse(
			node_text(node_get(defaults, version_keys[i])),
			&demand->minor);
	}
}

static void
apply_settings(
	struct pod_security_policy *policy, const struct settings *settings)
{
	const struct {
		struct str level, version;
	} given[] = {
		[POD_SECURITY_ENFORCE] = { settings->cluster.pod_security
						   .enforce,
			settings->cluster.pod_security.enforce_version },
		[POD_SECURITY_AUDIT] = { settings->cluster.pod_security.audit,
			settings->cluster.pod_security.audit_version },
		[POD_SECURITY_WARN] = { settings->cluster.pod_security.warn,
			settings->cluster.pod_security.warn_version },
	};

	for (size_t i = 0; i < 3; i++) {
		struct pod_security_demand *demand = &policy->demands[i];

		if (pod_security_level_parse(given[i].level, &demand->level))
			demand->place = (struct place){ 0 };
		pod_security_version_parse(given[i].version, &demand->minor);
	}
}

/* Applies the labels of one mode; returns whether its level label is there
 * and valid. An invalid enforce closes, an invalid audit or warn opens. */
static bool
apply_labels(struct pod_security_demand *demand, enum pod_security_mode mode,
	const struct object *namespace)
{
	const struct node *level =
		pod_security_label(namespace, mode_keys[mode]);
	const struct node *version =
		pod_security_label(namespace, version_keys[mode]);
	bool valid = false;

	if (level) {
		valid = pod_security_level_parse(
			label_text(level), &demand->level);
		if (!valid)
			demand->level = mode == POD_SECURITY_ENFORCE
						? POD_SECURITY_RESTRICTED
						: POD_SECURITY_PRIVILEGED;
		demand->place = node_place(level);
	}
	if (version && !pod_security_version_parse(
			       label_text(version), &demand->minor))
		demand->minor = POD_SECURITY_LATEST;
	return valid;
}

struct pod_security_policy
pod_security_policy_of(const struct graph *graph,
	const struct settings *settings, const struct object *namespace)
{
	struct pod_security_policy policy = { 0 };
	struct pod_security_demand *enforce =
		&policy.demands[POD_SECURITY_ENFORCE];
	struct pod_security_demand *warn = &policy.demands[POD_SECURITY_WARN];
	bool enforces;

	for (size_t i = 0; i < 3; i++)
		policy.demands[i].minor = POD_SECURITY_LATEST;
	apply_configuration(&policy, server_configuration(graph));
	apply_settings(&policy, settings);
	enforces = apply_labels(enforce, POD_SECURITY_ENFORCE, namespace);
	apply_labels(&policy.demands[POD_SECURITY_AUDIT], POD_SECURITY_AUDIT,
		namespace);
	apply_labels(warn, POD_SECURITY_WARN, namespace);
	/* Whoever enforces also warns, unless a label says otherwise. */
	if (enforces && enforce->level > warn->level &&
		!pod_security_label(namespace, "warn")) {
		warn->level = enforce->level;
		warn->place = enforce->place;
		if (!pod_security_label(namespace, "warn-version"))
			warn->minor = enforce->minor;
	}
	return policy;
}

static const struct node *
list_item(const struct node *list, struct str text)
{
	if (!text.len)
		return NULL;
	NODE_EACH(item, list)
		if (str_equal(node_text(item), text))
			return item;
	return NULL;
}

static const struct node *
exemptions(const struct pod *pod, const char *list)
{
	const struct node *configuration =
		server_configuration(pod->object->graph);

	return node_get(node_get(configuration, "exemptions"), list);
}

/* The user that creates the pods of a controller's kind; NULL for a Pod, and
 * for kinds whose controllers are not the cluster's own. */
static const char *
creator(const struct object *object)
{
	static const struct {
		const char *group, *kind, *user;
	} creators[] = {
		{ "", "ReplicationController", "replication-controller" },
		{ "apps", "DaemonSet", "daemon-set-controller" },
		{ "apps", "Deployment", "replicaset-controller" },
		{ "apps", "ReplicaSet", "replicaset-controller" },
		{ "apps", "StatefulSet", "statefulset-controller" },
		{ "batch", "CronJob", "job-controller" },
		{ "batch", "Job", "job-controller" },
	};

	for (size_t i = 0; i < sizeof(creators) / sizeof(*creators); i++)
		if (object_is(object, creators[i].group, creators[i].kind))
			return creators[i].user;
	return NULL;
}

static const struct node *
exempt_creator(const struct pod *pod)
{
	const char *user = creator(pod->object);
	char name[96];

	if (!user)
		return NULL;
	snprintf(name, sizeof(name), KUBE_SYSTEM "%s", user);
	return list_item(exemptions(pod, "usernames"), str_of(name));
}

const struct node *
pod_security_exemption(const struct pod *pod)
{
	const struct node *found = list_item(
		exemptions(pod, "namespaces"), pod->object->namespace);

	if (!found)
		found = list_item(exemptions(pod, "runtimeClasses"),
			node_text(pod_field(pod, "runtimeClassName")));
	return found ? found : exempt_creator(pod);
}

const struct node *
pod_security_exempt_users(const struct pod *pod)
{
	const struct node *users = exemptions(pod, "usernames");

	if (creator(pod->object))
		return NULL;
	NODE_EACH(user, users)
		if (!str_starts(node_text(user), KUBE_SYSTEM))
			return users;
	return NULL;
}

bool
pod_security_has_exemptions(const struct graph *graph)
{
	return node_count(node_get(server_configuration(graph), "exemptions")) >
	       0;
}
