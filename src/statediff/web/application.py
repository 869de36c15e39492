"""The application: every address, who answers it, and the guard in front of them all."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp

from statediff.archive import Archive
from statediff.errors import StatediffError
from statediff.extractor import Sandbox
from statediff.web import api, forms, lists, looks, origins, pages, searches, snapshots
from statediff.web.access import is_token, set_cookie
from statediff.web.answers import Endpoints, Handler
from statediff.web.data import make_data_application
from statediff.web.guard import Guard
from statediff.web.holding import ArchiveShelf
from statediff.web.rooms import Rooms, make_rooms
from statediff.web.settings import WebSettings

PageHandler = Callable[[Rooms, Archive, Request], Response]
FormHandler = Callable[[Rooms, Archive, Request, dict[str, str]], Response]
PAGES: tuple[tuple[str, PageHandler], ...] = (
    ("/", pages.show_home),
    ("/index.html", pages.show_all),
    ("/review/index.html", pages.show_queue),
    ("/sources/index.html", pages.show_sources),
    ("/sources/{slug}.html", pages.show_source),
    ("/changes/{slug}/v{old:int}-v{new:int}.html", pages.show_change),
    ("/compare/index.html", pages.show_compare),
    ("/looks/{number:int}.html", looks.show_look),
    ("/live/index.html", looks.show_live),
    ("/blame/{slug}/v{number:int}.html", origins.show_blame),
    ("/blame/{slug}.html", origins.show_newest_blame),
    ("/notes/{slug}.html", origins.show_notes),
    ("/editions/index.html", origins.show_suggestions),
    ("/editions/{slug}.html", origins.show_editions),
    ("/publishers/{slug}.html", lists.show_publisher),
    ("/languages/{slug}.html", lists.show_language),
    ("/months/{month}.html", lists.show_month),
    ("/reviews/{state}.html", lists.show_state),
    ("/phrases/{slug}.html", lists.show_phrase),
    ("/search/index.html", searches.show_search),
    ("/search/changes.html", searches.show_found),
    ("/searches/{slug}.html", searches.show_saved),
    ("/searches/{slug}.xml", searches.give_saved_feed),
    ("/feed.xml", lists.give_feed),
    ("/sources/{slug}.xml", lists.give_feed),
    ("/changes.csv", lists.give_table),
)
FORMS: tuple[tuple[str, FormHandler], ...] = (
    ("/review/verdict", forms.take_verdict),
    ("/review/note", forms.take_note),
    ("/editions/link", forms.take_link),
)

_TOLD = frozenset({403, 404, 422, 503})
"""Statuses that have a sentence of their own in every language."""


def make_application(settings: WebSettings) -> Starlette:
    """Return the application over one archive; it opens the file with the first request."""
    shelf, sandbox, data = ArchiveShelf(settings.archive), Sandbox(), make_data_application(settings.archive)
    rooms = make_rooms(settings, sandbox.extract)

    @contextlib.asynccontextmanager
    async def lifespan(_app: ASGIApp) -> AsyncIterator[None]:
        yield
        shelf.close()
        sandbox.close()
        if data is not None:
            data.close()

    return Starlette(
        routes=[
            Route("/enter", _enter(settings)),
            *_page_routes(rooms, shelf),
            *_form_routes(rooms, shelf),
            *_machine_routes(rooms, shelf),
            *([Mount("/data", app=data.answer)] if data is not None else []),
            Route("/{path:path}", _miss(rooms)),
        ],
        middleware=[Middleware(Guard, hosts=settings.hosts)],
        lifespan=lifespan,
    )


def _refuse_in_a_page(rooms: Rooms) -> Callable[[StatediffError, int], Response]:
    def refuse(error: StatediffError, status: int) -> Response:
        status = 403 if isinstance(error, forms.NotAllowed) else status
        say = rooms.desk_pages.phrases.say
        lead = say(f"notice.{status if status in _TOLD else 500}")
        page = rooms.desk_pages.write_notice(say("notice.failed"), lead, detail=str(error), path="")
        return rooms.page(page, status=status)

    return refuse


def _page_routes(rooms: Rooms, shelf: ArchiveShelf) -> list[BaseRoute]:
    endpoints = Endpoints(shelf, _refuse_in_a_page(rooms))

    def bind(show: PageHandler) -> Handler:
        return lambda archive, request: show(rooms, archive, request)

    return [Route(path, endpoints.serve(bind(show)), methods=["GET"]) for path, show in PAGES]


def _form_routes(rooms: Rooms, shelf: ArchiveShelf) -> list[BaseRoute]:
    endpoints = Endpoints(shelf, _refuse_in_a_page(rooms))

    def bind(take: FormHandler) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            body = await request.body()

            def answer(archive: Archive, asked: Request) -> Response:
                return take(rooms, archive, asked, forms.read_form(rooms, asked, body))

            return await run_in_threadpool(endpoints.answer, answer, request)

        return endpoint

    return [Route(path, bind(take), methods=["POST"]) for path, take in FORMS]


def _machine_routes(rooms: Rooms, shelf: ArchiveShelf) -> list[BaseRoute]:
    endpoints = Endpoints(shelf, _refuse_as_json)
    texts = Endpoints(shelf)

    async def describe(_request: Request) -> Response:
        return api.write_json(api.describe_api(rooms.settings.generator_version))

    def bind(answer: api.Answer) -> Handler:
        return lambda archive, request: api.write_json(answer(rooms, archive, request))

    return [
        Route("/api/openapi.json", describe, methods=["GET"]),
        *(Route(one.path, endpoints.serve(bind(one.answer)), methods=["GET"]) for one in api.ENDPOINTS),
        Route("/snapshots/{number:int}", texts.serve(snapshots.give_snapshot), methods=["GET"]),
        Route("/timemap/link/{address:path}", texts.serve(snapshots.give_timemap), methods=["GET"]),
        Route("/timegate/{address:path}", texts.serve(snapshots.give_timegate), methods=["GET"]),
        Route("/memento/{stamp}/{address:path}", texts.serve(snapshots.give_memento), methods=["GET"]),
    ]


def _refuse_as_json(error: StatediffError, status: int) -> Response:
    facts = {"kind": "error", "subject": error.subject, "cause": error.cause, "next_step": error.next_step}
    return api.write_json(facts, status=status)


def _enter(settings: WebSettings) -> Callable[[Request], Awaitable[Response]]:
    """Take the token that `serve` printed in its address, and let this browser write from then on."""

    async def endpoint(request: Request) -> Response:
        if not is_token(request.query_params.get("token", ""), settings.token):
            return PlainTextResponse("that is not the token of this run of statediff serve\n", status_code=403)
        return RedirectResponse(
            "/review/index.html", status_code=303, headers={"Set-Cookie": set_cookie(settings.token)}
        )

    return endpoint


def _miss(rooms: Rooms) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(_request: Request) -> Response:
        return rooms.page(rooms.site_pages.write_missing(), status=404)

    return endpoint
