/* SPDX-License-Identifier: Apache-2.0 */
/* Credentials told from names, stand-ins and ordinary values. None of the
 * keys here opens anything: they are put together from a prefix and noise, so
 * that no scanner takes this file for a leak. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include <agentlint/secret.h>

#define NOISE "q7Zx2Kd9Wm4Tb8Rf3Lh6Vn1P"
#define NOISE48 NOISE NOISE
#define AWS \
	"AK" \
	"IA"

static const struct {
	const char *text, *what;
	const char *before; /* of the credential in the text */
} shapes[] = {
	{ "sk-"
	  "ant-api03-" NOISE48,
		"an Anthropic API key", "" },
	{ "sk-"
	  "proj-" NOISE48,
		"an OpenAI API key", "" },
	{ "sk-" NOISE48, "an OpenAI-style API key", "" },
	{ "--key=sk-" NOISE48 " --x", "an OpenAI-style API key", "--key=" },
	{ "export A='hf_" NOISE48 "'\n", "a Hugging Face token", "export A='" },
	{ "AI"
	  "za" NOISE "q7Zx2Kd9Wm4",
		"a Google API key", "" },
	{ "gh"
	  "p_" NOISE48,
		"a GitHub token", "" },
	{ AWS "Q7ZX2KD9WM4TB8RF", "an AWS access key id", "" },
	{ "Bearer ey"
	  "J0eXAiOiJKV1Qi.ey"
	  "J0eXAiOiJKV1Qi.c2lnbmF0dXJl",
		"a JSON web token", "Bearer " },
	{ "x\n-----BEGIN RSA PRIVATE"
	  " KEY-----\nMII\n-----END RSA",
		"a private key", "x\n" },
	{ "-----BEGIN PRIVATE"
	  " KEY-----\\nMII",
		"a private key", "" },
	{ "postgres://agent:s3cr3t@db:5432/x", "a password in a URL",
		"postgres://agent:" },
};

static const char *const plain[] = {
	"",
	"sk-short",
	"task-" NOISE48,
	"a_sk-" NOISE48,
	"hf_short",
	"AKIA",
	"eyJhbGciOiJub25lIn0",
	"eyJhbGciOiJub25lIn0.eyJhbGciOiJub25lIn0",
	"-----BEGIN CERTIFICATE-----\nMII",
	"-----BEGIN PUBLIC KEY-----",
	"http://proxy:3128/",
	"https://user@host/",
	"https://host/a:b@c",
	"git@github.com:a/b",
	"://:@",
	"sk-",
};

static void
finds_shapes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(shapes) / sizeof(*shapes); i++) {
		struct str text = str_of(shapes[i].text);
		struct secret secret = secret_find(text);

		print_message("%s\n", shapes[i].what);
		assert_non_null(secret.what);
		assert_string_equal(secret.what, shapes[i].what);
		assert_true(str_is(
			str_head(text, (size_t)(secret.part.ptr - text.ptr)),
			shapes[i].before));
	}
	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++) {
		print_message("%s\n", plain[i]);
		assert_null(secret_find(str_of(plain[i])).what);
	}
}

static void
ends_where_the_credential_ends(void **state)
{
	(void)state;
	assert_true(str_is(secret_find(STR("a://b:c-d@e")).part, "c-d"));
	assert_int_equal(secret_find(STR("'r8_" NOISE48 "'")).part.len, 51);
	assert_int_equal(secret_find(STR("-----BEGIN PRIVATE"
					 " KEY-----\nAA\n"
					 "-----END PRIVATE KEY-----"))
				 .part.len,
		31);
}

static const struct {
	const char *name;
	enum secret_name kind;
} names[] = {
	{ "OPENAI_API_KEY", SECRET_NAME_KNOWN },
	{ "openaiApiKey", SECRET_NAME_KNOWN },
	{ "MY_ANTHROPIC_API_KEY", SECRET_NAME_KNOWN },
	{ "AWS_SECRET_ACCESS_KEY", SECRET_NAME_KNOWN },
	{ "--api-key", SECRET_NAME_TELLING },
	{ "clientSecret", SECRET_NAME_TELLING },
	{ "token", SECRET_NAME_TELLING },
	{ "DB_PASSWORD", SECRET_NAME_PASSWORD },
	{ "dbPass", SECRET_NAME_PASSWORD },
	{ "--masterauth", SECRET_NAME_PASSWORD },
	{ "DB_PWD", SECRET_NAME_PASSWORD },
	{ "PWD", SECRET_NAME_NONE },
	{ "", SECRET_NAME_NONE },
	{ "MAX_TOKENS", SECRET_NAME_NONE },
	{ "OPENAI_MAX_TOKENS", SECRET_NAME_NONE },
	{ "TOKENIZERS_PARALLELISM", SECRET_NAME_NONE },
	{ "TOKEN_LIMIT", SECRET_NAME_NONE },
	{ "OPENAI_API_KEY_FILE", SECRET_NAME_NONE },
	{ "AWS_WEB_IDENTITY_TOKEN_FILE", SECRET_NAME_NONE },
	{ "TOKEN_URL", SECRET_NAME_NONE },
	{ "SECRET_NAME", SECRET_NAME_NONE },
	{ "PUBLIC_KEY", SECRET_NAME_NONE },
	{ "CACHE_KEY", SECRET_NAME_NONE },
	{ "COMPASS", SECRET_NAME_NONE },
	{ "AWS_ACCESS_KEY_ID", SECRET_NAME_NONE },
	{ "GOOGLE_APPLICATION_CREDENTIALS", SECRET_NAME_TELLING },
};

static void
reads_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		print_message("%s\n", names[i].name);
		assert_int_equal(
			secret_name(str_of(names[i].name)), names[i].kind);
	}
}

/* Behind a word, since "PWD" by itself is none. */
static const struct {
	const char *name;
	enum secret_name kind;
} rows[] = {
#define KEY(name_, points_) { "X_" name_, SECRET_NAME_KNOWN },
#define SETTING(name_, points_)
#define ENDING(words_, kind_) { "X_" words_, SECRET_NAME_##kind_ },
#include "analysis/workload/secret_name.def"
#include "analysis/workload/variable.def"
#undef KEY
#undef SETTING
#undef ENDING
};

static void
reaches_every_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		print_message("%s\n", rows[i].name);
		assert_int_equal(
			secret_name(str_of(rows[i].name)), rows[i].kind);
	}
}

static const struct {
	const char *name, *value;
	enum certainty certainty;
} judged[] = {
	{ "ANYTHING",
		"sk-"
		"ant-api03-" NOISE48,
		SECRET_CERTAIN },
	{ "",
		"sk-"
		"ant-api03-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
		SECRET_NO },
	{ "",
		"a=sk-"
		"ant-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx "
		"b=sk-"
		"ant-api03-" NOISE48,
		SECRET_CERTAIN },
	{ "COHERE_API_KEY", NOISE, SECRET_CERTAIN },
	{ "AWS_SECRET_ACCESS_KEY", "q7/Zx2+Kd9Wm4Tb8Rf3Lh6Vn1Pq7Zx2Kd9Wm4T",
		SECRET_CERTAIN },
	{ "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
		SECRET_NO },
	{ "AWS_ACCESS_KEY_ID", AWS "IOSFODNN7EXAMPLE", SECRET_NO },
	{ "AWS_ACCESS_KEY_ID", AWS "Q7ZX2KD9WM4TB8RF", SECRET_LIKELY },
	{ "LITELLM_MASTER_KEY", "sk-1234", SECRET_LIKELY },
	{ "OPENAI_API_KEY", "sk-ant-api03-...", SECRET_NO },
	{ "OPENAI_API_KEY", "not-needed", SECRET_NO },
	{ "OPENAI_API_KEY", "ollama", SECRET_NO },
	{ "OPENAI_API_KEY", "EMPTY", SECRET_NO },
	{ "--ServerApp.password", "''", SECRET_NO },
	{ "OPENAI_API_KEY", "test-key-123", SECRET_NO },
	{ "OPENAI_API_KEY", "sk-no-key-required", SECRET_NO },
	{ "OPENAI_API_KEY", "<your key 1>", SECRET_NO },
	{ "OPENAI_API_KEY", "${OPENAI_API_KEY}", SECRET_NO },
	{ "OPENAI_API_KEY", "{{ .Values.key1 }}", SECRET_NO },
	{ "OPENAI_API_KEY", "$(KEY_1)", SECRET_NO },
	{ "OPENAI_API_KEY", "vault:secret/data/a#K3Y", SECRET_NO },
	{ "OPENAI_API_KEY", "nono-demo-placeholder-not-a-real-key-1",
		SECRET_NO },
	{ "OPENAI_API_KEY", "", SECRET_NO },
	{ "OPENAI_API_KEY", "sk-1234567890abcdefghijklmnopqrstuvwxyz1234",
		SECRET_NO },
	{ "APP_TOKEN", "q7zx2kd9wm4t", SECRET_LIKELY },
	{ "APP_TOKEN", "agent-token-2024", SECRET_NO },
	{ "TLS_SECRET", "agent-tls-2024", SECRET_NO },
	{ "PAD_TOKEN", "<pad>", SECRET_NO },
	{ "STOP_TOKEN", "</s>", SECRET_NO },
	{ "X_CREDENTIALS", "/var/secrets/k1/e2y3f4.json", SECRET_NO },
	{ "AUTHORIZATION", "Bearer " NOISE, SECRET_LIKELY },
	{ "POSTGRES_PASSWORD", "postgres", SECRET_LIKELY },
	{ "POSTGRES_PASSWORD", "changeme", SECRET_NO },
	{ "--app.password", "''", SECRET_NO },
	{ "APP_PASSWORD", "'Bearer '", SECRET_NO },
	{ "--app.password", "'hunter2'", SECRET_LIKELY },
	{ "POSTGRES_PASSWORD", "/run/secrets/pg", SECRET_NO },
	{ "PROXY_PASS", "http://backend:80", SECRET_NO },
	{ "DATABASE_URL", "postgres://agent:hunter2@db/x", SECRET_LIKELY },
	{ "DATABASE_URL", "postgres://agent:$(PASSWORD)@db/x", SECRET_NO },
	{ "DATABASE_URL", "postgres://agent:pre$PASSWORD@db/x", SECRET_NO },
	{ "DATABASE_URL", "postgres://agent:hunter2@db/${NAME}",
		SECRET_LIKELY },
	{ "DSN", "agent:hunter2@tcp(db:3306)/x", SECRET_LIKELY },
	{ "DSN", "agent:hunter2@unix(/run/db)/x", SECRET_LIKELY },
	{ "DSN", "agent:${PASSWORD}@tcp(db:3306)/x", SECRET_NO },
	{ "DSN", "%s:%s@tcp(%s)/x", SECRET_NO },
	{ "DSN", "agent@tcp(db:3306)/x", SECRET_NO },
	{ "APP_PASSWORD", "hunter2$SUFFIX", SECRET_NO },
	{ "ALLOW_EMPTY_PASSWORD", "yes", SECRET_NO },
	{ "ALLOW_EMPTY_PASSWORD", "No", SECRET_NO },
	{ "RANDOM_PASSWORD", "ON", SECRET_NO },
	{ "RANDOM_PASSWORD", "off", SECRET_NO },
	{ "APP_PASSWORD", "no-7-off", SECRET_LIKELY },
	{ "MODEL", "q7zx2kd9wm4t", SECRET_NO },
	{ "config",
		"kind: Config\nclusters: []\nusers:\n- user:\n    token: q7z\n",
		SECRET_CERTAIN },
	{ "config",
		"kind: Config\nclusters: []\nusers:\n- user:\n    token: ${T}\n",
		SECRET_NO },
	{ "config", "kind: Config\nclusters: []\ncontexts: []\n", SECRET_NO },
};

static void
judges(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(judged) / sizeof(*judged); i++) {
		struct secret secret = { 0 };

		print_message("%s=%s\n", judged[i].name, judged[i].value);
		assert_int_equal(secret_judge(str_of(judged[i].name),
					 str_of(judged[i].value), &secret),
			judged[i].certainty);
		assert_true(!judged[i].certainty || secret.what);
	}
}

static const struct {
	const char *text, *name, *part; /* NULL: there is none */
} worded[] = {
	{ "export DB_PASSWORD=q7Zx2K; run", "DB_PASSWORD", "q7Zx2K" },
	{ "A=1 DB_PASSWORD='q7Zx2K' run", "DB_PASSWORD", "q7Zx2K" },
	{ "DB_PASSWORD=\"q7Zx2K\"", "DB_PASSWORD", "q7Zx2K" },
	{ "run --api-key q7Zx2Kd9Wm4T --x", "--api-key", "q7Zx2Kd9Wm4T" },
	{ "run --api-key=q7Zx2Kd9Wm4T", "--api-key", "q7Zx2Kd9Wm4T" },
	{ "run --password 'q7Zx2K'", "--password", "q7Zx2K" },
	{ "curl -H 'x-api-key: q7Zx2Kd9Wm4T' https://h", "x-api-key",
		"q7Zx2Kd9Wm4T" },
	{ "https://h/?a=b&api_key=q7Zx2Kd9Wm4T&c=d", "api_key",
		"q7Zx2Kd9Wm4T" },
	{ "{\"a\": 1, \"password\": \"q7Zx2K\"}", "password", "q7Zx2K" },
	{ "{\"password\":\"q7Zx2K\"}", "password", "q7Zx2K" },
	{ "user = x\nadmin_password = q7Zx2K\n", "admin_password", "q7Zx2K" },
	/* Only the word that a placeholder is in is unknown. */
	{ "cd $HOME; DB_PASSWORD=q7Zx2K run", "DB_PASSWORD", "q7Zx2K" },
	{ "A={{ x }} DB_PASSWORD=q7Zx2K", "DB_PASSWORD", "q7Zx2K" },
	{ "run --token {{ token1 }} --password q7Zx2K", "--password",
		"q7Zx2K" },
	{ "{{\"password\": \"q7Zx2K\"}}", "password", "q7Zx2K" },
	{ "run --password {{ pass_1a }}", NULL, NULL },
	{ "run --password {{pass_1a}}", NULL, NULL },
	{ "run --password {{pass_1a", "--password", "pass_1a" },
	{ "DB_PASSWORD=q7Zx2K{{ suffix }}", NULL, NULL },
	{ "DB_PASSWORD=q7Zx2K${SUFFIX}", NULL, NULL },
	{ "DB_PASSWORD=q7Zx2K$SUFFIX", NULL, NULL },
	{ "Authorization: Bearer {{ token1 }}", NULL, NULL },
	{ "{\"password\": \"{{ pass_1a }}\"}", NULL, NULL },
	/* What the shell puts in, code, files, and words. */
	{ "password = row2.get()", NULL, NULL },
	{ "password = ", NULL, NULL },
	{ "password == other1\n", NULL, NULL },
	{ "\"password\":", NULL, NULL },
	{ "DB_PASSWORD=$1 run --api-key $KEY", NULL, NULL },
	{ "DB_PASSWORD=$(cat /run/password1)", NULL, NULL },
	{ "password=os.environ['PASSWORD1']", NULL, NULL },
	{ "run --password --verbose=1", NULL, NULL },
	{ "run --password-file /run/q7Zx2K", NULL, NULL },
	{ "DB_PASSWORD= run1234 --token=", NULL, NULL },
	{ "DB_PASSWORD=changeme1 run", NULL, NULL },
	{ "the password: please", NULL, NULL },
	{ "MODEL=q7Zx2Kd9Wm4T run", NULL, NULL },
	{ "", NULL, NULL },
	{ "=", NULL, NULL },
	{ "--token", NULL, NULL },
	{ "password='", NULL, NULL },
};

static void
judges_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(worded) / sizeof(*worded); i++) {
		struct secret secret = { 0 };
		struct str name;
		enum certainty certainty = secret_judge_words(
			str_of(worded[i].text), &name, &secret);

		print_message("%s\n", worded[i].text);
		assert_int_equal(
			certainty, worded[i].name ? SECRET_LIKELY : SECRET_NO);
		if (!worded[i].name)
			continue;
		assert_true(str_is(name, worded[i].name));
		assert_true(str_is(secret.part, worded[i].part));
		assert_non_null(secret.what);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_shapes),
		cmocka_unit_test(ends_where_the_credential_ends),
		cmocka_unit_test(reads_names),
		cmocka_unit_test(reaches_every_row),
		cmocka_unit_test(judges),
		cmocka_unit_test(judges_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
