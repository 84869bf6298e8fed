/* SPDX-License-Identifier: Apache-2.0 */
/* A projected token that a cloud exchanges for its own. */
#include <agentlint/cloud.h>
#include <agentlint/identity.h>
#include <agentlint/rule.h>
#include <agentlint/volume.h>

/* The audiences that the clouds' exchanges expect by default. */
static const struct {
	const char *audience;
	bool part; /* it stands somewhere in the audience */
	const char *what;
} exchanges[] = {
	{ "sts.amazonaws.com", false, "an AWS role" },
	{ "pods.eks.amazonaws.com", false, "an AWS role" },
	{ "api://AzureADTokenExchange", false, "an Azure identity" },
	{ "sts.aliyuncs.com", false, "an Alibaba Cloud role" },
	{ "iam.googleapis.com/", true, "a Google Cloud principal" },
};

static const char *
exchanged_for(struct str audience)
{
	for (size_t i = 0; i < sizeof(exchanges) / sizeof(*exchanges); i++)
		if (exchanges[i].part
				? str_contains(audience, exchanges[i].audience)
				: str_is(audience, exchanges[i].audience))
			return exchanges[i].what;
	return NULL;
}

static void
check_volume(struct pass *pass, const struct pod *pod,
	const struct node *volume, struct mount mount)
{
	NODE_EACH(item, node_path(volume, "projected.sources")) {
		const struct node *audience =
			node_path(item, "serviceAccountToken.audience");
		const char *what = exchanged_for(node_text(audience));
		struct finding *finding;

		if (!what)
			continue;
		finding = pass_report(pass, node_place(audience),
			"agent '%.*s' holds a token that is exchanged for %s",
			STR_ARG(object_title(pod->object)), what);
		finding_relate(finding,
			node_place(node_get(mount.node, "mountPath")),
			"%s '%.*s' reads it here",
			container_role_name(mount.container->role),
			STR_ARG(mount.container->name));
		finding_unknown(finding,
			"what the cloud gives for it is not in the manifests");
	}
}

/* What cloud-identity tells of has a name; this is a token all the same. */
static void
check_cloud(struct pass *pass, const struct pod *pod, const struct cloud *cloud)
{
	const struct object *account = pod_service_account(pod);
	const struct node *identity =
		account ? node_get(account->annotations, cloud->annotation)
			: NULL;
	size_t spared = cloud_skips(cloud, pod);
	struct finding *finding;

	if (!cloud_looks_at(cloud, pod) || node_text(identity).len ||
		spared == pod->container_count)
		return;
	finding = pass_report(pass,
		node_place(node_get(pod->labels, cloud->label)),
		"agent '%.*s' is given a token that is exchanged for %s",
		STR_ARG(object_title(pod->object)), cloud->what);
	finding_label(finding, "a webhook mounts it into %s",
		spared ? "the containers that are not skipped"
		       : "every container");
	finding_unknown(
		finding, "what the cloud gives for it is not in the manifests");
	finding_help(finding,
		"drop the label, or name the containers that "
		"need no token in '%s'",
		cloud->skip);
	if (spared)
		finding_lower(finding, SEVERITY_NOTE);
}

static void
check(struct pass *pass, const struct pod *pod)
{
	for (const struct cloud *cloud = clouds; cloud->annotation; cloud++)
		if (cloud->label_suffices)
			check_cloud(pass, pod, cloud);
	NODE_EACH(volume, pod_field(pod, "volumes")) {
		struct mount mount =
			pod_next_mount(pod, node_text(node_get(volume, "name")),
				(struct mount){ 0 });

		if (mount.node)
			check_volume(pass, pod, volume, mount);
	}
}

const struct rule cloud_token_mounted = {
	.id = "cloud-token-mounted",
	.module = MODULE_SERVICE_ACCOUNT,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "An agent holds a token that a cloud takes for its own",
	.why = "A projected token with the audience of a cloud's token "
	       "exchange does not open the Kubernetes API; it opens the "
	       "cloud. Whoever reads the file asks the exchange for the role "
	       "that trusts the account, from inside the pod or, once the "
	       "token is out, from anywhere until it expires. This is what "
	       "the clouds' webhooks add by themselves; here the manifest "
	       "asks for it. Azure's adds it to every pod with its label, "
	       "whether or not the account names an identity: the process may "
	       "name any that trusts the account.",
	.fix = "drop the source; let a service outside the agent's pod call "
	       "the cloud, or mount the token into the one container that "
	       "needs it",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      volumeMounts:\n"
	       "        - {name: token, mountPath: /token}\n"
	       "  volumes:\n"
	       "    - name: token\n"
	       "      projected:\n"
	       "        sources:\n"
	       "          - serviceAccountToken:\n"
	       "              path: token\n"
	       "              audience: sts.amazonaws.com\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      volumeMounts:\n"
		"        - {name: token, mountPath: /token}\n"
		"  volumes:\n"
		"    - name: token\n"
		"      projected:\n"
		"        sources:\n"
		"          - serviceAccountToken:\n"
		"              path: token\n"
		"              audience: tools.example.org\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.1.6" },
			{ "ATT&CK", "T1528" },
			{ "OWASP", "ASI03" },
			{ "OWASP", "LLM06" },
			{ "CWE", "522" },
			{ "URL", "https://kubernetes.io/docs/concepts/storage/"
				 "projected-volumes/" },
			{ 0 },
		},
	.since = "0.1.0",
};
