"""What people do in Kith, without JavaScript: forms, links and buttons, found by what they say."""

import time
from urllib.parse import urlsplit
from urllib.request import urlopen
from xml.etree import ElementTree

from selenium.webdriver.common.keys import Keys

from runner import check

# How many pages a keyboard is walked through, for each role: each press takes its time.
WALKED = 6


def sign_in(town, browser, role):
    """Opens a role's link as it came in a letter. The link may ask to press a button first, so that
    a mail program that looks into links does not use it up."""
    browser.become({})
    browser.javascript(False)
    try:
        browser.open(town.sign_in_links[role])
        if urlsplit(browser.driver.current_url).path.startswith("/sign-in/link/"):
            buttons = browser.all("main form button, main form input[type=submit]")
            assert buttons, f"{role}'s link shows no button to sign in with"
            browser.leave_by(buttons[0].click, "the sign-in button")
        assert not browser.path.startswith("/sign-in"), f"{role}'s link does not sign them in"
        town.sessions[role] = browser.cookies()
        assert town.sessions[role], f"{role} has no cookie after signing in"
    finally:
        browser.javascript(True)


# What the forms are made of, as an English reader sees it.
COMMUNITY = {
    "page": "/desk/communities/new",
    "fields": {"Name": "Harbour Street", "In two or three sentences": "The street and its school."},
    "button": "Add",
}
FACT = {
    "link": "Add a fact (Who they are)",
    "fields": {"What you know or believe": "Most families meet at the bus stop"},
    "standing": ("How it stands", "Assumed"),
    "tick": "Show it on the community’s public page",
    "button": "Add",
}
ENGAGEMENT = {
    "page": "/desk/engagements/new",
    "fields": {"Title": "Safer crossings", "What it is for": "Families asked for it"},
    "tick": "Harbour Street",
    "button": "Open it",
}


def fill_in(browser, form):
    for label, value in form["fields"].items():
        browser.fill(label, value)
    if "standing" in form:
        browser.choose(*form["standing"])
    if "tick" in form:
        browser.tick(form["tick"])
    browser.press(form["button"])


def type_in(browser, form):
    """The same by keyboard alone."""
    for label, value in form["fields"].items():
        browser.tab_to(label)
        browser.key(value)
    browser.tab_to(form["button"])
    browser.enter()


class Without:
    """Somebody of this role with JavaScript switched off, until the block ends."""

    def __init__(self, town, browser, role):
        self.browser = browser
        self.cookies = town.cookies(role, "en")

    def __enter__(self):
        self.browser.become(self.cookies)
        self.browser.look()
        self.browser.javascript(False)

    def __exit__(self, *_):
        self.browser.javascript(True)


def register_journeys(town, browser):
    @check("Without JavaScript, an owner adds a community, an assumed fact and an engagement, and publishes")
    def _():
        with Without(town, browser, "owner"):
            browser.open(COMMUNITY["page"])
            fill_in(browser, COMMUNITY)
            assert browser.heading() == COMMUNITY["fields"]["Name"], browser.heading()
            community = browser.path

            browser.follow(FACT["link"])
            fill_in(browser, FACT)
            browser.must_say(FACT["fields"]["What you know or believe"])
            browser.must_say(FACT["standing"][1])

            browser.open(ENGAGEMENT["page"])
            fill_in(browser, ENGAGEMENT)
            assert browser.heading() == ENGAGEMENT["fields"]["Title"], browser.heading()

            browser.open(community)
            browser.press("Publish its page")
            browser.follow("Public page")
            public = browser.path
            browser.become({})
            browser.open(public)
            browser.must_say(FACT["fields"]["What you know or believe"])

    @check("Without JavaScript or a mouse, an owner adds a community")
    def _():
        with Without(town, browser, "owner"):
            browser.open(COMMUNITY["page"])
            type_in(browser, {**COMMUNITY, "fields": {"Name": "Night shift"}})
            browser.must_say("Night shift")

    @check("By keyboard alone, in Arabic, at 320 px, without JavaScript, somebody takes part and leaves")
    def _():
        browser.become({"kith_language": "ar"})
        browser.look(320)
        browser.javascript(False)
        try:
            browser.open("/conversations")
            browser.leave_by(browser.all("main .card a")[0].click, "the first conversation")
            conversation = browser.path

            def press(selector, which=0):
                found = browser.all(selector)
                assert found, f"no {selector} on {browser.path}"
                browser.tab_to(browser.text(found[which]))
                browser.enter()

            # Sooner than the page can be read: it is said how long yet, and the same press works then.
            press(".card-plain button")
            assert browser.all(".card-plain .notice"), "it is not said why it does not begin yet"
            time.sleep(15)
            press(".card-plain button")
            for turn in range(3):
                before = browser.text(browser.all("#statement blockquote")[0])
                press(".answers button", turn)
                assert browser.path.split("#")[0] == conversation, browser.path
                assert browser.all("#statement"), "no statement after an answer"
            assert before
            fault = browser.sticks_out(320)
            assert not fault, fault
            browser.open(f"{conversation}/receipt")
            answers = browser.all("#answers li")
            assert len(answers) == 3, f"{len(answers)} answers under the receipt"
            press("#leave .button-danger")
            assert browser.path.split("?")[0] == conversation, browser.path
            assert browser.all(".card-plain button"), "it does not begin anew after all was taken back"
        finally:
            browser.javascript(True)
            browser.look()

    @check("With JavaScript, whoever presses Begin at once begins")
    def _():
        browser.become({"kith_language": "en"})
        browser.look()
        browser.open("/conversations")
        browser.leave_by(browser.all("main .card a")[0].click, "the first conversation")
        browser.press("Begin")
        assert browser.all("#statement blockquote"), f"no statement on {browser.path}"

    @check("Without JavaScript, the library prepares a conversation, seeds it and opens it")
    def _():
        with Without(town, browser, "owner"):
            browser.open("/desk/engagements")
            browser.leave_by(browser.all("main a[href*='/desk/engagements/']")[-1].click, "an engagement")
            browser.follow("Conversations")
            browser.follow("Prepare a conversation")
            browser.fill("Question", "Where should the bench stand?")
            browser.press("Save")
            browser.fill("Statements", "By the bus stop.\nUnder the elm.")
            browser.press("Add them")
            browser.press("Open it")
            browser.follow("What people see")
            browser.must_say("Where should the bench stand?")
            public = browser.path
            browser.become({})
            browser.open(public)
            # Without JavaScript it begins once the page could be read.
            time.sleep(16)
            browser.press("Begin")
            browser.press("Agree")
            browser.must_say("You answered 1 of 2.")

    @check("On a phone in Spanish, without JavaScript: a concern is raised, promised, broken honestly, and everybody can read it")
    def _():
        said = "La rampa de la puerta sur está rota desde mayo."
        browser.become({"kith_language": "es"})
        browser.look(320)
        browser.javascript(False)
        try:
            browser.open(town.public_page)
            browser.leave_by(browser.all("main a[href*='/concerns/new']")[0].click, "the door")
            browser.fill("¿Qué deberíamos saber?", said)
            browser.fill("¿De qué trata?", "Edificio y exteriores")
            browser.tick("Otras personas pueden leerlo")
            fault = browser.sticks_out(320)
            assert not fault, fault
            browser.press("Enviar")
            code = browser.text(browser.all(".receipt-code code")[0])
            assert len(code.replace("-", "")) == 26, code
            fault = browser.sticks_out(320)
            assert not fault, fault

            browser.become(town.cookies("owner", "en"))
            browser.open("/desk/concerns")
            browser.follow(said)
            concern = browser.path
            # Promised in May, and in the end not kept.
            for kind, words, reason in (
                ("We will do it", "La arreglamos antes de marzo.", ""),
                ("We will not do it", "No la arreglamos este año.", "El dinero se fue en el techo."),
            ):
                browser.choose("What do you answer?", kind)
                browser.fill("Your answer, in their language", words)
                browser.fill("Why not, or whose it is", reason)
                browser.press("Send the answer")
                browser.must_say(words)
            browser.open(concern)
            browser.follow("Read it for the public page")
            browser.press("Show it to everybody")

            browser.become({"kith_language": "es"})
            browser.open("/concerns/receipt")
            browser.fill("Su recibo", code)
            browser.press("Abrir")
            for words in (said, "La arreglamos antes de marzo.", "El dinero se fue en el techo."):
                browser.must_say(words)
            fault = browser.sticks_out(320)
            assert not fault, fault

            browser.become({"kith_language": "es"})
            browser.open(concern.replace("/desk", ""))
            for words in (said, "Lo haremos", "No lo haremos", "El dinero se fue en el techo."):
                browser.must_say(words)
            fault = browser.sticks_out(320)
            assert not fault, fault
        finally:
            browser.javascript(True)
            browser.look()

    @check("The feed of concerns is well-formed Atom")
    def _():
        atom = "{http://www.w3.org/2005/Atom}"
        with urlopen(f"{town.base}/concerns.atom") as answer:
            assert answer.headers["content-type"].startswith("application/atom+xml")
            feed = ElementTree.parse(answer).getroot()
        assert feed.tag == f"{atom}feed", feed.tag
        entries = feed.findall(f"{atom}entry")
        assert entries, "no entry"
        for part in ("id", "title", "updated"):
            for element in (feed, *entries):
                assert element.findtext(f"{atom}{part}"), f"no {part}"

    @check("A form sent empty says what is missing, and how to mend it")
    def _():
        with Without(town, browser, "owner"):
            browser.open(COMMUNITY["page"])
            browser.press(COMMUNITY["button"])
            summary = browser.all("[role=alert]")
            assert summary, "no summary of what is missing"
            assert "Name" in browser.text(summary[0]), browser.text(summary[0])


def register(town, browser, failed_sign_ins):
    for role in town.sign_in_links:

        @check(f"The {role} signs in by a link, without JavaScript")
        def _(role=role):
            return failed_sign_ins.get(role)

    register_journeys(town, browser)

    for role in town.roles:

        @check(f"Tab goes through the pages for {role}; what is in focus is seen")
        def _(role=role):
            browser.become(town.cookies(role, "en"))
            browser.look()
            for path in list(town.pages[role])[:WALKED]:
                browser.open(path)
                for fault in walk(browser):
                    yield f"{path}: {fault}"


def walk(browser, most=150):
    """Presses Tab from the top of the page to its end."""
    seen = 0
    for _ in range(most):
        browser.key(Keys.TAB)
        focus = browser.in_focus()
        if focus is None:
            break
        seen += 1
        what = f"<{focus['tag']}> “{focus['name'][:40]}”"
        if not focus["marked"]:
            yield f"{what} is not seen to be in focus"
        if focus["hidden"]:
            yield f"{what} is in focus behind something else"
    if not seen:
        yield "Tab reaches nothing"
