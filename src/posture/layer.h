/* SPDX-License-Identifier: Apache-2.0 */
/* What one layer around a workload amounts to. */
#ifndef POSTURE_LAYER_H
#define POSTURE_LAYER_H

#include "judge/pass.h"
#include "posture/dossier.h"

/* In ascending order of what counts when several hold. */
enum layer_state {
	LAYER_HELD,
	LAYER_UNKNOWN, /* manifests do not tell */
	LAYER_WEAK,
	LAYER_MISSING, /* absent, void or switched off */
	LAYER_STATE_COUNT,
};

/* The modules that are layers, in the order in which an attack meets them. */
enum { LAYER_COUNT = MODULE_DETECTION + 1 };

/* For each MODULE_ (a name that it declares) that is a layer. */
#define LAYER_EACH(module_) \
	for (enum module module_ = 0; module_is_layer(module_); module_++)

static inline bool
module_is_layer(enum module module)
{
	return module <= MODULE_DETECTION;
}

struct layer {
	enum layer_state state;
	const struct finding *const *because; /* those that keep it from being
						 held, the gravest first; may be
						 empty */
	size_t count;
};

/* "held", "unknown", "weak", "missing". */
const char *layer_state_name(enum layer_state state);

/* The gravest state of LAYERS. */
enum layer_state layers_worst(const struct layer layers[LAYER_COUNT]);

/* Writes the layers of OBJECT, a workload that is judged as an agent, by the
 * findings of DOSSIER about it and about what its pods depend on; PASS is over
 * its graph. An error makes a layer missing, a warning weak; where findings
 * say nothing and manifests do not tell either, it is unknown. */
void layers_judge(struct layer layers[LAYER_COUNT], struct pass *pass,
	const struct dossier *dossier, const struct object *object);

#endif
