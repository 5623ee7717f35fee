"""The fields of the settings. This folder and `page.py` are all that knows Gradio."""

from dataclasses import dataclass

import gradio as gr

from agent.guard.allowance import SCREEN
from agent.guard.wording import CLASSES
from agent.preset.preset import PRESETS
from models.profile import OPENAI_URL
from models.provider import providers

OFFLINE, ENDPOINT = "offline", "endpoint"


@dataclass(frozen=True, slots=True)
class Fields:
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
        """In their order."""
        return [getattr(self, name) for name in self.__slots__]


@dataclass(frozen=True, slots=True)
class Aids:
    """Fields that help to fill in others, and are no setting themselves."""

    provider: gr.Dropdown
    test: gr.Button
    listed: gr.Dropdown
    """The models that the endpoint told of when it was tested."""
    outcome: gr.Textbox


def provider_at(base_url: str) -> str:
    """The address as the list of providers has it; "" for one that is not on it."""
    url = base_url.rstrip("/") or OPENAI_URL
    return url if any(one.base_url == url for one in providers()) else ""


def make_fields(words: gr.I18n) -> tuple[Fields, Aids]:
    """All of them, laid out."""
    with gr.Accordion(words("section_model"), open=True):
        brain = gr.Radio(
            [(words("brain_offline"), OFFLINE), (words("brain_endpoint"), ENDPOINT)],
            label=words("brain"),
            value=OFFLINE,
        )
        provider = gr.Dropdown(
            [*((one.name, one.base_url) for one in providers()), (words("provider_other"), "")],
            label=words("provider"), info=words("provider_more"), value=OPENAI_URL, elem_id="tw-provider",
            interactive=True,
        )  # fmt: skip
        with gr.Row():
            model = gr.Textbox(label=words("model"), placeholder="gpt-5-mini", elem_id="tw-model")
            base_url = gr.Textbox(label=words("base_url"), placeholder=OPENAI_URL)
        key = gr.Textbox(label=words("key"), info=words("key_more"), type="password", elem_id="tw-key",
                         html_attributes=gr.InputHTMLAttributes(autocomplete="off"))  # fmt: skip
        with gr.Row():
            test = gr.Button(words("test"), elem_id="tw-test", scale=0)
            tested = gr.Textbox(
                label=words("tested"), interactive=False, lines=1, max_lines=6, elem_id="tw-test-said"
            )
        listed = gr.Dropdown(
            [],
            label=words("listed"),
            info=words("listed_more"),
            value=None,
            elem_id="tw-listed",
            interactive=True,
        )
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
    fields = Fields(brain, model, base_url, key, preset, roles, grounder, guard, allow, apps, max_steps,
                    minutes, max_tokens, max_cost, use_memory, device, locale, sample, live)  # fmt: skip
    return fields, Aids(provider, test, listed, tested)
