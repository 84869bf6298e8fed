/* SPDX-License-Identifier: Apache-2.0 */
/* The table of what is left out, and its page. */
#include "docs/left_out.h"

#include <stdio.h>

#include "base/arena.h"
#include "docs/page.h"
#include "docs/roff.h"

const struct left_out left_out[] = {
	{ MODULE_RUNTIME, "sandbox-shares-limits",
		"limits between the containers of one gVisor pod",
		"gVisor bounds the pod as a whole. No field of a manifest "
		"changes that; 'missing-limits' says so where a limit is "
		"missing." },
	{ MODULE_RUNTIME, "shared-processes-in-sandbox",
		"shareProcessNamespace under gVisor and Kata",
		"Neither documents it as unsupported. Where a container of "
		"the pod holds a Secret 'shared-process-namespace' reports it "
		"under every runtime." },
	{ MODULE_RUNTIME, "user-namespace-in-sandbox",
		"hostUsers: false under gVisor and Kata",
		"Whether they take it hangs on their version and on the "
		"node's kubelet; only EKS says that it does not work." },
	{ MODULE_RUNTIME, "void-fields-in-gke-sandbox",
		"seccomp profiles and allowPrivilegeEscalation: false under "
		"GKE Sandbox",
		"Its documentation calls them unusable, and they have no "
		"effect there. Pod Security asks for them, and they hold on "
		"the day the runtime class goes: nobody is to take them "
		"out." },
	{ MODULE_RUNTIME, "raw-sockets-in-gvisor",
		"NET_RAW under gVisor, which takes it away unless told "
		"otherwise",
		"'dangerous-capability' reports it under every runtime." },
	{ MODULE_SECCOMP, "seccomp-profile-too-long",
		"profiles that allow very many system calls",
		"Length is no fault. What counts is what RuntimeDefault "
		"refuses, which 'seccomp-profile-weaker-than-default' lists." },
	{ MODULE_SECCOMP, "seccomp-32-bit-bypass",
		"calls that a 32-bit architecture reaches by other names",
		"RuntimeDefault lets socketcall and ipc pass as well, so that "
		"every profile made from it would be reported." },
	{ MODULE_SECCOMP, "seccomp-call-needs-agent",
		"SCMP_ACT_TRACE and SCMP_ACT_NOTIFY for single calls",
		"Without the tracer or the agent the call fails, and nothing "
		"is open. As the default action both are reported." },
	{ MODULE_SECCOMP, "weaker-than-crio-default",
		"a comparison with the default profile of CRI-O",
		"Which runtime the nodes have is not in manifests; profiles "
		"are compared with containerd's." },
	{ MODULE_NETWORK_POLICY, "kubelet-probes-blocked",
		"probes that a policy might keep from the pod",
		"Kubernetes says that traffic from the pod's own node is "
		"always allowed; network plugins differ." },
	{ MODULE_SERVICE_ACCOUNT, "eks-pod-identity",
		"roles that EKS Pod Identity gives to an account",
		"The association is an object of AWS and leaves no trace in "
		"manifests. Its address is among those of "
		"'egress-reaches-metadata'." },
	{ MODULE_SERVICE_ACCOUNT, "google-principal-bound",
		"roles that Google Cloud grants to an account by its name",
		"The grant is in the cloud's own policy; only the annotation "
		"of an account is seen." },
	{ MODULE_SERVICE_ACCOUNT, "role-writes-status",
		"writing nodes/status and pods/status",
		"How far it leads is not established well enough to tell." },
	{ MODULE_SERVICE_ACCOUNT, "role-requests-certificates",
		"creating certificate signing requests",
		"A request by itself gives nothing; approving one is "
		"reported by 'role-grants-escalation'." },
	{ MODULE_SERVICE_ACCOUNT, "role-views",
		"bindings of the ClusterRole 'view'",
		"It reads neither Secrets nor roles. That the agent holds a "
		"key at all is reported by 'token-mounted'." },
	{ MODULE_POD_SECURITY, "enforce-version-absent",
		"namespaces whose standard has no version",
		"The server then takes its newest, which checks most. To ask "
		"for a version would freeze a namespace at what was known on "
		"that day." },
	{ MODULE_POD_SECURITY, "pod-security-audit-absent",
		"namespaces without an audit level",
		"What is refused needs no audit. Where the levels leave "
		"something to the audit log alone 'pod-security-audits' tells." },
	{ MODULE_POD_SECURITY, "pod-security-version-ahead",
		"versions of a standard that the cluster does not know yet",
		"The server takes the newest that it knows: nothing is lost." },
	{ MODULE_DETECTION, "falco-rule-without-event-type",
		"conditions of Falco without evt.type",
		"Macros bring it, mostly from files outside the input, and "
		"Falco itself warns when it loads such a rule." },
	{ MODULE_DETECTION, "falco-rule-too-wide",
		"rules of Falco that are not limited to the agents",
		"A rule that watches every container watches the agents, "
		"too." },
	{ MODULE_DETECTION, "falco-sees-monitor",
		"rules that fire on the processes of a sandbox itself",
		"Whether Falco's rules take runsc or a virtual machine "
		"monitor for an intruder is not established." },
	{ MODULE_CONTAINER, "missing-process-limit",
		"limits of the number of processes",
		"A pod has no field for one: it is the kubelet's "
		"podPidsLimit." },
	{ MODULE_CONTAINER, "shared-volume",
		"PersistentVolumeClaims that several agents mount",
		"Whether they are to trust each other is not in manifests." },
	{ MODULE_CONTAINER, "secret-file-mode",
		"Secrets that every user of the container can read",
		"An agent's tools mostly run as the agent's own user, from "
		"which no file mode keeps anything." },
	{ MODULE_CONTAINER, "unlimited-lifetime",
		"agents without activeDeadlineSeconds or shutdownTime",
		"How long an agent may live is a matter of its task." },
	{ MODULE_CONTAINER, "placed-by-hand",
		"nodeName and the priority classes of the system",
		"They say where a pod runs and what makes way for it, not "
		"what it may do." },
	{ MODULE_CONTAINER, "local-tools-unguarded",
		"MCP servers that ask nobody beside an agent on localhost",
		"The containers of a pod are one domain of trust. What "
		"leaves the pod is reported by "
		"'mcp-server-on-all-interfaces'." },
	{ MODULE_CONTAINER, "undeclared-probe-port",
		"probes of ports that the container does not declare",
		"A declaration is documentation: Kubernetes does not need "
		"it." },
	{ .id = NULL },
};

void
print_left_out(FILE *out)
{
	const char *separator = "";

	for (unsigned i = 0; i < MODULE_COUNT; i++)
		for (const struct left_out *entry = left_out; entry->id;
			entry++) {
			struct arena arena = { 0 };
			struct str what;

			if (entry->module != (enum module)i)
				continue;
			what = arena_printf(&arena, "%s: %s.",
				module_name(entry->module), entry->what);
			fputs(separator, out);
			separator = ".Pp\n";
			roff_prose(out, what.ptr);
			roff_prose(out, entry->why);
			arena_release(&arena);
		}
}
