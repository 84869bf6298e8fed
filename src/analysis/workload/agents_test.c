/* SPDX-License-Identifier: Apache-2.0 */
/* Which workloads are agents, on real names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "analysis/workload/agents.h"
#include "graph/build.h"
#include "load/parse.h"

static const struct agents_choice all, recognised = { .recognise = true };

struct input {
	struct arena arena;
	struct source source;
	struct graph *graph;
};

static const struct pod *
load(struct input *input, const char *text)
{
	const struct source *source = &input->source;
	struct pod_range pods;

	*input = (struct input){ 0 };
	source_set_text(&input->source, STR("test.yaml"), str_of(text));
	parse_source(&input->source, &limits_default);
	assert_int_equal(source->problem_count, 0);
	input->graph = graph_build(
		&input->arena, &source, 1, (struct str){ 0 }, STR("default"));
	pods = graph_pods(input->graph);
	assert_true(pods.begin != pods.end);
	return *pods.begin;
}

static void
unload(struct input *input)
{
	arena_release(&input->source.arena);
	arena_release(&input->arena);
}

/* A workload in one line: kind, name, image and what else its container has. */
#define WORKLOAD(kind_, name_, image_, more_) \
	"apiVersion: apps/v1\nkind: " kind_ "\nmetadata: {name: " name_ "}\n" \
	"spec: {template: {spec: {containers: [{name: c, image: '" image_ \
	"'" more_ "}]}}}\n"
#define ENV(name_) ", env: [{name: " name_ ", value: x}]"

static const struct {
	const char *text;
	bool in_all, in_auto;
} workloads[] = {
	{ WORKLOAD("Deployment", "web", "nginx:1.27", ""), true, false },
	{ WORKLOAD("Deployment", "x", "claude-code:latest", ""), true, true },
	{ WORKLOAD("Deployment", "x", "ghcr.io/all-hands-ai/openhands:1", ""),
		true, true },
	{ WORKLOAD("Deployment", "x", "r.io/hub/mcp/fetch", ""), true, true },
	{ WORKLOAD("Deployment", "x", "acme/jira-mcp:1", ""), true, true },
	{ WORKLOAD("Deployment", "bot", "acme/bot:1", ENV("OPENAI_API_KEY")),
		true, true },
	{ WORKLOAD("Deployment", "bot", "acme/bot:1", ENV("GITHUB_TOKEN")),
		true, false },
	{ WORKLOAD("Deployment", "coding-agent", "acme/x:1",
		  ENV("GITHUB_TOKEN")),
		true, true },
	{ WORKLOAD("Deployment", "coding-agent", "acme/x:1", ""), true, false },
	{ WORKLOAD("Deployment", "x", "node:22",
		  ", command: [npx, -y, '@anthropic-ai/claude-code@1']"),
		true, true },
	{ WORKLOAD("Deployment", "x", "node:22", ", command: [/bin/codex]"),
		true, true },
	{ WORKLOAD("Deployment", "x", "node:22", ", args: [run, codex]"), true,
		false },

	/* Called agent, and none. */
	{ WORKLOAD("DaemonSet", "datadog-agent", "gcr.io/datadoghq/agent:7",
		  ENV("GITHUB_TOKEN")),
		true, false },
	{ WORKLOAD("Deployment", "jenkins-agent", "jenkins/inbound-agent:1",
		  ENV("GITHUB_TOKEN")),
		true, false },
	{ WORKLOAD("Deployment", "release-name-buildkite-agent", "acme/b:1",
		  ENV("GITHUB_TOKEN")),
		true, false },
	{ WORKLOAD("Deployment", "konnectivity-agent",
		  "registry.k8s.io/kas-network-proxy/proxy-agent:v0.31.0", ""),
		true, false },
	{ WORKLOAD("DaemonSet", "eks-pod-identity-agent",
		  "602401143452.dkr.ecr.us-west-2.amazonaws.com/eks/"
		  "eks-pod-identity-agent:0.1.10",
		  ENV("GITHUB_TOKEN")),
		true, false },
	{ WORKLOAD("Deployment", "gitlab-agent",
		  "registry.gitlab.com/gitlab-org/cluster-integration/"
		  "gitlab-agent/agentk:v17.0.0",
		  ENV("GITLAB_TOKEN")),
		true, false },
	{ WORKLOAD("DaemonSet", "elastic-agent",
		  "docker.elastic.co/elastic-agent/elastic-agent:9.0.0",
		  ENV("GITHUB_TOKEN")),
		true, false },
	{ WORKLOAD("Deployment", "llm", "vllm/vllm-openai:v0.9.0",
		  ENV("HF_TOKEN")),
		true, false },
	{ WORKLOAD("Deployment", "llm-server", "ollama/ollama:0.9",
		  ENV("OLLAMA_HOST")),
		true, false },

/* Others that are called agent, run as one, or live among them. */
#define NAMESAKE(kind_, name_, image_) \
	{ \
		WORKLOAD(kind_, name_, image_, ENV("GITHUB_TOKEN")), true, \
			false \
	}
	NAMESAKE("Deployment", "self-hosted-agent",
		"ghcr.io/actions/actions-runner:2.328.0"),
	NAMESAKE("Deployment", "runner-agent",
		"summerwind/actions-runner-dind:v2.328.0"),
	NAMESAKE("StatefulSet", "ci-agent", "myoung34/github-runner:2.328.0"),
	NAMESAKE("Deployment", "ci-agent", "gitlab/gitlab-runner:v17.0.0"),
	NAMESAKE("Deployment", "azp-agent", "acme/azp:1"),
	NAMESAKE("Deployment", "woodpecker-agent",
		"woodpeckerci/woodpecker-agent:v3.0.0"),
	NAMESAKE("DaemonSet", "grafana-agent", "grafana/agent:v0.43.0"),
	NAMESAKE("DaemonSet", "k8s-monitoring-agent", "grafana/alloy:v1.9.0"),
	NAMESAKE("DaemonSet", "newrelic-agent",
		"newrelic/infrastructure-bundle:3.2"),
	NAMESAKE("DaemonSet", "infra-agent",
		"docker.io/newrelic/k8s-events-forwarder:1"),
	NAMESAKE("DaemonSet", "otel-agent",
		"otel/opentelemetry-collector-contrib:0.130.0"),
	NAMESAKE("DaemonSet", "splunk-otel-collector-agent", "acme/splunk:1"),
	NAMESAKE("DaemonSet", "amazon-cloudwatch-agent", "acme/cw:1"),
	NAMESAKE("DaemonSet", "fluent-agent", "fluent/fluent-bit:4.0"),
	NAMESAKE("DaemonSet", "zabbix-agent", "zabbix/zabbix-agent2:7.0"),
	NAMESAKE("Deployment", "datadog-cluster-agent",
		"gcr.io/datadoghq/cluster-agent:7.60.0"),
	NAMESAKE("DaemonSet", "node-agent", "velero/velero:v1.16.0"),
	NAMESAKE("DaemonSet", "azure-npm-agent",
		"mcr.microsoft.com/containernetworking/azure-npm:v1.6.0"),
	NAMESAKE("DaemonSet", "ip-masq-agent", "acme/masq:1"),
	NAMESAKE("Deployment", "vault-agent", "hashicorp/vault:1.20"),
	NAMESAKE("Deployment", "vault-agent-injector",
		"hashicorp/vault-k8s:1.7.0"),
	NAMESAKE("Deployment", "mesh-agent", "docker.io/istio/proxyv2:1.27.0"),
	NAMESAKE("Deployment", "linkerd-agent",
		"cr.l5d.io/linkerd/proxy:edge-25.8.1"),
	NAMESAKE("DaemonSet", "consul-agent", "hashicorp/consul:1.21"),
	NAMESAKE("DaemonSet", "spire-agent",
		"ghcr.io/spiffe/spire-agent:1.12.0"),
	NAMESAKE("DaemonSet", "aws-guardduty-agent",
		"602401143452.dkr.ecr.us-west-2.amazonaws.com/"
		"aws-guardduty-agent:v1.9.0"),
	NAMESAKE("Deployment", "cattle-cluster-agent",
		"rancher/rancher-agent:v2.12.0"),
#undef NAMESAKE

	/* What a shell starts, and what its controller made. */
	{ WORKLOAD("Deployment", "x", "node:22",
		  ", command: [sh, -c, 'cd /w\n"
		  " claude -p \"go\"']"),
		true, false },
	{ WORKLOAD("Deployment", "x", "node:22",
		  ", command: [sh, -c, 'claude -p \"$TASK\"']"),
		true, true },
	{ WORKLOAD("Deployment", "x", "node:22",
		  ", command: [sh, -c, \"cd /w\\nclaude -p go\"]"),
		true, true },
	{ WORKLOAD("Deployment", "x", "node:22",
		  ", command: [sh, -c, 'npm i -g x && codex exec']"),
		true, true },
	{ "apiVersion: v1\nkind: Pod\nmetadata: {name: x, labels: "
	  "{agents.x-k8s.io/sandbox-name-hash: abc}}\nspec: {containers: "
	  "[{name: c, image: nginx}]}\n",
		true, true },
	{ "apiVersion: kagent.dev/v1alpha2\nkind: Agent\nmetadata: "
	  "{name: x}\nspec: {type: Declarative, declarative: "
	  "{modelConfig: m}}\n",
		true, true },
	{ WORKLOAD("Deployment", "kagent-controller",
		  "cr.kagent.dev/kagent-dev/kagent/controller:0.9.0", ""),
		false, false },
	{ WORKLOAD("Deployment", "kagent-tools",
		  "ghcr.io/kagent-dev/kagent/tools:0.0.13", ""),
		true, true },

	/* Machinery. */
	{ WORKLOAD("DaemonSet", "falco", "docker.io/falcosecurity/falco:0.44.0",
		  ""),
		false, false },
	{ WORKLOAD("DaemonSet", "falco",
		  "r.local/hub/falcosecurity/falco-no-driver:0.30", ""),
		false, false },
	{ WORKLOAD("Deployment", "falcosidekick",
		  "falcosecurity/falcosidekick:2.31", ""),
		false, false },
	{ WORKLOAD("Deployment", "agent-sandbox-controller",
		  "ko://sigs.k8s.io/agent-sandbox/cmd/agent-sandbox-controller",
		  ""),
		false, false },
	{ WORKLOAD("Deployment", "agent-sandbox-controller",
		  "registry.k8s.io/agent-sandbox/agent-sandbox-controller:v0.5",
		  ""),
		false, false },
	{ WORKLOAD("DaemonSet", "kube-proxy",
		  "registry.k8s.io/kube-proxy:v1.35.0", ""),
		false, false },
	{ "apiVersion: instance.falcosecurity.dev/v1alpha1\nkind: Falco\n"
	  "metadata: {name: falco}\nspec: {podTemplateSpec: {spec: "
	  "{containers: [{name: falco}]}}}\n",
		false, false },
	{ "apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: falco}\n"
	  "spec: {template: {spec: {containers: [{name: falco, image: "
	  "falcosecurity/falco}, {name: logs, image: fluent-bit}]}}}\n",
		false, false },
	/* Falco beside an agent makes the agent no Falco. */
	{ "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {containers: "
	  "[{name: falco, image: falcosecurity/falco}, {name: agent, image: "
	  "claude-code}]}\n",
		true, true },

	{ "apiVersion: agents.x-k8s.io/v1beta1\nkind: Sandbox\nmetadata: "
	  "{name: x}\nspec: {podTemplate: {spec: {containers: [{name: c, "
	  "image: nginx}]}}}\n",
		true, true },

	/* Told so. */
	{ "apiVersion: v1\nkind: Pod\nmetadata: {name: x, annotations: "
	  "{agentlint.dev/agent: 'false'}}\nspec: {containers: [{name: c, "
	  "image: claude-code}]}\n",
		false, false },
	{ "apiVersion: v1\nkind: Pod\nmetadata: {name: x, annotations: "
	  "{agentlint.dev/agent: 'perhaps'}}\nspec: {containers: [{name: c, "
	  "image: nginx}]}\n",
		true, false },
	{ "apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: falco, "
	  "annotations: {agentlint.dev/agent: 'false'}}\nspec: {template: "
	  "{metadata: {annotations: {agentlint.dev/agent: 'true'}}, spec: "
	  "{containers: [{name: c, image: falcosecurity/falco}]}}}\n",
		true, true },
	{ "apiVersion: v1\nkind: Pod\nmetadata: {name: x, namespace: n}\n"
	  "spec: {containers: [{name: c, image: nginx}]}\n---\n"
	  "apiVersion: v1\nkind: Namespace\nmetadata: {name: n, annotations: "
	  "{agentlint.dev/agent: 'true'}}\n",
		true, true },
	{ "apiVersion: v1\nkind: Pod\nmetadata: {name: x, namespace: n, "
	  "annotations: {agentlint.dev/agent: 'true'}}\n"
	  "spec: {containers: [{name: c, image: nginx}]}\n---\n"
	  "apiVersion: v1\nkind: Namespace\nmetadata: {name: n, annotations: "
	  "{agentlint.dev/agent: 'false'}}\n",
		true, true },
};

static void
classifies(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(workloads) / sizeof(*workloads); i++) {
		struct input input;
		const struct pod *pod = load(&input, workloads[i].text);

		print_message("%s\n", workloads[i].text);
		agents_classify(&input.arena, input.graph, &all);
		assert_int_equal(pod->agent, workloads[i].in_all);
		agents_classify(&input.arena, input.graph, &recognised);
		print_message("%s\n", pod->classified);
		assert_int_equal(pod->agent, workloads[i].in_auto);
		unload(&input);
	}
}

static const char configured[] =
	"apiVersion: v1\nkind: Pod\nmetadata: {name: coder-1, namespace: n, "
	"labels: {app: coder}}\nspec: {containers: [{name: c, image: x}]}\n";

static bool
is_agent_under(const char *name, const char *namespace, const char *selector)
{
	struct str name_item = str_of(name);
	struct str namespace_item = str_of(namespace);
	struct agents_choice choice = { .recognise = true };
	struct input input;
	const struct pod *pod = load(&input, configured);
	bool agent;

	choice.names = (struct str_list){ &name_item, name != NULL };
	choice.namespaces =
		(struct str_list){ &namespace_item, namespace != NULL };
	choice.selector = str_of(selector);
	agents_classify(&input.arena, input.graph, &choice);
	agent = pod->agent;
	unload(&input);
	return agent;
}

static void
heeds_the_configuration(void **state)
{
	(void)state;
	assert_true(is_agent_under("coder-1", NULL, NULL));
	assert_true(is_agent_under("other", "n", NULL));
	assert_true(is_agent_under("other", "m", "app in (coder, x),!legacy"));
	assert_false(is_agent_under("other", "m", "app=other"));
	assert_false(is_agent_under("coder", NULL, NULL));
	/* Keys that select nothing leave the decision to the rest. */
	assert_false(is_agent_under(NULL, NULL, NULL));
}

static void
explains(void **state)
{
	struct input input;
	struct arena arena = { 0 };
	FILE *out = tmpfile();
	char *text;
	size_t len;

	(void)state;
	load(&input, WORKLOAD("Deployment", "\"a\\eb\"", "claude-code",
			     ENV("OPENAI_API_KEY")));
	agents_explain(out, input.graph, &recognised);
	len = (size_t)ftell(out);
	rewind(out);
	text = arena_alloc(&arena, len + 1);
	assert_int_equal(fread(text, 1, len, out), len);
	fclose(out);
	assert_string_equal(text,
		"test.yaml:3:18: Deployment default/a\\x1bb: agent: the image is "
		"Claude Code\n"
		"    test.yaml:4:56: the image is Claude Code (+10)\n"
		"    test.yaml:4:84: environment variable OPENAI_API_KEY "
		"(+3)\n");
	arena_release(&arena);
	unload(&input);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(classifies),
		cmocka_unit_test(heeds_the_configuration),
		cmocka_unit_test(explains),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
