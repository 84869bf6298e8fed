/* SPDX-License-Identifier: Apache-2.0 */
/* Checks of the Pod Security Standards that read everything but
 * securityContexts: the pod's own fields, volumes, ports, probes,
 * annotations. */
#include "analysis/admission/pod_security_check.h"

#include <string.h>

void
check_host_namespaces(const struct evaluation *evaluation)
{
	static const char *const fields[] = { "hostNetwork", "hostPID",
		"hostIPC" };

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		const struct node *field =
			pod_field(evaluation->pod, fields[i]);

		if (node_is_true(field))
			evaluation_report(evaluation, NULL, node_place(field));
	}
}

void
check_host_path(const struct evaluation *evaluation)
{
	NODE_EACH(volume, pod_field(evaluation->pod, "volumes")) {
		const struct node *path = node_get(volume, "hostPath");

		if (path && !node_is_placeholder(path))
			evaluation_report(
				evaluation, NULL, node_key_place(path));
	}
}

/* A port that the server takes from containerPort in a pod of the host's
 * network (core/v1 defaults; pods only, and no ephemeral containers). */
static const struct node *
default_host_port(const struct evaluation *evaluation,
	const struct container *container, const struct node *port)
{
	if (evaluation->template || container->role == CONTAINER_EPHEMERAL ||
		!node_is_true(pod_field(evaluation->pod, "hostNetwork")))
		return NULL;
	return node_get(port, "containerPort");
}

static void
refuse_host_port(const struct evaluation *evaluation,
	const struct container *container, const struct node *port)
{
	const struct node *host = node_get(port, "hostPort");
	const char *demand = evaluation->check->demand;
	int64_t number = 0;

	if (!host || node_is_int(host, 0)) {
		host = default_host_port(evaluation, container, port);
		demand = "none; in the host's network every port is one";
	}
	if (node_int(host, &number) && number != 0)
		evaluation_report_as(
			evaluation, container, node_place(host), demand);
}

void
check_host_ports(const struct evaluation *evaluation)
{
	const struct pod *pod = evaluation->pod;

	for (size_t i = 0; i < pod->container_count; i++)
		NODE_EACH(port, node_get(pod->containers[i].node, "ports"))
			refuse_host_port(evaluation, &pod->containers[i], port);
}

void
check_probe_hosts(const struct evaluation *evaluation)
{
	static const char *const paths[] = { "livenessProbe.httpGet.host",
		"livenessProbe.tcpSocket.host", "readinessProbe.httpGet.host",
		"readinessProbe.tcpSocket.host", "startupProbe.httpGet.host",
		"startupProbe.tcpSocket.host",
		"lifecycle.postStart.httpGet.host",
		"lifecycle.postStart.tcpSocket.host",
		"lifecycle.preStop.httpGet.host",
		"lifecycle.preStop.tcpSocket.host", NULL };
	const struct pod *pod = evaluation->pod;

	for (size_t i = 0; i < pod->container_count; i++) {
		const struct container *container = &pod->containers[i];

		for (size_t j = 0; paths[j]; j++) {
			struct field_value host = field_at(container->node,
				paths[j], container_place(container));

			if (!host.unknown && server_text(host.node).len)
				evaluation_report(
					evaluation, container, host.place);
		}
	}
}

/* Annotations that begin with PREFIX, of CONTAINER alone unless it is NULL. */
static void
refuse_annotations(const struct evaluation *evaluation, const char *prefix,
	const struct container *container)
{
	const struct node *annotations = evaluation->pod->annotations;

	NODE_EACH(item, annotations) {
		struct str rest;

		if (!str_starts(item->key, prefix) ||
			node_is_placeholder(item) ||
			evaluation_allows(evaluation, server_text(item)))
			continue;
		rest = str_from(item->key, strlen(prefix));
		if (container && !str_equal(rest, container->name))
			continue;
		evaluation_report(evaluation, container, node_place(item));
	}
}

void
check_seccomp_annotations(const struct evaluation *evaluation)
{
	const struct pod *pod = evaluation->pod;
	const struct node *own = node_find(
		pod->annotations, "seccomp.security.alpha.kubernetes.io/pod");

	if (own && !node_is_placeholder(own) &&
		!evaluation_allows(evaluation, server_text(own)))
		evaluation_report(evaluation, NULL, node_place(own));
	for (size_t i = 0; i < pod->container_count; i++)
		refuse_annotations(evaluation,
			"container.seccomp.security.alpha.kubernetes.io/",
			&pod->containers[i]);
}

void
check_app_armor_annotations(const struct evaluation *evaluation)
{
	refuse_annotations(evaluation,
		"container.apparmor.security.beta.kubernetes.io/", NULL);
}

/* Every source that a volume can have (core/v1 VolumeSource); those that the
 * server does not know it drops. */
static bool
is_volume_source(struct str key)
{
	static const char *const sources[] = { "awsElasticBlockStore",
		"azureDisk", "azureFile", "cephfs", "cinder", "configMap",
		"csi", "downwardAPI", "emptyDir", "ephemeral", "fc",
		"flexVolume", "flocker", "gcePersistentDisk", "gitRepo",
		"glusterfs", "hostPath", "image", "iscsi", "nfs",
		"persistentVolumeClaim", "photonPersistentDisk",
		"portworxVolume", "projected", "quobyte", "rbd", "scaleIO",
		"secret", "storageos", "vsphereVolume", NULL };

	for (size_t i = 0; sources[i]; i++)
		if (str_is(key, sources[i]))
			return true;
	return false;
}

/* Servers before 1.33 take an image volume for a source that they do not
 * know, whatever the policy's version. */
static bool
source_allowed(const struct evaluation *evaluation, const struct node *source)
{
	if (str_is(source->key, "image") && evaluation->server < 33)
		return false;
	return evaluation_allows(evaluation, source->key);
}

/* The restricted source of a volume, or NULL: one allowed source is enough,
 * and one without any becomes an emptyDir. */
static const struct node *
restricted_source(
	const struct evaluation *evaluation, const struct node *volume)
{
	const struct node *restricted = NULL;

	NODE_EACH(source, volume) {
		if (node_get_str(volume, source->key) != source ||
			!is_volume_source(source->key))
			continue;
		if (node_is_placeholder(source) ||
			source_allowed(evaluation, source))
			return NULL;
		if (!restricted)
			restricted = source;
	}
	return restricted;
}

void
check_volumes(const struct evaluation *evaluation)
{
	NODE_EACH(volume, pod_field(evaluation->pod, "volumes")) {
		const struct node *source =
			restricted_source(evaluation, volume);

		if (source)
			evaluation_report(
				evaluation, NULL, node_key_place(source));
	}
}
