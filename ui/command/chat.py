"""`agent chat`."""

import json
from pathlib import Path

import click

from ui.command.option import Whole, run_options, weather_option
from ui.terminal import say

INSTALL = "pip install 'tapwright[chat]'"
PORT = 8420


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=Whole(), metavar="N", help=f"Port to listen on; {PORT}, or a free one where that is taken."
)
@click.option(
    "--auth",
    "logins",
    multiple=True,
    metavar="NAME:PASSWORD",
    help="Who may come in, with a password of 8 letters at least; may be given several times."
    " TAPWRIGHT_AUTH says it out of others' sight.",
)
@click.option("--browser/--no-browser", default=True, help="Open the page in the browser.")
@run_options
@click.option("--seed", type=Whole(), metavar="N", help="Seed of the embedded phones.")
@click.option("--locale", metavar="TAG", help="Language of the embedded phones, as zh-CN.")
@click.option("--sample", is_flag=True, default=None, help="Let the embedded phones be ones in use.")
@weather_option
def chat(
    host: str,
    port: int | None,
    logins: tuple[str, ...],
    browser: bool,
    config: Path | None,
    as_json: bool,
    **flags: object,
) -> int:
    """Open a page to command the phone, watch it, and step in.

    It is served to this computer alone, unless --host says otherwise, which asks for --auth. With --json, the
    line comes first, and tells the page's address.
    """
    from device.error import ConfigError

    try:
        from ui.chat.leave import leave, leave_later
        from ui.chat.open import make_chat, serve_chat

        made = make_chat(flags, config=config, host=host, port=port, logins=logins)
    except ModuleNotFoundError as missing:
        raise ConfigError(f"agent chat needs {missing.name}", INSTALL) from missing
    say(json.dumps({"url": made.url}) if as_json else f"Tapwright is at {made.url}  (Ctrl-C ends it)")

    def ending() -> None:
        say("Ending; nothing more is touched on the phone (Ctrl-C again ends at once)", err=True)
        leave_later()

    for goal in serve_chat(made, browser=browser, ending=ending):
        say(f'"{goal}" was cut short, and its phone waits: agent chat offers to go on', err=True)
    leave(0)  # with Gradio loaded Python would tidy up for seconds
    return 0
