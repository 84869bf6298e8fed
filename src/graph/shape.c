/* SPDX-License-Identifier: Apache-2.0 */
/* The kinds that make pods: from the types of the projects that define them
 * (Kubernetes 1.37, agent-sandbox v0.5, kagent v0.10, Argo Workflows and
 * Rollouts, Tekton, Knative, KubeRay, JobSet, LeaderWorkerSet, KServe, Falco
 * operator). */
#include "graph/shape.h"

#define CONTAINERS(path_, role_) \
	{ \
		.path = path_, .role = CONTAINER_##role_ \
	}

const struct container_path pod_spec_containers[] = {
	CONTAINERS("initContainers", INIT),
	CONTAINERS("containers", REGULAR),
	CONTAINERS("ephemeralContainers", EPHEMERAL),
	{ 0 },
};

#define CARRY(how_, field_, ...) \
	{ \
		.field = field_, .at = { __VA_ARGS__ }, .how = CARRY_##how_ \
	}

/* kagent.dev DeploymentSpec: the container's fields and the pod's side by
 * side; no runtimeClassName, no token switch, no host namespaces. */
static const struct carried kagent_fields[] = {
	CARRY(FIRST, "metadata", ""),
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
	CONTAINERS("", REGULAR),
	{ 0 },
};

static const struct container_path kagent_containers[] = {
	CONTAINERS("initContainer", INIT),
	CONTAINERS("", REGULAR),
	CONTAINERS("extraContainers", REGULAR),
	CONTAINERS("sidecars", REGULAR),
	{ 0 },
};

/* Argo Workflows: what a template leaves out its workflow gives, by
 * templateDefaults first (workflow/controller/operator.go, workflowpod.go); of
 * the workflow's volumes it takes those that it mounts. There is no
 * runtimeClassName: only podSpecPatch can bring one. */
#define ARGO_EITHER(how_, field_, workflow_) \
	CARRY(how_, field_, field_, "/" workflow_ "." field_)
#define ARGO_FIELDS(workflow_) \
	CARRY(LAID, "metadata", "metadata", "/" workflow_ ".podMetadata"), \
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
	CONTAINERS("initContainers", INIT),
	CONTAINERS("container", REGULAR),
	CONTAINERS("script", REGULAR),
	CONTAINERS("containerSet.containers", REGULAR),
	CONTAINERS("sidecars", SIDECAR),
	{ 0 },
};

/* Tekton: a Task has steps, the run that uses it has the pod's fields, for
 * one task before those for all; both have volumes (GetTaskRunSpec and
 * MergePodTemplateWithDefault of pkg/apis/pipeline, v1 and v1beta1, and
 * pkg/pod/pod.go). A run's labels win over those of a task in it
 * (pkg/reconciler/pipelinerun). */
#define RUN(how_, field_) CARRY(how_, field_, "/spec.podTemplate." field_)
#define OF_TASK "/spec.taskRunSpecs[pipelineTaskName]."
#define PIPELINE_RUN(how_, field_) \
	CARRY(how_, field_, OF_TASK "podTemplate." field_, \
		OF_TASK "taskPodTemplate." field_, \
		"/spec.taskRunTemplate.podTemplate." field_, \
		"/spec.podTemplate." field_)
#define TEKTON_FIELDS(run_) \
	run_(FIRST, "securityContext"), run_(FIRST, "runtimeClassName"), \
		run_(FIRST, "automountServiceAccountToken"), \
		run_(TRUE, "hostNetwork"), run_(FIRST, "hostUsers"), \
		run_(FIRST, "enableServiceLinks"), \
		run_(FIRST, "nodeSelector"), run_(FIRST, "tolerations"), \
		run_(FIRST, "hostAliases"), run_(FIRST, "dnsPolicy"), \
		run_(FIRST, "dnsConfig")

static const struct carried task_fields[] = {
	CARRY(LAID, "metadata", "/metadata", "metadata"),
	CARRY(FIRST, "volumes", "volumes"),
	{ 0 },
};
static const struct carried task_run_fields[] = {
	TEKTON_FIELDS(RUN),
	CARRY(FIRST, "metadata", "/metadata"),
	CARRY(NAMED, "volumes", "volumes", "/spec.podTemplate.volumes"),
	CARRY(FIRST, "serviceAccountName", "/spec.serviceAccountName"),
	{ 0 },
};
static const struct carried pipeline_run_fields[] = {
	TEKTON_FIELDS(PIPELINE_RUN),
	CARRY(LAID, "metadata", OF_TASK "metadata", "/metadata", "metadata"),
	CARRY(NAMED, "volumes", "volumes", OF_TASK "podTemplate.volumes",
		OF_TASK "taskPodTemplate.volumes",
		"/spec.taskRunTemplate.podTemplate.volumes",
		"/spec.podTemplate.volumes"),
	CARRY(FILLED, "serviceAccountName", OF_TASK "serviceAccountName",
		OF_TASK "taskServiceAccountName",
		"/spec.taskRunTemplate.serviceAccountName",
		"/spec.serviceAccountName"),
	{ 0 },
};

static const struct container_path task_containers[] = {
	{ .path = "steps",
		.role = CONTAINER_REGULAR,
		.defaults = "stepTemplate",
		.unless = "ref" },
	CONTAINERS("sidecars", SIDECAR),
	{ 0 },
};

/* What steps of several Tasks refer to. */
static const struct carried step_action_fields[] = {
	{ 0 },
};

static const struct container_path step_action_containers[] = {
	CONTAINERS("", REGULAR),
	{ 0 },
};

/* KServe runtimes: the rest comes from the InferenceService. */
static const struct carried serving_runtime_fields[] = {
	CARRY(FIRST, "metadata", ""),
	CARRY(FIRST, "volumes", "volumes"),
	CARRY(FIRST, "nodeSelector", "nodeSelector"),
	CARRY(FIRST, "tolerations", "tolerations"),
	CARRY(FIRST, "affinity", "affinity"),
	CARRY(FIRST, "imagePullSecrets", "imagePullSecrets"),
	CARRY(FIRST, "hostIPC", "hostIPC"),
	{ 0 },
};

/* One of the model servers is a container by itself (PredictorSpec). */
static const struct container_path inference_containers[] = {
	CONTAINERS("initContainers", INIT),
	CONTAINERS("containers", REGULAR),
	CONTAINERS("model", REGULAR),
	CONTAINERS("sklearn", REGULAR),
	CONTAINERS("xgboost", REGULAR),
	CONTAINERS("tensorflow", REGULAR),
	CONTAINERS("pytorch", REGULAR),
	CONTAINERS("triton", REGULAR),
	CONTAINERS("onnx", REGULAR),
	CONTAINERS("huggingface", REGULAR),
	CONTAINERS("pmml", REGULAR),
	CONTAINERS("lightgbm", REGULAR),
	CONTAINERS("paddle", REGULAR),
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
		.defaults = spec_ ".templateDefaults", .carries = fields_, \
		.containers = argo_containers \
	}

#define SERVING_RUNTIME(kind_, path_) \
	PART("serving.kserve.io", kind_, path_, serving_runtime_fields, \
		pod_spec_containers)

#define LLM_SPEC(kind_, path_) \
	ROW("serving.kserve.io", kind_, "spec." path_, SHAPE_SPEC)
#define LLM_INFERENCE(kind_) \
	LLM_SPEC(kind_, "template"), LLM_SPEC(kind_, "worker"), \
		LLM_SPEC(kind_, "prefill.template"), \
		LLM_SPEC(kind_, "prefill.worker"), \
		LLM_SPEC(kind_, "router.scheduler.template")

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
	PART("tekton.dev", "StepAction", "spec", step_action_fields,
		step_action_containers),
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
	SERVING_RUNTIME("ServingRuntime", "spec"),
	SERVING_RUNTIME("ServingRuntime", "spec.workerSpec"),
	SERVING_RUNTIME("ClusterServingRuntime", "spec"),
	SERVING_RUNTIME("ClusterServingRuntime", "spec.workerSpec"),
	LLM_INFERENCE("LLMInferenceService"),
	LLM_INFERENCE("LLMInferenceServiceConfig"),
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
