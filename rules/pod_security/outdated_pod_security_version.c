/* SPDX-License-Identifier: Apache-2.0 */
/* Standards pinned to a version that does not know what later ones check. */
#include <agentlint/namespaces.h>
#include <agentlint/pod_security.h>

#include <stdio.h>

/* The first version of 'restricted' with all checks that the article names. */
enum { WHOLE = 23 };

struct lost {
	char text[256];
	size_t length;
	size_t count;
};

static void
list(const char *check, void *context)
{
	struct lost *lost = context;
	int written = snprintf(lost->text + lost->length,
		sizeof(lost->text) - lost->length, "%s%s",
		lost->count ? ", " : "", check);

	lost->count++;
	if (written > 0 && lost->length + (size_t)written < sizeof(lost->text))
		lost->length += (size_t)written;
}

static void
check(struct pass *pass, const struct object *namespace)
{
	struct pod_security_policy policy = pod_security_policy_of(
		pass_graph(pass), pass_settings(pass), namespace);
	const struct pod_security_demand *enforce =
		&policy.demands[POD_SECURITY_ENFORCE];
	const struct node *label =
		pod_security_label(namespace, "enforce-version");
	struct lost lost = { .count = 0 };
	struct finding *finding;

	if (!label || !namespace_agent(pass, namespace))
		return;
	pod_security_checks_since(enforce->level, enforce->minor,
		pod_security_newest(), list, &lost);
	if (!lost.count)
		return;
	finding = pass_report(pass, node_place(label),
		"namespace '%.*s' enforces '%s' as of v1.%u, without %s",
		STR_ARG(namespace->name),
		pod_security_level_name(enforce->level), enforce->minor,
		lost.text);
	finding_label(finding, "%zu check%s came later", lost.count,
		lost.count == 1 ? "" : "s");
	if (enforce->minor >= WHOLE)
		finding_lower(finding, SEVERITY_NOTE);
}

const struct rule outdated_pod_security_version = {
	.id = "outdated-pod-security-version",
	.module = MODULE_POD_SECURITY,
	.severity = SEVERITY_WARNING,
	.check_object = check,
	.group = "",
	.kind = "Namespace",
	.summary =
		"The enforced standard is pinned to a version that checks less",
	.why = "A pinned version keeps an upgrade of the cluster from refusing "
	       "pods, and keeps out what later versions learned to check: "
	       "'restricted' as of v1.20 neither drops capabilities nor looks at "
	       "runAsUser, and nothing before v1.34 looks at the 'host' of a "
	       "probe, with which a pod makes the kubelet call any address.",
	.fix = "raise 'pod-security.kubernetes.io/enforce-version' to the "
	       "cluster's version",
	.bad = "apiVersion: v1\n"
	       "kind: Namespace\n"
	       "metadata:\n"
	       "  name: agents\n"
	       "  labels:\n"
	       "    pod-security.kubernetes.io/enforce: restricted\n"
	       "    pod-security.kubernetes.io/enforce-version: v1.20\n"
	       "---\n"
	       "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "  namespace: agents\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: agent\n"
	       "      image: registry.example/agent:1.0\n",
	.good = "apiVersion: v1\n"
		"kind: Namespace\n"
		"metadata:\n"
		"  name: agents\n"
		"  labels:\n"
		"    pod-security.kubernetes.io/enforce: restricted\n"
		"    pod-security.kubernetes.io/enforce-version: v1.35\n"
		"---\n"
		"apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"  namespace: agents\n"
		"spec:\n"
		"  containers:\n"
		"    - name: agent\n"
		"      image: registry.example/agent:1.0\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.2.1" },
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "pod-security-standards/" },
			{ 0 },
		},
	.since = "0.1.0",
};
