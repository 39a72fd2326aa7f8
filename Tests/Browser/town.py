"""The demonstration as HTTP sees it: who may sign in, which pages there are, what is answered."""

import http.client
import json
import re
from collections import deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

LANGUAGES = {"en": "ltr", "es": "ltr", "ar": "rtl"}
MOST_PAGES, DEEPEST = 120, 2

# Never followed: they would end the visit, or use up a link that is good for one sign-in.
UNSAFE = re.compile(r"/sign-out|/sign-in/link/")


@dataclass
class Answer:
    """One response, and who got it."""

    role: str
    method: str
    path: str
    status: int
    headers: http.client.HTTPMessage
    body: bytes = field(repr=False)

    @property
    def is_page(self):
        return self.headers.get_content_type() == "text/html"

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    def __str__(self):
        return f"{self.method} {self.path} ({self.role}, {self.status})"


class Visitor:
    """One person's cookies, without a browser. Redirects are not followed, so that their headers
    are seen as well."""

    def __init__(self, base, role="public", cookies=None):
        self.role = role
        self.cookies = dict(cookies or {})
        self.address = urlsplit(base).netloc
        self.answers = []
        self.connection = http.client.HTTPConnection(self.address, timeout=30)

    def get(self, path):
        return self.ask("GET", path)

    def ask(self, method, path, body=None):
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if not self.cookies:
            headers = {}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.connection.request(method, path, body=body, headers=headers)
            response = self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):
            # An idle connection that the server has closed meanwhile.
            self.connection.close()
            self.connection.request(method, path, body=body, headers=headers)
            response = self.connection.getresponse()
        answer = Answer(self.role, method, path, response.status, response.headers, response.read())
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            pair, *attributes = [part.strip() for part in cookie.split(";")]
            name, _, value = pair.partition("=")
            if not value or "max-age=0" in (attribute.lower() for attribute in attributes):
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        self.answers.append(answer)
        return answer

    def speaking(self, language):
        """Another visit of the same person, in this language."""
        other = Visitor("http://" + self.address, self.role, self.cookies)
        other.answers = self.answers
        other.get(f"/?lang={language}")
        return other


class Links(HTMLParser):
    """Where a page's links lead, what it needs to be shown, and what it is built of."""

    def __init__(self, html):
        super().__init__()
        self.targets, self.assets, self.root = [], [], {}
        self.structure = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        # What a page is built of, without what it says.
        self.structure.append((tag, *(attributes.get(name) for name in ("class", "type", "role"))))
        if tag == "html":
            self.root = attributes
        elif tag == "a" and attributes.get("href"):
            self.targets.append(attributes["href"])
        elif tag == "link" and attributes.get("href"):
            self.assets.append(attributes["href"])
        elif tag in ("script", "img") and attributes.get("src"):
            self.assets.append(attributes["src"])


def shape(path):
    """What pages that differ in nothing but their record have in common."""
    parts = urlsplit(path)
    segments = [
        "*" if re.fullmatch(r"\d+|(?=.*\d)[0-9a-z]{8,}", segment) else segment
        for segment in parts.path.split("/")
    ]
    names = sorted({name for name, _ in parse_qsl(parts.query) if name != "lang"})
    return "/".join(segments) + "?" + "&".join(names)


class Town:
    """All that `kith demo --links FILE` says, and what a walk through it finds."""

    def __init__(self, links_file):
        with open(links_file, encoding="utf-8") as file:
            told = json.load(file)
        self.base = told["base"].rstrip("/")
        self.sign_in_links = told["links"]
        self.listed = {"public": [], **told["pages"]}
        self.public_page = told["public_page"]
        self.roles = list(self.listed)
        self.sessions = {"public": []}
        self.visitors = {}
        self.broken = {role: [] for role in self.roles}
        self.pages = {}
        self.sources = {}

    def local(self, target, page):
        """The target's path, when it is a page of this site that may be followed."""
        parts = urlsplit(urljoin(self.base + page, target))
        if f"{parts.scheme}://{parts.netloc}" != self.base or UNSAFE.search(parts.path):
            return None
        query = "&".join(
            f"{pair}" for pair in parts.query.split("&") if pair and not pair.startswith("lang=")
        )
        return (parts.path or "/") + ("?" + query if query else "")

    def walk(self, role):
        """Finds the pages of a role: those listed, and those reached from them by links, one of
        each shape."""
        cookies = {cookie["name"]: cookie["value"] for cookie in self.sessions.get(role, [])}
        visitor = self.visitors[role] = Visitor(self.base, role, cookies)
        pages = self.pages[role] = {}
        listed = list(self.listed[role])
        if role == "public" and self.public_page not in listed:
            listed.append(self.public_page)
        queue = deque((path, 0, "the list") for path in listed)
        seen = {shape(path) for path in listed}
        assets = set()
        while queue and len(pages) < MOST_PAGES:
            path, depth, origin = queue.popleft()
            answer = visitor.get(path)
            if answer.status in (301, 302, 303, 307, 308) and depth:
                target = self.local(answer.headers.get("Location", ""), path)
                if target and shape(target) not in seen:
                    seen.add(shape(target))
                    queue.append((target, depth, path))
                continue
            if answer.status != 200:
                self.broken[role].append(f"{path} answered {answer.status}, linked from {origin}")
                continue
            if not answer.is_page:
                continue
            pages[path] = answer
            links = Links(answer.text)
            assets.update(filter(None, (self.local(asset, path) for asset in links.assets)))
            if depth == DEEPEST:
                continue
            for target in filter(None, (self.local(target, path) for target in links.targets)):
                if shape(target) not in seen:
                    seen.add(shape(target))
                    queue.append((target, depth + 1, path))
        for asset in sorted(assets):
            answer = visitor.get(asset)
            if answer.status != 200:
                self.broken[role].append(f"{asset} answered {answer.status}, needed by a page")
        self.fetch_in_each_language(role)

    def fetch_in_each_language(self, role):
        for language in LANGUAGES:
            visitor = self.visitors[role].speaking(language)
            for path in self.pages[role]:
                answer = visitor.get(path)
                if answer.status != 200:
                    self.broken[role].append(f"{path} in {language} answered {answer.status}")
                self.sources[role, language, path] = answer

    def cookies(self, role, language):
        """What a browser needs to be this person, reading this language."""
        return self.visitors[role].speaking(language).cookies
