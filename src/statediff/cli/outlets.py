"""`site`, `feed` and `digest`: what the archive holds, for readers who have no archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
import regex

from statediff import __version__
from statediff.cli.options import language_option, read_day
from statediff.cli.reporting import write_whole
from statediff.cli.session import Session, find_source, pass_session
from statediff.cli.suggestions import suggest
from statediff.cli.terminal import put, say
from statediff.config import Config
from statediff.errors import UsageError
from statediff.extractor import Sandbox
from statediff.model import SavedSearch
from statediff.publishing.digests import Reader, gather_digest, keep_told, ledger_of, prepare
from statediff.publishing.latest import make_feed, make_search_feed
from statediff.publishing.mail import VARIABLE, check_address, compose, parse_server, send
from statediff.publishing.settings import SiteSettings
from statediff.publishing.site import publish
from statediff.reporter.outlets.digest import Digest, DigestForm, write_digest, write_subject
from statediff.reporter.outlets.phrasing import load_phrases

FORMS: tuple[DigestForm, ...] = ("html", "text", "markdown")


def _base_url_option(meaning: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option("--base-url", metavar="URL", help=meaning)


def parse_base_url(url: str | None) -> str | None:
    """Return the address of a published site with a slash at its end; raises UsageError for anything else."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        is_whole = parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
    except ValueError:
        is_whole = False
    if not is_whole or not regex.fullmatch(r"[^\s\p{C}\"<>\\^`{|}]+", url):
        raise UsageError(url, "this is no address of a site", "write it as https://watch.example/statements/")
    return url if url.endswith("/") else url + "/"


def settings_of(session: Session, config: Config | None, language: str | None, base_url: str | None) -> SiteSettings:
    """How to publish, by the call and the configuration."""
    return SiteSettings(
        language=session.language(language),
        base_url=parse_base_url(base_url),
        watch=config.watch if config is not None else (),
        searches=config.searches if config is not None else (),
        generator_version=__version__,
    )


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@_base_url_option("Where the site will be published: for sitemap.xml, feeds and canonical addresses.")
@language_option
@pass_session
def site(session: Session, *, folder: Path, base_url: str | None, language: str | None) -> None:
    """Write the whole archive as a static site.

    DIR gets a page for every change, source, publisher, language, month and watched phrase, Atom feeds, a CSV table and
    404.html; it can be published as it is, and opened from the disk. DIR must be absent, empty or an earlier site. A
    page that would be the same is not touched; one that no longer belongs is removed if statediff wrote it.
    """
    config = session.config_or_none()
    settings = settings_of(session, config, language, base_url)
    with session.open_archive(config) as archive, Sandbox() as sandbox:
        done = publish(archive, folder, read=sandbox.extract, settings=settings)
    put(f"{folder / 'index.html'}\t{done.written} written, {done.unchanged} unchanged, {done.removed} removed")


@click.command()
@click.argument("name", metavar="[SOURCE]", required=False)
@click.option("--search", "wanted", metavar="NAME", help="Only what the saved search of that name finds.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Where to write it.")
@_base_url_option("Where the site is published: entries then link to its reports, else to the watched pages.")
@language_option
@pass_session
def feed(
    session: Session,
    *,
    name: str | None,
    wanted: str | None,
    output: Path | None,
    base_url: str | None,
    language: str | None,
) -> None:
    """Write an Atom feed of the newest changes: of all sources, of one, or of a saved search.

    Each entry holds the changed passages with [removed: ...] and [inserted: ...] in words, so that it reads without
    styles. Its id stays the same for ever; its times come from the captures. Without -o it goes to stdout.
    """
    config = session.config_or_none()
    settings = settings_of(session, config, language, base_url)
    if name is not None and wanted is not None:
        raise UsageError("feed", "a source and a saved search are two feeds", "choose one of them")
    search = _find_search(settings, wanted) if wanted is not None else None
    with session.open_archive(config) as archive, Sandbox() as sandbox:
        if name is not None:
            name = find_source({source.id: source for source in archive.sources()}, name).id
        if search is not None:
            text = make_search_feed(archive, search, read=sandbox.extract, settings=settings)
        else:
            text = make_feed(archive, name, read=sandbox.extract, settings=settings)
    if output is None or output == Path("-"):
        click.echo(text.encode(), nl=False)
        return
    write_whole(output, text)
    put(str(output))


def _find_search(settings: SiteSettings, name: str) -> SavedSearch:
    by_name = {search.name: search for search in settings.searches}
    if name not in by_name:
        advice = suggest(name, by_name, otherwise="see [[search]] in statediff.toml")
        raise UsageError(name, "no saved search bears that name", advice)
    return by_name[name]


@click.command()
@click.option(
    "--since",
    metavar="DATE",
    callback=read_day,
    help="Everything first seen on this day (UTC) or later, told before or not.  [default: since the last digest]",
)
@click.option("--to", "recipient", metavar="ADDRESS", help="Send it there by mail instead of printing it.")
@click.option(
    "--form", type=click.Choice(FORMS), help="How to write it.  [default: text; by mail, HTML with text beside it]"
)
@_base_url_option("Where the site is published: changes then link to its reports, else to the watched pages.")
@language_option
@pass_session
def digest(
    session: Session,
    *,
    since: dt.date | None,
    recipient: str | None,
    form: DigestForm | None,
    base_url: str | None,
    language: str | None,
) -> None:
    """Tell what changed since the last digest, or since a day; print it or send it by mail.

    Nothing new: nothing is printed or sent. How far each reader was told stands in ARCHIVE.digests.json beside the
    archive, for each address by itself; with --since it is neither read nor written. Mail goes by the server in
    STATEDIFF_SMTP_URL, from the contact of the configuration.
    """
    config = session.config_or_none()
    settings = settings_of(session, config, language, base_url)
    server = parse_server(session.environment.get(VARIABLE)) if recipient is not None else None
    sender = _sender(config, server.user if server else "") if recipient is not None else ""
    with session.open_archive(config) as archive, Sandbox() as sandbox:
        reader = Reader(ledger=ledger_of(archive), address=check_address(recipient) if recipient is not None else "")
        found, reached = gather_digest(archive, reader, since, read=sandbox.extract, settings=settings)
    if found is not None and server is not None:
        if since is None:
            prepare(reader)
        now = dt.datetime.now(dt.UTC)
        message = _compose(found, form or "html", settings, sender=sender, recipient=reader.address, sent_at=now)
        send(message, server)
        say(f"{found.count} changes sent to {reader.address}")
    elif found is not None:
        put(write_digest(found, form or "text", load_phrases(settings.language)).rstrip("\n"))
    if since is None:
        keep_told(reader, reached)


def _compose(digest: Digest, form: DigestForm, settings: SiteSettings, **envelope: Any) -> Any:
    phrases = load_phrases(settings.language)
    return compose(
        subject=write_subject(digest, phrases),
        text=write_digest(digest, "markdown" if form == "markdown" else "text", phrases),
        html=write_digest(digest, "html", phrases) if form == "html" else None,
        **envelope,
    )


def _sender(config: Config | None, user: str) -> str:
    """The address that mail comes from: the contact, else the user of the mail server, where it is an address."""
    for candidate in (config.contact if config is not None else None, user):
        if candidate and "@" in candidate and "://" not in candidate:
            return check_address(candidate)
    raise UsageError(
        "digest --to", "nothing says whom the mail is from", "make the contact in statediff.toml an address"
    )
