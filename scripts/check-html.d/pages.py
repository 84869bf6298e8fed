# SPDX-License-Identifier: Apache-2.0
"""pages.py CHROMIUM AGENTLINT FOLDER [AXE]: opens the pages that AGENTLINT
writes in Chromium, and fails unless they are what they promise to be: complete
without scripts, without any request, within the window's width, and usable by
keyboard. AXE is the file of axe-core. Leaves the pages in FOLDER."""
import json
import os
import re
import subprocess
import sys

from browser import Browser, Tab

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "scripts", "check-formats.d"))
from consumers import make_hostile  # noqa: E402

# What the page holds, as the browser sees it.
CONTENT = """(() => {
    const all = (selector) => [...document.querySelectorAll(selector)];
    const ids = all('[id]').map((element) => element.id);
    return {
        findings: all('details.finding').map((element) => element.id),
        severities: all('details.finding').map(
            (element) => element.classList[1]),
        rules: all('section.rule h3').map((element) => element.id),
        twice: ids.filter((id, index) => ids.indexOf(id) !== index),
        dead: all('a[href^="#"]').filter((link) => !document.getElementById(
            link.getAttribute('href').slice(1))).map((link) => link.href),
        foreign: all('*').filter((element) => element.matches(
            '[src], [style], link, script, iframe, object, embed, form') ||
            [...element.attributes].some(({name}) => name.startsWith('on')))
            .map((element) => element.outerHTML),
        styled: getComputedStyle(document.body).maxWidth !== 'none',
        layers: Object.fromEntries(all('.posture tbody tr').map((row) => [
            row.querySelector('a').hash.slice(1),
            [...row.querySelectorAll('td .state')].map(
                (state) => state.textContent)])),
        agents: Object.fromEntries(all('details.agent').map((agent) => [
            agent.id, {
                id: agent.querySelector('h3').textContent,
                words: [...agent.querySelectorAll('tbody tr')].map(
                    (row) => row.cells[0].textContent + ' ' +
                        row.cells[1].textContent),
                picture: [...agent.querySelectorAll('g:not(.self)')].map(
                    (group) => group.querySelector('.name').textContent +
                        ' ' + group.classList[0]),
            }])),
        untitled: all('table:not(:has(caption))').length +
            all('th:not([scope])').length +
            all('svg:not([role=img], [aria-hidden=true])').length,
    };
})()"""


def run_agentlint(agentlint, base, paths, *options):
    """The page and what it has to say, as one run tells both."""
    page, report = base + ".html", base + ".json"
    run = subprocess.run(
        [agentlint, "--min-severity", "note", *options, "-f", "html", "-o",
         page, "-f", "json", "-o", report, "--", *paths],
        cwd=ROOT, stderr=subprocess.DEVNULL)
    assert run.returncode in (0, 1, 2), run
    with open(report, encoding="utf-8") as file:
        return page, json.load(file)


def check_content(tab, report):
    content = tab.evaluate(CONTENT)
    shown = [finding for finding in report["findings"]
             if finding["state"] == "shown"]
    assert content["findings"] == ["finding-" + finding["fingerprint"]
                                   for finding in shown]
    assert content["severities"] == [finding["severity"] for finding in shown]
    assert sorted(content["rules"]) == sorted(
        {"rule-" + finding["rule"] for finding in shown})
    check_posture(content, [workload for workload in report["workloads"]
                            if workload["agent"]])
    for wrong in ("twice", "dead", "foreign"):
        assert not content[wrong], (wrong, content[wrong][:5])
    assert content["styled"], "the page's policy refuses its style"
    assert content["untitled"] == 0, "a table or a picture has no title"


def check_posture(content, agents):
    """All agents are there, though in another order, and hostile names as
    they may be seen."""
    def plain(name):
        return name if re.fullmatch(r"[\w/.-]+", name) else ""

    shown = sorted((plain(agent["id"]), content["layers"][key])
                   for key, agent in content["agents"].items())
    told = sorted(
        (plain(agent["id"]),
         [layer["state"] for layer in agent["layers"].values()])
        for agent in agents)
    assert shown == told, (shown, told)
    for agent in content["agents"].values():
        assert len(agent["words"]) == 9, agent
        assert agent["words"] == agent["picture"], agent


def check_keyboard(tab):
    """The first key stroke offers the way past the header."""
    tab.press("Tab", 9)
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.press("Tab", 9)
    assert tab.evaluate(
        "getComputedStyle(document.activeElement).outlineStyle") == "solid"


def check_width(tab, width):
    wide = tab.call("Page.getLayoutMetrics")["cssContentSize"]["width"]
    assert wide <= width, (width, wide)


def check_axe(tab, url, axe):
    """What answers later needs scripts that run."""
    tab.run_scripts(True)
    tab.open(url)
    with open(axe, encoding="utf-8") as file:
        tab.evaluate(file.read() + "; 0")
    result = tab.evaluate("axe.run()")
    tab.run_scripts(False)
    assert result["passes"], "axe looked at nothing"
    for trouble in result["violations"]:
        print(trouble["id"], trouble["help"],
              [node["html"][:200] for node in trouble["nodes"][:3]])
    assert not result["violations"]


def check_page(tab, page, report, axe):
    url = "file://" + page
    for width in (360, 1400):
        for scheme in ("light", "dark"):
            tab.show(width, scheme)
            tab.open(url)
            check_width(tab, width)
            check_content(tab, report)
            assert tab.requests() == [url], tab.requests()
            assert not tab.complaints(), tab.complaints()[:3]
            if axe:
                check_axe(tab, url, axe)
    check_keyboard(tab)


def check_checks(tab, page, folder):
    """What a page must not do is noticed: its style is changed, and it asks
    for a picture."""
    with open(page, encoding="utf-8") as file:
        text = file.read()
    changed = os.path.join(folder, "changed.htm")
    with open(changed, "w", encoding="utf-8") as file:
        file.write(text.replace("<style>", "<style>/**/").replace(
            "</footer>", "<img src='x.png' alt=''></footer>"))
    tab.open("file://" + changed)
    assert not tab.evaluate(CONTENT)["styled"]
    assert len(tab.complaints()) >= 2, tab.complaints()


def main():
    chromium, agentlint, folder = sys.argv[1:4]
    axe = sys.argv[4] if len(sys.argv) > 4 else None
    hostile = os.path.join(folder, "hostile")
    make_hostile(hostile)
    inputs = {
        "article": ["testdata/article"],
        "hostile": [hostile, os.path.join(hostile, "gone\x1b[1m.yaml")],
        "clean": ["testdata/cli/nothing-found"],
    }
    with Browser(chromium) as browser:
        tab = Tab(browser)
        for name, paths in inputs.items():
            base = os.path.join(folder, name)
            page, posture = run_agentlint(
                agentlint, base + "-posture", paths, "--posture")
            check_page(tab, page, {"findings": [], **posture}, None)
            page, report = run_agentlint(agentlint, base, paths)
            check_page(tab, page, {**posture, **report}, axe)
        check_checks(tab, page, folder)


main()
