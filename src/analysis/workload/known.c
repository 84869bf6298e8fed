/* SPDX-License-Identifier: Apache-2.0 */
/* The tables of what is known by name. An image matches by the end of its
 * path at a slash, so that mirrors count; "*" stands for any rest of the last
 * component. */
#include "analysis/workload/known.h"

#include <string.h>

static const struct known images[] = {
	/* The layers themselves: what the cluster needs to guard agents. */
	{ "falcosecurity/*", KNOWN_MACHINERY, "Falco" },
	{ "agent-sandbox/agent-sandbox-controller", KNOWN_MACHINERY,
		"the agent-sandbox controller" },
	{ "agent-sandbox/cmd/agent-sandbox-controller", KNOWN_MACHINERY,
		"the agent-sandbox controller" },
	{ "agent-sandbox/sandbox-router*", KNOWN_MACHINERY,
		"the agent-sandbox router" },
	{ "kagent-dev/kagent/controller", KNOWN_MACHINERY,
		"kagent's controller" },
	{ "kagent-dev/kagent/ui", KNOWN_MACHINERY, "kagent's user interface" },
	{ "kata-containers/kata-deploy", KNOWN_MACHINERY, "kata-deploy" },
	{ "security-profiles-operator/security-profiles-operator",
		KNOWN_MACHINERY, "the security-profiles-operator" },
	{ "cilium/cilium", KNOWN_MACHINERY, "Cilium" },
	{ "cilium/operator*", KNOWN_MACHINERY, "Cilium's operator" },
	{ "cilium/tetragon*", KNOWN_MACHINERY, "Tetragon" },
	{ "calico/*", KNOWN_MACHINERY, "Calico" },
	{ "tigera/operator", KNOWN_MACHINERY, "Calico's operator" },
	{ "flannel/flannel", KNOWN_MACHINERY, "Flannel" },
	{ "kubearmor/*", KNOWN_MACHINERY, "KubeArmor" },
	{ "aquasec/tracee*", KNOWN_MACHINERY, "Tracee" },
	{ "coredns/coredns", KNOWN_MACHINERY, "CoreDNS" },
	{ "kube-proxy", KNOWN_MACHINERY, "kube-proxy" },
	{ "kube-apiserver", KNOWN_MACHINERY, "the API server" },
	{ "kube-controller-manager", KNOWN_MACHINERY,
		"the controller manager" },
	{ "kube-scheduler", KNOWN_MACHINERY, "the scheduler" },

	{ "claude-code*", KNOWN_AGENT, "Claude Code" },
	{ "docker/sandbox-templates", KNOWN_AGENT, "a Docker agent sandbox" },
	{ "all-hands-ai/*", KNOWN_AGENT, "OpenHands" },
	{ "openhands/*", KNOWN_AGENT, "OpenHands" },
	{ "paulgauthier/aider*", KNOWN_AGENT, "aider" },
	{ "block/goose", KNOWN_AGENT, "goose" },
	{ "openclaw/openclaw", KNOWN_AGENT, "OpenClaw" },
	{ "nousresearch/hermes-agent", KNOWN_AGENT, "the Hermes agent" },
	{ "nullclaw/nullclaw", KNOWN_AGENT, "nullclaw" },
	{ "agent-infra/sandbox", KNOWN_AGENT, "the AIO sandbox" },
	{ "agent-sandbox/python-runtime-sandbox", KNOWN_AGENT,
		"an agent-sandbox runtime" },
	{ "agent-sandbox/sandboxd", KNOWN_AGENT, "an agent-sandbox runtime" },
	{ "footprintai/containarium-agent-box", KNOWN_AGENT, "an agent box" },
	{ "kagent-dev/kagent/*", KNOWN_AGENT, "kagent" },
	{ "openai/codex*", KNOWN_AGENT, "Codex" },
	{ "sst/opencode", KNOWN_AGENT, "opencode" },
	{ "gemini-cli/sandbox", KNOWN_AGENT, "Gemini CLI" },
	{ "openinterpreter/*", KNOWN_AGENT, "Open Interpreter" },
	{ "e2bdev/*", KNOWN_AGENT, "an E2B sandbox" },
	{ "significantgravitas/auto-gpt", KNOWN_AGENT, "AutoGPT" },
	{ "n8nio/n8n", KNOWN_AGENT, "n8n" },
	{ "flowiseai/flowise", KNOWN_AGENT, "Flowise" },
	{ "langflowai/langflow", KNOWN_AGENT, "Langflow" },
	{ "langchain/langgraph-api", KNOWN_AGENT, "LangGraph" },
	{ "daytonaio/*", KNOWN_AGENT, "Daytona" },

	{ "mcp/*", KNOWN_TOOL, "an MCP server" },
	{ "github/github-mcp-server", KNOWN_TOOL, "GitHub's MCP server" },
	{ "playwright/mcp", KNOWN_TOOL, "Playwright's MCP server" },
	{ "browserless/*", KNOWN_TOOL, "a browser for agents" },
	{ "steel-dev/steel-browser*", KNOWN_TOOL, "a browser for agents" },
	{ "browser-use/*", KNOWN_TOOL, "a browser for agents" },

	{ "vllm/*", KNOWN_SERVER, "vLLM" },
	{ "huggingface/text-generation-inference", KNOWN_SERVER, "TGI" },
	{ "huggingface/text-embeddings-inference", KNOWN_SERVER, "TEI" },
	{ "ollama/ollama", KNOWN_SERVER, "Ollama" },
	{ "nvidia/tritonserver", KNOWN_SERVER, "Triton" },
	{ "ggml-org/llama.cpp", KNOWN_SERVER, "llama.cpp" },
	{ "lmsysorg/sglang", KNOWN_SERVER, "SGLang" },
	{ "kserve/*", KNOWN_SERVER, "KServe" },
	{ "localai/localai", KNOWN_SERVER, "LocalAI" },

	{ "jenkins/inbound-agent", KNOWN_NAMESAKE, "a CI runner" },
	{ "jenkins/agent", KNOWN_NAMESAKE, "a CI runner" },
	{ "jenkins/ssh-agent", KNOWN_NAMESAKE, "a CI runner" },
	{ "buildkite/agent*", KNOWN_NAMESAKE, "a CI runner" },
	{ "actions/actions-runner", KNOWN_NAMESAKE, "a CI runner" },
	{ "gitlab/gitlab-runner", KNOWN_NAMESAKE, "a CI runner" },
	{ "gitlab-org/gitlab-runner", KNOWN_NAMESAKE, "a CI runner" },
	{ "gitlab-agent/agentk", KNOWN_NAMESAKE, "GitLab's cluster agent" },
	{ "jetbrains/teamcity-agent", KNOWN_NAMESAKE, "a CI runner" },
	{ "summerwind/actions-runner*", KNOWN_NAMESAKE, "a CI runner" },
	{ "myoung34/github-runner", KNOWN_NAMESAKE, "a CI runner" },
	{ "gitea/act_runner", KNOWN_NAMESAKE, "a CI runner" },
	{ "azure-pipelines/vsts-agent", KNOWN_NAMESAKE, "a CI runner" },
	{ "concourse/concourse", KNOWN_NAMESAKE, "a CI runner" },
	{ "woodpeckerci/woodpecker-agent", KNOWN_NAMESAKE, "a CI runner" },
	{ "drone/drone-runner*", KNOWN_NAMESAKE, "a CI runner" },
	{ "gocd/gocd-agent*", KNOWN_NAMESAKE, "a CI runner" },
	{ "datadog/agent", KNOWN_NAMESAKE, "monitoring" },
	{ "datadog/cluster-agent", KNOWN_NAMESAKE, "monitoring" },
	{ "datadoghq/agent", KNOWN_NAMESAKE, "monitoring" },
	{ "datadoghq/cluster-agent", KNOWN_NAMESAKE, "monitoring" },
	{ "elastic-agent/elastic-agent*", KNOWN_NAMESAKE, "monitoring" },
	{ "beats/elastic-agent*", KNOWN_NAMESAKE, "monitoring" },
	{ "newrelic/*", KNOWN_NAMESAKE, "monitoring" },
	{ "grafana/agent", KNOWN_NAMESAKE, "monitoring" },
	{ "grafana/alloy", KNOWN_NAMESAKE, "monitoring" },
	{ "instana/agent", KNOWN_NAMESAKE, "monitoring" },
	{ "sysdig/agent*", KNOWN_NAMESAKE, "monitoring" },
	{ "dynatrace/*", KNOWN_NAMESAKE, "monitoring" },
	{ "zabbix/zabbix-agent*", KNOWN_NAMESAKE, "monitoring" },
	{ "wazuh/wazuh-agent", KNOWN_NAMESAKE, "monitoring" },
	{ "cloudwatch-agent/cloudwatch-agent", KNOWN_NAMESAKE, "monitoring" },
	{ "jaegertracing/jaeger-agent", KNOWN_NAMESAKE, "tracing" },
	{ "honeycombio/honeycomb-kubernetes-agent", KNOWN_NAMESAKE,
		"monitoring" },
	{ "azuremonitor/*", KNOWN_NAMESAKE, "monitoring" },
	{ "containerinsights/*", KNOWN_NAMESAKE, "monitoring" },
	{ "netdata/netdata", KNOWN_NAMESAKE, "monitoring" },
	{ "prom/node-exporter", KNOWN_NAMESAKE, "monitoring" },
	{ "prometheus/node-exporter", KNOWN_NAMESAKE, "monitoring" },
	{ "fluent/fluent-bit", KNOWN_NAMESAKE, "log shipping" },
	{ "fluent/fluentd*", KNOWN_NAMESAKE, "log shipping" },
	{ "timberio/vector", KNOWN_NAMESAKE, "log shipping" },
	{ "grafana/promtail", KNOWN_NAMESAKE, "log shipping" },
	{ "otel/opentelemetry-collector*", KNOWN_NAMESAKE, "monitoring" },
	{ "opentelemetry-collector-releases/*", KNOWN_NAMESAKE, "monitoring" },
	{ "signalfx/splunk-otel-collector", KNOWN_NAMESAKE, "monitoring" },
	{ "velero/velero", KNOWN_NAMESAKE, "Velero's backups" },
	{ "containernetworking/azure-npm", KNOWN_NAMESAKE,
		"Azure's network policies" },
	{ "amazon/aws-network-policy-agent", KNOWN_NAMESAKE,
		"AWS's network policies" },
	{ "aws-guardduty-agent", KNOWN_NAMESAKE, "GuardDuty" },
	{ "falcon-sensor", KNOWN_NAMESAKE, "CrowdStrike Falcon" },
	{ "hashicorp/vault*", KNOWN_NAMESAKE, "Vault" },
	{ "hashicorp/consul*", KNOWN_NAMESAKE, "a service mesh" },
	{ "envoyproxy/envoy", KNOWN_NAMESAKE, "a proxy" },
	{ "kas-network-proxy/proxy-agent", KNOWN_NAMESAKE,
		"the API server's network proxy" },
	{ "eks/eks-pod-identity-agent", KNOWN_NAMESAKE,
		"the EKS Pod Identity agent" },
	{ "rancher/rancher-agent", KNOWN_NAMESAKE, "Rancher's agent" },
	{ "rancher/fleet-agent", KNOWN_NAMESAKE, "Fleet's agent" },
	{ "portainer/agent", KNOWN_NAMESAKE, "Portainer's agent" },
	{ "spiffe/spire-agent", KNOWN_NAMESAKE, "SPIRE's agent" },
	{ "istio/*", KNOWN_NAMESAKE, "a service mesh" },
	{ "linkerd/*", KNOWN_NAMESAKE, "a service mesh" },
	{ "puppet/puppet-agent*", KNOWN_NAMESAKE, "Puppet's agent" },
};

/* Names of workloads and containers: at their end, at a "-". */
static const struct known names[] = {
	{ "datadog-agent", KNOWN_NAMESAKE, "monitoring" },
	{ "cluster-agent", KNOWN_NAMESAKE, "a cluster's agent" },
	{ "metrics-agent", KNOWN_NAMESAKE, "monitoring" },
	{ "collector-agent", KNOWN_NAMESAKE, "monitoring" },
	{ "trace-agent", KNOWN_NAMESAKE, "tracing" },
	{ "log-agent", KNOWN_NAMESAKE, "log shipping" },
	{ "logdna-agent", KNOWN_NAMESAKE, "log shipping" },
	{ "checkmk-agent", KNOWN_NAMESAKE, "monitoring" },
	{ "guardduty-agent", KNOWN_NAMESAKE, "GuardDuty" },
	{ "ip-masq-agent", KNOWN_NAMESAKE, "the node's network" },
	{ "network-policy-agent", KNOWN_NAMESAKE, "the node's network" },
	{ "teleport-kube-agent", KNOWN_NAMESAKE, "Teleport's agent" },
	{ "ssm-agent", KNOWN_NAMESAKE, "a node agent" },
	{ "elastic-agent", KNOWN_NAMESAKE, "monitoring" },
	{ "grafana-agent", KNOWN_NAMESAKE, "monitoring" },
	{ "newrelic-agent", KNOWN_NAMESAKE, "monitoring" },
	{ "cloudwatch-agent", KNOWN_NAMESAKE, "monitoring" },
	{ "ama-logs-agent", KNOWN_NAMESAKE, "monitoring" },
	{ "jaeger-agent", KNOWN_NAMESAKE, "tracing" },
	{ "otel-agent", KNOWN_NAMESAKE, "monitoring" },
	{ "opentelemetry-agent", KNOWN_NAMESAKE, "monitoring" },
	{ "fluent-bit-agent", KNOWN_NAMESAKE, "monitoring" },
	{ "zabbix-agent", KNOWN_NAMESAKE, "monitoring" },
	{ "wazuh-agent", KNOWN_NAMESAKE, "monitoring" },
	{ "node-agent", KNOWN_NAMESAKE, "a node agent" },
	{ "cilium-agent", KNOWN_NAMESAKE, "Cilium" },
	{ "konnectivity-agent", KNOWN_NAMESAKE,
		"the API server's network proxy" },
	{ "eks-pod-identity-agent", KNOWN_NAMESAKE,
		"the EKS Pod Identity agent" },
	{ "jenkins-agent", KNOWN_NAMESAKE, "a CI runner" },
	{ "buildkite-agent", KNOWN_NAMESAKE, "a CI runner" },
	{ "gitlab-agent", KNOWN_NAMESAKE, "GitLab's cluster agent" },
	{ "teamcity-agent", KNOWN_NAMESAKE, "a CI runner" },
	{ "azure-pipelines-agent", KNOWN_NAMESAKE, "a CI runner" },
	{ "azp-agent", KNOWN_NAMESAKE, "a CI runner" },
	{ "vault-agent", KNOWN_NAMESAKE, "Vault's agent" },
	{ "spire-agent", KNOWN_NAMESAKE, "SPIRE's agent" },
	{ "fleet-agent", KNOWN_NAMESAKE, "Fleet's agent" },
	{ "cattle-node-agent", KNOWN_NAMESAKE, "Rancher's agent" },
	{ "consul-agent", KNOWN_NAMESAKE, "a service mesh" },
};

/* Programs, and the packages by which npx, uvx and pip fetch them. */
static const struct known commands[] = {
	{ "claude", KNOWN_AGENT, "Claude Code" },
	{ "@anthropic-ai/claude-code", KNOWN_AGENT, "Claude Code" },
	{ "codex", KNOWN_AGENT, "Codex" },
	{ "@openai/codex", KNOWN_AGENT, "Codex" },
	{ "gemini", KNOWN_AGENT, "Gemini CLI" },
	{ "@google/gemini-cli", KNOWN_AGENT, "Gemini CLI" },
	{ "aider", KNOWN_AGENT, "aider" },
	{ "aider-chat", KNOWN_AGENT, "aider" },
	{ "goose", KNOWN_AGENT, "goose" },
	{ "openhands", KNOWN_AGENT, "OpenHands" },
	{ "opencode", KNOWN_AGENT, "opencode" },
	{ "opencode-ai", KNOWN_AGENT, "opencode" },
	{ "openclaw", KNOWN_AGENT, "OpenClaw" },
	{ "hermes", KNOWN_AGENT, "the Hermes agent" },
	{ "interpreter", KNOWN_AGENT, "Open Interpreter" },
	{ "open-interpreter", KNOWN_AGENT, "Open Interpreter" },
	{ "cline", KNOWN_AGENT, "Cline" },
	{ "crush", KNOWN_AGENT, "Crush" },
	{ "amp", KNOWN_AGENT, "Amp" },
	{ "copilot", KNOWN_AGENT, "Copilot CLI" },
	{ "@github/copilot", KNOWN_AGENT, "Copilot CLI" },
	{ "cursor-agent", KNOWN_AGENT, "Cursor's agent" },
	{ "qwen", KNOWN_AGENT, "Qwen Code" },
	{ "@qwen-code/qwen-code", KNOWN_AGENT, "Qwen Code" },
};

enum { MODEL_KEY = 3, MODEL_CHOICE = 2, TOOL_KEY = 1, NEITHER = 0 };

#define KEY(name_, points_) { name_, points_ },
#define SETTING(name_, points_) { name_, points_ },
static const struct {
	const char *name;
	int points;
} variables[] = {
#include "analysis/workload/variable.def"
};
#undef KEY
#undef SETTING

/* Whether PATTERN, which may end with "*", is S from START on. */
static bool
is_rest(struct str s, size_t start, const char *pattern)
{
	struct str wanted = str_of(pattern);
	struct str rest = str_from(s, start);

	if (!str_ends(wanted, "*"))
		return str_equal(rest, wanted);
	wanted.len--;
	return str_equal(str_head(rest, wanted.len), wanted) &&
	       str_find(str_from(rest, wanted.len), '/') + wanted.len ==
		       rest.len;
}

const struct known *
known_image(const struct image *image)
{
	struct str path = image->path;
	size_t first = sizeof(images) / sizeof(*images);

	for (size_t at = 0; at < path.len;
		at += str_find(str_from(path, at), '/') + 1)
		for (size_t i = 0; i < first; i++)
			if (images[i].text[0] == path.ptr[at] &&
				is_rest(path, at, images[i].text))
				first = i;
	return first < sizeof(images) / sizeof(*images) ? &images[first] : NULL;
}

const struct known *
known_name(struct str name)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		size_t len = strlen(names[i].text);

		if (str_ends(name, names[i].text) &&
			(name.len == len ||
				name.ptr[name.len - len - 1] == '-'))
			return &names[i];
	}
	return NULL;
}

/* Without the folder and, behind its scope, without "@version". */
static struct str
program_of(struct str command)
{
	bool scoped = str_starts(command, "@");
	size_t slash;

	while (!scoped && (slash = str_find(command, '/')) < command.len)
		command = str_from(command, slash + 1);
	return str_head(
		command, str_find(str_from(command, scoped), '@') + scoped);
}

const struct known *
known_command(struct str command)
{
	struct str program = program_of(command);

	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		if (str_is(program, commands[i].text))
			return &commands[i];
	return NULL;
}

int
known_variable(struct str name)
{
	for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++)
		if (is_rest(name, 0, variables[i].name))
			return variables[i].points;
	return 0;
}
