# SPDX-License-Identifier: Apache-2.0
# What cmake --install puts where, and what cpack makes of it.
install(TARGETS agentlint)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)
foreach(section 1 5 7)
	file(GLOB pages CONFIGURE_DEPENDS man/*.${section})
	install(FILES ${pages}
		DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()

file(GLOB schemas CONFIGURE_DEPENDS man/*.schema.json)
install(FILES ${schemas} DESTINATION ${CMAKE_INSTALL_DATADIR}/agentlint)

# The program prints its completions itself. Below /usr, Debian's zsh looks for
# them in a folder of its own; elsewhere that folder is not read.
foreach(completion
		bash:bash-completion/completions/agentlint
		zsh:zsh/site-functions/_agentlint
		zsh:zsh/vendor-completions/_agentlint
		fish:fish/vendor_completions.d/agentlint.fish)
	string(REGEX MATCH "^([a-z]+):(.*)/(.*)$" matched ${completion})
	set(file ${PROJECT_BINARY_DIR}/completions/${CMAKE_MATCH_3})
	if(NOT file IN_LIST completions)
		add_custom_command(OUTPUT ${file}
			COMMAND agentlint --completions ${CMAKE_MATCH_1}
				> ${file}
			DEPENDS agentlint VERBATIM)
		list(APPEND completions ${file})
	endif()
	install(FILES ${file}
		DESTINATION ${CMAKE_INSTALL_DATADIR}/${CMAKE_MATCH_2})
endforeach()
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/completions)
add_custom_target(completions ALL DEPENDS ${completions})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "the agentlint authors <agentlint@localhost>")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
include(CPack)
