/* SPDX-License-Identifier: Apache-2.0 */
/* A Secret whose values stand in the file. They are never printed. */
#include <agentlint/base64.h>
#include <agentlint/rule.h>
#include <agentlint/secret.h>

enum { MOST_DECODED = 512 };

/* Keys under which Secrets hold what everybody may know. */
static bool
is_public(struct str key)
{
	static const char *const keys[] = { "ca.crt", "tls.crt", "ca.pem",
		"username", "user", "namespace", "url", "endpoint", "host",
		"hostname", "port", "database", "dbname", "region", "bucket",
		"type", "project", "name", "email", NULL };

	for (size_t i = 0; keys[i]; i++)
		if (str_is_nocase(key, keys[i]))
			return true;
	return false;
}

/* SOPS and Helm's secrets plugin leave the ciphertext in place. */
static bool
is_encrypted(struct str value)
{
	return str_starts(value, "ENC[") || str_starts(value, "-----BEGIN PGP");
}

/* Of what is filled in later, only what gives itself away is known. */
static bool
is_real_value(struct str key, struct str value)
{
	struct secret secret;

	if (secret_judge_text(&key, value, &secret) != SECRET_NO)
		return true;
	return !text_is_placeholder(value) && !secret_is_dummy(value);
}

static bool
is_real(const struct node *entry, bool encoded)
{
	char decoded[MOST_DECODED];
	struct str value = node_text(entry);

	if (!node_is_scalar(entry) || is_public(entry->key) ||
		is_encrypted(value))
		return false;
	if (encoded) {
		size_t len;

		if (!base64_decode(value, decoded, sizeof(decoded), &len))
			return false;
		value = (struct str){ decoded, len };
	}
	return is_real_value(entry->key, value);
}

static const struct node *
first_real(const struct node *entries, bool encoded, size_t *count)
{
	const struct node *first = NULL;

	NODE_EACH(entry, entries) {
		if (!is_real(entry, encoded))
			continue;
		if (!first)
			first = entry;
		++*count;
	}
	return first;
}

static void
check(struct pass *pass, const struct object *secret)
{
	size_t count = 0;
	const struct node *data =
		first_real(node_get(secret->root, "data"), true, &count);
	const struct node *plain =
		first_real(node_get(secret->root, "stringData"), false, &count);
	struct finding *finding;

	if (!count || node_get(secret->root, "sops"))
		return;
	finding = pass_report(pass, node_key_place(plain ? plain : data),
		"Secret '%.*s' holds %zu %s in plain sight",
		STR_ARG(object_title(secret)), count,
		count == 1 ? "value" : "values");
	finding_label(
		finding, plain ? "in clear text" : "base64 hides nothing");
	/* Exported from a cluster, not written for one. */
	if (object_is_stored(secret))
		finding_lower(finding, SEVERITY_NOTE);
}

const struct rule secret_in_manifest = {
	.id = "secret-in-manifest",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_WARNING,
	.check_object = check,
	.group = "",
	.kind = "Secret",
	.summary = "A Secret's values stand in its manifest",
	.why = "A Secret in a repository is as public as the repository and "
	       "its history: base64 is a spelling, no encryption. Agents make "
	       "it worse: a coding agent reads the repository that it works "
	       "on, and whatever it has read it can be talked into sending. "
	       "Placeholders, values encrypted with SOPS and public keys such "
	       "as 'tls.crt' are not reported.",
	.fix = "revoke what has been here, create the Secret in the cluster, "
	       "and keep in the repository what points to it: an "
	       "ExternalSecret, a SealedSecret, a file encrypted with SOPS",
	.bad = "apiVersion: v1\n"
	       "kind: Secret\n"
	       "metadata:\n"
	       "  name: model\n"
	       "stringData:\n"
	       "  token: a8Kx3Vq0Zt6Wc1Ry5Mn9Pd2L\n",
	.good = "apiVersion: v1\n"
		"kind: Secret\n"
		"metadata:\n"
		"  name: model\n"
		"stringData:\n"
		"  token: ${MODEL_TOKEN}\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.4.2" },
			{ "NSA", "Secrets" },
			{ "ATT&CK", "T1552.001" },
			{ "OWASP", "LLM02" },
			{ "CWE", "312" },
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "secrets-good-practices/" },
			{ 0 },
		},
	.since = "0.1.0",
};
