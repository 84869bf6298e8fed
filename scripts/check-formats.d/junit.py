# SPDX-License-Identifier: Apache-2.0
"""junit.py REPORT: reads a JUnit report with junitparser, and prints rule,
severity and line of each failure that it sees."""
import sys

import junitparser

for suite in junitparser.JUnitXml.fromfile(sys.argv[1]):
    assert len(list(suite)) == suite.tests, suite.name
    for case in suite:
        for result in case.result:
            if isinstance(result, junitparser.Failure):
                print(case.name.split(":")[0], result.type.upper(),
                      case._elem.get("line"))
