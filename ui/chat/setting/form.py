"""The settings as a form. With `page.py` and `memory.py`, all that knows Gradio."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import gradio as gr

from agent.guard.allowance import SCREEN
from agent.guard.wording import CLASSES
from agent.preset.preset import PRESETS
from agent.settings import EMBEDDED, Settings
from device.error import ConfigError, ToldToPerson
from device.phone.system.language import checked_locale
from models.profile import OPENAI_URL
from ui.chat import who
from ui.chat.gate import Visitor
from ui.chat.hall import Hall
from ui.chat.setting.check import COST, MINUTES, STEPS, TOKENS, checked_url, found_apps
from ui.chat.setting.choice import Choice
from ui.chat.wording import said, speaker_of
from ui.service.desk import NoSession

OFFLINE, ENDPOINT = "offline", "endpoint"
_MINUTE = 60.0
_ANOTHER = re.compile(r",\s*\w+\s*=")
"""A second role in a line, which would else be taken as part of the first one's model."""


@dataclass(frozen=True, slots=True)
class _Fields:
    """The form's fields, in the order in which Gradio hands their values over."""

    brain: gr.Radio
    model: gr.Textbox
    base_url: gr.Textbox
    key: gr.Textbox
    preset: gr.Dropdown
    roles: gr.Textbox
    grounder: gr.Textbox
    guard: gr.Radio
    allow: gr.CheckboxGroup
    apps: gr.Textbox
    max_steps: gr.Number
    minutes: gr.Number
    max_tokens: gr.Number
    max_cost: gr.Number
    use_memory: gr.Checkbox
    device: gr.Dropdown
    locale: gr.Dropdown
    sample: gr.Checkbox
    live: gr.Checkbox

    @property
    def all(self) -> "list[gr.components.Component]":
        return [getattr(self, name) for name in self.__slots__]


def visitor_of(request: gr.Request) -> Visitor:
    """Who fills the form in; the gate has seen to it that there is somebody."""
    assert request.request is not None
    return who.visitor_of(request.request)


def settings_form(hall: Hall, words: gr.I18n, blocks: gr.Blocks) -> None:
    """The form and what its buttons do."""
    gr.Markdown(words("settings_more"))
    fields = _fields(words)
    with gr.Row():
        save = gr.Button(words("save"), variant="primary", elem_id="tw-save")
        forget = gr.Button(words("forget_key"))
    outcome = gr.Textbox(label=words("outcome"), interactive=False, lines=1, elem_id="tw-settings-said")

    def show(request: gr.Request) -> "list[object]":
        values = dict(zip(_Fields.__slots__, _values(hall, visitor_of(request)), strict=True))
        values["device"] = gr.update(choices=_phones(hall, request), value=values["device"])
        return list(values.values())

    def change(request: gr.Request, *values: object) -> "list[object]":
        """What the fields show, and what came of it. What cannot be stays as it was typed, but for a key."""
        outcome, is_saved = _changed(hall, request, values)
        typed = [gr.update(value="") if name == "key" else gr.update() for name in _Fields.__slots__]
        return [*(_values(hall, visitor_of(request)) if is_saved else typed), outcome]

    def forgotten(request: gr.Request, base_url: str) -> str:
        hall.own(visitor_of(request)).keys.forget(base_url or "")
        return "✓"

    blocks.load(show, outputs=fields.all, show_progress="hidden", api_visibility="private")
    save.click(change, fields.all, [*fields.all, outcome], api_visibility="private")
    forget.click(forgotten, fields.base_url, outcome, api_visibility="private")


def _fields(words: gr.I18n) -> _Fields:
    with gr.Accordion(words("section_model"), open=True):
        brain = gr.Radio(
            [("offline", OFFLINE), ("OpenAI-compatible", ENDPOINT)], label=words("brain"), value=OFFLINE
        )
        with gr.Row():
            model = gr.Textbox(label=words("model"), placeholder="gpt-5-mini", elem_id="tw-model")
            base_url = gr.Textbox(label=words("base_url"), placeholder=OPENAI_URL)
        key = gr.Textbox(label=words("key"), info=words("key_more"), type="password", elem_id="tw-key",
                         html_attributes=gr.InputHTMLAttributes(autocomplete="off"))  # fmt: skip
        with gr.Row():
            preset = gr.Dropdown(list(PRESETS), label=words("preset"), value="default")
            grounder = gr.Textbox(label=words("grounder"), placeholder="chat:NAME")
        roles = gr.Textbox(
            label=words("roles"), info=words("roles_more"), lines=2, placeholder="reflect=gpt-5-mini"
        )
    with gr.Accordion(words("section_guard"), open=True):
        guard = gr.Radio(
            [(words("guard_ask"), "ask"), (words("guard_deny"), "deny")], label=words("guard"), value="ask"
        )
        allow = gr.CheckboxGroup(
            [(words(f"class_{name}"), name) for name in (*CLASSES, SCREEN)], label=words("allow_classes")
        )
        apps = gr.Textbox(label=words("apps"), info=words("apps_more"), placeholder="Clock, Settings")
        with gr.Row():
            # What they may be is checked here: Gradio breaks off at a number that is out of its bounds.
            max_steps = gr.Number(label=words("max_steps"), precision=0, value=60)
            minutes = gr.Number(label=words("minutes"), value=30)
            max_tokens = gr.Number(label=words("max_tokens"), precision=0, value=0)
            max_cost = gr.Number(label=words("max_cost"), value=0)
    with gr.Accordion(words("section_phone"), open=True):
        device = gr.Dropdown([""], label=words("device"), info=words("device_more"), value="",
                             allow_custom_value=True, elem_id="tw-device")  # fmt: skip
        with gr.Row():
            locale = gr.Dropdown(
                [("English", "en-US"), ("中文", "zh-CN")],
                label=words("locale"),
                value="en-US",
                allow_custom_value=True,
            )
            sample = gr.Checkbox(label=words("sample"))
            live = gr.Checkbox(label=words("live"))
        use_memory = gr.Checkbox(label=words("use_memory"), value=True)
    return _Fields(brain, model, base_url, key, preset, roles, grounder, guard, allow, apps, max_steps,
                   minutes, max_tokens, max_cost, use_memory, device, locale, sample, live)  # fmt: skip


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
    told = dict(zip(_Fields.__slots__, values, strict=True))
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
