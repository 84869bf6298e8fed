# SPDX-License-Identifier: Apache-2.0
"""consumers.py AGENTLINT FOLDER PATH...: runs AGENTLINT once over the paths,
with every format at the same time, reads each report as the program does that
it is for, and fails unless all of them tell the same findings. The reports are
left in FOLDER."""
import json
import os
import re
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree

FORMATS = {
    "text": "txt", "json": "json", "jsonl": "jsonl", "sarif": "sarif",
    "github": "github", "gitlab": "gitlab", "junit": "junit.xml",
    "checkstyle": "checkstyle.xml", "rdjson": "rdjson", "html": "html",
}
# What a terminal or a CI server would obey, wherever it stands in a line.
OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
    r"|##\[|##vso\[|##teamcity\[", re.IGNORECASE)
LEVELS = {
    "github": {"error": "error", "warning": "warning", "notice": "note"},
    "gitlab": {"critical": "error", "major": "warning", "info": "note"},
    "checkstyle": {"error": "error", "warning": "warning", "info": "note"},
    "rdjson": {"ERROR": "error", "WARNING": "warning", "INFO": "note"},
}


def unescaped(text, *codes):
    for code in codes:
        text = text.replace("%%%02X" % ord(code), code)
    return text


def workflow_command(line):
    """As actions/runner reads a line: command, properties, data."""
    line = line.lstrip()
    assert line.startswith("::"), line
    head, _, data = line[2:].partition("::")
    command, _, rest = head.partition(" ")
    properties = dict(
        pair.split("=", 1) for pair in rest.strip().split(",") if pair)
    return (command,
            {key: unescaped(value, "\r", "\n", ":", ",", "%")
             for key, value in properties.items()},
            unescaped(data, "\r", "\n", "%"))


def from_github(text):
    for line in text.splitlines():
        command, properties, _ = workflow_command(line)
        if properties["title"] == "unreadable":
            continue
        yield (properties["title"], LEVELS["github"][command],
               int(properties["line"]))


def from_text(text):
    first = re.compile(r"^\S.*?:(\d+):\d+: (error|warning|note): .* \[([a-z0-9-]+)\]$")
    for line in text.split("\n"):
        match = first.match(line)
        if match:
            yield match[3], match[2], int(match[1])


def from_json(text):
    for finding in json.loads(text)["findings"]:
        if finding["state"] == "shown":
            yield (finding["rule"], finding["severity"],
                   finding["place"]["line"])


def from_jsonl(text):
    for line in text.split("\n")[:-1]:
        finding = json.loads(line)
        if finding["state"] == "shown":
            yield (finding["rule"], finding["severity"],
                   finding["place"]["line"])


def from_sarif(text):
    run = json.loads(text)["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        if result.get("suppressions"):
            continue
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        uri = urllib.parse.urlparse(place["artifactLocation"]["uri"])
        assert uri.scheme in ("", "file"), uri
        yield result["ruleId"], result["level"], place["region"]["startLine"]


def from_gitlab(text):
    seen = set()
    for issue in json.loads(text):
        assert issue["fingerprint"] not in seen, issue
        assert not issue["location"]["path"].startswith("./")
        seen.add(issue["fingerprint"])
        yield (issue["check_name"], LEVELS["gitlab"][issue["severity"]],
               issue["location"]["lines"]["begin"])


def from_junit(text):
    for suite in ElementTree.fromstring(text).iter("testsuite"):
        cases = suite.findall("testcase")
        names = [case.get("name") for case in cases]
        assert len(set(names)) == len(names), names
        assert int(suite.get("tests")) == len(cases)
        failed = [case for case in cases if case.find("failure") is not None]
        assert int(suite.get("failures")) == len(failed)
        for key, sort in (("errors", "error"), ("skipped", "skipped")):
            found = [case for case in cases if case.find(sort) is not None]
            assert int(suite.get(key)) == len(found), key
        for case in failed:
            yield (case.get("name").split(":")[0],
                   case.find("failure").get("type"), int(case.get("line")))


def from_checkstyle(text):
    for error in ElementTree.fromstring(text).iter("error"):
        rule = error.get("source").removeprefix("agentlint.")
        if rule != "unreadable":
            yield (rule, LEVELS["checkstyle"][error.get("severity")],
                   int(error.get("line")))


def from_rdjson(text):
    for diagnostic in json.loads(text)["diagnostics"]:
        yield (diagnostic["code"]["value"],
               LEVELS["rdjson"][diagnostic["severity"]],
               diagnostic["location"]["range"]["start"]["line"])


def from_html(text):
    for severity, line, rule in re.findall(
            r'<details class="finding (\w+)" .*\n<summary>.*<span class="where">'
            r"line (\d+), column \d+ <code>([a-z0-9-]+)</code>", text):
        yield rule, severity, int(line)


def make_hostile(folder):
    """A tree whose names and values are meant for those who read reports."""
    names = ["a b.yaml", "%41,c=1.yaml", "::error file=x::y.yaml",
             "<b>&\"'.yaml", "\x1b]0;x\x07.yaml", "new\nline.yaml",
             "\u202egpj.yaml", "##[add-mask]x.yaml", "-o.yaml", "日本.yaml",
             "<img src=x onerror=x>.yaml"]
    values = ["\\e[31mred", "a\\nb\\n::add-mask::x", "##vso[task.x]y",
              "]]></failure>", "[x](https://y.example)", "\\u202Eabc\\u2028",
              "${{ x }}", "'; drop", "\\x7F\\u009B", "日本\\U0001F600",
              "</title></style></pre><script>x</script>"]
    os.makedirs(folder, exist_ok=True)
    for name, value in zip(names, values):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(
                "apiVersion: v1\nkind: Pod\nmetadata:\n"
                '  name: "%s"\n  namespace: "%s"\nspec:\n'
                '  runtimeClassName: "%s"\n  hostPID: true # %s\n'
                "  containers:\n"
                '    - name: "%s"\n      image: "%s"\n'
                '      securityContext: {capabilities: {add: ["%s"]}}\n'
                % (value, value, value, value, value, value, value))
    with open(os.path.join(folder.encode(), b"\xff\xfe.yaml"), "wb") as file:
        file.write(b"kind: Pod\napiVersion: v1\nspec: \xff\x1b[31m\n")


def compare(agentlint, folder, paths):
    os.makedirs(folder, exist_ok=True)
    arguments = [agentlint, "--no-config", "--min-severity", "note"]
    for name, suffix in FORMATS.items():
        arguments += ["-f", name, "-o", os.path.join(folder, "all." + suffix)]
    run = subprocess.run(arguments + ["--"] + paths, stderr=subprocess.PIPE)
    assert run.returncode in (1, 2), run
    assert not OBEYED.search(run.stderr.decode()), run.stderr
    told = {}
    for name, suffix in FORMATS.items():
        path = os.path.join(folder, "all." + suffix)
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        obeyed = OBEYED.search(text)
        assert not obeyed, (name, text[obeyed.start() - 40:obeyed.end() + 40])
        told[name] = sorted(globals()["from_" + name](text))
    for name, findings in told.items():
        assert findings == told["json"], (
            name, sorted(set(findings) ^ set(told["json"]))[:5])
    assert told["json"], "nothing was found, so nothing was compared"


def main():
    agentlint, folder, paths = sys.argv[1], sys.argv[2], sys.argv[3:]
    compare(agentlint, folder, paths)
    hostile = os.path.join(folder, "hostile")
    make_hostile(hostile)
    compare(agentlint, os.path.join(folder, "of-hostile"),
            [hostile, os.path.join(hostile, "gone\x1b[1m.yaml")])


if __name__ == "__main__":
    main()
