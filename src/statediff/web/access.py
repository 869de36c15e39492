"""Access: who may write, told by a token in a cookie, and which forms are our own, told by a keyed hash."""

from __future__ import annotations

import hashlib
import hmac
from http.cookies import CookieError, SimpleCookie

COOKIE = "statediff_desk"
FORM_FIELD = "csrf"
"""The hidden field of every form."""


def may_write(cookie_header: str | None, token: str) -> bool:
    """Whether a request's Cookie header bears the token of whoever may write."""
    try:
        cookies: SimpleCookie = SimpleCookie(cookie_header or "")
    except CookieError:
        return False
    given = cookies.get(COOKIE)
    return given is not None and _equal(given.value, cookie_value(token))


def is_token(given: str, token: str) -> bool:
    """Whether somebody who opened the address that `serve` printed has the token; compared in constant time."""
    return _equal(given, token)


def cookie_value(token: str) -> str:
    """What the cookie holds: no token, only proof of having it, so that a stolen cookie jar opens one run at most."""
    return _keyed(token, "cookie")


def set_cookie(token: str) -> str:
    """The Set-Cookie header for whoever has the token: for this site's own pages, hidden from scripts."""
    return f"{COOKIE}={cookie_value(token)}; HttpOnly; SameSite=Strict; Path=/"


def form_token(token: str) -> str:
    """What a form of ours holds and a page of another site cannot know."""
    return _keyed(token, "form")


def is_own_form(given: str, token: str) -> bool:
    """Whether a form that came is ours."""
    return _equal(given, form_token(token))


def _keyed(token: str, purpose: str) -> str:
    return hmac.new(token.encode(), purpose.encode(), hashlib.sha256).hexdigest()


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode())
