/* SPDX-License-Identifier: Apache-2.0 */
/* Names that say that their value is a credential. */
#include <agentlint/secret.h>

#include <string.h>

enum {
	NAME_LENGTH = 128, /* longer names say nothing */
};

/* In capitals joined by '_', as environment variables are. */
struct words {
	char text[2 * NAME_LENGTH];
	size_t len;
};

/* Those of models, tools of agents and clouds, whose values open them. */
static const char *const known[] = {
	"ANTHROPIC_API_KEY",
	"ANTHROPIC_AUTH_TOKEN",
	"AWS_BEARER_TOKEN_BEDROCK",
	"AWS_SECRET_ACCESS_KEY",
	"AWS_SESSION_TOKEN",
	"AZURE_API_KEY",
	"AZURE_CLIENT_SECRET",
	"AZURE_OPENAI_API_KEY",
	"BRAVE_API_KEY",
	"BROWSERBASE_API_KEY",
	"CEREBRAS_API_KEY",
	"CLAUDE_CODE_OAUTH_TOKEN",
	"COHERE_API_KEY",
	"COMPOSIO_API_KEY",
	"CO_API_KEY",
	"DASHSCOPE_API_KEY",
	"DEEPSEEK_API_KEY",
	"E2B_API_KEY",
	"EXA_API_KEY",
	"FIRECRAWL_API_KEY",
	"FIREWORKS_API_KEY",
	"GEMINI_API_KEY",
	"GH_TOKEN",
	"GITHUB_PERSONAL_ACCESS_TOKEN",
	"GITHUB_TOKEN",
	"GITLAB_TOKEN",
	"GOOGLE_API_KEY",
	"GROQ_API_KEY",
	"HF_TOKEN",
	"HUGGINGFACEHUB_API_TOKEN",
	"HUGGING_FACE_HUB_TOKEN",
	"LANGCHAIN_API_KEY",
	"LANGFUSE_SECRET_KEY",
	"LANGSMITH_API_KEY",
	"LITELLM_MASTER_KEY",
	"LLM_API_KEY",
	"MISTRAL_API_KEY",
	"MOONSHOT_API_KEY",
	"NPM_TOKEN",
	"NVIDIA_API_KEY",
	"OPENAI_API_KEY",
	"OPENCLAW_GATEWAY_TOKEN",
	"OPENROUTER_API_KEY",
	"PERPLEXITY_API_KEY",
	"REPLICATE_API_TOKEN",
	"SERPAPI_API_KEY",
	"SERPER_API_KEY",
	"SLACK_APP_TOKEN",
	"SLACK_BOT_TOKEN",
	"TAVILY_API_KEY",
	"TELEGRAM_BOT_TOKEN",
	"TOGETHER_API_KEY",
	"VAULT_TOKEN",
	"XAI_API_KEY",
	"ZHIPUAI_API_KEY",
};

/* The last words of a name, and what they make of it. */
static const struct {
	const char *words;
	enum secret_name kind;
} endings[] = {
	{ "API_KEY", SECRET_NAME_TELLING },
	{ "APIKEY", SECRET_NAME_TELLING },
	{ "ACCESS_KEY", SECRET_NAME_TELLING },
	{ "ACCOUNT_KEY", SECRET_NAME_TELLING },
	{ "ENCRYPTION_KEY", SECRET_NAME_TELLING },
	{ "MASTER_KEY", SECRET_NAME_TELLING },
	{ "PRIVATE_KEY", SECRET_NAME_TELLING },
	{ "SECRET_KEY", SECRET_NAME_TELLING },
	{ "SECRET_KEY_BASE", SECRET_NAME_TELLING },
	{ "SERVER_KEY", SECRET_NAME_TELLING },
	{ "SIGNING_KEY", SECRET_NAME_TELLING },
	{ "TOKEN", SECRET_NAME_TELLING },
	{ "SECRET", SECRET_NAME_TELLING },
	{ "CREDENTIAL", SECRET_NAME_TELLING },
	{ "CREDENTIALS", SECRET_NAME_TELLING },
	{ "PAT", SECRET_NAME_TELLING },
	{ "AUTHORIZATION", SECRET_NAME_TELLING },
	{ "PASSWORD", SECRET_NAME_PASSWORD },
	{ "PASSWD", SECRET_NAME_PASSWORD },
	{ "PGPASSWORD", SECRET_NAME_PASSWORD },
	{ "REQUIREPASS", SECRET_NAME_PASSWORD },
	{ "MASTERAUTH", SECRET_NAME_PASSWORD },
	{ "PASSPHRASE", SECRET_NAME_PASSWORD },
	{ "PASS", SECRET_NAME_PASSWORD },
	{ "PWD", SECRET_NAME_PASSWORD },
};

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

/* "api-key", "apiKey" and "--api.key" all become "API_KEY". */
static struct words
words_of(struct str name)
{
	struct words words = { .len = 0 };

	for (size_t i = 0; i < name.len && i < NAME_LENGTH; i++) {
		char c = name.ptr[i];
		bool joint =
			!is_upper(c) && !is_lower(c) && !(c >= '0' && c <= '9');

		if (joint && !words.len)
			continue;
		if (is_upper(c) && i && is_lower(name.ptr[i - 1]))
			words.text[words.len++] = '_';
		words.text[words.len++] = joint         ? '_'
					  : is_lower(c) ? (char)(c - 'a' + 'A')
							: c;
	}
	return words;
}

static bool
ends_with_words(struct str name, const char *words)
{
	size_t len = strlen(words);

	return str_ends(name, words) &&
	       (name.len == len || name.ptr[name.len - len - 1] == '_');
}

/* Most keys of a manifest are none of these; spares them the tables. */
static bool
may_tell(struct str name)
{
	char c = name.len > 2 ? name.ptr[name.len - 1] : '\0';
	char before = name.len > 2 ? name.ptr[name.len - 2] : '\0';

	if (is_upper(c))
		c = (char)(c - 'A' + 'a');
	if (is_upper(before))
		before = (char)(before - 'A' + 'a');
	switch (c) {
	case 'y': /* key */
	case 't': /* secret */
		return before == 'e' || before == 'a';
	case 'n': /* token, authorization */
		return before == 'e' || before == 'o';
	case 'l': /* credential */
		return before == 'a';
	case 's': /* credentials, pass */
		return before == 'l' || before == 's';
	case 'd': /* password, passwd, pwd */
		return before == 'r' || before == 'w';
	case 'e': /* passphrase, base */
		return before == 's';
	default:
		return false;
	}
}

enum secret_name
secret_name(struct str name)
{
	struct words words;
	struct str text;

	if (!may_tell(name))
		return SECRET_NAME_NONE;
	words = words_of(name);
	text = (struct str){ words.text, words.len };
	if (str_is(text, "PWD")) /* the shell's working directory */
		return SECRET_NAME_NONE;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (ends_with_words(text, known[i]))
			return SECRET_NAME_KNOWN;
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (ends_with_words(text, endings[i].words))
			return endings[i].kind;
	return SECRET_NAME_NONE;
}
