/* SPDX-License-Identifier: Apache-2.0 */
/* Fields that a pod with spec.os.name: windows may not have. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

/* core/v1 PodSpec.os lists the fields that must be unset. */
static const char *const spec_fields[] = { "hostPID", "hostIPC", "hostUsers",
	"shareProcessNamespace", NULL };
static const char *const pod_fields[] = { "appArmorProfile", "seLinuxOptions",
	"seccompProfile", "fsGroup", "fsGroupChangePolicy", "sysctls",
	"runAsUser", "runAsGroup", "supplementalGroups",
	"supplementalGroupsPolicy", "seLinuxChangePolicy", NULL };
static const char *const container_fields[] = { "appArmorProfile",
	"seLinuxOptions", "seccompProfile", "capabilities",
	"readOnlyRootFilesystem", "privileged", "allowPrivilegeEscalation",
	"procMount", "runAsUser", "runAsGroup", NULL };

static bool
is_among(const char *const *fields, struct str key)
{
	for (; *fields; fields++)
		if (str_is(key, *fields))
			return true;
	return false;
}

/* To the server a null is absent, and so is a false hostPID or hostIPC
 * (validateWindows in core validation). */
static bool
is_set(const struct node *field)
{
	bool host =
		str_is(field->key, "hostPID") || str_is(field->key, "hostIPC");

	return host ? node_is_true(field)
		    : field->kind != NODE_SCALAR || field->type != VALUE_NULL;
}

static void
report_fields(struct pass *pass, const struct node *mapping,
	const char *const *fields)
{
	struct finding *finding = NULL;

	NODE_EACH(field, mapping) {
		if (!is_among(fields, field->key) || !is_set(field))
			continue;
		if (finding)
			finding_relate(
				finding, node_key_place(field), "refused, too");
		else
			finding = pass_report(pass, node_key_place(field),
				"'%.*s' may not be set in a pod for Windows",
				STR_ARG(field->key));
	}
}

static void
check(struct pass *pass, const struct container *container)
{
	const struct pod *pod = container->pod;

	if (!pod_is_windows(pod))
		return;
	report_fields(pass, container->security_context, container_fields);
	if (container != pod->containers)
		return;
	report_fields(pass, pod->spec, spec_fields);
	report_fields(pass, pod->security_context, pod_fields);
}

const struct rule linux_field_in_windows_pod = {
	.id = "linux-field-in-windows-pod",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_ERROR,
	.check_container = check,
	.summary = "A pod for Windows has fields that only Linux knows",
	.why = "The API server refuses a pod whose 'spec.os.name' is windows "
	       "and that sets what only Linux has: capabilities, seccomp, "
	       "AppArmor, SELinux, numeric users and groups, privilege "
	       "escalation. None of them protects a Windows agent; there, "
	       "the account in 'windowsOptions.runAsUserName' and Hyper-V "
	       "isolation do.",
	.fix = "remove the field, or the pod's 'os: {name: windows}'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  os: {name: windows}\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      securityContext:\n"
	       "        runAsUser: 1000\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  os: {name: windows}\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      securityContext:\n"
		"        windowsOptions:\n"
		"          runAsUserName: ContainerUser\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.6.3" },
			{ "URL", "https://kubernetes.io/docs/concepts/windows/"
				 "intro/" },
			{ 0 },
		},
	.since = "0.1.0",
};
