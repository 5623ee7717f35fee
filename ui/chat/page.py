"""The page as Gradio lays it out. The only module that knows Gradio, with those of the settings."""

import gradio as gr
from fastapi import FastAPI

from ui.chat.asset import FOLDER
from ui.chat.hall import Hall
from ui.chat.setting.form import settings_form
from ui.chat.setting.memory import memory_form
from ui.chat.setting.secret import secret_form
from ui.chat.wording import translations

_HEAD = '<script type="module" src="/asset/main.js"></script>'
_FONT = ("system-ui", "sans-serif")
_MONO = ("ui-monospace", "monospace")


def build_page(hall: Hall) -> FastAPI:
    """An application with the page at its root. It takes seconds: Gradio is large."""
    words = gr.I18n(**translations())
    with (
        gr.Blocks(title="Tapwright", fill_width=True) as blocks,
        gr.Row(elem_id="tw-row", equal_height=False),
    ):
        with gr.Column(elem_id="tw-sheet", min_width=0):
            gr.HTML("<h1 class='tw-unseen'>Tapwright</h1>", js_on_load=None, apply_default_css=False)
            _own_part("sheet")
            with gr.Tabs(elem_id="tw-tabs"):
                with gr.Tab(words("chat"), elem_id="tw-chat"):
                    _own_part("talk")
                with gr.Tab(words("past"), elem_id="tw-past-tab"):
                    _own_part("past")
                with gr.Tab(words("settings"), elem_id="tw-settings"), gr.Column(elem_id="tw-form"):
                    settings_form(hall, words, blocks)
                    secret_form(hall, words, blocks)
                    memory_form(hall, words, blocks)
        with gr.Column(elem_id="tw-mirror", min_width=0, scale=0):
            _own_part("phone")
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    gr.mount_gradio_app(
        app,
        blocks,
        "/",
        theme=_theme(),
        css_paths=FOLDER / "page.css",
        head=_HEAD,
        i18n=words,
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        show_error=False,
        max_file_size="1mb",
    )
    return app


def _own_part(name: str) -> None:
    """Place a custom element of ours, which asset/ draws."""
    gr.HTML(f"<tapwright-{name}></tapwright-{name}>", js_on_load=None, apply_default_css=False)


def _theme() -> gr.themes.Base:
    """Gradio's plainest, with a teal dark enough for white letters on it, and on white."""
    dark, darker = "*primary_700", "*primary_800"
    theme = gr.themes.Base(primary_hue="teal", neutral_hue="slate", font=_FONT, font_mono=_MONO)
    return theme.set(
        color_accent=dark,
        block_info_text_color="*neutral_600",
        input_placeholder_color="*neutral_500",
        button_primary_background_fill=dark,
        button_primary_background_fill_dark=dark,
        button_primary_background_fill_hover=darker,
        button_primary_background_fill_hover_dark=darker,
    )
