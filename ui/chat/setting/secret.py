"""The part of the settings that is about secrets: kept under a name, never shown again."""

import gradio as gr

from device.error import ConfigError
from ui.chat.hall import Hall
from ui.chat.setting.form import visitor_of
from ui.chat.wording import said, speaker_of
from ui.secret import Secrets


def secret_form(hall: Hall, words: gr.I18n, blocks: gr.Blocks) -> None:
    """The fields and what their buttons do."""
    with gr.Accordion(words("section_secrets"), open=False):
        gr.Markdown(words("secrets_more"))
        kept = gr.Dropdown([], label=words("secrets_kept"), value=None, elem_id="tw-secrets")
        with gr.Row():
            name = gr.Textbox(label=words("secret_name"), placeholder="bank", elem_id="tw-secret-name")
            secret = gr.Textbox(label=words("secret"), type="password", elem_id="tw-secret",
                                html_attributes=gr.InputHTMLAttributes(autocomplete="off"))  # fmt: skip
        with gr.Row():
            keep = gr.Button(words("secret_keep"), variant="primary", elem_id="tw-secret-keep")
            forget = gr.Button(words("secret_forget"))
        outcome = gr.Textbox(label=words("outcome"), interactive=False, elem_id="tw-secret-said")

    def own(request: gr.Request) -> Secrets:
        return hall.own(visitor_of(request)).secrets

    def listed(request: gr.Request) -> object:
        return gr.update(choices=list(own(request).names), value=None)

    def keeping(request: gr.Request, name: str, secret: str) -> "tuple[object, str, str]":
        """The list as it is then; nothing, for the field of the secret; and what came of it."""
        try:
            lasts = own(request).keep(name.strip(), secret)
        except ConfigError as error:
            return gr.update(), "", f"✗ {speaker_of(request)(str(error))}"
        how = said("secret_use", name.strip(), asks=request)
        return listed(request), "", f"✓ {how}" + ("" if lasts else f" {said('secret_unkept', asks=request)}")

    def forgetting(request: gr.Request, name: object) -> "tuple[object, str]":
        if not isinstance(name, str) or not name:
            return gr.update(), f"✗ {said('secret_choose', asks=request)}"
        own(request).forget(name)
        return listed(request), "✓"

    blocks.load(listed, outputs=kept, show_progress="hidden", api_visibility="private")
    keep.click(keeping, [name, secret], [kept, secret, outcome], api_visibility="private")
    forget.click(forgetting, kept, [kept, outcome], api_visibility="private")
