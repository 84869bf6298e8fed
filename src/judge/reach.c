/* SPDX-License-Identifier: Apache-2.0 */
/* Network policies are read once per graph, when a rule first asks. */
#include <agentlint/reach.h>

#include "analysis/network/ledger.h"
#include "judge/pass.h"

struct inquiry
pass_reach(struct pass *pass)
{
	static const char key;
	bool fresh;
	struct inquiry *inquiry =
		pass_memo(pass, &key, sizeof(*inquiry), &fresh);

	if (fresh) {
		struct arena *arena = pass->gathering->arena;

		*inquiry = inquiry_new(
			arena, reach_build(arena, pass->graph, pass->settings));
	}
	return *inquiry;
}

void
finding_relate_witness(struct finding *finding, const struct witness *witness)
{
	if (witness->label)
		finding_relate(finding, witness->place, "%s", witness->label);
}

struct place
pod_network_place(const struct pod *pod)
{
	for (size_t i = 0; i < pod->container_count; i++)
		if (pod->containers[i].role == CONTAINER_REGULAR)
			return container_place(&pod->containers[i]);
	return pod_place(pod);
}
