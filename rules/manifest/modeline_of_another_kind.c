/* SPDX-License-Identifier: Apache-2.0 */
/* Documents that an editor judges by the schema of something else. */
#include <agentlint/modeline.h>
#include <agentlint/rule.h>

/* Whether the schema may be that of the object's kind. */
static bool
is_for(const struct modeline *modeline, const struct object *object)
{
	char kind[128];

	if (!modeline->kind.len)
		return true;
	if (object->kind.len >= sizeof(kind))
		return true;
	memcpy(kind, object->kind.ptr, object->kind.len);
	kind[object->kind.len] = '\0';
	if (!str_is_nocase(modeline->kind, kind))
		return false;
	return !modeline->group.len ||
	       str_equal(modeline->group, object->group);
}

static void
check(struct pass *pass, const struct object *object)
{
	const struct node *kind = node_get(object->root, "kind");
	struct modeline modeline;
	struct finding *finding;

	if (object->root->parent || node_is_placeholder(kind) ||
		!modeline_find(object->root, &modeline) ||
		is_for(&modeline, object))
		return;
	finding = pass_report(pass, modeline.place,
		"the modeline names the schema of another kind: '%.*s%s%.*s'",
		STR_ARG(modeline.group), modeline.group.len ? "/" : "",
		STR_ARG(modeline.kind));
	finding_relate(finding, node_place(kind), "this is %.*s%s%.*s",
		STR_ARG(object->group), object->group.len ? "/" : "",
		STR_ARG(object->kind));
}

const struct rule modeline_of_another_kind = {
	.id = "modeline-of-another-kind",
	.module = MODULE_MANIFEST,
	.severity = SEVERITY_WARNING,
	.check_object = check,
	.summary = "The modeline names the schema of another kind",
	.why = "An editor judges the document by the schema that the comment "
	       "'yaml-language-server: $schema=' above it names. With another "
	       "kind's it marks what is right and is silent about a misspelt "
	       "security field, and whoever writes the file trusts it.",
	.fix = "name the schema of the document's own kind",
	.bad = "# yaml-language-server: $schema=https://raw.githubusercontent.com/"
	       "yannh/kubernetes-json-schema/master/v1.35.0-standalone-strict/"
	       "deployment.json\n"
	       "apiVersion: v1\n"
	       "kind: ServiceAccount\n"
	       "metadata:\n"
	       "  name: agent\n",
	.good = "# yaml-language-server: $schema=https://raw.githubusercontent.com/"
		"yannh/kubernetes-json-schema/master/v1.35.0-standalone-strict/"
		"serviceaccount.json\n"
		"apiVersion: v1\n"
		"kind: ServiceAccount\n"
		"metadata:\n"
		"  name: agent\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://github.com/redhat-developer/"
				 "yaml-language-server" },
			{ "URL", "https://github.com/yannh/"
				 "kubernetes-json-schema" },
			{ 0 },
		},
	.since = "0.1.0",
};
