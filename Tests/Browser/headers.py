"""What each response tells the browser to forbid: pages, files, redirects and errors alike."""

from runner import check

KEEPS_ADDRESSES = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


def policy(answer):
    """The content security policy, by directive."""
    header = answer.headers.get("Content-Security-Policy", "")
    parts = [part.split() for part in header.split(";") if part.strip()]
    return {part[0].lower(): part[1:] for part in parts}


def missing(answer):
    csp = policy(answer)
    if "default-src" not in csp:
        yield "no Content-Security-Policy with default-src"
    if "frame-ancestors" not in csp:
        yield "no frame-ancestors"
    for directive, sources in csp.items():
        for source in sources:
            if source in ("'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"):
                yield f"{directive} {source}"
    if answer.headers.get("X-Content-Type-Options", "").lower() != "nosniff":
        yield "no X-Content-Type-Options: nosniff"
    if answer.headers.get("Referrer-Policy") not in KEEPS_ADDRESSES:
        yield f"Referrer-Policy: {answer.headers.get('Referrer-Policy')}"
    if not answer.headers.get("Permissions-Policy"):
        yield "no Permissions-Policy"
    if answer.headers.get("Cross-Origin-Opener-Policy") != "same-origin":
        yield f"Cross-Origin-Opener-Policy: {answer.headers.get('Cross-Origin-Opener-Policy')}"
    if answer.is_page and answer.headers.get_content_charset() != "utf-8":
        yield "no charset"


def register(town):
    @check("What does not exist, and what is not allowed, is answered with an error page")
    def _():
        visitor = town.visitors["public"]
        for method, path, wanted in (
            ("GET", "/no-such-page", {404}),
            ("GET", "/%E0%A4%A", {400, 404}),
            ("DELETE", "/", {403, 404, 405}),
            ("POST", "/", {400, 403, 404, 405}),
        ):
            answer = visitor.ask(method, path)
            if answer.status not in wanted:
                yield f"{answer}, not {' or '.join(map(str, sorted(wanted)))}"
        # A HEAD request has the headers of its GET.
        if (answer := visitor.ask("HEAD", "/")).status != 200:
            yield str(answer)

    for role in town.roles:

        @check(f"Each response to {role} carries the security headers")
        def _(role=role):
            # The same fault on each page is one fault; the first page serves to find it.
            seen = set()
            for answer in town.visitors[role].answers:
                for fault in missing(answer):
                    if fault not in seen:
                        seen.add(fault)
                        yield f"{answer}: {fault}"

    @check("Cookies are out of reach of scripts and of other sites")
    def _():
        set_by_pages = {
            header
            for visitor in town.visitors.values()
            for answer in visitor.answers
            for header in answer.headers.get_all("Set-Cookie") or []
        }
        for header in sorted(set_by_pages):
            attributes = {part.strip().lower() for part in header.split(";")[1:]}
            name = header.split("=")[0]
            if "httponly" not in attributes:
                yield f"{name} is not HttpOnly"
            if not attributes & {"samesite=lax", "samesite=strict"}:
                yield f"{name} is not SameSite"
        for role, cookies in town.sessions.items():
            for cookie in cookies:
                if not cookie["httpOnly"]:
                    yield f"{cookie['name']} of {role} is not HttpOnly"
                if cookie.get("sameSite") not in ("Lax", "Strict"):
                    yield f"{cookie['name']} of {role} is not SameSite"
