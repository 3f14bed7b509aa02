"""`goodoffices serve`: the ledger as a website for a team."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

from goodoffices.cli.app import app
from goodoffices.cli.options import LedgerOption, SettingsOption, settle
from goodoffices.cli.output import say
from goodoffices.cli.starting import end_start
from goodoffices.errors import InputError, MissingPart

if TYPE_CHECKING:
    from goodoffices.settings import Settings


@app.command()
def serve(
    host: Annotated[str, typer.Option("--host", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="The port to listen at.")] = 8000,
    behind_proxy: Annotated[
        str, typer.Option("--behind-proxy", metavar="IP", help="Believe this proxy about who asks.")
    ] = "",
    ledger: LedgerOption = None,
    settings_file: SettingsOption = None,
) -> None:
    """Serve the workspace; the first start prints a one-time link for the administrator."""
    try:
        import uvicorn

        # By name: the workspace is an extra, and a room of this floor.
        make_app = import_module("goodoffices.web.app").make_app
    except ModuleNotFoundError as problem:
        raise MissingPart("the workspace needs more parts; install goodoffices[web]") from problem
    from goodoffices.desk.ledgers import open_ledger
    from goodoffices.desk.workspace_people import make_first_link

    if not 0 < port < 65536:
        raise InputError(f"--port {port} is no port; give 1 to 65535")
    settings = _at_home(settle(settings_file, ledger=ledger), f"http://{host}:{port}")
    with open_ledger(settings, create=True) as opened:
        secret = make_first_link(opened)
        if secret is not None:
            say(f"the first administrator signs up at {settings.web.base_url}/start/{secret} (once, within a day)")
        end_start()
        say(f"the workspace is at http://{host}:{port}/; stop it with Ctrl-C")
        uvicorn.run(
            make_app(opened, settings),
            host=host,
            port=port,
            log_level="warning",
            server_header=False,
            proxy_headers=bool(behind_proxy),
            forwarded_allow_ips=behind_proxy or None,
        )


def _at_home(settings: Settings, address: str) -> Settings:
    """With the address that links lead to: that of the settings, or where the workspace listens if they name none."""
    web = settings.web
    named = web.base_url != type(web)().base_url
    return settings if named else replace(settings, web=replace(web, base_url=address))
