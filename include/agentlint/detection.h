/* SPDX-License-Identifier: Apache-2.0 */
/* The runtime threat detection that the input deploys. */
#ifndef AGENTLINT_DETECTION_H
#define AGENTLINT_DETECTION_H

#include <agentlint/rule.h>

struct detection {
	const struct object *falco; /* what deploys it, or NULL */
	const struct node *version; /* of Falco: an image's or the operator's
				       field; or NULL */
	bool falco_reads_gvisor;    /* by the engine that 0.44 dropped */
	bool chart_reads_gvisor;    /* the same, by the values of a chart */
	const struct object *rules; /* a ConfigMap of Falco rules, or NULL */
	const struct object *other; /* another sensor, or NULL */
	const char *other_name;     /* "Tetragon" */
};

/* What the graph that PASS judges deploys: Falco by its image in any workload,
 * the operator's Falco kind, or a Helm release of its chart (Flux, Argo CD,
 * k3s); its rules by a ConfigMap; other sensors by their images. The first of
 * each in the input. */
const struct detection *pass_detection(struct pass *pass);

/* Whether the container's image is one of Falco's own. */
bool container_runs_falco(const struct container *container);

/* Whether DETECTION finds nothing, not even rules. */
bool detection_is_absent(const struct detection *detection);

#endif
