/* SPDX-License-Identifier: Apache-2.0 */
/* The kinds that make pods: from the types of the projects that define them
 * (Kubernetes 1.37, agent-sandbox v0.5, kagent v0.10, Argo Workflows and
 * Rollouts, Tekton, Knative, KubeRay, JobSet, LeaderWorkerSet, KServe, Falco operator). */
#include "graph/shape.h"

const struct container_path pod_spec_containers[] = {
	{ "initContainers", CONTAINER_INIT },
	{ "containers", CONTAINER_REGULAR },
	{ "ephemeralContainers", CONTAINER_EPHEMERAL },
	{ 0 },
};

#define CARRY(how_, field_, ...) \
	{ \
		.field = field_, .at = { __VA_ARGS__ }, .how = CARRY_##how_ \
	}

/* kagent.dev DeploymentSpec: the container's fields and the pod's side by
 * side; no runtimeClassName, no token switch, no host namespaces. */
static const struct carried kagent_fields[] = {
	CARRY(FIRST, "securityContext", "podSecurityContext"),
	CARRY(FIRST, "serviceAccountName", "serviceAccountName"),
	CARRY(FIRST, "volumes", "volumes"),
	CARRY(FIRST, "nodeSelector", "nodeSelector"),
	CARRY(FIRST, "tolerations", "tolerations"),
	CARRY(FIRST, "affinity", "affinity"),
	CARRY(FIRST, "imagePullSecrets", "imagePullSecrets"),
	{ 0 },
};

/* Without a deployment the controller fills all of it in. */
static const struct carried kagent_default_fields[] = {
	CARRY(FIRST, "securityContext", "deployment.podSecurityContext"),
	CARRY(FIRST, "serviceAccountName", "deployment.serviceAccountName"),
	CARRY(FIRST, "volumes", "deployment.volumes"),
	CARRY(FIRST, "nodeSelector", "deployment.nodeSelector"),
	CARRY(FIRST, "tolerations", "deployment.tolerations"),
	{ 0 },
};

static const struct container_path kagent_default_containers[] = {
	{ "", CONTAINER_REGULAR },
	{ 0 },
};

static const struct container_path kagent_containers[] = {
	{ "initContainer", CONTAINER_INIT },
	{ "", CONTAINER_REGULAR },
	{ "extraContainers", CONTAINER_REGULAR },
	{ "sidecars", CONTAINER_REGULAR },
	{ 0 },
};

/* Argo Workflows: what a template leaves out its workflow gives
 * (workflow/controller/workflowpod.go); of the workflow's volumes it takes
 * those that it mounts. There is no runtimeClassName: only podSpecPatch can
 * bring one. */
#define ARGO_EITHER(how_, field_, workflow_) \
	CARRY(how_, field_, field_, "/" workflow_ "." field_)
#define ARGO_FIELDS(workflow_) \
	ARGO_EITHER(FIRST, "securityContext", workflow_), \
		ARGO_EITHER(FILLED, "serviceAccountName", workflow_), \
		ARGO_EITHER(FIRST, "automountServiceAccountToken", workflow_), \
		ARGO_EITHER(MOUNTED, "volumes", workflow_), \
		ARGO_EITHER(FILLED, "nodeSelector", workflow_), \
		ARGO_EITHER(FILLED, "tolerations", workflow_), \
		ARGO_EITHER(FILLED, "podSpecPatch", workflow_), \
		CARRY(JOINED, "hostAliases", "/" workflow_ ".hostAliases", \
			"hostAliases"), \
		CARRY(FIRST, "hostNetwork", "/" workflow_ ".hostNetwork"), \
		CARRY(FIRST, "dnsPolicy", "/" workflow_ ".dnsPolicy"), \
		CARRY(FIRST, "dnsConfig", "/" workflow_ ".dnsConfig"), \
		CARRY(FIRST, "imagePullSecrets", \
			"/" workflow_ ".imagePullSecrets"), \
	{ \
		0 \
	}

static const struct carried workflow_fields[] = { ARGO_FIELDS("spec") };
static const struct carried cron_workflow_fields[] = { ARGO_FIELDS(
	"spec.workflowSpec") };

static const struct container_path argo_containers[] = {
	{ "initContainers", CONTAINER_INIT },
	{ "container", CONTAINER_REGULAR },
	{ "script", CONTAINER_REGULAR },
	{ "containerSet.containers", CONTAINER_REGULAR },
	{ "sidecars", CONTAINER_SIDECAR },
	{ 0 },
};

/* Tekton: a Task has steps, the run that uses it has the pod's fields; both
 * have volumes (pkg/pod/pod.go). */
#define TEKTON(field_, at_) CARRY(FIRST, field_, "/" at_ ".podTemplate." field_)
#define TEKTON_FIELDS(at_) \
	TEKTON("securityContext", at_), TEKTON("runtimeClassName", at_), \
		TEKTON("automountServiceAccountToken", at_), \
		TEKTON("hostNetwork", at_), TEKTON("hostUsers", at_), \
		TEKTON("enableServiceLinks", at_), \
		TEKTON("nodeSelector", at_), TEKTON("tolerations", at_), \
		TEKTON("hostAliases", at_), TEKTON("dnsPolicy", at_), \
		TEKTON("dnsConfig", at_), \
		CARRY(JOINED, "volumes", "volumes", \
			"/" at_ ".podTemplate.volumes"), \
		CARRY(FIRST, "serviceAccountName", \
			"/" at_ ".serviceAccountName"), \
	{ \
		0 \
	}

static const struct carried task_fields[] = {
	CARRY(FIRST, "volumes", "volumes"),
	{ 0 },
};
static const struct carried task_run_fields[] = { TEKTON_FIELDS("spec") };
static const struct carried pipeline_run_fields[] = { TEKTON_FIELDS(
	"spec.taskRunTemplate") };

static const struct container_path task_containers[] = {
	{ "steps", CONTAINER_REGULAR },
	{ "sidecars", CONTAINER_SIDECAR },
	{ 0 },
};

/* KServe runtimes: the rest comes from the InferenceService. */
static const struct carried serving_runtime_fields[] = {
	CARRY(FIRST, "volumes", "volumes"),
	CARRY(FIRST, "nodeSelector", "nodeSelector"),
	CARRY(FIRST, "tolerations", "tolerations"),
	CARRY(FIRST, "affinity", "affinity"),
	CARRY(FIRST, "imagePullSecrets", "imagePullSecrets"),
	CARRY(FIRST, "hostIPC", "hostIPC"),
	{ 0 },
};

static const struct container_path inference_containers[] = {
	{ "initContainers", CONTAINER_INIT },
	{ "containers", CONTAINER_REGULAR },
	{ "model", CONTAINER_REGULAR },
	{ 0 },
};

#define ROW(group_, kind_, path_, form_) \
	{ \
		.group = group_, .kind = kind_, .path = path_, .form = form_ \
	}
#define PART(group_, kind_, path_, fields_, containers_) \
	{ \
		.group = group_, .kind = kind_, .path = path_, \
		.form = SHAPE_PART, .carries = fields_, \
		.containers = containers_ \
	}

#define ARGO(kind_, spec_, fields_) \
	{ \
		.group = "argoproj.io", .kind = kind_, \
		.path = spec_ ".templates[*]", .form = SHAPE_PART, \
		.metadata = spec_ ".podMetadata", .carries = fields_, \
		.containers = argo_containers \
	}

#define KAGENT_DEFAULT(kind_) \
	{ \
		.group = "kagent.dev", .kind = kind_, \
		.path = "spec.declarative", .form = SHAPE_PART, \
		.unless = "deployment", .carries = kagent_default_fields, \
		.containers = kagent_default_containers \
	}

const struct shape shapes[] = {
	ROW("", "Pod", "", SHAPE_OBJECT),
	ROW("", "PodTemplate", "template", SHAPE_TEMPLATE),
	ROW("", "ReplicationController", "spec.template", SHAPE_TEMPLATE),
	ROW("apps", "Deployment", "spec.template", SHAPE_TEMPLATE),
	ROW("apps", "ReplicaSet", "spec.template", SHAPE_TEMPLATE),
	ROW("apps", "StatefulSet", "spec.template", SHAPE_TEMPLATE),
	ROW("apps", "DaemonSet", "spec.template", SHAPE_TEMPLATE),
	ROW("batch", "Job", "spec.template", SHAPE_TEMPLATE),
	ROW("batch", "CronJob", "spec.jobTemplate.spec.template",
		SHAPE_TEMPLATE),
	ROW("agents.x-k8s.io", "Sandbox", "spec.podTemplate", SHAPE_TEMPLATE),
	ROW("extensions.agents.x-k8s.io", "SandboxTemplate", "spec.podTemplate",
		SHAPE_TEMPLATE),
	ROW("agents.kruise.io", "Sandbox", "spec.template", SHAPE_TEMPLATE),
	ROW("agents.kruise.io", "SandboxSet", "spec.template", SHAPE_TEMPLATE),
	ROW("sandbox.opensandbox.io", "BatchSandbox", "spec.template",
		SHAPE_TEMPLATE),
	ROW("sandbox.opensandbox.io", "Pool", "spec.template", SHAPE_TEMPLATE),
	PART("kagent.dev", "Agent", "spec.declarative.deployment",
		kagent_fields, kagent_containers),
	PART("kagent.dev", "Agent", "spec.byo.deployment", kagent_fields,
		kagent_containers),
	KAGENT_DEFAULT("Agent"),
	KAGENT_DEFAULT("SandboxAgent"),
	PART("kagent.dev", "SandboxAgent", "spec.declarative.deployment",
		kagent_fields, kagent_containers),
	PART("kagent.dev", "SandboxAgent", "spec.byo.deployment", kagent_fields,
		kagent_containers),
	PART("kagent.dev", "MCPServer", "spec.deployment", kagent_fields,
		kagent_containers),
	ARGO("Workflow", "spec", workflow_fields),
	ARGO("WorkflowTemplate", "spec", workflow_fields),
	ARGO("ClusterWorkflowTemplate", "spec", workflow_fields),
	ARGO("CronWorkflow", "spec.workflowSpec", cron_workflow_fields),
	ROW("argoproj.io", "Rollout", "spec.template", SHAPE_TEMPLATE),
	PART("tekton.dev", "Task", "spec", task_fields, task_containers),
	PART("tekton.dev", "ClusterTask", "spec", task_fields, task_containers),
	PART("tekton.dev", "TaskRun", "spec.taskSpec", task_run_fields,
		task_containers),
	PART("tekton.dev", "Pipeline", "spec.tasks[*].taskSpec", task_fields,
		task_containers),
	PART("tekton.dev", "Pipeline", "spec.finally[*].taskSpec", task_fields,
		task_containers),
	PART("tekton.dev", "PipelineRun", "spec.pipelineSpec.tasks[*].taskSpec",
		pipeline_run_fields, task_containers),
	PART("tekton.dev", "PipelineRun",
		"spec.pipelineSpec.finally[*].taskSpec", pipeline_run_fields,
		task_containers),
	ROW("serving.knative.dev", "Service", "spec.template", SHAPE_TEMPLATE),
	ROW("serving.knative.dev", "Configuration", "spec.template",
		SHAPE_TEMPLATE),
	ROW("serving.knative.dev", "Revision", "spec", SHAPE_SPEC),
	ROW("ray.io", "RayCluster", "spec.headGroupSpec.template",
		SHAPE_TEMPLATE),
	ROW("ray.io", "RayCluster", "spec.workerGroupSpecs[*].template",
		SHAPE_TEMPLATE),
	ROW("ray.io", "RayJob", "spec.rayClusterSpec.headGroupSpec.template",
		SHAPE_TEMPLATE),
	ROW("ray.io", "RayJob",
		"spec.rayClusterSpec.workerGroupSpecs[*].template",
		SHAPE_TEMPLATE),
	ROW("ray.io", "RayJob", "spec.submitterPodTemplate", SHAPE_TEMPLATE),
	ROW("ray.io", "RayService",
		"spec.rayClusterConfig.headGroupSpec.template", SHAPE_TEMPLATE),
	ROW("ray.io", "RayService",
		"spec.rayClusterConfig.workerGroupSpecs[*].template",
		SHAPE_TEMPLATE),
	ROW("ray.io", "RayCronJob",
		"spec.jobTemplate.rayClusterSpec.headGroupSpec.template",
		SHAPE_TEMPLATE),
	ROW("ray.io", "RayCronJob",
		"spec.jobTemplate.rayClusterSpec.workerGroupSpecs[*].template",
		SHAPE_TEMPLATE),
	ROW("ray.io", "RayCronJob", "spec.jobTemplate.submitterPodTemplate",
		SHAPE_TEMPLATE),
	ROW("jobset.x-k8s.io", "JobSet",
		"spec.replicatedJobs[*].template.spec.template",
		SHAPE_TEMPLATE),
	ROW("leaderworkerset.x-k8s.io", "LeaderWorkerSet",
		"spec.leaderWorkerTemplate.leaderTemplate", SHAPE_TEMPLATE),
	ROW("leaderworkerset.x-k8s.io", "LeaderWorkerSet",
		"spec.leaderWorkerTemplate.workerTemplate", SHAPE_TEMPLATE),
	ROW("trainer.kubeflow.org", "TrainingRuntime",
		"spec.template.spec.replicatedJobs[*].template.spec.template",
		SHAPE_TEMPLATE),
	ROW("trainer.kubeflow.org", "ClusterTrainingRuntime",
		"spec.template.spec.replicatedJobs[*].template.spec.template",
		SHAPE_TEMPLATE),
	{ .group = "serving.kserve.io",
		.kind = "InferenceService",
		.path = "spec.predictor",
		.form = SHAPE_SPEC,
		.containers = inference_containers },
	ROW("serving.kserve.io", "InferenceService", "spec.transformer",
		SHAPE_SPEC),
	ROW("serving.kserve.io", "InferenceService", "spec.explainer",
		SHAPE_SPEC),
	ROW("serving.kserve.io", "InferenceService",
		"spec.predictor.workerSpec", SHAPE_SPEC),
	PART("serving.kserve.io", "ServingRuntime", "spec",
		serving_runtime_fields, pod_spec_containers),
	PART("serving.kserve.io", "ClusterServingRuntime", "spec",
		serving_runtime_fields, pod_spec_containers),
	ROW("serving.kserve.io", "LLMInferenceService", "spec.template",
		SHAPE_SPEC),
	ROW("serving.kserve.io", "LLMInferenceService", "spec.worker",
		SHAPE_SPEC),
	ROW("serving.kserve.io", "LLMInferenceService", "spec.prefill.template",
		SHAPE_SPEC),
	ROW("serving.kserve.io", "LLMInferenceService", "spec.prefill.worker",
		SHAPE_SPEC),
	ROW("serving.kserve.io", "LLMInferenceService",
		"spec.router.scheduler.template", SHAPE_SPEC),
	ROW("instance.falcosecurity.dev", "Falco", "spec.podTemplateSpec",
		SHAPE_TEMPLATE),
	{ 0 },
};

const struct shape shape_guessed_template = {
	.group = "",
	.kind = "",
	.path = "",
	.form = SHAPE_TEMPLATE,
};

const struct shape shape_guessed_spec = {
	.group = "",
	.kind = "",
	.path = "",
	.form = SHAPE_SPEC,
};
