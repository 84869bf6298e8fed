# SPDX-License-Identifier: Apache-2.0
# Every src/**/x_test.c is a program of its own and a test of ctest.
pkg_check_modules(CMOCKA REQUIRED IMPORTED_TARGET cmocka)

function(agentlint_tests)
	foreach(test IN LISTS ARGN)
		cmake_path(RELATIVE_PATH test
			BASE_DIRECTORY ${PROJECT_SOURCE_DIR}/src)
		string(REGEX REPLACE "_test\\.c$" "" name ${test})
		string(REPLACE "/" "_" target ${name}_test)
		add_executable(${target} src/${test})
		set_target_properties(${target} PROPERTIES
			RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests)
		target_compile_definitions(${target} PRIVATE
			AGENTLINT_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
			AGENTLINT_BINARY="$<TARGET_FILE:agentlint>")
		target_link_libraries(${target} PRIVATE
			agentlint_core PkgConfig::CMOCKA)
		add_dependencies(${target} agentlint)
		add_test(NAME ${name} COMMAND ${target})
		set_tests_properties(${name} PROPERTIES LABELS unit TIMEOUT 300)
	endforeach()
	# A name that nothing has is no success.
	foreach(walker run judge/rule)
		string(REPLACE "/" "_" target ${walker}_test)
		add_test(NAME ${walker}-nowhere COMMAND ${target} nowhere)
		set_tests_properties(${walker}-nowhere PROPERTIES
			WILL_FAIL TRUE)
	endforeach()
endfunction()

add_test(NAME house-rules COMMAND ${PROJECT_SOURCE_DIR}/scripts/house-rules)

# Without Python's jsonschema there is nothing to validate with.
find_program(PYTHON3 python3)
if(PYTHON3)
	execute_process(COMMAND ${PYTHON3} -c "import jsonschema"
		RESULT_VARIABLE no_jsonschema OUTPUT_QUIET ERROR_QUIET)
	add_test(NAME action COMMAND ${PROJECT_SOURCE_DIR}/scripts/check-action
		$<TARGET_FILE:agentlint> ${PROJECT_BINARY_DIR}/action)
	add_test(NAME examples COMMAND
		${PROJECT_SOURCE_DIR}/scripts/check-examples
		$<TARGET_FILE:agentlint> ${PROJECT_BINARY_DIR}/examples)
	set_tests_properties(action examples PROPERTIES SKIP_RETURN_CODE 77)
	if(NOT no_jsonschema)
		add_test(NAME formats COMMAND
			${PROJECT_SOURCE_DIR}/scripts/check-formats
			$<TARGET_FILE:agentlint> ${PROJECT_BINARY_DIR}/formats)
	endif()
endif()

# What shells complete at a terminal.
foreach(shell bash zsh)
	if(PYTHON3)
		add_test(NAME completions-${shell} COMMAND
			${PROJECT_SOURCE_DIR}/scripts/check-completions
			$<TARGET_FILE:agentlint>
			${PROJECT_BINARY_DIR}/completions-${shell} ${shell})
		set_tests_properties(completions-${shell} PROPERTIES
			SKIP_RETURN_CODE 77 TIMEOUT 300)
	endif()
endforeach()

# The hooks as pre-commit runs them, where there is one.
add_test(NAME pre-commit COMMAND
	${PROJECT_SOURCE_DIR}/scripts/check-pre-commit
	$<TARGET_FILE:agentlint> ${PROJECT_BINARY_DIR}/pre-commit)
set_tests_properties(pre-commit PROPERTIES SKIP_RETURN_CODE 77)

# A browser that is not there cannot be asked.
find_program(CHROMIUM NAMES chromium chromium-browser)
if(PYTHON3 AND CHROMIUM)
	add_test(NAME html COMMAND ${PROJECT_SOURCE_DIR}/scripts/check-html
		$<TARGET_FILE:agentlint> ${PROJECT_BINARY_DIR}/html)
endif()

# Sanitizers bring an allocator of their own, gcov allocates when a program
# ends, and only glibc keeps its functions under a second name.
check_function_exists(__libc_malloc HAVE_LIBC_MALLOC)
set(replace_malloc 0)
if(HAVE_LIBC_MALLOC AND NOT AGENTLINT_SANITIZE
		AND NOT CMAKE_C_FLAGS MATCHES coverage)
	set(replace_malloc 1)
endif()
set_source_files_properties(src/run_alloc_test.c PROPERTIES
	COMPILE_DEFINITIONS AGENTLINT_REPLACE_MALLOC=${replace_malloc})
