/* SPDX-License-Identifier: Apache-2.0 */
/* From "RBAC good practices" of the Kubernetes documentation and from what the
 * resources do; what edit and admin hold is from the API server's own roles
 * (plugin/pkg/auth/authorizer/rbac/bootstrappolicy). */
#include <agentlint/powers.h>

#define READ "get list watch"
#define START "create update patch"
#define WRITE "create update patch delete deletecollection"

#define RBAC "rbac.authorization.k8s.io"
#define ADMISSION "admissionregistration.k8s.io"

const struct power powers[] = {
	{ POWER_SECRETS, "", "secrets", READ, "read every Secret", false, false,
		BUILTIN_EDIT },

#define STARTS(group_, resource_, weak_, builtin_) \
	{ \
		POWER_PODS, group_, resource_, START, \
			"start pods as any account and with any Secret", \
			false, weak_, builtin_ \
	}
	STARTS("", "pods", false, BUILTIN_EDIT),
	STARTS("", "replicationcontrollers", false, BUILTIN_EDIT),
	STARTS("apps", "deployments", false, BUILTIN_EDIT),
	STARTS("apps", "daemonsets", false, BUILTIN_EDIT),
	STARTS("apps", "statefulsets", false, BUILTIN_EDIT),
	STARTS("apps", "replicasets", false, BUILTIN_EDIT),
	STARTS("batch", "jobs", false, BUILTIN_EDIT),
	STARTS("batch", "cronjobs", false, BUILTIN_EDIT),
	STARTS("agents.x-k8s.io", "sandboxes", false, BUILTIN_NONE),
	STARTS("extensions.agents.x-k8s.io", "sandboxtemplates", false,
		BUILTIN_NONE),
	STARTS("argoproj.io", "workflows", false, BUILTIN_NONE),
	STARTS("tekton.dev", "taskruns", false, BUILTIN_NONE),
	STARTS("tekton.dev", "pipelineruns", false, BUILTIN_NONE),
	STARTS("serving.knative.dev", "services", false, BUILTIN_NONE),
	/* A claim starts what a template allows. */
	{ POWER_PODS, "extensions.agents.x-k8s.io", "sandboxclaims", START,
		"start sandboxes from templates", false, true, BUILTIN_NONE },

	/* WebSocket clients open these with GET. */
	{ POWER_ENTER, "", "pods/exec", "create get",
		"run commands in other pods", false, false, BUILTIN_EDIT },
	{ POWER_ENTER, "", "pods/attach", "create get",
		"attach to other pods' processes", false, false, BUILTIN_EDIT },
	{ POWER_ENTER, "", "pods/ephemeralcontainers", "update patch",
		"put containers into other pods", false, false, BUILTIN_NONE },
	{ POWER_ENTER, "", "pods/portforward", "create get",
		"reach ports of other pods past their policies", false, false,
		BUILTIN_EDIT },
	{ POWER_ENTER, "", "pods/proxy", "create get update patch",
		"reach other pods past their policies", false, false,
		BUILTIN_EDIT },
	{ POWER_ENTER, "", "services/proxy", "create get update patch",
		"reach services past their policies", false, false,
		BUILTIN_EDIT },
	{ POWER_ENTER, "", "nodes/proxy", "create get update patch",
		"run commands in every pod of a node, unseen by admission and "
		"audit",
		true, false, BUILTIN_NONE },

	{ POWER_RIGHTS, RBAC, "roles", "escalate",
		"write roles with rights that it does not have", false, false,
		BUILTIN_NONE },
	{ POWER_RIGHTS, RBAC, "clusterroles", "escalate",
		"write roles with rights that it does not have", true, false,
		BUILTIN_NONE },
	{ POWER_RIGHTS, RBAC, "roles", "bind",
		"bind roles with rights that it does not have", false, false,
		BUILTIN_NONE },
	{ POWER_RIGHTS, RBAC, "clusterroles", "bind",
		"bind roles with rights that it does not have", false, false,
		BUILTIN_NONE },
	{ POWER_RIGHTS, "", "users", "impersonate", "act as any user", true,
		false, BUILTIN_NONE },
	{ POWER_RIGHTS, "", "groups", "impersonate", "act as any group", true,
		false, BUILTIN_NONE },
	{ POWER_RIGHTS, "", "serviceaccounts", "impersonate",
		"act as any service account", false, false, BUILTIN_EDIT },
	{ POWER_RIGHTS, "authentication.k8s.io", "uids", "impersonate",
		"act as any user id", true, false, BUILTIN_NONE },
	{ POWER_RIGHTS, "", "serviceaccounts/token", "create",
		"make tokens of any service account", false, false,
		BUILTIN_EDIT },
	{ POWER_RIGHTS, "certificates.k8s.io",
		"certificatesigningrequests/approval", "update patch",
		"approve client certificates", true, false, BUILTIN_NONE },
	{ POWER_RIGHTS, "certificates.k8s.io", "signers", "approve sign",
		"approve client certificates", true, false, BUILTIN_NONE },
	/* The API server keeps them to rights that the account has. */
	{ POWER_RIGHTS, RBAC, "rolebindings", START, "bind roles", false, true,
		BUILTIN_ADMIN },
	{ POWER_RIGHTS, RBAC, "clusterrolebindings", START,
		"bind cluster roles", true, true, BUILTIN_NONE },
	{ POWER_RIGHTS, RBAC, "roles", START, "write roles", false, true,
		BUILTIN_ADMIN },
	{ POWER_RIGHTS, RBAC, "clusterroles", START, "write cluster roles",
		true, true, BUILTIN_NONE },

	{ POWER_GUARDS, "networking.k8s.io", "networkpolicies", WRITE,
		"change NetworkPolicies, its own among them", false, false,
		BUILTIN_EDIT },
	{ POWER_GUARDS, "cilium.io", "ciliumnetworkpolicies", WRITE,
		"change network policies, its own among them", false, false,
		BUILTIN_NONE },
	{ POWER_GUARDS, "cilium.io", "ciliumclusterwidenetworkpolicies", WRITE,
		"change network policies, its own among them", true, false,
		BUILTIN_NONE },
	{ POWER_GUARDS, "projectcalico.org", "networkpolicies", WRITE,
		"change network policies, its own among them", false, false,
		BUILTIN_NONE },
	{ POWER_GUARDS, "projectcalico.org", "globalnetworkpolicies", WRITE,
		"change network policies, its own among them", true, false,
		BUILTIN_NONE },
	/* A namespace is within itself: a RoleBinding gives it as well. */
	{ POWER_GUARDS, "", "namespaces", "update patch",
		"take the Pod Security labels off namespaces", false, false,
		BUILTIN_NONE },
	{ POWER_GUARDS, ADMISSION, "validatingwebhookconfigurations", WRITE,
		"switch admission webhooks off", true, false, BUILTIN_NONE },
	{ POWER_GUARDS, ADMISSION, "mutatingwebhookconfigurations", WRITE,
		"read and change every object that is written", true, false,
		BUILTIN_NONE },
	{ POWER_GUARDS, ADMISSION, "validatingadmissionpolicies", WRITE,
		"switch admission policies off", true, false, BUILTIN_NONE },
	{ POWER_GUARDS, ADMISSION, "validatingadmissionpolicybindings", WRITE,
		"switch admission policies off", true, false, BUILTIN_NONE },
	{ POWER_GUARDS, ADMISSION, "mutatingadmissionpolicies", WRITE,
		"change every object that is written", true, false,
		BUILTIN_NONE },
	{ POWER_GUARDS, "node.k8s.io", "runtimeclasses", WRITE,
		"exchange the sandbox behind a runtime class", true, false,
		BUILTIN_NONE },
	{ POWER_GUARDS, "apiextensions.k8s.io", "customresourcedefinitions",
		WRITE, "change the kinds that policies are written in", true,
		false, BUILTIN_NONE },
	{ POWER_GUARDS, "", "persistentvolumes", "create update patch",
		"mount any path of a node by a PersistentVolume", true, false,
		BUILTIN_NONE },
	{ POWER_GUARDS, "", "nodes", "update patch",
		"move pods by changing nodes", true, true, BUILTIN_NONE },
	{ 0 },
};
