"""Chromium, as the tests use it: by what a person sees on the page, not by ids or classes."""

import base64
import json
import shutil
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

AXE = Path(find_spec("axe_playwright_python").origin).with_name("axe.min.js")
EVERY_RULE = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
# What may change with the colours, and with the width.
COLOUR_RULES = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
WIDTH_RULES = {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}

# Anything that sticks out to either side: which, depends on the direction of writing.
STICKS_OUT = """
const wide = document.documentElement.scrollWidth;
if (wide <= arguments[0]) return null;
const out = [...document.body.querySelectorAll('*')].filter(e => {
  const r = e.getBoundingClientRect();
  return r.width && (r.right > arguments[0] + 1 || r.left < -1);
});
return wide + ' px wide: ' + out.slice(0, 3).map(e =>
  '<' + e.localName + (e.className ? ' class="' + e.className + '"' : '') + '>').join(', ');
"""

# The control in focus: its name as it is read out, and whether one can see that it is in focus.
# In a date the browser marks the day, the month or the picker itself, where a page can't look.
IN_FOCUS = """
const e = document.activeElement;
if (!e || e === document.body || e === document.documentElement) return null;
const s = getComputedStyle(e), r = e.getBoundingClientRect();
const text = x => x ? x.textContent.replace(/\\s+/g, ' ').trim() : '';
const label = e.labels && e.labels.length ? text(e.labels[0]) : '';
// The middle of what can be seen of it: a long table is taller than the window.
const at = document.elementFromPoint(
  (Math.max(r.left, 0) + Math.min(r.right, innerWidth)) / 2,
  (Math.max(r.top, 0) + Math.min(r.bottom, innerHeight)) / 2);
return {
  name: e.getAttribute('aria-label') || label || text(e) || e.value || '', tag: e.localName,
  marked: e.type === 'date' || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none'
    || !!(e.labels && [...e.labels].some(l => getComputedStyle(l).outlineStyle !== 'none'
      || getComputedStyle(l, '::before').boxShadow !== 'none')),
  hidden: !(at && (at === e || e.contains(at) || at.contains(e)
    || (e.labels && [...e.labels].some(l => l === at || l.contains(at))))),
};
"""


class Absent(AssertionError):
    """Something that a person would look for on the page, and not find."""


class Browser:
    def __init__(self, base):
        self.base = base
        self.profile = tempfile.TemporaryDirectory(prefix="kith-browser-")
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or ""
        for flag in (
            "--headless=new",
            # Continuous integration runs as root, where Chromium's sandbox will not start. Only
            # our own pages are opened.
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--window-size=1280,900",
            f"--user-data-dir={self.profile.name}",
        ):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        # Its path is given: without one, selenium would look for a driver on the internet.
        service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
        self.driver = webdriver.Chrome(options=options, service=service)
        self.driver.set_page_load_timeout(30)
        self.driver.set_script_timeout(60)
        self.axe_source = AXE.read_text(encoding="utf-8")

    def close(self):
        self.driver.quit()
        self.profile.cleanup()

    # The browser itself

    def command(self, command, /, **values):
        return self.driver.execute_cdp_cmd(command, values)

    def open(self, path):
        self.driver.get(path if path.startswith("http") else self.base + path)

    @property
    def path(self):
        return self.driver.current_url.removeprefix(self.base)

    def look(self, width=1280, dark=False):
        """A window of that width (a phone's, below 600 px) and light or dark colours. Movement is
        off, so that nothing is measured half-way."""
        phone = width < 600
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=640 if phone else 900,
            deviceScaleFactor=1,
            mobile=phone,
        )
        self.command(
            "Emulation.setEmulatedMedia",
            features=[
                {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
                {"name": "prefers-reduced-motion", "value": "reduce"},
            ],
        )

    def javascript(self, on):
        self.command("Emulation.setScriptExecutionDisabled", value=not on)

    def become(self, cookies):
        """Somebody with these cookies, by name and value; nobody, when there are none."""
        self.command("Network.clearBrowserCookies")
        for name, value in cookies.items():
            self.command("Network.setCookie", name=name, value=value, url=self.base, httpOnly=True)

    def cookies(self):
        return self.command("Network.getCookies", urls=[self.base])["cookies"]

    def console(self):
        """What the browser complained of since it was last asked: scripts that failed, and what
        the content security policy stopped."""
        return [
            entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"
        ]

    def violations(self, rules=None):
        """What axe finds on the page as it is now, one line for each rule."""
        if not self.driver.execute_script("return !!window.axe"):
            self.driver.execute_script(self.axe_source)
        result = self.driver.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {resultTypes: ['violations'], runOnly: %s})"
            ".then(r => done({violations: r.violations.map(v => ({id: v.id, help: v.help,"
            "   nodes: v.nodes.map(n => n.target.join(' '))}))}))"
            ".catch(e => done({error: String(e)}))" % json.dumps(rules or EVERY_RULE)
        )
        if "error" in result:
            return ["axe could not look: " + result["error"]]
        return [
            f"{found['id']}: {found['help']}: {len(found['nodes'])} × {found['nodes'][0][:100]}"
            for found in result["violations"]
        ]

    def sticks_out(self, width):
        return self.driver.execute_script(STICKS_OUT, width)

    def picture(self, file):
        """The whole page, not only what fits the window."""
        size = self.command("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "scale": 1}
        clip.update(width=size["width"], height=min(size["height"], 8000))
        shot = self.command("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        Path(file).write_bytes(base64.b64decode(shot["data"]))

    # The page, by what it says

    def all(self, selector, within=None):
        return (within or self.driver).find_elements(By.CSS_SELECTOR, selector)

    @staticmethod
    def text(element):
        return " ".join((element.get_property("textContent") or "").split())

    def named(self, elements, name, what):
        """The one element of this text, or else the one that begins with it: a label may go on
        with a hint, such as (optional)."""
        texts = [(element, self.name(element)) for element in elements]
        for fits in (lambda text: text == name, lambda text: text.startswith(name)):
            found = [element for element, text in texts if fits(text)]
            if found:
                if len(found) > 1:
                    raise Absent(f"{len(found)} {what}s are called “{name}”")
                return found[0]
        there = ", ".join(f"“{text}”" for _, text in texts) or "none"
        raise Absent(f"no {what} “{name}” on {self.path}; there are: {there}")

    def name(self, element):
        return element.get_attribute("aria-label") or self.text(element) or (
            element.get_attribute("value") if element.tag_name == "input" else ""
        ) or ""

    def field(self, label, within=None):
        """The field that this label belongs to."""
        found = self.named(self.all("label", within), label, "label")
        if target := found.get_attribute("for"):
            return self.driver.find_element(By.ID, target)
        return found.find_element(By.CSS_SELECTOR, "input, select, textarea")

    def fill(self, label, value, within=None):
        field = self.field(label, within)
        if field.tag_name == "select":
            Select(field).select_by_visible_text(value)
        else:
            field.clear()
            field.send_keys(value)

    def tick(self, label, within=None):
        """Ticks a box or picks a choice; by its label, as a mouse does, for the box itself may be
        drawn by the style sheet."""
        field = self.field(label, within)
        if not field.is_selected():
            self.named(self.all("label", within), label, "label").click()

    def group(self, legend):
        """The fields that stand under one question."""
        found = self.named(self.all("fieldset > legend"), legend, "group")
        return found.find_element(By.XPATH, "..")

    def choose(self, legend, label):
        self.tick(label, within=self.group(legend))

    def press(self, name, within=None):
        buttons = self.all("button, input[type=submit], summary", within)
        button = self.named([b for b in buttons if b.is_displayed()], name, "button")
        if button.tag_name == "summary":
            button.click()
        else:
            self.leave_by(button.click, f"pressing “{name}”")

    def follow(self, name, within=None):
        links = self.all("a[href]", within)
        link = self.named([link for link in links if link.is_displayed()], name, "link")
        self.leave_by(link.click, f"following “{name}”")

    def leave_by(self, act, what, patience=15):
        """Acts, and waits for the page that comes of it: a click returns before the browser has
        left. The page has been left when its root is no more."""
        root = self.driver.find_element(By.TAG_NAME, "html")
        act()
        until = time.monotonic() + patience
        while time.monotonic() < until:
            try:
                root.is_enabled()
            except WebDriverException:
                if self.driver.execute_script("return document.readyState") == "complete":
                    return
            time.sleep(0.02)
        raise Absent(f"{what} on {self.path} leads to no other page")

    def heading(self):
        return self.text(self.driver.find_element(By.TAG_NAME, "h1"))

    def says(self, words):
        return " ".join(words.split()) in self.text(self.driver.find_element(By.TAG_NAME, "main"))

    def must_say(self, words):
        assert self.says(words), f"{self.path} does not say “{words}”"

    # By keyboard

    def key(self, *keys):
        ActionChains(self.driver).send_keys(*keys).perform()

    def enter(self):
        self.leave_by(lambda: self.key(Keys.ENTER), "Enter")

    def in_focus(self):
        return self.driver.execute_script(IN_FOCUS)

    def tab_to(self, name, most=150):
        """Presses Tab until what is called so is in focus."""
        for _ in range(most):
            self.key(Keys.TAB)
            focus = self.in_focus()
            if focus and focus["name"].startswith(name):
                return
        raise AssertionError(f"Tab does not reach “{name}” on {self.path}")
