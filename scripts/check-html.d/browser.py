# SPDX-License-Identifier: Apache-2.0
"""A Chromium without a window, spoken to through a pair of pipes in its own
protocol (https://chromedevtools.github.io/devtools-protocol/)."""
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile

FLAGS = [
    "--headless", "--remote-debugging-pipe", "--disable-gpu", "--disable-quic",
    "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]
PATIENCE = 120  # seconds without a word from the browser


class Browser:
    def __init__(self, path):
        self.profile = tempfile.mkdtemp()
        reads, self.writes = os.pipe()
        self.reads, writes = os.pipe()

        def become_3_and_4():
            high = [fcntl.fcntl(end, fcntl.F_DUPFD, 10)
                    for end in (reads, writes)]
            for target, end in zip((3, 4), high):
                os.dup2(end, target)

        sandbox = ["--no-sandbox"] if os.getuid() == 0 else []
        self.process = subprocess.Popen(
            [path, *FLAGS, *sandbox, "--user-data-dir=" + self.profile],
            preexec_fn=become_3_and_4, pass_fds=(3, 4),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(reads)
        os.close(writes)
        self.unread, self.count, self.events = b"", 0, []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def message(self):
        while b"\0" not in self.unread:
            ready, _, _ = select.select([self.reads], [], [], PATIENCE)
            some = os.read(self.reads, 1 << 20) if ready else b""
            assert some, "the browser is gone, or hangs"
            self.unread += some
        text, self.unread = self.unread.split(b"\0", 1)
        return json.loads(text)

    def call(self, method, session=None, **parameters):
        self.count += 1
        call = {"id": self.count, "method": method, "params": parameters}
        if session:
            call["sessionId"] = session
        os.write(self.writes, json.dumps(call).encode() + b"\0")
        while True:
            message = self.message()
            if message.get("id") == self.count:
                assert "error" not in message, (method, message)
                return message["result"]
            self.events.append(message)

    def wait_for(self, event):
        while not any(message["method"] == event for message in self.events):
            self.events.append(self.message())


class Tab:
    """A page without scripts of its own. What goes wrong in it, and what it
    asks for, is remembered."""

    DOMAINS = ["Page", "Network", "Log", "Runtime", "Audits"]
    WRONG = ["Log.entryAdded", "Runtime.consoleAPICalled",
             "Runtime.exceptionThrown", "Audits.issueAdded"]

    def __init__(self, browser):
        self.browser = browser
        target = browser.call("Target.createTarget", url="about:blank")
        self.session = browser.call(
            "Target.attachToTarget", targetId=target["targetId"],
            flatten=True)["sessionId"]
        for domain in self.DOMAINS:
            self.call(domain + ".enable")
        self.run_scripts(False)

    def call(self, method, **parameters):
        return self.browser.call(method, self.session, **parameters)

    def run_scripts(self, run):
        self.call("Emulation.setScriptExecutionDisabled", value=not run)

    def show(self, width, scheme="light", media="screen"):
        self.call("Emulation.setDeviceMetricsOverride", width=width,
                  height=900, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", media=media, features=[
            {"name": "prefers-color-scheme", "value": scheme}])

    def open(self, url):
        self.browser.events.clear()
        self.call("Page.navigate", url=url)
        self.browser.wait_for("Page.loadEventFired")

    def requests(self):
        return [event["params"]["request"]["url"]
                for event in self.browser.events
                if event["method"] == "Network.requestWillBeSent"]

    def complaints(self):
        return [event["params"] for event in self.browser.events
                if event["method"] in self.WRONG]

    def evaluate(self, expression):
        """Asks the page; the answer is made of what JSON knows."""
        answer = self.call("Runtime.evaluate", expression=expression,
                           returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, key, code):
        for kind in ("rawKeyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key,
                      windowsVirtualKeyCode=code)
