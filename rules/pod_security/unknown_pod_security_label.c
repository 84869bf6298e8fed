/* SPDX-License-Identifier: Apache-2.0 */
/* Labels that look like Pod Security's and are not. */
#include <agentlint/nearest.h>
#include <agentlint/pod_security.h>

static const char *const keys[] = { "enforce", "enforce-version", "audit",
	"audit-version", "warn", "warn-version", NULL };

static bool
is_known(struct str key)
{
	for (size_t i = 0; keys[i]; i++)
		if (str_is(key, keys[i]))
			return true;
	return false;
}

static void
report(struct pass *pass, const struct object *namespace,
	const struct node *label, struct str key)
{
	struct str nearest = nearest_of(key, keys);
	struct finding *finding = pass_report(pass, node_key_place(label),
		"Pod Security has no label '%.*s': it does nothing",
		STR_ARG(key));
	size_t prefix = strlen(POD_SECURITY_PREFIX);
	char *text;

	if (!nearest.len)
		return;
	finding_label(finding, "did you mean '%.*s'?", STR_ARG(nearest));
	text = pass_alloc(pass, prefix + nearest.len + 1);
	memcpy(text, POD_SECURITY_PREFIX, prefix);
	memcpy(text + prefix, nearest.ptr, nearest.len);
	if (!node_find(namespace->labels, text))
		finding_replace(finding, false, node_key_place(label), text);
}

static void
check(struct pass *pass, const struct object *namespace)
{
	NODE_EACH(label, namespace->labels) {
		struct str key;

		if (!str_starts(label->key, POD_SECURITY_PREFIX))
			continue;
		key = str_from(label->key, strlen(POD_SECURITY_PREFIX));
		if (!is_known(key))
			report(pass, namespace, label, key);
	}
}

const struct rule unknown_pod_security_label = {
	.id = "unknown-pod-security-label",
	.module = MODULE_POD_SECURITY,
	.severity = SEVERITY_WARNING,
	.check_object = check,
	.group = "",
	.kind = "Namespace",
	.summary = "A label under Pod Security's prefix that does nothing",
	.why = "The server takes any label and reads six of them: 'enforce', "
	       "'audit', 'warn' and their '-version'. Whatever else stands under "
	       "'pod-security.kubernetes.io/' protects nobody, and nobody is "
	       "told.",
	.fix = "write 'enforce', 'audit' or 'warn', with '-version' for the "
	       "version",
	.bad = "apiVersion: v1\n"
	       "kind: Namespace\n"
	       "metadata:\n"
	       "  name: agents\n"
	       "  labels:\n"
	       "    pod-security.kubernetes.io/enforced: restricted\n",
	.good = "apiVersion: v1\n"
		"kind: Namespace\n"
		"metadata:\n"
		"  name: agents\n"
		"  labels:\n"
		"    pod-security.kubernetes.io/enforce: restricted\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.2.1" },
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "pod-security-admission/" },
			{ 0 },
		},
	.since = "0.1.0",
};
