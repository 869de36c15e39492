"""Answers: an open archive for each handler, in a thread of its own, and every error as one clear sentence."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from statediff.archive import Archive
from statediff.errors import (
    ArchiveError,
    RevisionNotFound,
    SourceNotFound,
    StatediffError,
    UsageError,
)
from statediff.web.guard import describe_request
from statediff.web.holding import ArchiveShelf

logger = logging.getLogger(__name__)

RETRY_SECONDS = "5"
"""After which an archive that could not be read is worth another try."""

Handler = Callable[[Archive, Request], Response]
Refusal = Callable[[StatediffError, int], Response]


def status_of(error: StatediffError) -> int:
    """The HTTP status that says what kind of error it is."""
    match error:
        case RevisionNotFound() | SourceNotFound():
            return 404
        case UsageError():
            return 422
        case ArchiveError():
            return 503
        case _:
            return 500


def refuse_in_words(error: StatediffError, status: int) -> Response:
    """Answer with the sentence alone."""
    return PlainTextResponse(f"{error}\n", status_code=status)


class Endpoints:
    """Makes endpoints of handlers: each is lent an archive, and what goes wrong becomes an answer."""

    def __init__(self, shelf: ArchiveShelf, refuse: Refusal = refuse_in_words) -> None:
        self._shelf = shelf
        self._refuse = refuse

    def serve(self, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        """Return the endpoint of a handler; it runs in a thread, so that no slow answer holds up another."""

        async def endpoint(request: Request) -> Response:
            return await run_in_threadpool(self.answer, handler, request)

        return endpoint

    def answer(self, handler: Handler, request: Request) -> Response:
        """Answer a request with an archive on loan; an error of ours becomes the answer it deserves."""
        try:
            with self._shelf.lend() as archive:
                return handler(archive, request)
        except StatediffError as error:
            status = status_of(error)
            if status >= 500:
                logger.warning("%s; %s", str(error).encode("unicode_escape").decode(), describe_request(request.scope))
            response = self._refuse(error, status)
            if status == 503:
                response.headers["Retry-After"] = RETRY_SECONDS
            return response
