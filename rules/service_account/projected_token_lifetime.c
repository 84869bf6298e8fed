/* SPDX-License-Identifier: Apache-2.0 */
/* A projected token that is good for longer than a day. */
#include <agentlint/hardening.h>
#include <agentlint/identity.h>
#include <agentlint/rule.h>
#include <agentlint/volume.h>

enum {
	DAY = 24 * 60 * 60,
	LEAST = 10 * 60, /* core/v1 validation */
};

static void
check_source(
	struct pass *pass, const struct pod *pod, const struct node *source)
{
	const struct node *node = node_get(source, "expirationSeconds");
	struct finding *finding;
	int64_t seconds;

	if (!node_int(node, &seconds) || (seconds >= LEAST && seconds <= DAY))
		return;
	if (seconds < LEAST) {
		finding = pass_report(pass, node_place(node),
			"agent '%.*s' asks for a token of less than 600 "
			"seconds",
			STR_ARG(object_title(pod->object)));
		finding_label(finding, "the API server refuses the pod");
		finding_help(finding, "set 'expirationSeconds' to 600 or more");
		return;
	}
	finding = pass_report(pass, node_place(node),
		"agent '%.*s' is given a token that is good for %lld hours",
		STR_ARG(object_title(pod->object)),
		(long long)(seconds / 3600));
	finding_label(finding, "the kubelet renews it after a day anyway");
	finding_lower(finding, SEVERITY_WARNING);
}

static void
check(struct pass *pass, const struct pod *pod)
{
	NODE_EACH(volume, pod_field(pod, "volumes"))
		NODE_EACH(item, node_path(volume, "projected.sources"))
			check_source(pass, pod,
				node_get(item, "serviceAccountToken"));
}

const struct rule projected_token_lifetime = {
	.id = "projected-token-lifetime",
	.module = MODULE_SERVICE_ACCOUNT,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary = "A projected token lives too long, or shorter than allowed",
	.why = "The kubelet replaces a projected token when four fifths of its "
	       "life are over or it is a day old, whichever comes first. A "
	       "longer 'expirationSeconds' serves nobody but whoever has "
	       "copied the token out of the sandbox. Less than 600 seconds "
	       "the API server refuses; only that is an error.",
	.fix = "set 'expirationSeconds' to 3600, or leave it out",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
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
	       "              audience: vault\n"
	       "              expirationSeconds: 31536000\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
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
		"              audience: vault\n"
		"              expirationSeconds: 3600\n",
	.references =
		(const struct reference[]){
			{ "ATT&CK", "T1528" },
			{ "CWE", "522" },
			{ "URL", "https://kubernetes.io/docs/tasks/"
				 "configure-pod-container/"
				 "configure-service-account/" },
			{ 0 },
		},
	.since = "0.1.0",
};
