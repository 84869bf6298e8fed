/* SPDX-License-Identifier: Apache-2.0 */
/* A key among the settings of a release, a kustomization, a custom resource. */
#include <agentlint/embedded.h>
#include <agentlint/rule.h>
#include <agentlint/secret.h>

struct judging {
	struct pass *pass;
	const struct object *object;
};

/* "existingSecret: agent-keys" names the Secret, and is not one. */
static bool
names_secret(struct str name, struct str value)
{
	for (size_t i = 0; i < value.len; i++) {
		char c = value.ptr[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') &&
			c != '-' && c != '.')
			return false;
	}
	return str_ends(name, "ecret");
}

static void
judge(const struct judging *judging, struct str name, const struct node *node,
	struct str value)
{
	const struct object *object = judging->object;
	struct secret secret;
	enum certainty certainty;
	struct finding *finding;

	if (!node_is_scalar(node) || node->type == VALUE_BOOL ||
		node->type == VALUE_NULL)
		return;
	certainty = secret_judge(name, value, &secret);
	if (certainty == SECRET_NO ||
		(certainty == SECRET_LIKELY && names_secret(name, value)))
		return;
	pass_conceal(judging->pass, node);
	finding = pass_report(judging->pass,
		node->key.ptr ? node_key_place(node) : node_place(node),
		name.len ? "%.*s '%.*s' holds %s in plain sight, as '%.*s'"
			 : "%.*s '%.*s' holds %s in plain sight%.*s",
		STR_ARG(object->kind), STR_ARG(object_title(object)),
		secret.what, STR_ARG(name));
	finding_label(finding, "whoever reads the repository has it");
	if (certainty == SECRET_LIKELY)
		finding_lower(finding, SEVERITY_WARNING);
}

static void walk(const struct judging *judging, const struct node *node);

/* Variables and parameters are a name and a value side by side; else a value
 * is of what holds it. */
static void
walk_mapping(const struct judging *judging, const struct node *mapping)
{
	struct str name = node_text(node_get(mapping, "name"));

	if (!name.len)
		name = mapping->key;
	NODE_EACH(child, mapping) {
		bool named = name.len && str_is(child->key, "value");

		if (child->kind == NODE_SCALAR)
			judge(judging, named ? name : child->key, child,
				node_text(child));
		else
			walk(judging, child);
	}
}

/* "NAME=VALUE" of a generator; other texts by their shape alone. */
static void
walk_item(const struct judging *judging, const struct node *item)
{
	struct str value = node_text(item);
	struct str name = str_cut(&value, '=');

	if (value.len)
		judge(judging, name, item, value);
	else
		judge(judging, (struct str){ 0 }, item, node_text(item));
}

static void
walk(const struct judging *judging, const struct node *node)
{
	if (node_is_mapping(node)) {
		walk_mapping(judging, node);
		return;
	}
	NODE_EACH(item, node)
		if (item->kind == NODE_SCALAR)
			walk_item(judging, item);
		else
			walk(judging, item);
}

/* Values are a mapping, or YAML in a text. */
static void
walk_values(const struct judging *judging, const struct node *values)
{
	struct embedded inner;

	if (!node_is_scalar(values)) {
		walk(judging, values);
		return;
	}
	inner = pass_embedded(judging->pass, values);
	for (size_t i = 0; i < inner.document_count; i++)
		walk(judging, inner.documents[i]);
}

static void
walk_source(const struct judging *judging, const struct node *source)
{
	const struct node *helm = node_get(source, "helm");

	walk(judging, node_get(helm, "valuesObject"));
	walk_values(judging, node_get(helm, "values"));
	walk(judging, node_get(helm, "parameters"));
}

static void
walk_kustomization(const struct judging *judging, const struct node *root)
{
	static const char *const generators[] = { "secretGenerator",
		"configMapGenerator" };

	for (size_t i = 0; i < 2; i++)
		NODE_EACH(generator, node_get(root, generators[i]))
			walk(judging, node_get(generator, "literals"));
	NODE_EACH(chart, node_get(root, "helmCharts"))
		walk(judging, node_get(chart, "valuesInline"));
}

static void
check(struct pass *pass, const struct object *object)
{
	struct judging judging = { pass, object };
	const struct node *spec = node_get(object->root, "spec");

	if (object_is(object, "helm.toolkit.fluxcd.io", "HelmRelease")) {
		walk(&judging, node_get(spec, "values"));
	} else if (object_is(object, "argoproj.io", "Application")) {
		walk_source(&judging, node_get(spec, "source"));
		NODE_EACH(source, node_get(spec, "sources"))
			walk_source(&judging, source);
	} else if (object_is(object, "helm.cattle.io", "HelmChart")) {
		walk_values(&judging, node_get(spec, "valuesContent"));
	} else if (object_is(object, "kustomize.config.k8s.io",
			   "Kustomization")) {
		walk_kustomization(&judging, object->root);
	} else if (str_is(object->group, "kagent.dev") && !object->pod_count) {
		/* What makes pods has its variables in containers. */
		walk(&judging, spec);
	}
}

const struct rule secret_in_values = {
	.id = "secret-in-values",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_ERROR,
	.check_object = check,
	.summary = "The settings of a release hold a key or password",
	.why = "What a chart or a controller makes an agent's pod of is in its "
	       "values: of Flux' HelmRelease, Argo CD's Application, k3s' "
	       "HelmChart, a kustomization's generators, kagent's channels. "
	       "A key there ends up in a Secret, which makes it look safe, "
	       "and stays in the repository and its history, where coding "
	       "agents read it, too.",
	.fix = "revoke the key, put its successor into a Secret outside the "
	       "repository, and let the values name that Secret",
	.bad = "apiVersion: helm.toolkit.fluxcd.io/v2\n"
	       "kind: HelmRelease\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  chart:\n"
	       "    spec:\n"
	       "      chart: agent\n"
	       "  values:\n"
	       "    database:\n"
	       "      password: Zx2Kd9Wm4T\n",
	.good = "apiVersion: helm.toolkit.fluxcd.io/v2\n"
		"kind: HelmRelease\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  chart:\n"
		"    spec:\n"
		"      chart: agent\n"
		"  values:\n"
		"    database:\n"
		"      existingSecret: agent-database\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.4.1" },
			{ "ATT&CK", "T1552.001" },
			{ "OWASP", "ASI03" },
			{ "OWASP", "LLM02" },
			{ "CWE", "798" },
			{ "CWE", "312" },
			{ "URL", "https://fluxcd.io/flux/components/helm/"
				 "helmreleases/" },
			{ 0 },
		},
	.since = "0.1.0",
};
