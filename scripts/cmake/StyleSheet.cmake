# SPDX-License-Identifier: Apache-2.0
# Writes the C file that holds a style sheet, without its comments and
# indentation, and the hash by which a page's Content-Security-Policy knows it.

# The 32 bytes of a hexadecimal SHA-256 in base64 (RFC 4648).
function(base64_of_sha256 digest output)
	set(alphabet
		ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/)
	set(text "")
	foreach(start RANGE 0 60 6)
		string(SUBSTRING ${digest}00 ${start} 6 bytes)
		foreach(shift 18 12 6 0)
			math(EXPR index "(0x${bytes} >> ${shift}) & 63")
			string(SUBSTRING ${alphabet} ${index} 1 letter)
			string(APPEND text ${letter})
		endforeach()
	endforeach()
	string(REGEX REPLACE ".$" "=" text ${text})
	set(${output} ${text} PARENT_SCOPE)
endfunction()

function(style_sheet output style)
	set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${style})
	file(READ ${style} text)
	string(REGEX REPLACE "/\\*[^*]*\\*/\n" "" text "${text}")
	string(REGEX REPLACE "\n[\n\t]+" "\n" text "${text}")
	string(SHA256 digest "${text}")
	base64_of_sha256(${digest} hash)
	string(HEX "${text}" bytes)
	string(REGEX REPLACE "(..)" "0x\\1," bytes ${bytes})
	file(CONFIGURE OUTPUT ${output} @ONLY CONTENT
"/* Generated from src/report/html.css. */
#include \"report/html.h\"

const char html_style[] = {@bytes@0};
const char html_style_hash[] = \"@hash@\";
")
endfunction()
