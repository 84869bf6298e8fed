# SPDX-License-Identifier: Apache-2.0
# The language, the warnings, and what each option of CMakeLists.txt adds.
include(CheckCCompilerFlag)
include(CheckFunctionExists)
include(CheckIPOSupported)
include(CheckLinkerFlag)
include(CheckPIESupported)

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
	set(CMAKE_BUILD_TYPE Release)
endif()

find_program(CCACHE ccache)
mark_as_advanced(CCACHE)
if(CCACHE AND NOT CMAKE_C_COMPILER_LAUNCHER)
	set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
endif()

add_compile_definitions(_POSIX_C_SOURCE=200809L
	$<$<PLATFORM_ID:Darwin>:_DARWIN_C_SOURCE>)
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion
	-Wmissing-prototypes -Wstrict-prototypes -Wwrite-strings -Wvla
	-Wundef -Wcast-align -Wpointer-arith -Wformat=2 -Wswitch-enum)
if(AGENTLINT_WERROR)
	add_compile_options(-Werror)
endif()

if(AGENTLINT_STATIC)
	set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
	add_link_options(-static-pie)
endif()

# musl has no fts of its own.
check_function_exists(fts_open HAVE_FTS)
if(NOT HAVE_FTS)
	find_library(FTS_LIBRARY fts REQUIRED)
endif()

if(AGENTLINT_SANITIZE)
	add_compile_options(-fsanitize=${AGENTLINT_SANITIZE}
		-fno-sanitize-recover=all -fno-omit-frame-pointer)
	add_link_options(-fsanitize=${AGENTLINT_SANITIZE})
endif()

if(AGENTLINT_HARDEN)
	add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
		-fstack-protector-strong)
	check_linker_flag(C -Wl,-z,relro,-z,now HAVE_RELRO)
	if(HAVE_RELRO)
		add_link_options(-Wl,-z,relro,-z,now)
	endif()
	# Its -pie would undo -static-pie.
	if(NOT AGENTLINT_STATIC)
		check_pie_supported(LANGUAGES C)
	endif()
	set(CMAKE_POSITION_INDEPENDENT_CODE ON)
	check_ipo_supported(RESULT CMAKE_INTERPROCEDURAL_OPTIMIZATION
		OUTPUT ipo_output LANGUAGES C)
endif()
