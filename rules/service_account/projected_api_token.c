/* SPDX-License-Identifier: Apache-2.0 */
/* A token for the API server comes in through a projected volume, whatever
 * automountServiceAccountToken says. */
#include <agentlint/identity.h>
#include <agentlint/rule.h>
#include <agentlint/volume.h>

static void
report(struct pass *pass, const struct pod *pod, const struct node *source,
	struct mount mount)
{
	const struct node *audience = node_get(source, "audience");
	const struct node *path = node_get(mount.node, "mountPath");
	struct token token = pod_token(pod);
	struct finding *finding = pass_report(pass,
		audience ? node_place(audience) : node_key_place(source),
		"agent '%.*s' is given a Kubernetes API token by a projected "
		"volume",
		STR_ARG(object_title(pod->object)));

	finding_label(finding, audience ? "the API server itself"
					: "without 'audience' it is for the "
					  "API server");
	finding_relate(finding, node_place(path ? path : mount.node),
		"%s '%.*s' reads it here",
		container_role_name(mount.container->role),
		STR_ARG(mount.container->name));
	if (!token.mounted && token.node)
		finding_relate(finding, node_place(token.node),
			"this does not keep projected tokens out");
}

static void
check(struct pass *pass, const struct pod *pod)
{
	NODE_EACH(volume, pod_field(pod, "volumes")) {
		struct mount mount =
			pod_next_mount(pod, node_text(node_get(volume, "name")),
				(struct mount){ 0 });

		/* What admission has added, another rule tells. */
		if (!mount.node || (volume_is_api_access(pod, volume) &&
					   pod_token(pod).mounted))
			continue;
		NODE_EACH(item, node_path(volume, "projected.sources")) {
			const struct node *source =
				node_get(item, "serviceAccountToken");
			const struct node *audience =
				node_get(source, "audience");

			if (source && audience_is_api(node_text(audience)))
				report(pass, pod, source, mount);
		}
	}
}

const struct rule projected_api_token = {
	.id = "projected-api-token",
	.module = MODULE_SERVICE_ACCOUNT,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary = "A projected volume gives an agent a Kubernetes API token",
	.why = "'automountServiceAccountToken: false' keeps out the token that "
	       "admission adds, not the one that the pod asks for itself. A "
	       "'serviceAccountToken' source without an audience is issued "
	       "for the API server, so an injected prompt that reads the file "
	       "acts as the service account all the same.",
	.fix = "drop the source, or give it the 'audience' of the one service "
	       "that it is meant for",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  automountServiceAccountToken: false\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      volumeMounts:\n"
	       "        - name: token\n"
	       "          mountPath: /var/run/token\n"
	       "  volumes:\n"
	       "    - name: token\n"
	       "      projected:\n"
	       "        sources:\n"
	       "          - serviceAccountToken:\n"
	       "              path: token\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  automountServiceAccountToken: false\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      volumeMounts:\n"
		"        - name: token\n"
		"          mountPath: /var/run/token\n"
		"  volumes:\n"
		"    - name: token\n"
		"      projected:\n"
		"        sources:\n"
		"          - serviceAccountToken:\n"
		"              path: token\n"
		"              audience: vault\n",
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
