/* SPDX-License-Identifier: Apache-2.0 */
/* One container of the pod reads the memory and files of the others. */
#include <agentlint/hardening.h>
#include <agentlint/identity.h>
#include <agentlint/rule.h>

struct holder {
	const struct node *name; /* of the first Secret found */
	const struct container *container;
};

static void
look(void *context, const struct secret_use *use)
{
	struct holder *holder = context;

	if (!holder->name) {
		holder->name = use->name;
		holder->container = use->container;
	}
}

static void
check(struct pass *pass, const struct pod *pod)
{
	const struct node *shared = pod_field(pod, "shareProcessNamespace");
	struct holder holder = { 0 };
	struct finding *finding;

	if (!node_is_true(shared) || pod->container_count < 2)
		return;
	pod_each_secret(pod, look, &holder);
	finding = pass_report(pass, node_place(shared),
		"the containers of agent '%.*s' see each other's processes",
		STR_ARG(object_title(pod->object)));
	if (holder.name)
		finding_relate(finding, node_place(holder.name),
			"%s '%.*s' has this Secret in its environment or files",
			CONTAINER_ARG(holder.container));
	else
		finding_lower(finding, SEVERITY_NOTE);
}

const struct rule shared_process_namespace = {
	.id = "shared-process-namespace",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "The containers of an agent's pod share their processes",
	.why = "With 'shareProcessNamespace: true' the container that runs "
	       "the model's commands finds its sidecars under /proc: it reads "
	       "their environment and, by /proc/PID/root, their files, as far "
	       "as user ids allow, and can stop them. A proxy or vault "
	       "sidecar that was to keep a key away from the agent then keeps "
	       "nothing. Where no container of the pod is given a Secret this "
	       "is a note.",
	.fix = "remove 'shareProcessNamespace: true'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  shareProcessNamespace: true\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "    - name: proxy\n"
	       "      image: proxy:1.0\n"
	       "      envFrom:\n"
	       "        - secretRef:\n"
	       "            name: model\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"    - name: proxy\n"
		"      image: proxy:1.0\n"
		"      envFrom:\n"
		"        - secretRef:\n"
		"            name: model\n",
	.references =
		(const struct reference[]){
			{ "NSA", "Hardening container environments" },
			{ "ATT&CK", "T1057" },
			{ "OWASP", "ASI03" },
			{ "CWE", "668" },
			{ "URL",
				"https://kubernetes.io/docs/tasks/"
				"configure-pod-container/share-process-namespace/" },
			{ 0 },
		},
	.since = "0.1.0",
};
