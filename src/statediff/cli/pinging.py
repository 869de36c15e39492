"""The health check that every run pings; a ping that fails never fails a run."""

from __future__ import annotations

import logging
import urllib.error
import urllib.request
from http.client import HTTPException

logger = logging.getLogger(__name__)

TIMEOUT_SECONDS = 5.0


def ping(url: str | None, *, suffix: str = "") -> bool:
    """Tell the health check that a run begins ("/start"), ended well (""), or ended badly ("/fail").

    Returns whether the health check answered; nothing is asked without a URL.
    """
    if url is None:
        return False
    if not url.startswith(("http://", "https://")):
        logger.warning("%s: not an http address; correct healthcheck-url under [notify]", url)
        return False
    try:
        request = urllib.request.Request(url.rstrip("/") + suffix, method="GET")  # noqa: S310 - scheme checked above
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS):  # noqa: S310 - scheme checked above
            return True
    except (urllib.error.URLError, HTTPException, OSError, ValueError) as error:
        logger.warning("the health check did not answer: %s; the run goes on", error)
        return False
