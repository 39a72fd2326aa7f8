"""Pictures of each page for people to look at: phone and desk, light and dark, English and Arabic."""

import re
from pathlib import Path


def take(town, browser, folder):
    folder = Path(folder)
    count = 0
    for role in town.roles:
        for language in ("en", "ar"):
            browser.become(town.cookies(role, language))
            for path in town.pages[role]:
                browser.look()
                browser.open(path)
                name = re.sub(r"[^A-Za-z0-9]+", "-", path).strip("-")[:60] or "home"
                for width in (320, 1280):
                    for colours in ("light", "dark"):
                        browser.look(width, dark=colours == "dark")
                        target = folder / role / f"{name}.{language}.{width}.{colours}.png"
                        target.parent.mkdir(parents=True, exist_ok=True)
                        browser.picture(target)
                        count += 1
    print(f"{count} pictures in {folder}")
