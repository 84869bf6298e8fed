/* SPDX-License-Identifier: Apache-2.0 */
/* The clouds' webhooks and metadata servers, as one table. */
#include <agentlint/cloud.h>

const struct cloud clouds[] = {
	/* amazon-eks-pod-identity-webhook: pkg/handler, README */
	{ "eks.amazonaws.com/role-arn", "an AWS role", NULL, NULL, false,
		"eks.amazonaws.com/skip-containers", ',', true, NULL },
	/* azure-workload-identity: pkg/webhook, docs/book */
	{ "azure.workload.identity/client-id", "an Azure identity",
		"azure.workload.identity/use", "true", true,
		"azure.workload.identity/skip-containers", ';', true, NULL },
	/* GKE's metadata server answers whoever can reach it */
	{ "iam.gke.io/gcp-service-account", "a Google service account", NULL,
		NULL, false, NULL, '\0', false, NULL },
	/* ack-pod-identity-webhook */
	{ "pod-identity.alibabacloud.com/role-name", "an Alibaba Cloud role",
		NULL, NULL, false, NULL, '\0', true,
		"pod-identity.alibabacloud.com/injection" },
	{ 0 },
};

enum injection
cloud_injection(const struct cloud *cloud, const struct pod *pod)
{
	const struct object *namespace = pod_namespace(pod);

	if (!cloud->switched ||
		str_is(node_text(node_get(pod->labels, cloud->switched)), "on"))
		return INJECTION_ON;
	if (!namespace)
		return INJECTION_UNKNOWN;
	return str_is(node_text(node_get(namespace->labels, cloud->switched)),
		       "on")
		       ? INJECTION_ON
		       : INJECTION_OFF;
}

static bool
is_listed(struct str names, char separator, struct str name)
{
	while (names.len)
		if (str_equal(str_trim(str_cut(&names, separator)), name))
			return true;
	return false;
}

bool
cloud_looks_at(const struct cloud *cloud, const struct pod *pod)
{
	return !cloud->label ||
	       str_is(node_text(node_get(pod->labels, cloud->label)),
		       cloud->value);
}

size_t
cloud_skips(const struct cloud *cloud, const struct pod *pod)
{
	struct str names =
		cloud->skip ? node_text(node_get(pod->annotations, cloud->skip))
			    : (struct str){ 0 };
	size_t count = 0;

	for (size_t i = 0; i < pod->container_count; i++)
		count += is_listed(
			names, cloud->separator, pod->containers[i].name);
	return count;
}
