/* SPDX-License-Identifier: Apache-2.0 */
/* Credentials planted in manifests, where rules point at them and beside: none
 * may come out again, in any format. */
#include "testing.h"

#include "report/report.h"

/* Every planted value holds this, and nothing else does. */
#define MARK "q7Zx2Kd9"
#define KEY \
	"sk-" \
	"proj-" MARK "Wm4Tb8Rf3Lh6Vn1P" MARK "Wm4Tb8Rf3Lh6Vn1P"

static const char *const inputs[] = {
	/* Where a finding points at the value itself. */
	"apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec:\n"
	"  containers:\n"
	"    - name: c\n"
	"      image: claude-code:latest\n"
	"      args: [--api-key, '" MARK "Wm4T', '--x=" KEY "']\n"
	"      command: [sh, -c, 'export A=" KEY "']\n"
	"      env:\n"
	"        - {name: OPENAI_API_KEY, value: " KEY "}\n"
	"        - {name: DB_PASSWORD, value: " MARK "}\n"
	"        - {name: X_TOKEN, valeu: " MARK "Wm4T}\n"
	"        - {name: X_TOKEN, value: [" MARK "Wm4T1]}\n"
	"        - name: PLAIN\n"
	"          value: 'postgres://u:" MARK "@db/x'\n"
	"        - name: PEM\n"
	"          value: |\n"
	"            -----BEGIN PRIVATE"
	" KEY-----\n"
	"            MII" MARK "\n"
	"            -----END PRIVATE KEY-----\n",

	/* Secrets, well formed and not. */
	"apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\n  annotations:\n"
	"    kubectl.kubernetes.io/last-applied-configuration: '" MARK "'\n"
	"stringData: {a: " MARK ", a: " MARK "}\n"
	"data:\n  b: [" MARK "]\n  c: {d: " MARK "}\n"
	"dta: {e: x}\ntype: [Opaque]\n",

	/* What is no YAML. */
	"apiVersion: v1\nkind: Pod\nspec:\n  containers:\n"
	"    - env:\n        - API_KEY: " MARK "Wm4T : }\n",
	"apiVersion: v1\nkind: Pod\nspec:\n  a: [" KEY "\n",
};

static void
stays_hidden(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(inputs) / sizeof(*inputs); i++)
		for (size_t j = 0; reporters[j]; j++) {
			const char *arguments[] = { "--min-severity", "note",
				"-f", reporters[j]->name, "-", NULL };
			struct arena arena = { 0 };
			struct captured captured = capture(
				&arena, arguments, str_of(inputs[i]), NULL);

			print_message("%s of %zu\n", reporters[j]->name, i);
			assert_true(captured.out.len > 0);
			if (str_contains(captured.out, MARK) ||
				str_contains(captured.err, MARK))
				fail_msg("a credential came out:\n%.*s%.*s",
					STR_ARG(captured.out),
					STR_ARG(captured.err));
			arena_release(&arena);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stays_hidden),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
