/* SPDX-License-Identifier: Apache-2.0 */
/* An amendment of a rule that Falco does not load. */
#include <agentlint/falco.h>
#include <agentlint/nearest.h>
#include <agentlint/rule.h>

static enum falco_maturity
maturity_of(struct str name)
{
	const struct falco_shipped *shipped = falco_shipped_rules;

	for (; shipped->name; shipped++)
		if (str_is(name, shipped->name))
			return shipped->maturity;
	return FALCO_UNKNOWN;
}

/* Whether a file of the input holds the rule as a whole; NEAREST is offered
 * all those that do, and Falco's own. */
static bool
is_defined(struct pass *pass, struct str name, struct nearest *nearest)
{
	const struct falco_shipped *shipped = falco_shipped_rules;

	if (falco_is_defined(pass, FALCO_RULE, name, NULL, nearest))
		return true;
	for (; shipped->name; shipped++)
		nearest_offer(nearest, str_of(shipped->name));
	return false;
}

static void
say_why(struct finding *finding, enum falco_maturity maturity,
	const struct nearest *nearest)
{
	static const char *const files[] = {
		[FALCO_INCUBATING] = "falco-incubating_rules.yaml",
		[FALCO_SANDBOX] = "falco-sandbox_rules.yaml",
	};

	if (maturity > FALCO_STABLE) {
		finding_label(finding, "of %s, which is not loaded by itself",
			files[maturity]);
		finding_help(finding,
			"add %s to Falco's rules files, or define the rule in "
			"a file of your own",
			files[maturity]);
		finding_unknown(finding,
			"the input does not show that the file is loaded");
		return;
	}
	if (nearest->found.len)
		finding_label(finding, "did you mean '%.*s'?",
			STR_ARG(nearest->found));
	else
		finding_lower(finding, SEVERITY_NOTE);
	finding_unknown(
		finding, "it may be defined in a rules file outside the input");
}

static void
check_item(struct pass *pass, const struct falco_file *file,
	const struct node *item)
{
	const struct node *rule = node_get(item, "rule");
	struct str name = node_text(rule);
	enum falco_maturity maturity = maturity_of(name);
	struct nearest nearest = nearest_to(name);
	struct finding *finding;

	if (!name.len || !falco_item_amends(item) ||
		node_is_placeholder(rule) || falco_loads(pass, maturity) ||
		is_defined(pass, name, &nearest))
		return;
	finding = pass_report(pass, node_place(rule),
		"Falco has no rule '%.*s' to amend", STR_ARG(name));
	finding_about_object(finding, file->object);
	say_why(finding, maturity, &nearest);
}

static void
check(struct pass *pass, const struct graph *graph)
{
	(void)graph;
	falco_each_item(pass, check_item);
}

const struct rule falco_amends_absent_rule = {
	.id = "falco-amends-absent-rule",
	.module = MODULE_DETECTION,
	.severity = SEVERITY_WARNING,
	.check_graph = check,
	.summary = "A Falco rule is amended that is not loaded",
	.why = "Falco loads one file of rules by itself, those of maturity "
	       "'stable'. The rules that watch programs being changed, 'Write "
	       "below binary dir' among them, are in files that have to be "
	       "added. Who switches such a rule on, or adds an exception to "
	       "it, without its file, relies on a detection that is not "
	       "there; and Falco refuses an amendment of what it does not "
	       "know.",
	.fix = "add the file that defines the rule, or write the rule's name "
	       "as Falco does",
	.bad = "- rule: Write bellow binary dir\n"
	       "  priority: CRITICAL\n"
	       "  override:\n"
	       "    priority: replace\n"
	       "---\n"
	       "driver: {kind: modern_ebpf}\n"
	       "falcoctl: {}\n"
	       "falco:\n"
	       "  rules_files: [/etc/falco/falco-sandbox_rules.yaml]\n",
	.good = "- rule: Write below binary dir\n"
		"  priority: CRITICAL\n"
		"  override:\n"
		"    priority: replace\n"
		"---\n"
		"driver: {kind: modern_ebpf}\n"
		"falcoctl: {}\n"
		"falco:\n"
		"  rules_files: [/etc/falco/falco-sandbox_rules.yaml]\n",
	.references =
		(const struct reference[]){
			{ "ATT&CK", "T1562.001" },
			{ "CWE", "778" },
			{ "URL", "https://github.com/falcosecurity/rules" },
			{ "URL", "https://falco.org/docs/concepts/rules/" },
			{ 0 },
		},
	.since = "0.1.0",
};
