/* SPDX-License-Identifier: Apache-2.0 */
/* Credentials planted in manifests, where rules point at them and beside: none
 * may come out again, in any format. */
#include "testing.h"

#include <unistd.h>

#include "report/report.h"

/* Every planted value that is no number holds this, and nothing else does. */
#define MARK "q7Zx2Kd9"
#define KEY \
	"sk-" \
	"proj-" MARK "Wm4Tb8Rf3Lh6Vn1P" MARK "Wm4Tb8Rf3Lh6Vn1P"

/* That of the planted numbers. */
#define DIGITS "8361947205"

/* "q7Zx2Kd9Wm4T" in base64. */
#define MARK_BASE64 "cTdaeDJLZDlXbTRU"

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

	/* In command lines, URLs, headers, code, next to what is found. */
	"apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec:\n"
	"  containers:\n"
	"    - name: c\n"
	"      image: 'https://u:" MARK "@r/x'\n"
	"      command: [sh, -c, 'export DB_PASSWORD=" MARK "; codex --yolo "
	"--api-key " MARK "Wm4T']\n"
	"      args: ['curl -H \"x-api-key: " MARK "Wm4Tb8\" --yolo',\n"
	"        'https://h/?api_key=" MARK "Wm4Tb8', --header,\n"
	"        'Authorization: Bearer " MARK "Wm4Tb8', "
	"'--repo=https://a:" MARK "@g/b']\n"
	"      # DB_PASSWORD=" MARK "\n"
	"      imagePullPolicy: Nevr\n"
	"      env:\n"
	"        - {name: MCP_URL, value: 'https://h/?token=" MARK "Wm4Tb8'}\n"
	"        - {name: DB_PASSWORD, vlaue: " MARK "}\n"
	"        - {name: DB_PASSWORD, value: " MARK ", value: " MARK "}\n"
	"        - {name: DOCKER_HOST, value: 'tcp://u:" MARK "@h:2375'}\n"
	"      livenessProbe: {exec: {command: [redis-cli, --pass, " MARK
	"]}}\n"
	"      script: |\n"
	"        PGPASSWORD=" MARK " codex --yolo\n",

	/* Where something else in the same text is filled in. */
	"apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n"
	"  labels: {a: hf_" MARK "Wm4T" MARK "Wm4T" MARK "}\n"
	"  annotations: {b: " KEY "}\nspec:\n  containers:\n    - name: c\n"
	"      image: claude-code:latest\n"
	"      args: ['codex --yolo --api-key " MARK "Wm4T $MODEL']\n"
	"      command: [sh, -c, 'cd $HOME; export A=" KEY "']\n"
	"      env:\n"
	"        - {name: URL, value: 'postgres://u:" MARK "@db/${NAME}'}\n"
	"        - {name: DSN, value: 'u:" MARK "@tcp(db:3306)/{{ name }}'}\n"
	"        - {name: X_TOKEN, value: '" MARK "Wm4T${SUFFIX}'}\n"
	"      lifecycle: {preStop: {exec: {command: [sh, -c, 'codex --api-key " MARK
	"Wm4T $A']}}}\n"
	"      readinessProbe: {httpGet: {path: '/?token=" MARK "Wm4T',\n"
	"        httpHeaders: [{name: Authorization, value: 'Bearer " MARK
	"Wm4Tb8'}]}}\n"
	"---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\nimmutabl: x\n"
	"data:\n  run.sh: |\n    cd $HOME\n    DB_PASSWORD=" MARK " run\n"
	"---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\n"
	"stringData:\n  run.sh: |\n    cd $HOME\n    DB_PASSWORD=" MARK
	" run\n",

	/* Where it is of the wrong type, and a help line says what to do. */
	"apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec:\n"
	"  containers:\n    - name: c\n      image: claude-code:1\n"
	"      args: --password=" MARK "\n"
	"      command: --token " MARK "Wm4T\n"
	"      env:\n"
	"        - {name: DB_PASSWORD, value: " DIGITS "}\n"
	"        - {name: MASTERAUTH, value: " MARK "}\n",

	/* Where it is a label. */
	"apiVersion: v1\nkind: Pod\n"
	"metadata: {name: x, labels: {api-token: " MARK "Wm4T}}\n"
	"spec:\n  containers: [{name: c, image: x}]\n"
	"---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n"
	"metadata: {name: p}\nspec:\n"
	"  podSelector: {matchLabels: {api-token: " MARK "Wm4U}}\n",

	/* Where a message would quote it. */
	"apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n  annotations:\n"
	"    kubectl.kubernetes.io/last-applied-configuration: |\n"
	"      {\"env\":[{\"name\":\"DB_PASSWORD\",\"value\":\"" MARK "\"}]}\n"
	"    seccomp.security.alpha.kubernetes.io/pod: " KEY "\n"
	"spec:\n  restartPolicy: " KEY "\n  dnsPolicy: a://u:" MARK
	"@h\n  runtimeClassName: " KEY "\n"
	"  " KEY ": 1\n  containers: [{name: c, image: x}]\n",

	"apiVersion: v1\nkind: Pod\nmetadata: {name: " KEY ", namespace: " KEY
	"}\nspec:\n  containers: [{name: " KEY ", image: x}]\n",

	/* Other kinds that hold them. */
	"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\nimmutabl: x\n"
	"data:\n  DB_PASSWORD: " MARK "\n  DB_PASSWORD: " MARK "2\n"
	"  c.json: |\n    {\"api_key\": \"" KEY "\"}\n"
	"  .env: |\n    A=" KEY "\n"
	"  config: |\n    kind: Config\n    clusters: []\n    users:\n"
	"      - user: {token: " MARK "}\n        token: " MARK "\n"
	"---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\n"
	"data: {a: " MARK_BASE64 ", b: " MARK_BASE64 "}\ntype: Opaqe\n"
	"---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\n"
	"data: {a: " MARK_BASE64 "}\nstringData: {.dockerconfigjson: "
	"'{\"password\":\"" MARK "\"}'}\n"
	"---\napiVersion: extensions.agents.x-k8s.io/v1beta1\n"
	"kind: SandboxClaim\nmetadata: {name: c}\nspec:\n"
	"  warmPoolRef: {name: p}\n"
	"  env: [{name: API_KEY, value: " KEY "}]\n"
	"---\napiVersion: kagent.dev/v1alpha1\nkind: MCPServer\n"
	"metadata: {name: m}\nspec: {deployment: {image: x, env: "
	"{DB_PASSWORD: " MARK ", A: " KEY "}}}\n"
	"---\napiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\n"
	"metadata: {name: falco}\nspec:\n  chart: {spec: {chart: falco}}\n"
	"  values: {driver: {kind: gvisor}, falcosidekick: {config: {slack: "
	"{token: " MARK "Wm4Tb8}}}}\n",

	/* Files of other programs. */
	"{\"defaultAction\": \"SCMP_ACT_ALOW\", \"apiKey\": \"" KEY "\",\n"
	" \"syscalls\": [{\"names\": [\"" KEY "\"], \"action\": \"" KEY
	"\"}]}\n",
	"- rule: x\n  conditon: proc.cmdline contains " KEY "\n"
	"  condition: proc.cmdline contains " KEY " and (\n"
	"  priority: " KEY "\n",

	/* Excused by whoever wrote the key into the reason. */
	"apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec:\n"
	"  containers:\n    - name: c\n      image: x\n      env:\n"
	"        # agentlint: ignore[plaintext-secret]: " KEY " is a test\n"
	"        - {name: OPENAI_API_KEY, value: " KEY "}\n",

	/* What is no YAML. */
	"apiVersion: v1\nkind: Pod\nspec:\n  containers:\n"
	"    - env:\n        - name: DB_PASSWORD\n          value: \"" MARK
	"Wm4T\n",
	"apiVersion: v1\nkind: Pod\nspec:\n  containers:\n"
	"    - env:\n        - API_KEY: " MARK "Wm4T : }\n",
	"apiVersion: v1\nkind: Pod\nspec:\n  a: [" KEY "\n",
	"DB_PASSWORD: *" MARK "\n",
};

/* The first line of OUTPUT with a credential in it, or nothing. */
static struct str
telling_line(struct str output)
{
	while (output.len) {
		struct str line = str_cut(&output, '\n');

		if (str_contains(line, MARK) || str_contains(line, DIGITS) ||
			str_contains(line, MARK_BASE64))
			return line;
	}
	return (struct str){ 0 };
}

static void
assert_hidden(struct str output)
{
	struct str line = telling_line(output);

	if (line.len)
		fail_msg("a credential came out: %.*s", STR_ARG(line));
}

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
			assert_hidden(captured.out);
			assert_hidden(captured.err);
			arena_release(&arena);
		}
}

static void
runs_hidden(const char *const *arguments, struct str input)
{
	struct arena arena = { 0 };
	struct captured captured = capture(&arena, arguments, input, NULL);

	assert_hidden(captured.out);
	assert_hidden(captured.err);
	arena_release(&arena);
}

/* The classification and the baseline show names, and nothing else. */
static void
stays_out_of_the_rest(void **state)
{
	char path[] = "/tmp/agentlint-secrets-XXXXXX";
	const char *const classify[] = { "--explain-agents", "--agents=auto",
		"-", NULL };
	const char *const posture[] = { "--posture", "-", NULL };
	const char *const posture_json[] = { "--posture", "-f", "json", "-",
		NULL };
	const char *const write[] = { "--write-baseline", path, "-", NULL };

	(void)state;
	assert_true(close(mkstemp(path)) == 0);
	for (size_t i = 0; i < sizeof(inputs) / sizeof(*inputs); i++) {
		struct arena arena = { 0 };

		runs_hidden(classify, str_of(inputs[i]));
		runs_hidden(posture, str_of(inputs[i]));
		runs_hidden(posture_json, str_of(inputs[i]));
		runs_hidden(write, str_of(inputs[i]));
		assert_hidden(read_file(&arena, path));
		arena_release(&arena);
	}
	assert_int_equal(unlink(path), 0);
}

/* A mend is shown in its line, which may be far from what it mends. */
static void
stays_out_of_fixes(void **state)
{
	const char *const arguments[] = { "--select", "service-links",
		"--min-severity", "note", "-f", "html", "-", NULL };
	struct arena arena = { 0 };
	struct captured captured = capture(&arena, arguments,
		STR("apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec:\n"
		    "  #\n  #\n  #\n  #\n  #\n"
		    "  containers: [{name: c, image: claude-code:1, env: [{name: "
		    "DB_PASSWORD, value: " MARK "}]}]\n"),
		NULL);

	(void)state;
	assert_true(str_contains(captured.out, "<ins>enableServiceLinks"));
	assert_true(str_contains(captured.out, "value: ********"));
	assert_hidden(captured.out);
	arena_release(&arena);
}

/* What is mended may be a credential itself: quotes are put around it. */
static void
stays_out_of_quotes(void **state)
{
	const char *const arguments[] = { "--select", "wrong-type", "-f",
		"jsonl", "-", NULL };
	struct arena arena = { 0 };
	struct captured captured = capture(&arena, arguments,
		STR("apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec:\n"
		    "  containers:\n    - name: c\n      image: x\n"
		    "      env:\n"
		    "        - name: DB_PASSWORD\n"
		    "          value: " DIGITS "\n"),
		NULL);

	(void)state;
	assert_true(str_contains(captured.out,
		"\"line\":10,\"column\":18,\"endLine\":10,\"endColumn\":18},"
		"\"text\":\"\\\"\"}"));
	assert_true(str_contains(captured.out,
		"\"line\":10,\"column\":28,\"endLine\":10,\"endColumn\":28},"
		"\"text\":\"\\\"\"}"));
	assert_hidden(captured.out);
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stays_hidden),
		cmocka_unit_test(stays_out_of_the_rest),
		cmocka_unit_test(stays_out_of_fixes),
		cmocka_unit_test(stays_out_of_quotes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
