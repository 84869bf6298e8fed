/* SPDX-License-Identifier: Apache-2.0 */
/* Levels and versions that the server does not know. */
#include <agentlint/nearest.h>
#include <agentlint/pod_security.h>

#include <stdio.h>

static const struct {
	const char *key;
	bool version;
	const char *stands_for; /* on a Namespace that is there already */
} labels[] = {
	{ "enforce", false, "restricted" },
	{ "enforce-version", true, "latest" },
	{ "audit", false, "privileged" },
	{ "audit-version", true, "latest" },
	{ "warn", false, "privileged" },
	{ "warn-version", true, "latest" },
};

static bool
is_valid(struct str text, bool version)
{
	enum pod_security_level level;
	unsigned minor;

	return version ? pod_security_version_parse(text, &minor)
		       : pod_security_level_parse(text, &level);
}

/* "v1.35" for "1.35", "v1.35.2" and the like; SIZE bytes in TEXT. */
static bool
guess_version(struct str text, char *guess, size_t size)
{
	struct str major, minor;
	unsigned ignored;

	if (str_is_nocase(text, "latest")) {
		snprintf(guess, size, "latest");
		return true;
	}
	if (str_starts(text, "v") || str_starts(text, "V"))
		text = str_from(text, 1);
	major = str_cut(&text, '.');
	minor = str_cut(&text, '.');
	while (minor.len > 1 && minor.ptr[0] == '0')
		minor = str_from(minor, 1);
	snprintf(guess, size, "v1.%.*s", STR_ARG(str_head(minor, 9)));
	return str_is(major, "1") &&
	       pod_security_version_parse(str_of(guess), &ignored);
}

static bool
guess_level(struct str text, char *guess, size_t size)
{
	static const char *const levels[] = { "privileged", "baseline",
		"restricted", NULL };
	struct str nearest = nearest_of(text, levels);

	snprintf(guess, size, "%.*s", STR_ARG(nearest));
	return nearest.len > 0;
}

static void
report(struct pass *pass, const struct node *label, size_t i)
{
	char guess[32];
	struct str text = node_text(label);
	bool guessed = labels[i].version
			       ? guess_version(text, guess, sizeof(guess))
			       : guess_level(text, guess, sizeof(guess));
	struct finding *finding = pass_report(pass, node_place(label),
		"'%s: %.*s' is no Pod Security %s: the server refuses the "
		"Namespace",
		labels[i].key, STR_ARG(text),
		labels[i].version ? "version" : "level");

	finding_label(finding, "stands for '%s' where it is in force already",
		labels[i].stands_for);
	if (!guessed)
		return;
	finding_help(finding, "write '%s', if that is what was meant", guess);
	finding_replace(finding, false, node_place(label), guess);
}

static void
check(struct pass *pass, const struct object *namespace)
{
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++) {
		const struct node *label =
			pod_security_label(namespace, labels[i].key);

		if (node_is_scalar(label) && !node_is_placeholder(label) &&
			!is_valid(node_text(label), labels[i].version))
			report(pass, label, i);
	}
}

const struct rule invalid_pod_security_label = {
	.id = "invalid-pod-security-label",
	.module = MODULE_POD_SECURITY,
	.severity = SEVERITY_ERROR,
	.check_object = check,
	.group = "",
	.kind = "Namespace",
	.summary = "A Pod Security label has a value that the server refuses",
	.why = "Levels are 'privileged', 'baseline' and 'restricted', versions "
	       "'latest' and 'v1.N', letter by letter. A new Namespace with any "
	       "other is refused. On one that has the label already, 'enforce' "
	       "then closes to 'restricted', while 'warn' and 'audit' fall open "
	       "to 'privileged' and say nothing.",
	.fix = "write 'privileged', 'baseline' or 'restricted' for a level, "
	       "'latest' or 'v1.N' for a version",
	.bad = "apiVersion: v1\n"
	       "kind: Namespace\n"
	       "metadata:\n"
	       "  name: agents\n"
	       "  labels:\n"
	       "    pod-security.kubernetes.io/enforce: Restricted\n"
	       "    pod-security.kubernetes.io/enforce-version: v1.35.0\n",
	.good = "apiVersion: v1\n"
		"kind: Namespace\n"
		"metadata:\n"
		"  name: agents\n"
		"  labels:\n"
		"    pod-security.kubernetes.io/enforce: restricted\n"
		"    pod-security.kubernetes.io/enforce-version: v1.35\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.2.1" },
			{ "CWE", "1188" },
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "pod-security-admission/" },
			{ 0 },
		},
	.since = "0.1.0",
};
