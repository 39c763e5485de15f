"""Reads `vouch list --format json` or `vouch search --format json`: how many documents are settled, or the first id."""

import json
import sys


def records(text):
    """The documents of an answer: an array, an object that holds one, or one object a line."""
    text = text.strip()
    if not text:
        return []
    try:
        value = json.loads(text)
    except json.JSONDecodeError:
        return [json.loads(row) for row in text.splitlines()]
    if isinstance(value, dict):
        value = next((v for v in value.values() if isinstance(v, list)), [value])
    return value


found = records(sys.stdin.read())
if "--first" in sys.argv:
    print(found[0].get("id", "") if found else "")
else:
    waiting = {"received", "queued", "reading", "recognising"}
    print(sum(str(d.get("state", d.get("status", ""))) not in waiting for d in found))
