/* SPDX-License-Identifier: Apache-2.0 */
/* Who installs Falco's chart, and with which values. */
#include <agentlint/falco.h>

#include <agentlint/embedded.h>

#define FLUX_SOURCES "source.toolkit.fluxcd.io"

struct gathered_values {
	const struct falco_values *first;
	struct falco_values *last;
};

/* "falco", "falcosecurity/falco", "oci://.../falco". */
static bool
is_falco_chart(const struct node *chart)
{
	struct str text = node_text(chart);

	return str_is(text, "falco") || str_ends(text, "/falco");
}

/* spec.chartRef (helm.toolkit.fluxcd.io/v2): a HelmChart or OCIRepository. */
static bool
refers_to_falco(const struct object *release, const struct node **version)
{
	const struct node *ref = node_path(release->root, "spec.chartRef");
	struct str namespace = node_text(node_get(ref, "namespace"));
	const char *kind = node_is(node_get(ref, "kind"), "HelmChart")
				   ? "HelmChart"
				   : "OCIRepository";
	struct str name = node_text(node_get(ref, "name"));
	const struct object *source = NULL;

	if (name.len)
		source = graph_find(release->graph, FLUX_SOURCES, kind,
			namespace.len ? namespace : release->namespace, name);
	if (!source)
		return is_falco_chart(node_get(ref, "name"));
	*version = node_path(source->root, "spec.version");
	if (!*version)
		*version = node_path(source->root, "spec.ref.tag");
	return is_falco_chart(node_path(source->root, "spec.chart")) ||
	       is_falco_chart(node_path(source->root, "spec.url"));
}

/* A source of an Application: a chart of a repository, or one by itself. */
static bool
is_falco_source(const struct node *source)
{
	return is_falco_chart(node_get(source, "chart")) ||
	       (!node_get(source, "chart") && !node_get(source, "path") &&
		       is_falco_chart(node_get(source, "repoURL")));
}

/* The source of an Application that is Falco's chart, or NULL. */
static const struct node *
falco_source(const struct object *application)
{
	const struct node *spec = node_get(application->root, "spec");

	if (is_falco_source(node_get(spec, "source")))
		return node_get(spec, "source");
	NODE_EACH(source, node_get(spec, "sources"))
		if (is_falco_source(source))
			return source;
	return NULL;
}

/* The chart of a kustomization that is Falco's, or NULL. */
static const struct node *
falco_of_kustomization(const struct object *object)
{
	NODE_EACH(chart, node_get(object->root, "helmCharts"))
		if (is_falco_chart(node_get(chart, "name")))
			return chart;
	return NULL;
}

static bool
is_kustomization(const struct object *object)
{
	return object_is(object, "kustomize.config.k8s.io", "Kustomization");
}

bool
falco_is_release(const struct object *object, const struct node **version)
{
	const struct node *spec = node_get(object->root, "spec");
	const struct node *chart = NULL;

	*version = NULL;
	if (object_is(object, "argoproj.io", "Application")) {
		chart = falco_source(object);
		*version = node_get(chart, "targetRevision");
		return chart != NULL;
	}
	if (is_kustomization(object)) {
		chart = falco_of_kustomization(object);
		*version = node_get(chart, "version");
		return chart != NULL;
	}
	if (object_is(object, "helm.cattle.io", "HelmChart")) {
		*version = node_get(spec, "version");
		return is_falco_chart(node_get(spec, "chart"));
	}
	if (!object_is(object, "helm.toolkit.fluxcd.io", "HelmRelease"))
		return false;
	if (node_get(spec, "chartRef"))
		return refers_to_falco(object, version);
	*version = node_path(spec, "chart.spec.version");
	return is_falco_chart(node_path(spec, "chart.spec.chart"));
}

static void
add(struct pass *pass, struct gathered_values *gathered,
	struct falco_values values)
{
	struct falco_values *copy;

	if (!node_is_mapping(values.values))
		return;
	copy = pass_alloc(pass, sizeof(*copy));
	*copy = values;
	if (!copy->release)
		copy->release = copy->object;
	if (gathered->last)
		gathered->last->next = copy;
	else
		gathered->first = copy;
	gathered->last = copy;
}

/* Values are a mapping, or YAML in a text. */
static const struct node *
values_in(struct pass *pass, const struct node *node)
{
	struct embedded inner;

	if (!node_is_scalar(node))
		return node;
	inner = pass_embedded(pass, node);
	return inner.document_count ? inner.documents[0] : NULL;
}

/* valuesFrom of a HelmRelease: ConfigMaps of its namespace. */
static void
add_referred(struct pass *pass, struct gathered_values *gathered,
	const struct falco_values *values)
{
	const struct object *release = values->release;

	NODE_EACH(item, node_path(release->root, "spec.valuesFrom")) {
		const struct object *map = graph_find(release->graph, "",
			"ConfigMap", release->namespace,
			node_text(node_get(item, "name")));
		struct str key = node_text(node_get(item, "valuesKey"));
		struct falco_values copy = *values;

		if (!map || !node_is(node_get(item, "kind"), "ConfigMap"))
			continue;
		copy.object = map;
		copy.values = values_in(
			pass, node_get_str(node_get(map->root, "data"),
				      key.len ? key : STR("values.yaml")));
		add(pass, gathered, copy);
	}
}

static const struct node *
own_values(struct pass *pass, const struct object *release)
{
	const struct node *spec = node_get(release->root, "spec");
	const struct node *helm;

	if (is_kustomization(release))
		return node_get(
			falco_of_kustomization(release), "valuesInline");
	if (str_is(release->kind, "HelmChart"))
		return values_in(pass, node_get(spec, "valuesContent"));
	if (str_is(release->kind, "HelmRelease"))
		return node_get(spec, "values");
	helm = node_get(falco_source(release), "helm");
	return node_get(helm, "valuesObject")
		       ? node_get(helm, "valuesObject")
		       : values_in(pass, node_get(helm, "values"));
}

static void
add_values_of(struct pass *pass, struct gathered_values *gathered,
	const struct object *object)
{
	struct falco_values values = { .object = object, .release = object };

	if (object_is(object, "", "FalcoValues")) {
		values.values = object->root;
		values.is_file = true;
		add(pass, gathered, values);
	} else if (falco_is_release(object, &values.version)) {
		values.values = own_values(pass, object);
		add(pass, gathered, values);
		add_referred(pass, gathered, &values);
	}
}

const struct falco_values *
falco_values(struct pass *pass)
{
	static const char key;
	struct object_range objects = graph_objects(pass_graph(pass));
	bool fresh;
	struct gathered_values *gathered =
		pass_memo(pass, &key, sizeof(*gathered), &fresh);

	for (; fresh && objects.begin != objects.end; objects.begin++)
		add_values_of(pass, gathered, *objects.begin);
	return gathered->first;
}

const struct node *
falco_release_value(const struct falco_values *values, const char *path)
{
	const struct object *release = values->release;

	for (; values && values->release == release; values = values->next) {
		const struct node *found = node_path(values->values, path);

		if (found)
			return found;
	}
	return NULL;
}

const struct falco_values *
falco_next_release(const struct falco_values *values)
{
	const struct object *release = values->release;

	while (values && values->release == release)
		values = values->next;
	return values;
}

unsigned
falco_chart_major(const struct node *version)
{
	struct str text = node_text(version);
	unsigned major = 0;

	if (str_starts(text, "v"))
		text = str_from(text, 1);
	for (size_t i = 0; i < text.len && text.ptr[i] >= '0' &&
			   text.ptr[i] <= '9' && major < 1000;
		i++)
		major = major * 10 + (unsigned)(text.ptr[i] - '0');
	return major;
}
