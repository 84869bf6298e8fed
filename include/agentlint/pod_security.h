/* SPDX-License-Identifier: Apache-2.0 */
/* Pod Security admission: what a namespace asks of its pods, and what a pod
 * makes of it, as k8s.io/pod-security-admission (policies v1.0 to v1.37). */
#ifndef AGENTLINT_POD_SECURITY_H
#define AGENTLINT_POD_SECURITY_H

#include <limits.h>

#include <agentlint/rule.h>
#include <agentlint/violation.h>

#define POD_SECURITY_PREFIX "pod-security.kubernetes.io/"

/* In ascending strictness, so that levels compare. */
#define POD_SECURITY_LEVELS(X) \
	X(PRIVILEGED, "privileged") \
	X(BASELINE, "baseline") \
	X(RESTRICTED, "restricted")

#define POD_SECURITY_ENUM_(name_, text_) POD_SECURITY_##name_,
enum pod_security_level { POD_SECURITY_LEVELS(POD_SECURITY_ENUM_) };
#undef POD_SECURITY_ENUM_

enum pod_security_mode {
	POD_SECURITY_ENFORCE, /* refuses pods */
	POD_SECURITY_AUDIT,   /* writes into the audit log */
	POD_SECURITY_WARN,    /* warns who applies */
};

/* The policy version "latest". */
#define POD_SECURITY_LATEST UINT_MAX

/* What one mode of a namespace asks. */
struct pod_security_demand {
	enum pod_security_level level;
	unsigned minor;     /* of v1.x, or POD_SECURITY_LATEST */
	struct place place; /* what set the level: a label's value, or the
			       configuration's; no source: a default */
};

struct pod_security_policy {
	struct pod_security_demand demands[3]; /* by enum pod_security_mode */
};

/* "privileged", "baseline", "restricted". */
const char *pod_security_level_name(enum pod_security_level level);

/* Reads a level exactly as the server does; false, and *LEVEL untouched, for
 * anything else (api.ParseLevel). */
bool pod_security_level_parse(struct str text, enum pod_security_level *level);

/* Reads "latest" or "v1.N"; false, and *MINOR untouched, for anything else
 * (api.ParseVersion). */
bool pod_security_version_parse(struct str text, unsigned *minor);

/* Whether a kernel parameter is among the safe ones of policy version MINOR,
 * which every kubelet admits (policy/check_sysctls.go). */
bool pod_security_allows_sysctl(struct str name, unsigned minor);

/* The newest policy version that the tables hold. */
unsigned pod_security_newest(void);

/* Writes "restricted:v1.30" or "restricted:latest" as the server prints it. */
struct pod_security_text {
	char text[32];
} pod_security_demand_text(const struct pod_security_demand *demand);

/* What a Namespace asks: its labels over the defaults of SETTINGS, over those
 * of a PodSecurityConfiguration in GRAPH, over privileged:latest
 * (api.PolicyToEvaluate). NAMESPACE may be NULL: then the defaults alone. */
struct pod_security_policy pod_security_policy_of(const struct graph *graph,
	const struct settings *settings, const struct object *namespace);

/* The label PREFIX KEY of a Namespace; NULL when absent, and also given when
 * its value is null, which is an empty value to the server. */
const struct node *pod_security_label(
	const struct object *namespace, const char *key);

/* The item of a PodSecurityConfiguration's exemptions that lets every pod of
 * POD pass: its namespace, its runtime class, or the service account of the
 * controller that makes it; or NULL. */
const struct node *pod_security_exemption(const struct pod *pod);

/* Whether the server's configuration is in GRAPH and exempts anything. */
bool pod_security_has_exemptions(const struct graph *graph);

/* The list of exempt users that those may be in who create the pods: people, or
 * the controller of a kind that is not the cluster's own. NULL when there is
 * none, or none but the cluster's own controllers are in it, or one of those
 * creates the pods. */
const struct node *pod_security_exempt_users(const struct pod *pod);

/* Calls VISIT for every violation of DEMAND by the pods that POD makes, in
 * the order in which the server lists checks (policy.EvaluatePod). TEMPLATE
 * judges the template as it is written, as the server does for warn and audit
 * of controllers; else the pod that comes of it, with the server's defaults.
 * What a placeholder hides violates nothing. SETTINGS may name a server older
 * than the policies. */
void pod_security_evaluate(const struct pod *pod,
	const struct pod_security_demand *demand,
	const struct settings *settings, bool template,
	void (*visit)(const struct violation *violation, void *context),
	void *context);

/* Calls VISIT with the id of each check that a policy of LEVEL has at the
 * version NEWER and not at OLDER. */
void pod_security_checks_since(enum pod_security_level level, unsigned older,
	unsigned newer, void (*visit)(const char *check, void *context),
	void *context);

/* Whether the plugin looks into objects of the kind that makes the pod: into
 * the cluster's own workloads, and into nothing that a CRD defines
 * (admission.DefaultPodSpecExtractor). */
bool pod_security_knows(const struct pod *pod);

/* What MODE makes of a pod in its namespace. */
struct pod_security_verdict {
	const struct object *namespace; /* NULL: not in the input, no verdict */
	struct pod_security_demand demand;
	struct violations violations; /* none: accepted, exempt, unknown */
};
struct pod_security_verdict pod_security_judge(
	struct pass *pass, const struct pod *pod, enum pod_security_mode mode);

/* Adds to a finding what the verdict says: the checks' ids as details, what
 * they ask for at each place, the Namespace's label. */
void pod_security_explain(struct pass *pass, struct finding *finding,
	const struct pod_security_verdict *verdict);

#endif
