/* SPDX-License-Identifier: Apache-2.0 */
/* Falco watches the node's kernel, which a sandboxed agent never calls. */
#include <agentlint/detection.h>
#include <agentlint/image.h>
#include <agentlint/isolation.h>
#include <agentlint/rule.h>

enum { MOST_RELATED = 3 };

struct unseen {
	bool gvisor_seen; /* by an old Falco's own engine */
	size_t count;
	const struct pod *pods[MOST_RELATED];
	const struct technology *technology; /* of the first */
	bool mixed;                          /* others have another */
};

/* The minor of "0.43.1" or "v0.43.1-debian"; 0 for what is not so written. */
static unsigned
minor_of(struct str version)
{
	unsigned minor = 0;

	if (str_starts(version, "v"))
		version = str_from(version, 1);
	if (!str_starts(version, "0."))
		return 0;
	for (size_t i = 2; i < version.len && version.ptr[i] >= '0' &&
			   version.ptr[i] <= '9' && minor < 1000;
		i++)
		minor = minor * 10 + (unsigned)(version.ptr[i] - '0');
	return minor;
}

/* The engine that read gVisor's events was removed in 0.44. */
static bool
reads_gvisor(const struct detection *detection)
{
	struct str version = node_text(detection->version);
	const char *problem;
	struct image image;

	if (detection->chart_reads_gvisor)
		return true;
	if (!detection->falco_reads_gvisor)
		return false;
	if (image_parse(version, &image, &problem) && image.tag.len)
		version = image.tag;
	return minor_of(version) > 0 && minor_of(version) < 44;
}

static bool
is_unseen(const struct pod *pod, const struct runtime *runtime,
	const struct unseen *unseen)
{
	return pod->agent && runtime->isolation == ISOLATION_KERNEL &&
	       !(unseen->gvisor_seen && sandbox_is_gvisor(runtime->sandbox));
}

static struct unseen
find_unseen(struct pass *pass, const struct graph *graph, bool gvisor_seen)
{
	struct pod_range pods = graph_pods(graph);
	struct unseen unseen = { .gvisor_seen = gvisor_seen };

	for (; pods.begin != pods.end; pods.begin++) {
		struct runtime runtime =
			pod_runtime(*pods.begin, pass_settings(pass));

		if (!is_unseen(*pods.begin, &runtime, &unseen))
			continue;
		if (!unseen.count)
			unseen.technology = runtime.technology;
		unseen.mixed |= unseen.technology != runtime.technology;
		if (unseen.count < MOST_RELATED)
			unseen.pods[unseen.count] = *pods.begin;
		unseen.count++;
	}
	return unseen;
}

static void
name_unseen(struct pass *pass, struct finding *finding,
	const struct graph *graph, const struct unseen *unseen)
{
	struct pod_range pods = graph_pods(graph);

	for (; pods.begin != pods.end; pods.begin++) {
		struct runtime runtime =
			pod_runtime(*pods.begin, pass_settings(pass));

		if (is_unseen(*pods.begin, &runtime, unseen))
			finding_concerns(finding, *pods.begin);
	}
}

static void
check(struct pass *pass, const struct graph *graph)
{
	const struct detection *detection = pass_detection(pass);
	struct unseen unseen;
	struct finding *finding;

	if (!detection->falco)
		return;
	unseen = find_unseen(pass, graph, reads_gvisor(detection));
	if (!unseen.count)
		return;
	finding = pass_report(pass, object_place(detection->falco),
		"Falco sees nothing of what %zu %s inside %s", unseen.count,
		unseen.count == 1 ? "agent does" : "agents do",
		unseen.mixed || !unseen.technology ? "their sandboxes"
						   : unseen.technology->name);
	finding_label(finding, "watches the node's kernel");
	finding_about_object(finding, detection->falco);
	name_unseen(pass, finding, graph, &unseen);
	for (size_t i = 0; i < unseen.count && i < MOST_RELATED; i++)
		finding_relate(finding,
			node_place(
				pod_field(unseen.pods[i], "runtimeClassName")),
			"agent '%.*s' calls another kernel",
			STR_ARG(object_title(unseen.pods[i]->object)));
}

const struct rule falco_blind_in_sandbox = {
	.id = "falco-blind-in-sandbox",
	.module = MODULE_DETECTION,
	.severity = SEVERITY_WARNING,
	.check_graph = check,
	.summary = "Falco watches, but the agents run where it is blind",
	.why = "Falco's drivers see the system calls that reach the node's "
	       "kernel. gVisor answers an agent's calls in a kernel of its "
	       "own, Kata's guest answers them in its virtual machine, so "
	       "the rules that wait for a shell, a changed program or a new "
	       "socket never fire for exactly the pods that they were "
	       "written for. Falco's gVisor engine was deprecated in 0.43 "
	       "and removed in 0.44; where an older Falco uses it, agents "
	       "under gVisor are not counted.",
	.fix = "keep Falco for the nodes, and watch the sandboxes by gVisor's "
	       "runtime monitoring (seccheck), a sensor inside the guest, "
	       "the network (Hubble, DNS logs) and the audit log (Falco's "
	       "k8saudit plugin)",
	.bad = "apiVersion: apps/v1\n"
	       "kind: DaemonSet\n"
	       "metadata:\n"
	       "  name: falco\n"
	       "spec:\n"
	       "  selector:\n"
	       "    matchLabels: {app: falco}\n"
	       "  template:\n"
	       "    metadata:\n"
	       "      labels: {app: falco}\n"
	       "    spec:\n"
	       "      containers:\n"
	       "        - name: falco\n"
	       "          image: falcosecurity/falco:0.44.0\n"
	       "---\n"
	       "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  runtimeClassName: gvisor\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: apps/v1\n"
		"kind: DaemonSet\n"
		"metadata:\n"
		"  name: falco\n"
		"spec:\n"
		"  selector:\n"
		"    matchLabels: {app: falco}\n"
		"  template:\n"
		"    metadata:\n"
		"      labels: {app: falco}\n"
		"    spec:\n"
		"      containers:\n"
		"        - name: falco\n"
		"          image: falcosecurity/falco:0.44.0\n"
		"---\n"
		"apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "ATT&CK", "T1562.001" },
			{ "OWASP", "ASI10" },
			{ "CWE", "778" },
			{ "URL", "https://gvisor.dev/docs/user_guide/"
				 "runtime_monitoring/" },
			{ "URL", "https://github.com/falcosecurity/falco/blob/"
				 "master/CHANGELOG.md" },
			{ 0 },
		},
	.since = "0.1.0",
};
