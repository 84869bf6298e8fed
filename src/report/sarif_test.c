/* SPDX-License-Identifier: Apache-2.0 */
/* SARIF has what code scanning reads; scripts/check-formats holds it against
 * its schema. */
#include "report/testing_sample.h"

#include <jansson.h>

static struct sample sample;
static json_t *run_value;

/* Follows keys and indices joined by '/' from the run on. */
static const json_t *
at(const char *path)
{
	struct str rest = str_of(path);
	const json_t *value = run_value;

	while (rest.len) {
		struct str part = str_cut(&rest, '/');
		char key[64];

		snprintf(key, sizeof(key), "%.*s", STR_ARG(part));
		value = json_is_array(value)
				? json_array_get(
					  value, (size_t)strtoul(key, NULL, 10))
				: json_object_get(value, key);
	}
	return value;
}

static const char *
text(const char *path)
{
	const char *value = json_string_value(at(path));

	return value ? value : "(none)";
}

static json_int_t
number(const char *path)
{
	return json_integer_value(at(path));
}

static int
make(void **state)
{
	struct str printed;
	json_t *document;

	(void)state;
	sample_fill(&sample);
	printed = sample_print(&sample, "sarif");
	document = json_loadb(printed.ptr, printed.len, 0, NULL);
	assert_non_null(document);
	run_value = json_incref(
		json_array_get(json_object_get(document, "runs"), 0));
	json_decref(document);
	return 0;
}

static int
release(void **state)
{
	(void)state;
	json_decref(run_value);
	sample_release(&sample);
	return 0;
}

static void
the_tool_and_its_rules(void **state)
{
	const json_t *rules = at("tool/driver/rules");
	size_t i;
	json_t *rule;

	(void)state;
	assert_string_equal(text("tool/driver/name"), "agentlint");
	assert_string_equal(text("columnKind"), "unicodeCodePoints");
	assert_string_equal(text("automationDetails/id"), "agentlint/");
	assert_non_null(at("originalUriBaseIds/%SRCROOT%"));
	json_array_foreach(rules, i, rule)
	{
		const json_t *properties = json_object_get(rule, "properties");
		const json_t *tags = json_object_get(properties, "tags");

		assert_string_equal(
			json_string_value(json_object_get(rule, "id")),
			rule_table[i]->id);
		assert_string_equal(
			json_string_value(json_array_get(tags, 0)), "security");
		assert_in_range(json_array_size(tags), 3, 10);
		assert_non_null(json_object_get(properties, "precision"));
		assert_non_null(
			json_object_get(properties, "security-severity"));
	}
	assert_null(rule_table[json_array_size(rules)]);
}

static void
a_result_with_everything(void **state)
{
	(void)state;
	assert_string_equal(
		text("results/0/ruleId"), sample.findings[0]->rule->id);
	assert_string_equal(rule_table[number("results/0/ruleIndex")]->id,
		sample.findings[0]->rule->id);
	assert_string_equal(text("results/0/level"), "error");
	assert_string_equal(text("results/0/message/text"),
		"agent 'a' can reach 10.0.0.1. "
		"See [allowed here](1), [another place](2).");
	assert_string_equal(
		text("results/0/partialFingerprints/agentlint%v1"), "(none)");
	assert_string_equal(
		json_string_value(json_object_get(
			at("results/0/partialFingerprints"), "agentlint/v1")),
		"0123456789abcdef");
	assert_string_equal(text("results/0/properties/hosts/1"), "10.0.0.2");
	assert_null(at("results/0/suppressions"));
}

static void
places_are_relative_uris(void **state)
{
	(void)state;
#define LOCATION "results/0/locations/0/"
	assert_string_equal(
		text(LOCATION "physicalLocation/artifactLocation/uri"),
		"deploy/a%20b%2Cc.yaml");
	assert_string_equal(
		text(LOCATION "physicalLocation/artifactLocation/uriBaseId"),
		"%SRCROOT%");
	assert_int_equal(
		number(LOCATION "physicalLocation/region/startLine"), 3);
	assert_int_equal(
		number(LOCATION "physicalLocation/region/startColumn"), 3);
	assert_int_equal(number(LOCATION "physicalLocation/region/endLine"), 3);
	assert_int_equal(
		number(LOCATION "physicalLocation/region/endColumn"), 10);
	assert_string_equal(text(LOCATION "message/text"), "here.");
	assert_string_equal(
		text(LOCATION "logicalLocations/0/fullyQualifiedName"),
		"agents/Deployment/coder/main");
#undef LOCATION
}

static void
related_places_make_a_flow(void **state)
{
	(void)state;
#define FLOW "results/0/codeFlows/0/threadFlows/0/locations/"
	assert_int_equal(number("results/0/relatedLocations/1/id"), 2);
	assert_string_equal(text("results/0/relatedLocations/0/message/text"),
		"allowed here.");
	assert_string_equal(
		text("results/0/relatedLocations/0/physicalLocation/"
		     "artifactLocation/uri"),
		"net/%C3%BC.yaml");
	assert_string_equal(
		text(FLOW "0/location/message/text"), "allowed here.");
	assert_string_equal(text(FLOW "2/location/message/text"),
		"agent 'a' can reach 10.0.0.1.");
	assert_null(at("results/1/codeFlows"));
#undef FLOW
}

static void
a_fix_has_a_change_for_each_file(void **state)
{
	(void)state;
#define CHANGE "results/0/fixes/0/artifactChanges/"
	assert_string_equal(
		text(CHANGE "0/artifactLocation/uri"), "net/%C3%BC.yaml");
	assert_string_equal(
		text(CHANGE "0/replacements/0/insertedContent/text"), "[]");
	assert_int_equal(
		number(CHANGE "1/replacements/0/deletedRegion/startColumn"),
		12);
	assert_string_equal(
		text("results/0/fixes/0/description/text"), "mend it.");
#undef CHANGE
}

static void
names_make_no_links(void **state)
{
	(void)state;
	assert_non_null(
		strstr(text("results/1/message/text"), "\\[y\\](http://z)"));
	assert_string_equal(text("results/1/level"), "warning");
	assert_null(at("results/1/locations/0/logicalLocations"));
}

static void
the_excused_is_suppressed_and_the_hidden_absent(void **state)
{
	(void)state;
	assert_int_equal(json_array_size(at("results")), 3);
	assert_string_equal(text("results/2/suppressions/0/kind"), "inSource");
	assert_string_equal(
		text("results/2/suppressions/0/justification"), "we know");
	assert_string_equal(text("results/2/suppressions/0/location/"
				 "physicalLocation/artifactLocation/uri"),
		"net/%C3%BC.yaml");
}

static void
what_could_not_be_read_is_told(void **state)
{
	(void)state;
#define NOTIFICATION "invocations/0/toolExecutionNotifications/0/"
	assert_true(json_is_false(at("invocations/0/executionSuccessful")));
	assert_string_equal(text(NOTIFICATION "message/text"),
		"gone.yaml: permission denied.");
	assert_string_equal(text(NOTIFICATION "locations/0/physicalLocation/"
					      "artifactLocation/uri"),
		"gone.yaml");
#undef NOTIFICATION
}

static void
nothing_found_is_an_empty_list(void **state)
{
	struct str printed;

	(void)state;
	sample.verdict.count = 0;
	printed = sample_print(&sample, "sarif");
	assert_true(str_ends(printed, "\"results\":[]}]}\n"));
	sample.verdict.count = 4;
	assert_true(sample_fails(&sample, "sarif"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_tool_and_its_rules),
		cmocka_unit_test(a_result_with_everything),
		cmocka_unit_test(places_are_relative_uris),
		cmocka_unit_test(related_places_make_a_flow),
		cmocka_unit_test(a_fix_has_a_change_for_each_file),
		cmocka_unit_test(names_make_no_links),
		cmocka_unit_test(
			the_excused_is_suppressed_and_the_hidden_absent),
		cmocka_unit_test(what_could_not_be_read_is_told),
		cmocka_unit_test(nothing_found_is_an_empty_list),
	};

	return cmocka_run_group_tests(tests, make, release);
}
