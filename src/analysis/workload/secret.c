/* SPDX-License-Identifier: Apache-2.0 */
/* The shapes that providers give their credentials. */
#include <agentlint/secret.h>

#include <string.h>

#include <agentlint/node.h>

enum {
	KUBECONFIG_LENGTH = 48, /* shorter ones hold nothing */
	LONGEST_PASSWORD = 256, /* of a data source */
	SHORTEST_SHAPE = 20,    /* "AKIA" and what follows */
};

enum alphabet {
	LETTERS_DIGITS, /* A-Z a-z 0-9 */
	BASE64_URL,     /* and _ - */
	UPPER_DIGITS,   /* A-Z 0-9 */
	DOTTED,         /* BASE64_URL and . */
};

/* A longer prefix stands before the one that it begins with. The lengths are
 * the least that the providers hand out, or less. */
static const struct shape {
	const char *prefix;
	enum alphabet alphabet;
	size_t length; /* behind the prefix, at least */
	const char *what;
	bool weak;
} shapes[] = {
	{ "sk-ant-", BASE64_URL, 32, "an Anthropic API key", false },
	{ "sk-proj-", BASE64_URL, 32, "an OpenAI API key", false },
	{ "sk-svcacct-", BASE64_URL, 32, "an OpenAI API key", false },
	{ "sk-admin-", BASE64_URL, 32, "an OpenAI admin key", false },
	{ "sk-or-", BASE64_URL, 32, "an OpenRouter API key", false },
	{ "sk-lf-", BASE64_URL, 32, "a Langfuse secret key", false },
	{ "sk-", LETTERS_DIGITS, 32, "an OpenAI-style API key", false },
	{ "AIza", BASE64_URL, 35, "a Google API key", false },
	{ "GOCSPX-", BASE64_URL, 24, "a Google OAuth client secret", false },
	{ "gsk_", LETTERS_DIGITS, 40, "a Groq API key", false },
	{ "xai-", LETTERS_DIGITS, 40, "an xAI API key", false },
	{ "hf_", LETTERS_DIGITS, 30, "a Hugging Face token", false },
	{ "r8_", LETTERS_DIGITS, 32, "a Replicate API token", false },
	{ "pplx-", LETTERS_DIGITS, 32, "a Perplexity API key", false },
	{ "tvly-", BASE64_URL, 20, "a Tavily API key", false },
	{ "lsv2_pt_", BASE64_URL, 32, "a LangSmith API key", false },
	{ "lsv2_sk_", BASE64_URL, 32, "a LangSmith API key", false },
	{ "nvapi-", BASE64_URL, 40, "an NVIDIA API key", false },
	{ "e2b_", LETTERS_DIGITS, 32, "an E2B API key", false },
	{ "ghp_", LETTERS_DIGITS, 36, "a GitHub token", false },
	{ "gho_", LETTERS_DIGITS, 36, "a GitHub token", false },
	{ "ghs_", LETTERS_DIGITS, 36, "a GitHub token", false },
	{ "ghu_", LETTERS_DIGITS, 36, "a GitHub token", false },
	{ "ghr_", LETTERS_DIGITS, 36, "a GitHub token", false },
	{ "github_pat_", BASE64_URL, 50, "a GitHub token", false },
	{ "glpat-", DOTTED, 20, "a GitLab token", false },
	{ "npm_", LETTERS_DIGITS, 36, "an npm token", false },
	{ "pypi-", BASE64_URL, 50, "a PyPI token", false },
	{ "xoxb-", BASE64_URL, 24, "a Slack bot token", false },
	{ "xoxp-", BASE64_URL, 24, "a Slack user token", false },
	{ "xapp-", BASE64_URL, 24, "a Slack app token", false },
	{ "sk_live_", LETTERS_DIGITS, 16, "a Stripe secret key", false },
	{ "rk_live_", LETTERS_DIGITS, 16, "a Stripe restricted key", false },
	{ "dop_v1_", LETTERS_DIGITS, 64, "a DigitalOcean token", false },
	{ "hvs.", BASE64_URL, 24, "a Vault token", false },
	{ "AGE-SECRET-KEY-1", UPPER_DIGITS, 58, "an age private key", false },
	{ "AKIA", UPPER_DIGITS, 16, "an AWS access key id", true },
	{ "ASIA", UPPER_DIGITS, 16, "an AWS access key id", true },
};

static bool
is_letter_or_digit(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c >= '0' && c <= '9');
}

static bool
is_in(enum alphabet alphabet, char c)
{
	switch (alphabet) {
	case LETTERS_DIGITS:
		return is_letter_or_digit(c);
	case BASE64_URL:
		return is_letter_or_digit(c) || c == '_' || c == '-';
	case UPPER_DIGITS:
		return is_letter_or_digit(c) && !(c >= 'a' && c <= 'z');
	case DOTTED:
		return is_letter_or_digit(c) || c == '_' || c == '-' ||
		       c == '.';
	}
	return false;
}

static size_t
run_of(enum alphabet alphabet, struct str s)
{
	size_t len = 0;

	while (len < s.len && is_in(alphabet, s.ptr[len]))
		len++;
	return len;
}

/* The text that begins at S, when it has one of the shapes. */
static struct secret
prefixed(struct str s)
{
	for (size_t i = 0; i < sizeof(shapes) / sizeof(*shapes); i++) {
		const struct shape *shape = &shapes[i];
		size_t start, len;

		if (s.ptr[0] != shape->prefix[0] ||
			!str_starts(s, shape->prefix))
			continue;
		start = strlen(shape->prefix);
		len = run_of(shape->alphabet, str_from(s, start));
		if (len >= shape->length)
			return (struct secret){ str_head(s, start + len),
				shape->what, shape->weak };
	}
	return (struct secret){ 0 };
}

/* Three parts in base64url joined by dots, the first two being JSON. */
static struct secret
web_token(struct str s)
{
	struct str rest = s;
	size_t len = 0;

	for (int part = 0; part < 3; part++) {
		size_t run = run_of(BASE64_URL, rest);

		if (run < 8 || (part < 2 && (!str_starts(rest, "eyJ") ||
						    run >= rest.len ||
						    rest.ptr[run] != '.')))
			return (struct secret){ 0 };
		len += run + (part < 2);
		rest = str_from(rest, run + 1);
	}
	return (struct secret){ str_head(s, len), "a JSON web token", false };
}

/* Index of PART in S, or S.len. */
static size_t
index_of(struct str s, const char *part)
{
	size_t len = strlen(part);

	for (size_t i = 0; i + len <= s.len; i++)
		if (!memcmp(s.ptr + i, part, len))
			return i;
	return s.len;
}

/* A whole PEM block, or what of it the text holds. */
static struct secret
private_key(struct str s)
{
	struct str label = str_from(s, strlen("-----BEGIN "));
	size_t label_end = str_find(label, '-');
	struct str body = str_from(label, label_end);

	if (!str_starts(s, "-----BEGIN ") ||
		!str_ends(str_head(label, label_end), "PRIVATE KEY") ||
		run_of(BASE64_URL, body) == body.len)
		return (struct secret){ 0 };
	return (struct secret){ str_head(s, index_of(s, "-----END")),
		"a private key", false };
}

/* scheme://user:PASSWORD@host */
static struct secret
url_password(struct str s)
{
	struct str rest = str_from(s, 3);
	size_t end = 0, colon;

	if (!str_starts(s, "://"))
		return (struct secret){ 0 };
	while (end < rest.len && !strchr("@/?# \t\n\"'<>", rest.ptr[end]))
		end++;
	colon = str_find(str_head(rest, end), ':');
	if (end >= rest.len || rest.ptr[end] != '@' || colon + 1 >= end)
		return (struct secret){ 0 };
	return (struct secret){ str_from(str_head(rest, end), colon + 1),
		"a password in a URL", true };
}

/* user:PASSWORD@tcp(host)/name (github.com/go-sql-driver/mysql) */
static struct secret
source_password(struct str s)
{
	size_t end = 1;
	struct str rest;

	while (end < s.len && end <= LONGEST_PASSWORD &&
		!strchr("@ \t\n\"'", s.ptr[end]))
		end++;
	rest = str_from(s, end);
	if (end == 1 ||
		!(str_starts(rest, "@tcp(") || str_starts(rest, "@unix(")))
		return (struct secret){ 0 };
	return (struct secret){ str_from(str_head(s, end), 1),
		"a password in a data source name", true };
}

/* What begins with the first character of S, which a word does. */
static struct secret
at_word(struct str s)
{
	struct secret secret = { 0 };

	/* Most words are shorter than any shape. */
	if (run_of(DOTTED, str_head(s, SHORTEST_SHAPE)) == SHORTEST_SHAPE) {
		secret = prefixed(s);
		if (!secret.what && s.ptr[0] == 'e')
			secret = web_token(s);
	}
	if (!secret.what && s.ptr[0] == '-')
		secret = private_key(s);
	return secret;
}

static struct secret
colon_password(struct str s)
{
	struct secret secret = url_password(s);

	return secret.what ? secret : source_password(s);
}

/* Whether a word of TEXT is as long as a key, or something else begins in it
 * that may be a credential: most texts hold none. */
static bool
may_hold_shape(struct str text)
{
	if (str_contains(text, "://") || str_contains(text, "-----") ||
		str_contains(text, "@tcp(") || str_contains(text, "@unix("))
		return true;
	while (text.len >= SHORTEST_SHAPE) {
		size_t run = str_find(text, ' ');

		if (run >= SHORTEST_SHAPE)
			return true;
		text = str_from(text, run + 1);
	}
	return false;
}

struct secret
secret_find(struct str text)
{
	if (!may_hold_shape(text))
		return (struct secret){ 0 };
	for (size_t i = 0; i < text.len; i++) {
		struct str rest = { text.ptr + i, text.len - i };
		struct secret secret = { 0 };

		if (is_in(BASE64_URL, *rest.ptr))
			secret = at_word(rest);
		else if (*rest.ptr == ':')
			secret = colon_password(rest);
		if (secret.what)
			return secret;
		/* No prefix starts inside a word. */
		if (is_in(BASE64_URL, *rest.ptr))
			i += run_of(BASE64_URL, rest) - 1;
	}
	return (struct secret){ 0 };
}

enum character { LOWER, UPPER, DIGIT, OTHER };

static enum character
character_of(char c)
{
	if (c >= '0' && c <= '9')
		return DIGIT;
	if (!is_letter_or_digit(c))
		return OTHER;
	return c >= 'a' ? LOWER : UPPER;
}

/* One word with letters and digits in it that is no path and no URL. */
static bool
is_plausible(struct str s)
{
	size_t count[OTHER + 1] = { 0 };

	for (size_t i = 0; i < s.len; i++) {
		enum character character = character_of(s.ptr[i]);

		if (character == OTHER && !strchr("_-+/=.~", s.ptr[i]))
			return false;
		count[character]++;
	}
	return s.len >= 6 && count[DIGIT] && count[LOWER] + count[UPPER] &&
	       s.ptr[0] != '/' && s.ptr[0] != '.';
}

/* The same made up by a machine: upper case, lower case and digits alternate
 * more often than in "agent-tls-2024". */
static bool
looks_random(struct str s)
{
	size_t changes = 0;

	for (size_t i = 1; i < s.len; i++) {
		enum character last = character_of(s.ptr[i - 1]);
		enum character next = character_of(s.ptr[i]);

		changes += last != next && last != OTHER && next != OTHER;
	}
	return is_plausible(s) && s.len >= 12 && changes * 6 >= s.len;
}

static struct str
without_scheme(struct str value)
{
	if (str_starts(value, "Bearer ") || str_starts(value, "bearer "))
		return str_from(value, strlen("Bearer "));
	if (str_starts(value, "Basic "))
		return str_from(value, strlen("Basic "));
	return value;
}

static enum certainty
judge_by_name(enum secret_name name, struct str value)
{
	bool random = looks_random(value);

	if (!value.len)
		return SECRET_NO;
	switch (name) {
	case SECRET_NAME_NONE:
		return SECRET_NO;
	case SECRET_NAME_TELLING:
		return random ? SECRET_LIKELY : SECRET_NO;
	case SECRET_NAME_PASSWORD:
		return value.ptr[0] == '/' || str_contains(value, "://")
			       ? SECRET_NO
			       : SECRET_LIKELY;
	case SECRET_NAME_KNOWN:
		if (random && value.len >= 24)
			return SECRET_CERTAIN;
		return is_plausible(value) ? SECRET_LIKELY : SECRET_NO;
	}
	return SECRET_NO;
}

/* Whether VALUE, or a part of it, comes from elsewhere. */
static bool
is_stand_in(struct str value)
{
	return secret_is_dummy(value) || text_is_placeholder(value);
}

/* Whether a whole kubeconfig stands here, with what it takes to use it. */
static bool
is_kubeconfig(struct str text)
{
	static const char *const keys[] = { "client-key-data", "token",
		"password" };

	if (text.len < KUBECONFIG_LENGTH ||
		!str_contains(text, "kind: Config") ||
		!str_contains(text, "clusters:"))
		return false;
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		struct str rest = text;

		while (rest.len) {
			struct str value = str_trim(str_cut(&rest, '\n'));
			struct str name = str_trim(str_cut(&value, ':'));

			if (str_is(name, keys[i]) && !is_stand_in(value))
				return true;
		}
	}
	return false;
}

/* Without the quotes that a shell would take off. */
static struct str
unquoted(struct str s)
{
	s = str_trim(s);
	if (s.len >= 2 && (s.ptr[0] == '\'' || s.ptr[0] == '"') &&
		s.ptr[s.len - 1] == s.ptr[0])
		s = str_head(str_from(s, 1), s.len - 2);
	return s;
}

enum certainty
secret_judge(struct str name, struct str value, struct secret *secret)
{
	struct str rest = unquoted(value);
	enum secret_name kind = secret_name(name);
	struct secret found;
	bool shaped = false;

	while ((found = secret_find(rest)).what) {
		if (!is_stand_in(found.part)) {
			*secret = found;
			return found.weak ? SECRET_LIKELY : SECRET_CERTAIN;
		}
		shaped = true;
		rest = str_from(rest,
			(size_t)(found.part.ptr - rest.ptr) + found.part.len);
	}
	if (is_kubeconfig(rest)) {
		*secret = (struct secret){ rest, "a kubeconfig with its key",
			false };
		return SECRET_CERTAIN;
	}
	if (shaped || kind == SECRET_NAME_NONE || is_stand_in(unquoted(value)))
		return SECRET_NO;
	*secret = (struct secret){ without_scheme(unquoted(value)),
		kind == SECRET_NAME_PASSWORD ? "a password" : "a credential",
		false };
	return judge_by_name(kind, secret->part);
}
