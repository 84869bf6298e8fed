/* SPDX-License-Identifier: Apache-2.0 */
/* The account of an agent is somebody in a cloud. */
#include <agentlint/cloud.h>
#include <agentlint/identity.h>
#include <agentlint/rule.h>

enum { MOST_AGENTS = 3 };

struct audience {
	const struct pod *pods[MOST_AGENTS];
	size_t count;
	const struct node *refusal; /* automount...: false, believed to help */
	bool spared;                /* some container of each is skipped */
	bool unsure; /* whether the webhook is switched on for any of them */
};

static bool
is_of(const struct pod *pod, const struct object *account,
	const struct cloud *cloud)
{
	if (!pod->agent || pod_service_account(pod) != account)
		return false;
	return cloud_looks_at(cloud, pod) &&
	       cloud_injection(cloud, pod) != INJECTION_OFF &&
	       cloud_skips(cloud, pod) < pod->container_count;
}

static struct audience
audience_of(const struct object *account, const struct cloud *cloud)
{
	struct pod_range pods = graph_pods(account->graph);
	struct audience audience = { .spared = true, .unsure = true };

	for (; pods.begin != pods.end; pods.begin++) {
		const struct pod *pod = *pods.begin;
		struct token token;

		if (!is_of(pod, account, cloud))
			continue;
		token = pod_token(pod);
		if (!token.mounted && !token.unknown && !audience.refusal)
			audience.refusal = token.node;
		audience.spared &= cloud_skips(cloud, pod) > 0;
		audience.unsure &=
			cloud_injection(cloud, pod) == INJECTION_UNKNOWN;
		if (audience.count < MOST_AGENTS)
			audience.pods[audience.count] = pod;
		audience.count++;
	}
	return audience;
}

static const char *
way_of(const struct cloud *cloud, bool spared)
{
	if (!cloud->injected)
		return "the metadata server hands out its tokens";
	return spared ? "a webhook adds its token to the containers that are "
			"not skipped"
		      : "a webhook adds its token to every container";
}

static void
report(struct pass *pass, const struct cloud *cloud,
	const struct audience *audience, const struct node *identity)
{
	struct finding *finding;

	if (audience->count > 1)
		finding = pass_report(pass, node_place(identity),
			"%zu agents may act as %s", audience->count,
			cloud->what);
	else
		finding = pass_report(pass, node_place(identity),
			"agent '%.*s' may act as %s",
			STR_ARG(object_title(audience->pods[0]->object)),
			cloud->what);
	finding_label(finding, "%s", way_of(cloud, audience->spared));
	for (size_t i = 0; i < audience->count && i < MOST_AGENTS; i++)
		finding_relate(finding, pod_place(audience->pods[i]),
			"runs as this account");
	if (audience->refusal)
		finding_relate(finding, node_place(audience->refusal),
			"does not keep this out");
	/* Without that line nobody was misled; where the way leads over the
	 * network a policy may close it. */
	if (!audience->refusal || !cloud->injected)
		finding_lower(finding, SEVERITY_WARNING);
	if (!cloud->injected)
		finding_help(finding,
			"give the agent an account without the annotation, and "
			"close its egress to the metadata server");
	if (audience->unsure)
		finding_unknown(finding,
			"the input does not hold the namespace, whose label "
			"'%s' switches that on",
			cloud->switched);
	if (!cloud->skip && cloud->injected)
		finding_help(finding,
			"give the agent an account without the annotation");
	if (cloud->skip && audience->spared)
		finding_lower(finding, SEVERITY_NOTE);
}

static void
check(struct pass *pass, const struct object *account)
{
	for (const struct cloud *cloud = clouds; cloud->annotation; cloud++) {
		const struct node *identity =
			node_get(account->annotations, cloud->annotation);
		struct audience audience;

		if (!node_text(identity).len)
			continue;
		audience = audience_of(account, cloud);
		if (audience.count)
			report(pass, cloud, &audience, identity);
	}
}

const struct rule cloud_identity = {
	.id = "cloud-identity",
	.module = MODULE_SERVICE_ACCOUNT,
	.severity = SEVERITY_ERROR,
	.check_object = check,
	.group = "",
	.kind = "ServiceAccount",
	.summary = "An agent's account is somebody in a cloud",
	.why = "An annotation on the service account makes its pods a role of "
	       "AWS, Azure, Google or Alibaba Cloud, and an injected prompt then acts "
	       "as that role. The webhooks of all but Google look at the "
	       "annotation (and the pod's label) alone: they mount a token of "
	       "their own even where 'automountServiceAccountToken: false' "
	       "says that there is none, and only then is this an error. "
	       "Google's tokens come from the metadata server. Containers "
	       "that 'skip-containers' spares get nothing; where every agent "
	       "spares one this is a note.",
	.fix = "give the agent an account without the annotation; where one "
	       "container needs the role, name the one that runs the model's "
	       "commands in the pod's 'skip-containers' annotation",
	.bad = "apiVersion: v1\n"
	       "kind: ServiceAccount\n"
	       "metadata:\n"
	       "  name: coder\n"
	       "  annotations:\n"
	       "    eks.amazonaws.com/role-arn: "
	       "arn:aws:iam::111122223333:role/coder\n"
	       "---\n"
	       "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  serviceAccountName: coder\n"
	       "  automountServiceAccountToken: false\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: ServiceAccount\n"
		"metadata:\n"
		"  name: coder\n"
		"---\n"
		"apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  serviceAccountName: coder\n"
		"  automountServiceAccountToken: false\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.1.6" },
			{ "ATT&CK", "T1528" },
			{ "ATT&CK", "T1552.005" },
			{ "OWASP", "ASI03" },
			{ "CWE", "522" },
			{ "URL", "https://github.com/aws/"
				 "amazon-eks-pod-identity-webhook" },
			{ "URL", "https://azure.github.io/"
				 "azure-workload-identity/docs/" },
			{ 0 },
		},
	.since = "0.1.0",
};
