/* SPDX-License-Identifier: Apache-2.0 */
/* A client certificate instead of a token. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>
#include <agentlint/volume.h>

/* The signer whose certificates the API server takes for a pod's identity. */
static const char api_signer[] = "kubernetes.io/kube-apiserver-client-pod";

static void
check_source(struct pass *pass, const struct node *source, struct mount mount)
{
	const struct node *signer = node_get(source, "signerName");
	struct finding *finding;

	if (!source || node_is_placeholder(signer))
		return;
	finding = pass_report(pass,
		signer ? node_place(signer) : node_key_place(source),
		"%s '%.*s' is given a client certificate by a projected volume",
		CONTAINER_ARG(mount.container));
	finding_about_container(finding, mount.container);
	if (node_is(signer, api_signer))
		finding_label(finding, "meant for the API server");
	else
		finding_label(finding, "opens whatever trusts this signer");
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
		NODE_EACH(item, node_path(volume, "projected.sources"))
			check_source(
				pass, node_get(item, "podCertificate"), mount);
	}
}

const struct rule pod_certificate = {
	.id = "pod-certificate",
	.module = MODULE_SERVICE_ACCOUNT,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "An agent is given a client certificate",
	.why = "A 'podCertificate' source has the kubelet ask a signer for a "
	       "certificate in the pod's name and write it, with its key, "
	       "where the agent can read it. Like a token it is an identity "
	       "that an injected prompt can use or carry off, and "
	       "'automountServiceAccountToken: false' does not keep it out.",
	.fix = "drop the source, or mount it into a sidecar that makes the "
	       "connections and does not run the model's commands",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      volumeMounts:\n"
	       "        - name: certificate\n"
	       "          mountPath: /var/run/certificate\n"
	       "  volumes:\n"
	       "    - name: certificate\n"
	       "      projected:\n"
	       "        sources:\n"
	       "          - podCertificate:\n"
	       "              signerName: example.org/agents\n"
	       "              keyType: ED25519\n"
	       "              credentialBundlePath: bundle.pem\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "ATT&CK", "T1528" },
			{ "OWASP", "ASI03" },
			{ "CWE", "522" },
			{ "URL", "https://kubernetes.io/docs/concepts/storage/"
				 "projected-volumes/" },
			{ 0 },
		},
	.since = "0.1.0",
};
