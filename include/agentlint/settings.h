/* SPDX-License-Identifier: Apache-2.0 */
/* What the configuration says about the cluster: all of it that rules see. */
#ifndef AGENTLINT_SETTINGS_H
#define AGENTLINT_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include <agentlint/str.h>

struct str_list {
	const struct str *items;
	size_t count;
};

struct settings {
	struct {
		struct str_list pod_cidrs;     /* empty: unknown */
		struct str_list service_cidrs; /* empty: unknown */
		struct str_list node_cidrs;    /* empty: unknown */
		unsigned kubernetes_minor;     /* of 1.x; 0: unknown */
		bool seccomp_default;          /* kubelet --seccomp-default */
		struct {
			struct str enforce, enforce_version;
			struct str audit, audit_version;
			struct str warn, warn_version;
		} pod_security; /* the cluster's defaults; empty: none */
	} cluster;
	struct str_list trusted_runtimes; /* classes or handlers that isolate */
	struct {
		struct str_list wanted_cidrs; /* private ranges that agents
						 are meant to reach */
	} network;
	bool detection_required;
	bool admission_agent_sandbox;
	bool reasons_required; /* of suppressions */
};

#endif
