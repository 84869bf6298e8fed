/* SPDX-License-Identifier: Apache-2.0 */
/* Random policies, pods and namespaces: what reach says, and what the naive
 * evaluator does. */
#include "analysis/network/testing_naive.h"

enum { ROUNDS = 400 };

static void
check_addresses(unsigned pod, enum direction direction)
{
	size_t cohort = cohort_named(pod_id(pod));

	for (size_t a = 0; a < COUNT(addresses); a++)
		for (unsigned p = 0; p < PROTOCOL_COUNT; p++)
			for (size_t k = 0; k < COUNT(ports); k++) {
				bool naive = naive_end(pod, direction, PODS,
					addresses[a], p, ports[k]);
				enum truth truth = ask_address(cohort,
					direction, str_of(addresses[a]),
					(enum protocol)p, ports[k]);

				if (truth != (naive ? TRUTH_YES : TRUTH_NO))
					fail_msg("%u %d %s %u %u in\n%.*s", pod,
						(int)direction, addresses[a], p,
						ports[k], STR_ARG(text));
			}
}

static void
check_pair(unsigned from, unsigned to)
{
	struct port_outcome outcome = reach_connection(&arena, reach,
		cohort_named(pod_id(from)), cohort_named(pod_id(to)));

	for (unsigned p = 0; p < PROTOCOL_COUNT; p++)
		for (size_t k = 0; k < COUNT(ports); k++) {
			bool naive = naive_end(from, DIRECTION_EGRESS, to, NULL,
					     p, ports[k]) &&
				     naive_end(to, DIRECTION_INGRESS, from,
					     NULL, p, ports[k]);
			enum truth truth = truth_of(outcome.allowed,
				outcome.unknown, (enum protocol)p, ports[k]);

			if (truth != (naive ? TRUTH_YES : TRUTH_NO))
				fail_msg("%u to %u %u %u in\n%.*s", from, to, p,
					ports[k], STR_ARG(text));
		}
}

static void
check_stranger(unsigned pod, enum direction direction)
{
	struct question question = reach_question_about(
		reach, cohort_named(pod_id(pod)), direction, PLAIN_POD);
	struct port_outcome outcome = question_ports(&arena, &question);

	for (unsigned p = 0; p < PROTOCOL_COUNT; p++)
		for (size_t k = 0; k < COUNT(ports); k++) {
			bool naive = naive_end(
				pod, direction, STRANGER, NULL, p, ports[k]);
			enum truth truth = truth_of(outcome.allowed,
				outcome.unknown, (enum protocol)p, ports[k]);

			if (truth != (naive ? TRUTH_YES : TRUTH_NO))
				fail_msg("%u %d %u %u in\n%.*s", pod,
					(int)direction, p, ports[k],
					STR_ARG(text));
		}
}

static void
agrees_with_the_naive_evaluator(void **state)
{
	struct str pods[] = { STR("10.9.0.0/16") };
	struct settings settings = { 0 };

	(void)state;
	settings.cluster.pod_cidrs = (struct str_list){ pods, 1 };
	for (int round = 0; round < ROUNDS; round++) {
		draw_world();
		put_world();
		load_text(text, &settings);
		for (unsigned i = 0; i < PODS; i++) {
			for (enum direction d = 0; d < DIRECTION_COUNT; d++) {
				check_addresses(i, d);
				check_stranger(i, d);
			}
			for (unsigned k = 0; k < PODS; k++)
				if (i != k)
					check_pair(i, k);
		}
		unload();
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_naive_evaluator),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
