"""`agent mcp`."""

from pathlib import Path

import click

from ui.command.option import Whole, run_options, weather_option
from ui.terminal import say

INSTALL = "pip install 'tapwright[mcp]'"


@click.command(short_help="Serve the phone to an MCP client, such as Claude Desktop or Cursor.")
@click.option(
    "--http",
    "port",
    type=Whole(),
    metavar="PORT",
    help="Serve on http://127.0.0.1:PORT/mcp instead of standard input and output.",
)
@run_options
@click.option("--seed", type=Whole(), metavar="N", help="Seed of the embedded phone.")
@click.option("--locale", metavar="TAG", help="Language of the embedded phone, as zh-CN.")
@click.option("--sample", is_flag=True, default=None, help="Let the embedded phone be one in use.")
@weather_option
def mcp(port: int | None, config: Path | None, as_json: bool, **flags: object) -> int:
    """Serve the phone to a program that speaks the Model Context Protocol.

    The client starts it and speaks to it over standard input and output: see docs/mcp.md. The guard is in
    force for single actions as for whole tasks. Over HTTP a client sends a bearer token: the one of
    TAPWRIGHT_MCP_TOKEN, or one that is told at the start.
    """
    from device.error import ConfigError
    from device.phone.system.language import checked_locale
    from ui.app import check_endpoint, load_settings, mcp_token

    try:
        from ui.mcp.door import token_for
        from ui.mcp.server import serve
    except ModuleNotFoundError as missing:
        raise ConfigError(f"agent mcp needs {missing.name}", INSTALL) from missing

    if port is not None and not 0 < port < 65536:
        raise ConfigError(f"--http: {port} is no port", "Ports are 1 to 65535")
    settings = load_settings(flags, config=config, serves=True)
    check_endpoint(flags, settings)
    checked_locale(settings.locale)
    token = ""
    if port is not None:
        token = token_for(mcp_token())
        if not mcp_token():
            say(f"The token of http://127.0.0.1:{port}/mcp is {token}", err=True)
    serve(settings, port=port, token=token)
    return 0
