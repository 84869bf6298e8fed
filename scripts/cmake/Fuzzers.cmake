# SPDX-License-Identifier: Apache-2.0
# Every src/**/x_fuzz.c is a libFuzzer program in fuzzers/ of the build folder.
function(agentlint_fuzzers)
	foreach(fuzzer IN LISTS ARGN)
		cmake_path(RELATIVE_PATH fuzzer
			BASE_DIRECTORY ${PROJECT_SOURCE_DIR}/src)
		string(REGEX REPLACE "\\.c$" "" target ${fuzzer})
		string(REPLACE "/" "_" target ${target})
		add_executable(${target} src/${fuzzer})
		set_target_properties(${target} PROPERTIES
			RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/fuzzers)
		target_compile_definitions(${target} PRIVATE
			AGENTLINT_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
		target_link_libraries(${target} PRIVATE agentlint_core)
		target_link_options(${target} PRIVATE -fsanitize=fuzzer)
	endforeach()
endfunction()
