"""Checks with sentences for names. A check returns or yields its faults, one line each; whatever it
raises is a fault as well."""

import time
import traceback

SHOWN = 20
checks = []


class Skip(Exception):
    """Says why a check could not be made."""


def check(sentence):
    def register(function):
        checks.append((sentence, function))
        return function

    return register


def run(only=""):
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for sentence, function in checks:
        if only.lower() not in sentence.lower():
            continue
        began = time.monotonic()
        try:
            faults = list(function() or [])
            outcome = "failed" if faults else "passed"
        except Skip as reason:
            faults, outcome = [str(reason)], "skipped"
        except AssertionError as error:
            faults, outcome = [str(error) or traceback.format_exc()], "failed"
        except Exception:
            faults, outcome = traceback.format_exc().splitlines(), "failed"
        counts[outcome] += 1
        print(f"{outcome:8}{sentence} ({time.monotonic() - began:.1f} s)", flush=True)
        for fault in faults[:SHOWN]:
            print(f"          {fault}")
        if len(faults) > SHOWN:
            print(f"          … and {len(faults) - SHOWN} more")
    return counts
