"""The settings as a form: what its buttons do."""

import re
from collections.abc import Callable, Sequence
from functools import partial

import gradio as gr

from agent.settings import EMBEDDED, Settings
from device.error import ConfigError, ToldToPerson
from device.phone.system.language import checked_locale
from models.profile import OPENAI_URL
from ui.chat import who
from ui.chat.gate import Visitor
from ui.chat.hall import Hall
from ui.chat.setting.check import COST, MINUTES, STEPS, TOKENS, checked_url, found_apps
from ui.chat.setting.choice import Choice
from ui.chat.setting.field import ENDPOINT, OFFLINE, Fields, make_fields, provider_at
from ui.chat.setting.trial import Trial, tried
from ui.chat.wording import said, speaker_of
from ui.service.desk import NoSession

_MINUTE = 60.0
_ANOTHER = re.compile(r",\s*\w+\s*=")
"""A second role in a line, which would else be taken as part of the first one's model."""


def visitor_of(request: gr.Request) -> Visitor:
    """Who fills the form in; the gate has seen to it that there is somebody."""
    assert request.request is not None
    return who.visitor_of(request.request)


def settings_form(hall: Hall, words: gr.I18n, blocks: gr.Blocks) -> None:
    """The form and what its buttons do."""
    gr.Markdown(words("settings_more"))
    fields, aids = make_fields(words)
    with gr.Row():
        save = gr.Button(words("save"), variant="primary", elem_id="tw-save")
        forget = gr.Button(words("forget_key"))
    outcome = gr.Textbox(label=words("outcome"), interactive=False, lines=1, elem_id="tw-settings-said")

    def show(request: gr.Request) -> "list[object]":
        values = dict(zip(Fields.__slots__, _values(hall, visitor_of(request)), strict=True))
        values["device"] = gr.update(choices=_phones(hall, request), value=values["device"])
        return [*values.values(), provider_at(str(values["base_url"]))]

    def change(request: gr.Request, *values: object) -> "list[object]":
        """What the fields show, and what came of it. What cannot be stays as it was typed, but for a key."""
        outcome, is_saved = _changed(hall, request, values)
        typed = [gr.update(value="") if name == "key" else gr.update() for name in Fields.__slots__]
        return [*(_values(hall, visitor_of(request)) if is_saved else typed), outcome]

    def forgotten(request: gr.Request, base_url: str) -> str:
        hall.own(visitor_of(request)).keys.forget(base_url or "")
        return "✓"

    def test_it(request: gr.Request, *values: object) -> "tuple[object, str]":
        """The models that the endpoint tells of, and what came of asking one. Nothing is kept."""
        trial = _tried(hall, request, values)
        return gr.update(choices=list(trial.names), value=None), trial.told

    blocks.load(show, outputs=[*fields.all, aids.provider], show_progress="hidden", api_visibility="private")
    save.click(change, fields.all, [*fields.all, outcome], api_visibility="private")
    for aid, field in ((aids.provider, fields.base_url), (aids.listed, fields.model)):
        aid.select(_chosen, outputs=field, show_progress="hidden", api_visibility="private")
    aids.test.click(test_it, fields.all, [aids.listed, aids.outcome], api_visibility="private")
    forget.click(forgotten, fields.base_url, outcome, api_visibility="private")


def _chosen(choice: gr.SelectData) -> str:
    """What was chosen from a list. Its `input` fires where the list was only passed, too."""
    return str(choice.value)


def _values(hall: Hall, visitor: Visitor) -> "list[object]":
    """What the fields show. A key is never among it."""
    now = hall.own(visitor).now
    offline = now.model in ("", OFFLINE)
    roles = "\n".join(f"{role}={own.model}" for role, own in sorted(now.roles.items()))
    return [
        OFFLINE if offline else ENDPOINT,
        "" if offline else now.model,
        now.base_url,
        "",
        now.preset,
        roles,
        now.grounder,
        now.guard if now.guard in ("ask", "deny") else "ask",
        sorted(now.allow - {"all"}),
        ", ".join(sorted(now.apps)),
        now.max_steps,
        now.timeout / _MINUTE,
        now.max_tokens or 0,
        now.max_cost or 0,
        now.use_memory,
        now.device,
        now.locale or "en-US",
        now.sample,
        now.live,
    ]


def _phones(hall: Hall, request: gr.Request) -> list[tuple[str, str]]:
    """What new sessions may be on: words and value."""
    try:
        there = hall.desk(visitor_of(request)).phones()[0]
    except NoSession:  # the program ends while its page is drawn
        there = ()
    own = [(f"{one.model} · {one.serial}".strip(" ·"), one.serial) for one in there if one.serial != EMBEDDED]
    return [(said("device_any", asks=request), ""), (said("new_phone", asks=request), EMBEDDED), *own]


def _changed(hall: Hall, request: gr.Request, values: Sequence[object]) -> tuple[str, bool]:
    """What came of it, in words; and whether it was saved."""
    told = dict(zip(Fields.__slots__, values, strict=True))
    key, base_url = str(told["key"] or ""), str(told["base_url"] or "").strip()
    visitor = visitor_of(request)
    before, remark = hall.own(visitor).now, ""
    if key.strip():
        lasts = hall.own(visitor).keys.keep(base_url, key.strip())
        remark = " " + said("key_kept" if lasts else "key_unkept", asks=request)
    try:
        choice = _choice(told, partial(said, asks=request))
        apps = found_apps(choice.apps or (), hall.sessions(visitor))
        hall.change(visitor, choice.model_copy(update={"apps": apps}))
    except ToldToPerson as error:
        return f"✗ {speaker_of(request)(str(error))}{remark}", False
    now = hall.own(visitor).now
    if now.model != OFFLINE and _has_key(before) and not _has_key(now):
        places = (each.base_url or OPENAI_URL for each in (before, now))
        remark += " " + said("key_stays", *places, asks=request)
    return f"✓{remark}", True


def _tried(hall: Hall, request: gr.Request, values: Sequence[object]) -> Trial:
    """What came of a trial of what is in the fields."""
    told = dict(zip(Fields.__slots__, values, strict=True))
    say = partial(said, asks=request)
    if told["brain"] == OFFLINE:
        return Trial((), say("trial_offline"))
    try:
        model = str(told["model"] or "").strip()
        choice = Choice(
            model=model, base_url=checked_url(str(told["base_url"] or "").strip()), preset=str(told["preset"])
        )
        settings = hall.own(visitor_of(request)).would(choice, str(told["key"] or "").strip())
        return tried(settings, say)
    except ToldToPerson as error:
        return Trial((), f"✗ {speaker_of(request)(str(error))}")


def _has_key(settings: Settings) -> bool:
    return bool(settings.api_key.get_secret_value())


def _choice(told: "dict[str, object]", say: Callable[..., str]) -> Choice:
    """Raises ConfigError for what is none; `say` puts words by key into the language of who is told."""
    offline = told["brain"] == OFFLINE
    model = str(told["model"] or "").strip()
    if not offline and not model:
        raise ConfigError("say which model")
    allow = frozenset(map(str, _listed(told["allow"])))
    if told["guard"] == "deny" and allow:
        ticked = ", ".join(say(f"class_{name}") for name in sorted(allow))
        words = (say("guard_deny"), say("allow_classes"), ticked, say("guard_ask"))
        raise ConfigError(say("deny_allows", *words))
    return Choice(
        model=OFFLINE if offline else model,
        base_url=checked_url(str(told["base_url"] or "").strip()),
        roles=_roles(str(told["roles"] or "")),
        preset=str(told["preset"]),
        grounder=str(told["grounder"] or "").strip(),
        guard=str(told["guard"]),
        allow=allow,
        apps=frozenset(part.strip() for part in str(told["apps"] or "").split(",") if part.strip()),
        max_steps=int(STEPS.checked(told["max_steps"], say)),
        timeout=MINUTES.checked(told["minutes"], say) * _MINUTE,
        max_tokens=int(TOKENS.checked(told["max_tokens"], say)),
        max_cost=COST.checked(told["max_cost"], say),
        use_memory=bool(told["use_memory"]),
        device=str(told["device"] or "").strip(),
        locale=checked_locale(str(told["locale"] or "").strip()),
        sample=bool(told["sample"]),
        live=bool(told["live"]),
    )


def _roles(text: str) -> dict[str, str]:
    roles = {}
    for line in text.splitlines():
        role, sign, model = (part.strip() for part in line.partition("="))
        if not line.strip():
            continue
        if not (sign and role and model) or _ANOTHER.search(model):
            raise ConfigError(f"{line.strip()} is not ROLE=MODEL")
        roles[role] = model
    return roles


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()
