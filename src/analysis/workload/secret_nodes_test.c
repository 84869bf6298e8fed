/* SPDX-License-Identifier: Apache-2.0 */
/* Which values of a document are kept out of sight. Those that must be hold
 * the letters "q7Zx"; every other must not be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "analysis/workload/secret_nodes.h"
#include "load/parse.h"

static const char *const documents[] = {
	"apiVersion: v1\nkind: Secret\nmetadata: {name: model, annotations: "
	"{kubectl.kubernetes.io/last-applied-configuration: '{q7Zx}'}}\n"
	"data: {a: q7Zx, b: {c: q7Zx}}\nstringData: {d: q7Zx1, e: ''}\n",

	"apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Secret, "
	"data: {a: q7Zx}}]\n",

	"kind: Secret\napiVersion: other/v1\ndata: {a: shown}\n",

	"env:\n"
	"- {name: API_TOKEN, value: q7Zx}\n"
	"- {name: API_TOKEN, Valeu: q7Zx}\n"
	"- {name: DB_PASSWORD, value: dummy-q7Zx}\n"
	"- {name: API_TOKEN, value: '${TOKEN}'}\n"
	"- {name: MODEL, value: shown}\n"
	"- {name: X_TOKEN, valueFrom: {secretKeyRef: {name: shown}}}\n"
	"volumeMounts:\n- {name: token, mountPath: /shown}\n",

	"apiKey: q7Zx2Kd9Wm4T\nopenaiApiKeySecret: name-of-it\n"
	"password: q7Zx\nautomountServiceAccountToken: false\nkey: token\n"
	"imagePullSecrets: [{name: shown}]\n",

	"args: [--api-key, q7Zx, --token=q7Zx, --model, shown, --token-file, "
	"/shown]\n",

	"script: |\n  export A=sk-"
	"proj-q7Zx2Kd9Wm4Tb8Rf3Lh6Vn1Pq7Zx2Kd9Wm4T\n",

	"url: postgres://u:q7Zx@db/x\nplain: https://db/x\n",

	/* A typo, a script, a header, a query. */
	"env: [{name: API_TOKEN, vlaue: q7Zx}]\n",
	"args: ['A=1 codex --api-key q7Zx9', 'curl -H \"x-api-key: q7Zx9\" "
	"https://h', 'https://h/?k=1&api_key=q7Zx9', 'DB_PASSWORD=\"q7Zx 9\"', "
	"'--model shown', 'A=1 API_KEY=$1']\n",
	"script: |\n  export DB_PASSWORD=q7Zx\n",

	/* Beside what is filled in. */
	"env:\n"
	"- {name: A, value: 'postgres://u:q7Zx@db/${NAME}'}\n"
	"- {name: DSN, value: 'u:q7Zx@tcp(db)/x'}\n"
	"- {name: API_TOKEN, value: 'q7Zx$SUFFIX'}\n"
	"- {name: API_TOKEN, value: $TOKEN}\n"
	"- {name: API_TOKEN, value: '{{ token }}'}\n"
	"password: 'q7Zx{{ suffix }}'\ntoken: '{{ token }}'\n"
	"run.sh: |\n  cd $HOME\n  export DB_PASSWORD=q7Zx2K\n"
	"args: ['cd $HOME; A=1 DB_PASSWORD=q7Zx{{x}}', 'A=1 API_KEY=$KEY']\n"
	"httpGet: {path: '/?token=q7Zx2Kd9Wm4T'}\n",

	"x-key: &k q7Zx2Kd9Wm4T\nAPI_KEY: *k\n",
};

static void
is_hidden(void *context, const struct node *node)
{
	size_t *count = context;

	for (; node; node = node_anchor(node)) {
		print_message("%.*s\n", STR_ARG(node_text(node)));
		assert_true(str_contains(node_text(node), "q7Zx"));
	}
	++*count;
}

static void
is_hidden_key(void *context, const struct node *node)
{
	(void)context;
	assert_true(str_contains(node->key, "q7Zx"));
}

static size_t
count_marked(const struct node *node)
{
	size_t count =
		node_is_scalar(node) && str_contains(node_text(node), "q7Zx");

	NODE_EACH(child, node)
		count += count_marked(child);
	return count;
}

static void
hides_credentials(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(documents) / sizeof(*documents); i++) {
		struct source source = { 0 };
		size_t hidden = 0, marked;

		source_set_text(&source, STR("x"), str_of(documents[i]));
		parse_source(&source, &limits_default);
		assert_int_equal(source.document_count, 1);
		secret_nodes_each(source.documents[0],
			&(struct secret_visitor){ .found = is_hidden,
				.found_key = is_hidden_key,
				.context = &hidden });
		marked = count_marked(source.documents[0]);
		/* The anchor of an alias is hidden along with it. */
		assert_int_equal(
			hidden, str_contains(source.text, "&k") ? 1 : marked);
		arena_release(&source.arena);
	}
}

static void
reads_lines(void **state)
{
	(void)state;
	assert_true(str_is(
		secret_in_line(STR("  - \"apiKey\": q7Zx ]")), "q7Zx ]"));
	assert_true(str_is(secret_in_line(STR("- DB_PASSWORD: q7Zx")), "q7Zx"));
	assert_true(str_is(secret_in_line(STR("a: b://c:q7Zx@d")), "q7Zx"));
	assert_true(str_is(secret_in_line(STR("  value: \"q7Zx")), "\"q7Zx"));
	assert_int_equal(secret_in_line(STR("image: shown")).len, 0);
	assert_int_equal(secret_in_line(STR("")).len, 0);
	assert_int_equal(secret_in_line(STR("password:")).len, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hides_credentials),
		cmocka_unit_test(reads_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
