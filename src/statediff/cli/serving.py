"""`serve`: the local web application, for this computer alone unless told otherwise."""

from __future__ import annotations

import importlib.util
import secrets

import click

from statediff import __version__
from statediff.cli.options import language_option
from statediff.cli.session import Session, pass_session
from statediff.cli.terminal import put, say
from statediff.errors import UsageError


@click.command(name="serve")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen on.")
@click.option(
    "--port", default=8321, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one."
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="Another value of the Host header that is ours, as behind a proxy: desk.newsroom.example",
)
@language_option
@pass_session
def application(session: Session, *, host: str, port: int, names: tuple[str, ...], language: str | None) -> None:
    """Read, compare, search and judge in a browser, over the archive as it is now.

    Prints the address to open. Whoever opens it may judge; everybody else who reaches this port may read. Reading
    never holds up a running `track`. Needs the extra: pip install 'statediff[web]'
    """
    missing = [name for name in ("starlette", "uvicorn") if importlib.util.find_spec(name) is None]
    if missing:
        raise UsageError("serve", f"needs {' and '.join(missing)}", "install them: pip install 'statediff[web]'")
    serving = importlib.import_module("statediff.web.serving")
    settings_of = importlib.import_module("statediff.web.settings").WebSettings
    config = session.config_or_none()
    with session.open_archive(config) as archive:
        path = archive.path
    token = secrets.token_urlsafe(24)
    with serving.listen(host, port) as listener:
        port = listener.getsockname()[1]
        settings = settings_of(
            archive=path,
            token=token,
            host=f"[{host}]" if ":" in host else host,
            port=port,
            names=names,
            language=session.language(language),
            watch=config.watch if config is not None else (),
            searches=config.searches if config is not None else (),
            codebook=config.codebook if config is not None else "",
            reviewer=session.environment.get("STATEDIFF_REVIEWER", ""),
            generator_version=__version__,
        )
        put(f"http://{settings.host}:{port}/enter?token={token}")
        say("open that address to read and judge; end with Ctrl-C")
        serving.serve(settings, listener)
