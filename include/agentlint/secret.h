/* SPDX-License-Identifier: Apache-2.0 */
/* What looks like a credential: a value by its shape, a name by its words. */
#ifndef AGENTLINT_SECRET_H
#define AGENTLINT_SECRET_H

#include <agentlint/str.h>

/* A credential within a text. */
struct secret {
	struct str part;  /* a view of the text: the credential alone */
	const char *what; /* "an Anthropic API key"; NULL: there is none */
	bool weak;        /* of little use by itself, or seldom a secret */
};

/* The first credential in TEXT that gives itself away by its shape: the
 * prefixes that providers give their keys (as secret scanners know them), PEM
 * private keys, JSON web tokens, passwords in URLs and data source names.
 * Stand-ins such as "sk-ant-xxxx" are found as well: see secret_is_dummy. */
struct secret secret_find(struct str text);

/* What the name of a variable, key or flag says about its value. */
enum secret_name {
	SECRET_NAME_NONE,
	SECRET_NAME_TELLING,  /* "DB_TOKEN", "api-key", "clientSecret" */
	SECRET_NAME_PASSWORD, /* the same for what a person made up */
	SECRET_NAME_KNOWN,    /* a model's or a cloud's: "OPENAI_API_KEY" */
};
enum secret_name secret_name(struct str name);

/* Whether VALUE stands in for a credential that comes from elsewhere: a
 * placeholder, a reference to a vault, "changeme", "xxxx", "not-needed", one
 * of the keys that manuals print. */
bool secret_is_dummy(struct str value);

enum certainty {
	SECRET_NO,
	SECRET_LIKELY,  /* the name says so and the value does not deny it */
	SECRET_CERTAIN, /* the shape says so, or name and value together */
};

/* Whether VALUE under NAME (may be empty) is a credential in plain sight;
 * then *SECRET is filled: WHAT is never NULL. */
enum certainty secret_judge(
	struct str name, struct str value, struct secret *secret);

/* Takes the next name with its value off TEXT, a command line, a script or a
 * URL with its query: NAME=VALUE, --name VALUE, "name: VALUE". False at its
 * end. */
bool secret_next_pair(struct str *text, struct str *name, struct str *value);

/* The first such pair in TEXT that is a credential in plain sight: never more
 * than likely. Then *NAME and *SECRET are filled. */
enum certainty secret_judge_words(
	struct str text, struct str *name, struct secret *secret);

/* Whether TEXT under *NAME (may be empty), or else a pair in it, is a
 * credential in plain sight. Then *SECRET is filled, and *NAME is the pair's
 * where it is a pair. A placeholder makes unknown only the word around it. */
enum certainty secret_judge_text(
	struct str *name, struct str text, struct secret *secret);

#endif
