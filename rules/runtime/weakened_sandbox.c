/* SPDX-License-Identifier: Apache-2.0 */
/* Annotations that take something off a sandbox. */
#include <agentlint/isolation.h>
#include <agentlint/rule.h>

/* What runsc and Kata read from a pod's annotations and what makes them
 * weaker (runsc/config/flags.go; Kata's how-to-set-sandbox-config-kata.md). */
static const struct {
	const char *key;
	bool prefix;
	const char *values; /* that matter, each between commas; NULL: any */
	bool kata;          /* else gVisor */
	const char *text;
} weakenings[] = {
	{ "dev.gvisor.flag.host-uds", false, ",open,create,all,", false,
		"opens the node's Unix sockets" },
	{ "dev.gvisor.flag.network", false, ",host,", false,
		"replaces gVisor's network stack by the node's" },
	{ "dev.gvisor.flag.net-raw", false, ",true,", false,
		"gives back raw sockets" },
	{ "dev.gvisor.flag.host-fifo", false, ",open,", false,
		"opens the node's named pipes" },
	{ "dev.gvisor.flag.ignore-cgroups", false, ",true,", false,
		"lifts the pod's resource limits" },
	{ "dev.gvisor.flag.TESTONLY-", true, NULL, false,
		"is for gVisor's own tests" },
	{ "io.katacontainers.config.runtime.disable_new_netns", false, ",true,",
		true, "keeps the VM in the node's network namespace" },
	{ "io.katacontainers.config.hypervisor.kernel_params", false, NULL,
		true, "changes the guest kernel's command line" },
	{ "io.katacontainers.config.agent.kernel_modules", false, NULL, true,
		"loads modules into the guest's kernel" },
};

static bool
has_value(const char *values, struct str value)
{
	struct str rest = str_of(values);

	while (rest.len > 0)
		if (value.len > 0 && str_equal(str_cut(&rest, ','), value))
			return true;
	return false;
}

static void
check_annotation(struct pass *pass, const struct pod *pod,
	const struct runtime *runtime, const struct node *annotation)
{
	for (size_t i = 0; i < sizeof(weakenings) / sizeof(*weakenings); i++) {
		struct finding *finding;

		if (!(weakenings[i].prefix ? str_starts(annotation->key,
						     weakenings[i].key)
					   : str_is(annotation->key,
						     weakenings[i].key)) ||
			(weakenings[i].values &&
				!has_value(weakenings[i].values,
					node_text(annotation))) ||
			(weakenings[i].kata
					? !sandbox_is_kata(runtime->sandbox)
					: !sandbox_is_gvisor(runtime->sandbox)))
			continue;
		finding = pass_report(pass, node_key_place(annotation),
			"annotation '%.*s' weakens the sandbox of agent '%.*s'",
			STR_ARG(annotation->key),
			STR_ARG(object_title(pod->object)));
		finding_label(finding, "%s", weakenings[i].text);
		finding_relate(finding, node_place(runtime->class),
			"this sandbox: %s", runtime->technology->name);
		finding_unknown(finding,
			"the nodes' runtime decides which annotations it takes "
			"from a pod");
	}
}

static void
check(struct pass *pass, const struct pod *pod)
{
	struct runtime runtime = pod_runtime(pod, pass_settings(pass));

	if (runtime.isolation == ISOLATION_KERNEL)
		NODE_EACH(annotation, pod->annotations)
			check_annotation(pass, pod, &runtime, annotation);
}

const struct rule weakened_sandbox = {
	.id = "weakened-sandbox",
	.module = MODULE_RUNTIME,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "An annotation weakens the agent's sandbox",
	.why = "runsc and Kata read options from the pod's annotations. Most of "
	       "them are harmless, but some open what the sandbox closes: "
	       "'host-uds' lets gVisor connect to the node's Unix sockets, "
	       "the container runtime's among them if it is mounted; "
	       "'network: host' takes its network stack away; Kata's "
	       "'kernel_params' and 'kernel_modules' change the guest. Whether "
	       "they arrive is up to containerd's pod_annotations, runsc's "
	       "allow-flag-override and Kata's enable_annotations on the "
	       "nodes.",
	.fix = "remove the annotation",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "  annotations:\n"
	       "    dev.gvisor.flag.host-uds: all\n"
	       "spec:\n"
	       "  runtimeClassName: gvisor\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"  annotations:\n"
		"    dev.gvisor.flag.host-uds: none\n"
		"spec:\n"
		"  runtimeClassName: gvisor\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "ATT&CK", "T1611" },
			{ "CWE", "653" },
			{ "URL", "https://github.com/google/gvisor/blob/master/"
				 "runsc/config/flags.go" },
			{ "URL", "https://github.com/kata-containers/"
				 "kata-containers/blob/main/docs/how-to/"
				 "how-to-set-sandbox-config-kata.md" },
			{ 0 },
		},
	.since = "0.1.0",
};
