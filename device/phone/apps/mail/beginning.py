"""How a letter begins: empty, as a draft, as an answer, or with what another app shares."""

from dataclasses import replace
from urllib.parse import parse_qs, unquote

from device.phone.apps.mail.box import Letter, box
from device.phone.apps.mail.state import (
    BCC,
    BODY,
    CC,
    FIELDS,
    SUBJECT,
    TO,
    ComposeState,
)
from device.phone.apps.mail.text import addresses_in, plain, prefixed
from device.phone.apps.provider.moment import calendar_day, time_of
from device.phone.file.document import path_of
from device.phone.system.context import Context
from device.phone.system.intent import STREAM, Intent
from device.phone.system.intent import SUBJECT as EXTRA_SUBJECT
from device.phone.system.intent import TEXT as EXTRA_TEXT

_EXTRA = "android.intent.extra."


def begin(context: Context, intent: Intent) -> ComposeState:
    """A letter as an intent wants it: empty, a draft, an answer, or what another app shares."""
    extras, known = intent.extras, box(context)
    draft = known.letters.get(int(extras.get("draft", 0)))
    about = known.letters.get(int(extras.get("about", 0)))
    texts = dict.fromkeys(FIELDS, "")
    account = known.account(int(extras.get("account", 0)))
    state = ComposeState(account=account.id)
    if draft is not None:
        texts = {TO: draft.to, CC: draft.cc, BCC: draft.bcc, SUBJECT: draft.subject, BODY: draft.body}
        kept = tuple(one.path for one in known.attachments.get(draft.id, ()))
        state = ComposeState(draft.id, draft.account, draft.thread, kept, bool(draft.cc or draft.bcc))
    elif about is not None:
        texts, state = _answer(context, about, str(extras.get("kind", "reply")))
    else:
        texts.update(_asked(intent))
        streams = str(extras.get(STREAM, "")).split("\n")
        paths = tuple(path for path in map(path_of, streams) if path and context.files.is_file(path))
        if account.signature:
            texts[BODY] += f"\n\n{account.signature}"
        state = ComposeState(account=account.id, files=paths, more=bool(texts[CC] or texts[BCC]))
    for key, text in texts.items():
        context.set_text(key, text)
    context.focus(TO if not texts[TO] else BODY)
    return replace(state, begun=tuple(texts[key] for key in FIELDS))


def _asked(intent: Intent) -> dict[str, str]:
    """What a mailto: address and the extras of a share say."""
    address, _, query = intent.data.removeprefix("mailto:").partition("?")
    asked = {key.lower(): values[0] for key, values in parse_qs(query.replace("+", "%2B")).items()}
    extras = intent.extras
    return {
        TO: unquote(address) if intent.data.startswith("mailto:") else str(extras.get(f"{_EXTRA}EMAIL", "")),
        CC: asked.get("cc", "") or str(extras.get(f"{_EXTRA}CC", "")),
        BCC: asked.get("bcc", "") or str(extras.get(f"{_EXTRA}BCC", "")),
        SUBJECT: asked.get("subject", "") or str(extras.get(EXTRA_SUBJECT, "")),
        BODY: asked.get("body", "") or str(extras.get(EXTRA_TEXT, "")),
    }


def _answer(context: Context, about: Letter, kind: str) -> tuple[dict[str, str], ComposeState]:
    known = box(context)
    mine = known.account(about.account)
    when = f"{calendar_day(context, about.date_ms, year=True)} {time_of(context, about.date_ms)}"
    body = plain(about.body, about.type)
    texts = dict.fromkeys(FIELDS, "")
    texts[BODY] = f"\n\n{mine.signature}" if mine.signature else ""
    if kind == "forward":
        head = context.tr("---------- Forwarded message ----------")
        rows = (head, f"{about.sender} <{about.from_address}>", when, about.subject)
        texts[SUBJECT] = prefixed("Fwd:", about.subject)
        files = tuple(one.path for one in known.attachments.get(about.id, ()))
        quoted = "\n".join(rows) + f"\n\n{body}"
        return texts, ComposeState(account=mine.id, files=files, quoted=quoted, unfolded=True)
    everybody = (
        [about.from_address, *addresses_in(about.to)] if not known.own(about.from_address) else [about.to]
    )
    others = [one for one in everybody if not known.own(one)] or everybody[:1]
    texts[TO] = ", ".join(others if kind == "reply_all" else others[:1])
    if kind == "reply_all":
        texts[CC] = ", ".join(one for one in addresses_in(about.cc) if not known.own(one))
    head = context.tr("{}, {} wrote:").format(when, about.sender)
    quoted = "\n".join((head, *(f"> {line}" for line in body.split("\n"))))
    texts[SUBJECT] = prefixed("Re:", about.subject)
    return texts, ComposeState(account=mine.id, thread=about.thread, more=bool(texts[CC]), quoted=quoted)
