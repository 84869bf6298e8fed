/* SPDX-License-Identifier: Apache-2.0 */
/* A file with the keys to a cluster, whatever the agent's account may do. */
#include <agentlint/base64.h>
#include <agentlint/identity.h>
#include <agentlint/rule.h>
#include <agentlint/volume.h>

/* Certificates stand before the users. */
enum { MOST_DECODED = 16384 };

/* A kubeconfig (client-go, clientcmd/api/v1) with something to log in by. */
static bool
is_kubeconfig(struct str text)
{
	static const char *const keys[] = { "token:", "client-key-data:",
		"client-key:", "tokenFile:", "password:", "exec:" };

	if (!str_contains(text, "kind: Config") ||
		!str_contains(text, "users:"))
		return false;
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (str_contains(text, keys[i]))
			return true;
	return false;
}

static bool
is_encoded_kubeconfig(struct str text)
{
	char decoded[MOST_DECODED];
	size_t len;

	return base64_decode(text, decoded, sizeof(decoded), &len) &&
	       is_kubeconfig((struct str){ decoded, len });
}

/* The entry of a Secret or ConfigMap that is a kubeconfig, or NULL. */
static const struct node *
kubeconfig_in(const struct object *object)
{
	bool encoded = object_is(object, "", "Secret");

	NODE_EACH(entry, node_get(object->root, "stringData"))
		if (is_kubeconfig(node_text(entry)))
			return entry;
	NODE_EACH(entry, node_get(object->root, "data"))
		if (encoded ? is_encoded_kubeconfig(node_text(entry))
			    : is_kubeconfig(node_text(entry)))
			return entry;
	return NULL;
}

struct giving {
	struct pass *pass;
	const struct pod *pod;
	const struct container *container;
	const struct node *name;     /* of the Secret or ConfigMap */
	const struct object *object; /* in the input, or NULL */
	const struct node *reason;   /* why it is taken for one */
};

static void
report(const struct giving *giving)
{
	const struct node *entry =
		giving->object ? kubeconfig_in(giving->object) : NULL;
	struct finding *finding;

	/* With the object in the input its content decides. */
	if (!entry && (giving->object || !giving->reason))
		return;
	finding = pass_report(giving->pass, node_place(giving->name),
		"agent '%.*s' is given a kubeconfig",
		STR_ARG(object_title(giving->pod->object)));
	finding_about_container(finding, giving->container);
	finding_label(finding, "keys to a cluster, read by '%.*s'",
		STR_ARG(giving->container->name));
	if (entry) {
		finding_relate(finding, node_key_place(entry), "this one");
		return;
	}
	if (giving->reason != giving->name)
		finding_relate(
			finding, node_place(giving->reason), "looked for here");
	finding_unknown(finding, "the input does not hold '%.*s'",
		STR_ARG(node_text(giving->name)));
}

/* What says that MOUNT, of the Secret or ConfigMap called NAME, is one. */
static const struct node *
reason_of(const struct node *name, struct mount mount)
{
	const struct node *path = node_get(mount.node, "mountPath");

	if (str_contains(node_text(name), "kubeconfig"))
		return name;
	if (str_ends(node_text(path), "/.kube") ||
		str_ends(node_text(path), "/.kube/config"))
		return path;
	NODE_EACH(item, node_get(mount.container->node, "env")) {
		const struct node *value = node_get(item, "value");

		if (str_is(node_text(node_get(item, "name")), "KUBECONFIG") &&
			node_text(path).len > 1 &&
			str_equal(
				str_head(node_text(value), node_text(path).len),
				node_text(path)))
			return value;
	}
	return NULL;
}

static void
check_source(struct pass *pass, const struct pod *pod, struct mount mount,
	const struct node *name, const char *kind)
{
	struct giving giving = {
		.pass = pass,
		.pod = pod,
		.container = mount.container,
		.name = name,
		.object = graph_find(pod->object->graph, "", kind,
			pod->object->namespace, node_text(name)),
	};

	if (!node_text(name).len || node_is_placeholder(name))
		return;
	giving.reason = reason_of(name, mount);
	report(&giving);
}

static void
check(struct pass *pass, const struct pod *pod)
{
	NODE_EACH(volume, pod_field(pod, "volumes")) {
		struct mount mount =
			pod_next_mount(pod, node_text(node_get(volume, "name")),
				(struct mount){ 0 });

		if (!mount.node)
			continue;
		check_source(pass, pod, mount,
			node_path(volume, "secret.secretName"), "Secret");
		check_source(pass, pod, mount,
			node_path(volume, "configMap.name"), "ConfigMap");
		NODE_EACH(source, node_path(volume, "projected.sources")) {
			check_source(pass, pod, mount,
				node_path(source, "secret.name"), "Secret");
			check_source(pass, pod, mount,
				node_path(source, "configMap.name"),
				"ConfigMap");
		}
	}
}

const struct rule kubeconfig_given = {
	.id = "kubeconfig-given",
	.module = MODULE_SERVICE_ACCOUNT,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary = "An agent is given a kubeconfig",
	.why = "A kubeconfig holds a token or a client certificate of a "
	       "person or of another cluster's account. Mounted into an "
	       "agent it makes 'automountServiceAccountToken: false' and "
	       "every role that was left out pointless: an injected prompt "
	       "reads the file and is whoever it names, mostly an "
	       "administrator, from anywhere. It is known by its content, "
	       "where the Secret or ConfigMap is in the input; else by its "
	       "name, its place below '.kube' or the variable KUBECONFIG, "
	       "which is a warning.",
	.fix = "drop the volume; give the agent's own account the rights that "
	       "its task needs, and no token that leaves the pod",
	.bad = "apiVersion: v1\n"
	       "kind: ConfigMap\n"
	       "metadata:\n"
	       "  name: cluster\n"
	       "data:\n"
	       "  config: |\n"
	       "    kind: Config\n"
	       "    users:\n"
	       "      - name: admin\n"
	       "        user: {tokenFile: /keys/admin}\n"
	       "---\n"
	       "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      volumeMounts:\n"
	       "        - {name: settings, mountPath: /settings}\n"
	       "  volumes:\n"
	       "    - name: settings\n"
	       "      configMap: {name: cluster}\n",
	.good = "apiVersion: v1\n"
		"kind: ConfigMap\n"
		"metadata:\n"
		"  name: cluster\n"
		"data:\n"
		"  config: |\n"
		"    kind: Config\n"
		"    users:\n"
		"      - name: admin\n"
		"        user: {tokenFile: /keys/admin}\n"
		"---\n"
		"apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      volumeMounts:\n"
		"        - {name: settings, mountPath: /settings}\n"
		"  volumes:\n"
		"    - name: settings\n"
		"      emptyDir: {}\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.1.6" },
			{ "ATT&CK", "T1552.001" },
			{ "ATT&CK", "T1078" },
			{ "OWASP", "ASI03" },
			{ "OWASP", "LLM06" },
			{ "CWE", "522" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "configuration/organize-cluster-access-"
				 "kubeconfig/" },
			{ 0 },
		},
	.since = "0.1.0",
};
