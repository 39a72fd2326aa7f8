"""What other programs read: calendars and feeds, by the libraries that such programs are made with."""

import re
from urllib.parse import urlsplit
from urllib.request import urlopen

import feedparser
import icalendar

from journeys import Without
from runner import check


def register(town, browser):
    @check("A calendar library reads an owner’s calendar, until its address is withdrawn")
    def _():
        with Without(town, browser, "owner"):
            browser.open("/account/agenda")
            browser.press("Make an address")
            address = browser.text(browser.all("main code")[0])
            # The address of the library is the one that people use; the test has its own.
            place = town.base + urlsplit(address).path
            with urlopen(place) as answer:
                calendar = icalendar.Calendar.from_ical(answer.read())
            events = calendar.walk("VEVENT")
            assert events, "no event"
            for event in events:
                assert not event.errors, event.errors
                days = event["DTEND"].dt - event["DTSTART"].dt
                assert days.days == 1, f"{event['SUMMARY']}: {days}"
                assert str(event["URL"]).startswith("http"), event["URL"]
            assert len({str(event["UID"]) for event in events}) == len(events), "UIDs repeat"
            assert any("Promise due" in str(event["SUMMARY"]) for event in events)
            browser.open("/account/agenda")
            browser.press("Withdraw the address")
            try:
                urlopen(place)
            except Exception as error:
                assert "404" in str(error), error
            else:
                raise AssertionError("the withdrawn address still answers")

    @check("A feed library reads what was heard and done, with nothing to forgive")
    def _():
        browser.become({})
        browser.look()
        browser.open("/what-we-heard")
        browser.follow("Sunrise Court")
        links = [link.get_attribute("href") for link in browser.all("main a[href$='.atom']")]
        assert links, "no feed is offered"
        with urlopen(links[0]) as answer:
            feed = feedparser.parse(answer.read())
        assert not feed.bozo, feed.get("bozo_exception")
        assert feed.version == "atom10", feed.version
        assert feed.entries, "no entry"
        for entry in feed.entries:
            assert entry.id and entry.title and entry.link, entry
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", entry.updated), entry.updated
