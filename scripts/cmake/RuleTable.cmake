# SPDX-License-Identifier: Apache-2.0
# Writes the C file that lists every rule, ordered by module, then by name;
# the name of a rule's file is the name of the struct that it exports.
function(rule_table output)
	set(declarations "")
	set(rows "")
	foreach(rule IN LISTS ARGN)
		cmake_path(GET rule STEM LAST_ONLY name)
		string(APPEND declarations "extern const struct rule ${name};\n")
		string(APPEND rows "\t&${name},\n")
	endforeach()
	list(LENGTH ARGN count)
	file(CONFIGURE OUTPUT ${output} @ONLY CONTENT
"/* Generated from the files in rules/. */
#include <agentlint/rule.h>

@declarations@
extern const struct rule *const rule_table[];
extern const size_t rule_table_length;

const struct rule *const rule_table[] = {
@rows@	NULL,
};
const size_t rule_table_length = @count@;
")
endfunction()
