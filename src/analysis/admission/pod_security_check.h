/* SPDX-License-Identifier: Apache-2.0 */
/* One check of the Pod Security Standards, as data, and the ways to run it. */
#ifndef ANALYSIS_ADMISSION_POD_SECURITY_CHECK_H
#define ANALYSIS_ADMISSION_POD_SECURITY_CHECK_H

#include <agentlint/pod_security.h>

#include "analysis/admission/field_value.h"

/* A value that a check lets pass, from a policy version on. */
struct allowed {
	const char *value;
	unsigned from; /* minor */
};

struct evaluation;

struct check {
	const char *id;
	const char *reason;
	const char *demand;
	enum pod_security_level level;
	unsigned from;         /* first policy version, minor */
	unsigned until;        /* last one; 0: still in force */
	unsigned windows_from; /* leaves pods of os windows out; 0: never */
	unsigned server_from;  /* what it reads, older servers do not know */
	unsigned userns_from; /* leaves pods of hostUsers false out; 0: never */
	const char *overrides;         /* the baseline check that it replaces */
	const char *path;              /* of the field in a securityContext */
	const struct allowed *allowed; /* ends with a NULL value */
	void (*run)(const struct evaluation *evaluation);
};

/* One check on its way through one pod. */
struct evaluation {
	const struct check *check;
	const struct pod *pod;
	unsigned minor;  /* of the policy */
	unsigned server; /* of the API server; newest when unknown */
	bool template;
	void (*visit)(const struct violation *violation, void *context);
	void *context;
};

/* Reports a violation at PLACE; CONTAINER is NULL for the pod's own fields. */
void evaluation_report(const struct evaluation *evaluation,
	const struct container *container, struct place place);

/* The same with words of its own for what is asked. */
void evaluation_report_as(const struct evaluation *evaluation,
	const struct container *container, struct place place,
	const char *demand);

/* Whether the policy's version lets TEXT pass. */
bool evaluation_allows(const struct evaluation *evaluation, struct str text);

/* PATH must not be true in a container's securityContext. */
void check_container_flag(const struct evaluation *evaluation);

/* PATH must not be true in the pod's or a container's. */
void check_flag(const struct evaluation *evaluation);

/* PATH must not be 0 in the pod's or a container's. */
void check_zero(const struct evaluation *evaluation);

/* The text under PATH of a container's must be allowed, where it is set. */
void check_container_value(const struct evaluation *evaluation);

/* The type of the profile under PATH must be allowed, where one is set. */
void check_profile(const struct evaluation *evaluation);

/* As check_profile; and the pod or each container must set one. */
void check_profile_required(const struct evaluation *evaluation);

/* PATH must be true in the pod's or each container's and false in none. */
void check_true_required(const struct evaluation *evaluation);

/* PATH must be false in each container's. */
void check_false_required(const struct evaluation *evaluation);

/* Items of capabilities.add must be allowed. */
void check_added(const struct evaluation *evaluation);

/* As check_added; and capabilities.drop must hold ALL. */
void check_dropped(const struct evaluation *evaluation);

void check_app_armor_annotations(const struct evaluation *evaluation);
void check_host_namespaces(const struct evaluation *evaluation);
void check_host_path(const struct evaluation *evaluation);
void check_host_ports(const struct evaluation *evaluation);
void check_probe_hosts(const struct evaluation *evaluation);
void check_selinux(const struct evaluation *evaluation);
void check_seccomp_annotations(const struct evaluation *evaluation);
void check_sysctls(const struct evaluation *evaluation);

/* Volumes must have an allowed source. */
void check_volumes(const struct evaluation *evaluation);

#endif
