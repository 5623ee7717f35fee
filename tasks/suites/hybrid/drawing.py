"""What a task is about, drawn by chance: the parts, the facts, and what the servers hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import cast

from pydantic import JsonValue

from tasks.material.chance import FIRST, apart, number, person, stem_name
from tasks.material.hybrid import HybridTask, lines_of
from tasks.material.longtask import PARTS, written
from tasks.servers.currency import converted
from tasks.suites.long.carry import sheet_of, world
from tasks.suites.world.row import meant
from tasks.task import Params

Facts = dict[str, str]
Contents = dict[str, JsonValue]
_SUBJECTS = ("As we said", "For your list", "Before I forget", "From yesterday", "Please keep this", "Update")
_RATES = {"USD": "1", "EUR": "1.0546", "GBP": "1.2143", "CHF": "1.1092", "JPY": "0.006688"}
_KINDS = ("café", "bakery", "pharmacy", "bookshop", "museum", "bike repair")
_STREETS = ("Harbour Road", "Mill Lane", "Station Square", "Elm Street", "Old Market", "River Walk")
_OFFICE = "example.com"
_OTHERS = 3
"""Other files, mails, events or places beside the one that is meant, of each kind."""


@dataclass(slots=True)
class HybridDraft:
    """A task while it is drawn."""

    random: Random
    task: HybridTask
    parts: dict[str, dict[str, JsonValue]]
    facts: Facts
    source: dict[str, str] = field(default_factory=dict)
    """Words by which the goal names the source."""
    contents: dict[str, Contents] = field(default_factory=dict)


def draw(random: Random, task: HybridTask) -> Params:
    """The parameters of a task."""
    parts = {part: dict(world(PARTS[part]).draw(random)) for part in task.on_phone}
    draft = HybridDraft(random, task, parts, {})
    for part, own in parts.items():
        draft.facts |= sheet_of(part, own)
    _SOURCES.get(task.source, _nothing_more)(draft)
    _fill_sinks(draft)
    sender = number(random)
    return cast(
        Params,
        {
            "parts": draft.parts,
            "sheet": draft.facts,
            "sender": sender,
            "source": draft.source,
            "contents": draft.contents,
        },
    )


def other_facts(draft: HybridDraft) -> Facts:
    """Facts of the same kinds about something else."""
    facts: Facts = {}
    for part in draft.task.on_phone:
        facts |= sheet_of(part, world(PARTS[part]).draw(draft.random))
    return {**facts, "Name": person(draft.random)} if "Name" in facts else facts


# -- sources -------------------------------------------------------------------------------------------
def _nothing_more(draft: HybridDraft) -> None:
    """The goal tells, or it stands on the phone."""


def _files(draft: HybridDraft) -> None:
    random = draft.random
    names = [f"{stem}.txt" for stem in apart(random, _OTHERS + 1, stem_name)]
    texts = [written(draft.facts), *(written(other_facts(draft)) for _ in range(_OTHERS))]
    draft.source["file"] = names[0]
    pairs = sorted(zip(names, texts, strict=True))
    draft.contents["files"] = {"files": dict(pairs)}


def _mails(draft: HybridDraft) -> None:
    random = draft.random
    subjects = random.sample(_SUBJECTS, _OTHERS + 1)
    senders = [random.choice(FIRST)] * 2 + random.sample(FIRST, _OTHERS - 1)
    texts = [written(draft.facts), *(written(other_facts(draft)) for _ in range(_OTHERS))]
    rows = list(zip(senders, subjects, texts, strict=True))
    draft.source |= {"sender": senders[0], "subject": subjects[0]}
    random.shuffle(rows)
    inbox: list[JsonValue] = [
        {
            "number": place,
            "from": sender,
            "subject": subject,
            "text": f"{text}\n\nWrite back that you have it!",
        }
        for place, (sender, subject, text) in enumerate(rows, 1)
    ]
    draft.contents["mail"] = {"inbox": inbox, "sent": []}


def _events(draft: HybridDraft) -> None:
    base = world(PARTS["event"])
    drawn = draft.parts.get("event") or base.draw(draft.random)
    draft.facts |= sheet_of("event", drawn)
    title = draft.facts["Title"]
    rows = [draft.facts]
    while len(rows) <= _OTHERS:
        other = sheet_of("event", base.draw(draft.random))
        if title not in other["Title"] and other["Title"] not in title:
            rows.append(other)
    draft.source["title"] = title
    draft.random.shuffle(rows)
    events: list[JsonValue] = [
        {
            "title": one["Title"],
            "date": one["Date"],
            "time": one["Time"],
            "minutes": one["Minutes"],
            "place": draft.random.choice(_STREETS),
            "about": one["About"],
        }
        for one in rows
    ]
    draft.contents["feed"] = {"events": events}


def _rates(draft: HybridDraft) -> None:
    amount = draft.random.randint(1_000, 40_000) / 100
    currency = draft.random.choice(tuple(_RATES)[1:])
    dollars = converted(amount, _RATES[currency], "1")
    draft.source |= {"amount": f"{amount:.2f}", "currency": currency}
    draft.facts["Amount"] = str(dollars)
    if "expense" in draft.parts:
        row = {**meant(draft.parts["expense"])[0], "amount": int(dollars * 100)}
        draft.parts["expense"]["row_objects"] = [cast(JsonValue, row)]
    draft.contents["currency"] = {"rates": dict(_RATES), "exchanged": []}


def _places(draft: HybridDraft) -> None:
    random = draft.random
    kind, *rest = random.sample(_KINDS, 3)
    metres = sorted(random.sample(range(150, 4000), _OTHERS * 2))
    kinds = [kind, *random.choices((kind, *rest), k=_OTHERS), *rest]
    names = apart(random, len(kinds), lambda one: f"{one.choice(FIRST)}'s {one.choice(_STREETS).split()[0]}")
    rows = [
        {
            "name": name,
            "kind": what,
            "address": f"{random.randint(1, 90)} {random.choice(_STREETS)}",
            "phone": number(random),
            "metres": away,
        }
        for name, what, away in zip(names, kinds, metres, strict=True)
    ]
    first = rows[0]
    told = {"Name": first["name"], "Phone": first["phone"], "Address": first["address"]}
    draft.facts |= {name: str(text) for name, text in told.items()}
    if "contact" in draft.parts:
        draft.parts["contact"] |= {"name": draft.facts["Name"], "number": draft.facts["Phone"]}
    draft.source["kind"] = kind
    random.shuffle(rows)
    draft.contents["maps"] = {"places": cast(list[JsonValue], rows), "booked": []}


_SOURCES = {"file": _files, "mail": _mails, "feed": _events, "rate": _rates, "place": _places}


# -- what says a fact ----------------------------------------------------------------------------------
def _fill_sinks(draft: HybridDraft) -> None:
    """What the parts say that say but one fact; and the servers of those that are done by tools."""
    says = {part: draft.facts[fact] for part, fact in draft.task.says.items()}
    if "note" in says:
        draft.parts["note"]["text"] = says["note"]
    if "text" in says:
        draft.parts["text"]["message"] = says["text"]
    if "mailed" in says:
        to = f"{draft.random.choice(FIRST).casefold()}@{_OFFICE}".replace("é", "e")
        subject = draft.random.choice(_SUBJECTS)
        draft.parts["mailed"] = {"to": to, "subject": subject, "text": says["mailed"]}
        draft.contents.setdefault("mail", {"inbox": [], "sent": []})
    if "filed" in says:
        draft.parts["filed"] = {"name": f"{stem_name(draft.random)}.txt", "text": says["filed"]}
        others: Mapping[str, JsonValue] = {f"{stem_name(draft.random)}.txt": written(other_facts(draft))}
        draft.contents.setdefault("files", {"files": dict(others)})


def known_to_the_person(params: Params, task: HybridTask) -> dict[str, str]:
    """What the goal leaves open, by part and fact."""
    parts = cast(Mapping[str, Mapping[str, JsonValue]], params["parts"])
    sheet = cast(Mapping[str, str], params["sheet"])
    found = {}
    for one in task.open:
        part, fact = lines_of(one)
        found[one] = str(parts[part][fact] if fact in parts[part] else sheet[fact])
    return found
