/* SPDX-License-Identifier: Apache-2.0 */
/* The rules of Falco's own files (falcosecurity/rules, June 2026), as far as
 * others amend them. */
#include <agentlint/falco.h>

const struct falco_shipped falco_shipped_rules[] = {
	{ "Directory traversal monitored file read", FALCO_STABLE },
	{ "Read sensitive file trusted after startup", FALCO_STABLE },
	{ "Read sensitive file untrusted", FALCO_STABLE },
	{ "Run shell untrusted", FALCO_STABLE },
	{ "System user interactive", FALCO_STABLE },
	{ "Terminal shell in container", FALCO_STABLE },
	{ "Contact K8S API Server From Container", FALCO_STABLE },
	{ "Netcat Remote Code Execution in Container", FALCO_STABLE },
	{ "Search Private Keys or Passwords", FALCO_STABLE },
	{ "Clear Log Activities", FALCO_STABLE },
	{ "Remove Bulk Data from Disk", FALCO_STABLE },
	{ "Create Symlink Over Sensitive Files", FALCO_STABLE },
	{ "Create Hardlink Over Sensitive Files", FALCO_STABLE },
	{ "Packet socket created in container", FALCO_STABLE },
	{ "Redirect STDOUT/STDIN to Network Connection in Container",
		FALCO_STABLE },
	{ "Linux Kernel Module Injection Detected", FALCO_STABLE },
	{ "Debugfs Launched in Privileged Container", FALCO_STABLE },
	{ "Detect release_agent File Container Escapes", FALCO_STABLE },
	{ "PTRACE attached to process", FALCO_STABLE },
	{ "PTRACE anti-debug attempt", FALCO_STABLE },
	{ "Find AWS Credentials", FALCO_STABLE },
	{ "Execution from /dev/shm", FALCO_STABLE },
	{ "Drop and execute new binary in container", FALCO_STABLE },
	{ "Disallowed SSH Connection Non Standard Port", FALCO_STABLE },
	{ "Fileless execution via memfd_create", FALCO_STABLE },

	{ "Change thread namespace", FALCO_INCUBATING },
	{ "Contact EC2 Instance Metadata Service From Container",
		FALCO_INCUBATING },
	{ "Contact cloud metadata service from container", FALCO_INCUBATING },
	{ "Create files below dev", FALCO_INCUBATING },
	{ "DB program spawned process", FALCO_INCUBATING },
	{ "Delete or rename shell history", FALCO_INCUBATING },
	{ "Exfiltrating Artifacts via Kubernetes Control Plane",
		FALCO_INCUBATING },
	{ "Launch Excessively Capable Container", FALCO_INCUBATING },
	{ "Launch Ingress Remote File Copy Tools in Container",
		FALCO_INCUBATING },
	{ "Launch Package Management Process in Container", FALCO_INCUBATING },
	{ "Launch Privileged Container", FALCO_INCUBATING },
	{ "Launch Remote File Copy Tools in Container", FALCO_INCUBATING },
	{ "Launch Suspicious Network Tool in Container", FALCO_INCUBATING },
	{ "Launch Suspicious Network Tool on Host", FALCO_INCUBATING },
	{ "Mount Launched in Privileged Container", FALCO_INCUBATING },
	{ "Network Connection outside Local Subnet", FALCO_INCUBATING },
	{ "Non sudo setuid", FALCO_INCUBATING },
	{ "Program run with disallowed http proxy env", FALCO_INCUBATING },
	{ "Read environment variable from /proc files", FALCO_INCUBATING },
	{ "Read ssh information", FALCO_INCUBATING },
	{ "Set Setuid or Setgid bit", FALCO_INCUBATING },
	{ "System procs network activity", FALCO_INCUBATING },
	{ "Unexpected UDP Traffic", FALCO_INCUBATING },
	{ "User mgmt binaries", FALCO_INCUBATING },

	{ "Container Drift Detected (chmod)", FALCO_SANDBOX },
	{ "Container Drift Detected (open+create)", FALCO_SANDBOX },
	{ "Detect outbound connections to common miner pool ports",
		FALCO_SANDBOX },
	{ "Interpreted procs outbound network activity", FALCO_SANDBOX },
	{ "Mkdir binary dirs", FALCO_SANDBOX },
	{ "Modify binary dirs", FALCO_SANDBOX },
	{ "Write below binary dir", FALCO_SANDBOX },
	{ 0 },
};

static bool
speaks_of(const struct node *node, const char *file)
{
	if (node_is_scalar(node))
		return str_contains(node_text(node), file);
	NODE_EACH(child, node)
		if (speaks_of(child, file))
			return true;
	return false;
}

static bool
may_configure_falco(const struct object *object)
{
	const struct node *version;

	return object_is(object, "", "ConfigMap") ||
	       object_is(object, "", "FalcoValues") ||
	       str_is(object->group, "artifact.falcosecurity.dev") ||
	       falco_is_release(object, &version);
}

bool
falco_loads(struct pass *pass, enum falco_maturity maturity)
{
	static const char *const files[] = {
		[FALCO_INCUBATING] = "falco-incubating",
		[FALCO_SANDBOX] = "falco-sandbox",
	};
	struct object_range objects = graph_objects(pass_graph(pass));

	if (maturity <= FALCO_STABLE)
		return maturity == FALCO_STABLE;
	for (; objects.begin != objects.end; objects.begin++)
		if (may_configure_falco(*objects.begin) &&
			speaks_of((*objects.begin)->root, files[maturity]))
			return true;
	return false;
}
