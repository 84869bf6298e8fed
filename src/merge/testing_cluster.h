/* SPDX-License-Identifier: Apache-2.0 */
/* For tests: manifests of small clusters, each made of a number. */
#ifndef MERGE_TESTING_CLUSTER_H
#define MERGE_TESTING_CLUSTER_H

#include "merge/testing_shards.h"

static uint32_t random_state;

/* A number below LIMIT (xorshift). */
static inline unsigned
any(unsigned limit)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 17;
	random_state ^= random_state << 5;
	return random_state % limit;
}

static inline const char *
pick(const char *const *words)
{
	unsigned count = 0;

	while (words[count])
		count++;
	return words[any(count)];
}

/* Names are few, so that the same ones are in several namespaces. */
static inline const char *
any_namespace(void)
{
	static const char *const names[] = { "default", "team-1", "team-2",
		"team-3", "agents", "kube-system", "falco", NULL };

	return pick(names);
}

static inline void
put_head(FILE *out, const char *version, const char *kind, const char *name,
	const char *namespace)
{
	fprintf(out, "---\napiVersion: %s\nkind: %s\nmetadata:\n  name: %s\n",
		version, kind, name);
	if (namespace)
		fprintf(out, "  namespace: %s\n", namespace);
}

static inline void
put_pod(FILE *out)
{
	static const char *const names[] = { "coder", "agent", NULL };
	static const char *const images[] = { "coder:1.4", "falco/falco:0.40",
		"ghcr.io/a/b@sha256:00", NULL };
	static const char *const more[] = { "", "  hostNetwork: true\n",
		"  runtimeClassName: gvisor\n", "  hostPid: true\n",
		"  serviceAccountName: coder\n", NULL };
	static const char *const context[] = { "",
		"      securityContext: {runAsNonRoot: true}\n",
		"      securityContext: {privileged: \"yes\"}\n", NULL };

	put_head(out, "v1", "Pod", pick(names), any_namespace());
	fprintf(out,
		"  labels: {app: %s}\nspec:\n%s  containers:\n"
		"    - name: main\n      image: %s\n%s",
		pick(names), pick(more), pick(images), pick(context));
}

static inline void
put_peer(FILE *out)
{
	static const char *const peers[] = {
		"ipBlock: {cidr: 0.0.0.0/0}",
		"ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}",
		"namespaceSelector: {}",
		"podSelector: {matchLabels: {app: agent}}",
		"{namespaceSelector: {matchLabels: {tier: a}}, podSelector: {}}",
		"namespaceSelector: {matchLabels: "
		"{kubernetes.io/metadata.name: kube-system}}",
		NULL,
	};

	fprintf(out, "        - %s\n", pick(peers));
}

static inline void
put_policy(FILE *out)
{
	static const char *const names[] = { "deny", "egress", NULL };
	static const char *const selectors[] = { "{}",
		"{matchLabels: {app: coder}}", "{matchLabels: {app: none}}",
		NULL };

	put_head(out, "networking.k8s.io/v1", "NetworkPolicy", pick(names),
		any(4) ? any_namespace() : NULL);
	fprintf(out,
		"spec:\n  podSelector: %s\n  policyTypes: [Ingress, Egress]\n",
		pick(selectors));
	if (any(3)) {
		fputs("  egress:\n    - to:\n", out);
		put_peer(out);
		if (any(2))
			put_peer(out);
	}
	if (any(2)) {
		fputs("  ingress:\n    - from:\n", out);
		put_peer(out);
	}
}

static inline void
put_namespace(FILE *out)
{
	static const char *const labels[] = { "{}", "{tier: a}",
		"{pod-security.kubernetes.io/enforce: restricted}",
		"{pod-security.kubernetes.io/enforce: privileged}",
		"{pod-security.kubernetes.io/warn: baselin}", NULL };

	put_head(out, "v1", "Namespace", any_namespace(), NULL);
	fprintf(out, "  labels: %s\n", pick(labels));
}

static inline void
put_binding(FILE *out)
{
	static const char *const roles[] = { "view", "cluster-admin", "reader",
		NULL };
	static const char *const accounts[] = { "default", "coder", NULL };
	bool everywhere = any(2);

	put_head(out, "rbac.authorization.k8s.io/v1",
		everywhere ? "ClusterRoleBinding" : "RoleBinding", "coder",
		everywhere ? NULL : any_namespace());
	fprintf(out,
		"roleRef: {apiGroup: rbac.authorization.k8s.io, "
		"kind: ClusterRole, name: %s}\nsubjects:\n"
		"  - {kind: ServiceAccount, name: %s, namespace: %s}\n",
		pick(roles), pick(accounts), any_namespace());
	if (!any(3))
		fprintf(out,
			"  - {kind: Group, apiGroup: rbac.authorization.k8s.io,"
			" name: \"system:serviceaccounts\"}\n");
}

/* What lies outside of namespaces. */
static inline void
put_cluster(FILE *out)
{
	static const char *const objects[] = {
		"---\napiVersion: rbac.authorization.k8s.io/v1\n"
		"kind: ClusterRole\nmetadata: {name: reader}\nrules:\n"
		"  - {apiGroups: [\"\"], resources: [secrets, pods/exec], "
		"verbs: [get, create]}\n",
		"---\napiVersion: node.k8s.io/v1\nkind: RuntimeClass\n"
		"metadata: {name: gvisor}\nhandler: runsc\n",
		"---\napiVersion: cilium.io/v2\n"
		"kind: CiliumClusterwideNetworkPolicy\nmetadata: {name: all}\n"
		"spec:\n  endpointSelector: {}\n  egress:\n"
		"    - toCIDR: [10.0.0.0/8]\n",
		"---\napiVersion: policy.networking.k8s.io/v1alpha1\n"
		"kind: AdminNetworkPolicy\nmetadata: {name: admin}\nspec:\n"
		"  priority: 5\n  subject: {namespaces: {}}\n  egress:\n"
		"    - {name: a, action: Deny, to: [{networks: "
		"[169.254.169.254/32]}]}\n",
		"---\napiVersion: v1\nkind: List\nitems:\n"
		"  - apiVersion: v1\n    kind: Pod\n"
		"    metadata: {name: twin, namespace: team-1}\n"
		"    spec: &spec {hostPID: true, containers: "
		"[{name: a, image: a}]}\n"
		"  - apiVersion: v1\n    kind: Pod\n"
		"    metadata: {name: twin, namespace: team-2}\n"
		"    spec: *spec\n",
		NULL,
	};

	fputs(pick(objects), out);
}

static inline void
put_broken(FILE *out)
{
	static const char *const texts[] = { "---\na: [\n",
		"---\napiVersion: v1\nkind: Pod\nkind: Pod\n"
		"metadata: {name: a}\n",
		"---\nhello\n", NULL };

	fputs(pick(texts), out);
}

static inline void
put_any(FILE *out)
{
	static void (*const all[])(FILE *) = { put_pod, put_pod, put_pod,
		put_policy, put_policy, put_namespace, put_binding,
		put_cluster };

	all[any(sizeof(all) / sizeof(*all))](out);
}

/* Fills the files of a small cluster; their names sort otherwise as URIs. */
static inline const char *const *
make_tree(uint32_t seed)
{
	static const char *const names[MOST_PATHS] = { "a b.yaml", "a!b.yaml",
		"a\xC3\xBC.yaml", "a\xFF.yaml" };
	static const char *paths[MOST_PATHS + 1];

	random_state = seed * 2654435761u + 1;
	for (size_t i = 0; i < MOST_PATHS; i++) {
		FILE *out = fopen(in_folder(names[i]), "wb");
		unsigned count = any(12);

		assert_non_null(out);
		while (count--)
			put_any(out);
		if (!any(6))
			put_broken(out);
		assert_int_equal(fclose(out), 0);
		paths[i] = in_folder(names[i]);
	}
	return paths;
}

#endif
