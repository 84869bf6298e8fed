/* SPDX-License-Identifier: Apache-2.0 */
/* Sandboxes that the agent-sandbox project's own policy will not admit. */
#include <agentlint/sandbox_policy.h>

static struct place
action_place(const struct object *binding)
{
	const struct node *actions =
		node_path(binding->root, "spec.validationActions");

	return actions ? node_place(actions) : object_place(binding);
}

static void
report(struct pass *pass, const struct pod *pod,
	const struct sandbox_verdict *verdict)
{
	const struct object *object = pod->object;
	bool template = str_is(object->kind, "SandboxTemplate");
	struct str name = verdict->policy ? object_title(verdict->policy)
					  : STR("secure-sandbox-policy");
	struct finding *finding = pass_report(pass,
		verdict->violations.items[0].place,
		"policy '%.*s' %s %s '%.*s': %s", STR_ARG(name),
		verdict->denies ? "rejects" : "complains about",
		template ? "every Sandbox made of template" : "the Sandbox",
		STR_ARG(object_title(object)),
		violations_reasons(pass, &verdict->violations));

	violations_explain(pass, finding, &verdict->violations);
	if (verdict->policy) {
		finding_relate(
			finding, object_place(verdict->policy), "this policy");
		finding_relate(finding, action_place(verdict->binding),
			"bound with these actions");
	}
	if (!verdict->denies)
		finding_lower(finding, SEVERITY_WARNING);
	if (verdict->unknown)
		finding_unknown(finding, "%s", verdict->unknown);
}

static void
check(struct pass *pass, const struct pod *pod)
{
	sandbox_policy_judge(pass, pod, report);
}

const struct rule sandbox_policy_rejects = {
	.id = "sandbox-policy-rejects",
	.module = MODULE_POD_SECURITY,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.every_workload = true,
	.summary = "The agent-sandbox admission policy will reject the Sandbox",
	.why = "The agent-sandbox project offers a ValidatingAdmissionPolicy with "
	       "sixteen validations, from gVisor to resource limits. Where it is "
	       "bound with 'Deny', a Sandbox that breaks one of them is refused; "
	       "of one that a claim or a warm pool makes of a template, only the "
	       "controller hears.",
	.fix = "give the Sandbox what the policy asks for, at the places marked",
	.bad = "apiVersion: admissionregistration.k8s.io/v1\n"
	       "kind: ValidatingAdmissionPolicy\n"
	       "metadata:\n"
	       "  name: sandboxes\n"
	       "spec:\n"
	       "  matchConstraints:\n"
	       "    resourceRules:\n"
	       "      - apiGroups: [agents.x-k8s.io]\n"
	       "        apiVersions: [v1beta1]\n"
	       "        operations: [CREATE, UPDATE]\n"
	       "        resources: [sandboxes]\n"
	       "  validations:\n"
	       "    - expression: object.spec.podTemplate.spec."
	       "automountServiceAccountToken == false\n"
	       "---\n"
	       "apiVersion: admissionregistration.k8s.io/v1\n"
	       "kind: ValidatingAdmissionPolicyBinding\n"
	       "metadata:\n"
	       "  name: sandboxes\n"
	       "spec:\n"
	       "  policyName: sandboxes\n"
	       "  validationActions: [Deny]\n"
	       "---\n"
	       "apiVersion: agents.x-k8s.io/v1beta1\n"
	       "kind: Sandbox\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  podTemplate:\n"
	       "    spec:\n"
	       "      runtimeClassName: gvisor\n"
	       "      containers:\n"
	       "        - name: agent\n"
	       "          image: registry.example/agent:1.0\n",
	.good = "apiVersion: admissionregistration.k8s.io/v1\n"
		"kind: ValidatingAdmissionPolicy\n"
		"metadata:\n"
		"  name: sandboxes\n"
		"spec:\n"
		"  matchConstraints:\n"
		"    resourceRules:\n"
		"      - apiGroups: [agents.x-k8s.io]\n"
		"        apiVersions: [v1beta1]\n"
		"        operations: [CREATE, UPDATE]\n"
		"        resources: [sandboxes]\n"
		"  validations:\n"
		"    - expression: object.spec.podTemplate.spec."
		"automountServiceAccountToken == false\n"
		"---\n"
		"apiVersion: admissionregistration.k8s.io/v1\n"
		"kind: ValidatingAdmissionPolicyBinding\n"
		"metadata:\n"
		"  name: sandboxes\n"
		"spec:\n"
		"  policyName: sandboxes\n"
		"  validationActions: [Deny]\n"
		"---\n"
		"apiVersion: agents.x-k8s.io/v1beta1\n"
		"kind: Sandbox\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  podTemplate:\n"
		"    spec:\n"
		"      automountServiceAccountToken: false\n"
		"      containers:\n"
		"        - name: agent\n"
		"          image: registry.example/agent:1.0\n",
	.references =
		(const struct reference[]){
			{ "URL",
				"https://github.com/kubernetes-sigs/"
				"agent-sandbox/tree/main/examples/policy/vap" },
			{ "URL", "https://kubernetes.io/docs/reference/"
				 "access-authn-authz/"
				 "validating-admission-policy/" },
			{ 0 },
		},
	.since = "0.1.0",
};
