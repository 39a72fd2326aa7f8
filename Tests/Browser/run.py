"""Tests Kith in a browser against a running demonstration.

    kith demo --port 8099 --links links.json &
    .build-tools/bin/python Tests/Browser/run.py --links links.json [--only WORDS] [--pictures DIR]
"""

import argparse
import json
import sys
import time

import everyone
import feeds
import headers
import journeys
import pictures
import runner
from browser import Browser
from town import Town


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--links", required=True, help="the file that kith demo --links wrote")
    parser.add_argument("--only", default="", help="only checks whose sentence holds these words")
    parser.add_argument("--results", help="write the counts here, as JSON")
    parser.add_argument("--pictures", help="take pictures of all pages into this folder")
    return parser.parse_args()


def main():
    wanted = arguments()
    began = time.monotonic()
    town = Town(wanted.links)
    browser = Browser(town.base)
    try:
        failed_sign_ins = {}
        for role in town.sign_in_links:
            try:
                journeys.sign_in(town, browser, role)
            except Exception as error:
                failed_sign_ins[role] = (str(error) or repr(error)).splitlines()[:1]
                town.sessions[role] = []
        for role in town.roles:
            town.walk(role)
        pages = sum(map(len, town.pages.values()))
        print(f"{pages} pages found in {time.monotonic() - began:.0f} s", flush=True)

        everyone.register(town, browser)
        journeys.register(town, browser, failed_sign_ins)
        feeds.register(town, browser)
        # Last: it looks at each response that all the others got.
        headers.register(town)
        counts = runner.run(wanted.only)
        if wanted.pictures:
            pictures.take(town, browser, wanted.pictures)
    finally:
        browser.close()

    line = ", ".join(f"{number} {outcome}" for outcome, number in counts.items())
    print(f"{line} in {time.monotonic() - began:.0f} s")
    if wanted.results:
        with open(wanted.results, "w", encoding="utf-8") as file:
            json.dump(counts, file)
    # Words that fit no check may fit a test elsewhere; without words, none is a fault.
    sys.exit(1 if counts["failed"] or not (wanted.only or sum(counts.values())) else 0)


main()
