/* SPDX-License-Identifier: Apache-2.0 */
/* Nothing keeps a container from starting as root: the image decides. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static bool
may(const struct container *container)
{
	return container_root(container) == ROOT_POSSIBLE;
}

/* Whether one line of the pod would mend all of its containers, and none of
 * them alone is the place to write it. */
static bool
is_for_pod(const struct container *container)
{
	const struct pod *pod = container->pod;

	return pod_can_carry(pod, "securityContext") &&
	       pod_count_containers(pod, may) == pod->container_count &&
	       (pod->container_count > 1 ||
		       !container_has_security_context(container));
}

static void
add_facts(struct finding *finding, const struct pod *pod,
	const struct setting *setting, const struct node *context)
{
	if (node_is_false(setting->node))
		finding_replace(
			finding, false, node_place(setting->node), "true");
	else
		finding_add_key(
			finding, false, context, "runAsNonRoot", "true");
	if (pod_has_user_namespace(pod)) {
		finding_lower(finding, SEVERITY_WARNING);
		finding_relate(finding, node_place(pod_field(pod, "hostUsers")),
			"root is mapped to an unprivileged user of the node");
	}
	if (!pod_can_carry(pod, "securityContext"))
		finding_unknown(finding,
			"the pod's securityContext is given by what uses this "
			"%.*s",
			STR_ARG(pod->object->kind));
	if (pod_is_windows(pod))
		finding_help(finding,
			"set 'runAsNonRoot: true' or a "
			"'windowsOptions.runAsUserName' that is not "
			"ContainerAdministrator");
}

static void
report_pod(struct pass *pass, const struct pod *pod)
{
	struct setting setting = pod_setting(pod, "runAsNonRoot");
	const struct node *context = pod->security_context;
	struct finding *finding = pass_report(pass, setting.place,
		"nothing keeps agent '%.*s' from running as root",
		STR_ARG(object_title(pod->object)));

	if (pod->container_count > 1)
		finding_label(finding,
			"the images of its %zu containers decide",
			pod->container_count);
	else
		finding_label(finding, "its image decides");
	finding_about_pod(finding, pod);
	finding_field(finding, context ? context : pod->spec,
		context ? "runAsNonRoot" : "securityContext");
	add_facts(finding, pod, &setting, context);
}

static void
report_container(struct pass *pass, const struct container *container)
{
	struct setting setting = container_setting(container, "runAsNonRoot");
	const struct node *context = container->security_context;
	struct finding *finding = pass_report(pass, setting.place,
		"nothing keeps %s '%.*s' from running as root",
		CONTAINER_ARG(container));

	finding_label(finding, "its image decides");
	if (setting.from_pod)
		finding_relate(
			finding, container_place(container), "this container");
	else
		finding_field(finding, context ? context : container->node,
			context ? "runAsNonRoot" : "securityContext");
	add_facts(finding, container->pod, &setting, context);
}

static void
check(struct pass *pass, const struct container *container)
{
	if (!may(container))
		return;
	if (!is_for_pod(container))
		report_container(pass, container);
	else if (container_is_first(container, may))
		report_pod(pass, container->pod);
}

const struct rule may_run_as_root = {
	.id = "may-run-as-root",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_ERROR,
	.check_container = check,
	.summary = "Nothing keeps an agent's container from running as root",
	.why = "With neither 'runAsNonRoot: true' nor a numeric 'runAsUser' "
	       "the image's USER line decides, and most images have none: the "
	       "agent is root. Root in a container is root to the kernel "
	       "that it shares, owns every file of the image and of the "
	       "volumes, and turns a hole in a runtime or a mount into the "
	       "node. One 'runAsNonRoot: true' in the pod's securityContext "
	       "covers all of its containers.",
	.fix = "set 'runAsNonRoot: true' and a 'runAsUser' other than 0 in the "
	       "pod's securityContext or the container's",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  securityContext:\n"
		"    runAsNonRoot: true\n"
		"    runAsUser: 65534\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "PSS", "runAsNonRoot" },
			{ "CIS", "5.2.7" },
			{ "NSA", "Non-root containers" },
			{ "ATT&CK", "T1611" },
			{ "OWASP", "ASI05" },
			{ "CWE", "250" },
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "pod-security-standards/" },
			{ 0 },
		},
	.since = "0.1.0",
};
