/* SPDX-License-Identifier: Apache-2.0 */
/* Falco and its kin, by every way that manifests deploy them. */
#include <agentlint/detection.h>
#include <agentlint/falco.h>
#include <agentlint/image.h>

#include <assert.h>
#include <string.h>

/* Paths of images, at their end. */
static const char *const falco_images[] = {
	"falcosecurity/falco",
	"falcosecurity/falco-no-driver",
	"falcosecurity/falco-distroless",
	NULL,
};

static const struct {
	const char *path, *name;
} sensors[] = {
	{ "cilium/tetragon", "Tetragon" },
	{ "kubearmor/kubearmor", "KubeArmor" },
	{ "aquasec/tracee", "Tracee" },
	{ "aquasecurity/tracee", "Tracee" },
	{ "aquasec/enforcer", "Aqua" },
	{ "sysdig/agent", "Sysdig" },
	{ "sysdig/agent-slim", "Sysdig" },
	{ "falcon-sensor", "CrowdStrike Falcon" },
	{ "neuvector/enforcer", "NeuVector" },
	{ "stackrox-io/collector", "StackRox" },
	{ "aws-guardduty-agent", "GuardDuty" },
};

/* A file of values for the chart says that somebody installs it. */
static void
add_values(struct detection *detection, const struct object *object)
{
	if (!object_is(object, "", "FalcoValues"))
		return;
	detection->falco = object;
}

static bool
parse_image(const struct container *container, struct image *image)
{
	const char *problem;

	return image_parse(
		node_text(node_get(container->node, "image")), image, &problem);
}

/* falco --gvisor-config FILE: the engine for gVisor, up to 0.43. */
static bool
has_gvisor_engine(const struct container *container)
{
	static const char *const keys[] = { "command", "args" };

	for (size_t i = 0; i < 2; i++)
		NODE_EACH(word, node_get(container->node, keys[i]))
			if (str_starts(node_text(word), "--gvisor-config"))
				return true;
	return false;
}

bool
container_runs_falco(const struct container *container)
{
	struct image image;

	if (!parse_image(container, &image))
		return false;
	for (size_t i = 0; falco_images[i]; i++)
		if (image_has_path(&image, falco_images[i]))
			return true;
	return false;
}

static void
add_container(struct detection *detection, const struct container *container)
{
	const struct object *object = container->pod->object;
	struct image image;

	if (!parse_image(container, &image))
		return;
	if (!detection->falco && container_runs_falco(container)) {
		detection->falco = object;
		detection->version = node_get(container->node, "image");
		detection->falco_reads_gvisor = has_gvisor_engine(container);
	}
	for (size_t i = 0; i < sizeof(sensors) / sizeof(*sensors); i++)
		if (!detection->other &&
			image_has_path(&image, sensors[i].path)) {
			detection->other = object;
			detection->other_name = sensors[i].name;
		}
}

/* Also a chart that is only fetched says that somebody installs it. */
static void
add_release(struct detection *detection, const struct object *object)
{
	const struct node *version;
	bool fetched =
		object_is(object, "source.toolkit.fluxcd.io", "HelmChart");

	if (falco_is_release(object, &version) ||
		(fetched && node_is(node_path(object->root, "spec.chart"),
				    "falco")))
		detection->falco = object;
}

static bool
names_rules(struct str key)
{
	return str_contains(key, "rules") &&
	       (str_ends(key, ".yaml") || str_ends(key, ".yml"));
}

static bool
holds_rules(const struct object *config_map)
{
	NODE_EACH(entry, node_get(config_map->root, "data"))
		if (names_rules(entry->key) &&
			falco_may_be_rules(node_text(entry)))
			return true;
	return false;
}

static void
add_object(struct detection *detection, const struct object *object)
{
	assert(object);
	if (!detection->falco)
		add_release(detection, object);
	if (!detection->falco)
		add_values(detection, object);
	if (!detection->falco &&
		object_is(object, "instance.falcosecurity.dev", "Falco")) {
		detection->falco = object;
		detection->version = node_path(object->root, "spec.version");
	}
	if (!detection->rules &&
		(object_is(object, "artifact.falcosecurity.dev", "Rulesfile") ||
			object_is(object, "", "FalcoRules") ||
			(object_is(object, "", "ConfigMap") &&
				holds_rules(object))))
		detection->rules = object;
}

/* Chart 9 comes with Falco 0.44, which has no engine for gVisor. */
static void
add_drivers(struct pass *pass, struct detection *detection)
{
	const struct falco_values *values = falco_values(pass);

	for (; values; values = falco_next_release(values)) {
		unsigned major = falco_chart_major(values->version);

		detection->chart_reads_gvisor |=
			major && major < 9 &&
			node_is(falco_release_value(values, "driver.kind"),
				"gvisor");
	}
}

const struct detection *
pass_detection(struct pass *pass)
{
	static const char key;
	struct pod_range pods = graph_pods(pass_graph(pass));
	struct object_range objects = graph_objects(pass_graph(pass));
	bool fresh;
	struct detection *detection =
		pass_memo(pass, &key, sizeof(*detection), &fresh);

	if (!fresh)
		return detection;
	for (; pods.begin != pods.end; pods.begin++)
		for (size_t i = 0; i < (*pods.begin)->container_count; i++)
			add_container(detection, &(*pods.begin)->containers[i]);
	for (; objects.begin != objects.end; objects.begin++)
		add_object(detection, *objects.begin);
	add_drivers(pass, detection);
	return detection;
}

bool
detection_is_absent(const struct detection *detection)
{
	return !detection->falco && !detection->rules && !detection->other;
}
