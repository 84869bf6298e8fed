/* SPDX-License-Identifier: Apache-2.0 */
/* A ProfileRecording: the profile is still being learnt. */
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct object *recording)
{
	const struct node *kind = node_path(recording->root, "spec.kind");

	if (kind && !node_is(kind, "SeccompProfile"))
		return;
	pass_report(pass, object_place(recording),
		"ProfileRecording '%.*s' records a seccomp profile while agents "
		"run",
		STR_ARG(object_title(recording)));
}

const struct rule seccomp_recording_left_on = {
	.id = "seccomp-recording-left-on",
	.module = MODULE_SECCOMP,
	.severity = SEVERITY_NOTE,
	.check_object = check,
	.group = "security-profiles-operator.x-k8s.io",
	.kind = "ProfileRecording",
	.summary = "A seccomp profile is being recorded",
	.why = "A recording learns the system calls of whatever runs while it "
	       "is on. In a test with known inputs that is the way to a "
	       "profile; in a cluster where agents meet strangers' texts, an "
	       "attacker's calls are learnt with the others and allowed from "
	       "then on.",
	.fix = "keep the ProfileRecording out of the manifests that are "
	       "deployed; record in a test and commit the profile",
	.bad = "apiVersion: security-profiles-operator.x-k8s.io/v1alpha1\n"
	       "kind: ProfileRecording\n"
	       "metadata:\n"
	       "  name: coder\n"
	       "spec:\n"
	       "  kind: SeccompProfile\n"
	       "  recorder: bpf\n",
	.good = "apiVersion: security-profiles-operator.x-k8s.io/v1alpha1\n"
		"kind: ProfileRecording\n"
		"metadata:\n"
		"  name: coder\n"
		"spec:\n"
		"  kind: SelinuxProfile\n"
		"  recorder: logs\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://github.com/kubernetes-sigs/"
				 "security-profiles-operator/blob/main/"
				 "installation-usage.md" },
			{ 0 },
		},
	.since = "0.1.0",
};
