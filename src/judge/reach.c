/* SPDX-License-Identifier: Apache-2.0 */
/* Network policies are read once per graph, when a rule first asks. */
#include <agentlint/reach.h>

#include "analysis/network/ledger.h"
#include "judge/pass.h"

struct inquiry
pass_reach(struct pass *pass)
{
	struct gathering *gathering = pass->gathering;
	struct known_reach *known = gathering->reaches;

	while (known && known->graph != pass->graph)
		known = known->next;
	if (!known) {
		known = arena_alloc(gathering->arena, sizeof(*known));
		known->graph = pass->graph;
		known->inquiry = inquiry_new(
			gathering->arena, reach_build(gathering->arena,
						  pass->graph, pass->settings));
		known->next = gathering->reaches;
		gathering->reaches = known;
	}
	return known->inquiry;
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
