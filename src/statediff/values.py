"""What a value of a configuration may be: each check names its fault in words, and reads nothing but the value."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

LONGEST_ID = 64
EVERY_BOUNDS_SECONDS = (60, 366 * 86_400)

_RESERVED_NAMES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
)
_UNIT_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_OWN_HEADERS = frozenset(
    {"accept-encoding", "connection", "content-length", "expect", "host", "if-modified-since", "if-none-match"}
    | {"range", "te", "transfer-encoding", "upgrade", "user-agent"}
)
_SECRET_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization", "x-api-key"})
_LANGUAGE_TAG = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*", re.ASCII)

Parser = Callable[[object], object]
"""Turns a TOML value into ours, or raises ValueError with the fault in words; the reader adds the key path."""


def why_bad_id(source_id: str) -> str | None:
    """Why a source id is refused, in words, or None: ids become file names, addresses and parts of revisions."""
    if not source_id:
        return "a source id may not be empty"
    if len(source_id) > LONGEST_ID:
        return f"a source id has at most {LONGEST_ID} letters, this one has {len(source_id)}"
    if not re.fullmatch(r"[A-Za-z0-9]+([-_][A-Za-z0-9]+)*", source_id, re.ASCII):
        return f"a source id is made of the letters a-z, digits and single inner hyphens, unlike {shown(source_id)}"
    if source_id.lower() in _RESERVED_NAMES:
        return f"{shown(source_id)} is the name of a device on Windows; choose another source id"
    return None


def why_bad_url(url: str) -> str | None:
    """Why an address is refused, in words, or None."""
    if any(letter.isspace() or not letter.isprintable() for letter in url):
        return f"{shown(url)} holds white space or a control character"
    try:
        parts = urlsplit(url)
        has_port = parts.port is None or parts.port > 0
    except ValueError as exc:
        return f"{shown(url)} is no address: {exc}"
    if parts.scheme not in {"http", "https"}:
        hint = "" if ":" in url.partition("/")[0] else f'; did you mean "https://{url.lstrip("/")}"?'
        return f"{shown(url)} does not begin with https:// or http://{hint}"
    if not has_port or not _is_host(parts.hostname or ""):
        return f"{shown(url)} names no host"
    if parts.username is not None or parts.password is not None:
        return "an address may not hold a user name or password: it is shown in every report"
    return None


def _is_host(name: str) -> bool:
    return bool(name) and (":" in name or all(name.removesuffix(".").split(".")))


def parse_text(value: object) -> str:
    """Return text that says something and holds no control character."""
    if not isinstance(value, str):
        raise ValueError(f"must be text in quotes, not {kind_of(value)}")
    if not value.strip():
        raise ValueError("may not be empty")
    if any(ord(letter) < 32 and letter not in "\t\n" for letter in value):
        raise ValueError("holds a control character")
    return value


def parse_flag(value: object) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise ValueError(f"must be true or false, not {kind_of(value)}")
    return value


def number_parser(least: float, most: float) -> Parser:
    """Make a parser of numbers from `least` to `most`."""

    def parse(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError(f"must be a number, not {kind_of(value)}")
        if not least <= value <= most:
            raise ValueError(f"must be between {least:g} and {most:g}, not {value}")
        return float(value)

    return parse


def whole_parser(least: int, most: int) -> Parser:
    """Make a parser of whole numbers from `least` to `most`."""

    def parse(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError(f"must be a whole number, not {kind_of(value)}")
        if not least <= value <= most:
            raise ValueError(f"must be between {least} and {most}, not {value}")
        return value

    return parse


def choice_parser(*choices: str) -> Parser:
    """Make a parser of a closed set of words."""

    def parse(value: object) -> str:
        text = parse_text(value)
        if text not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}, not {shown(text)}{nearest(text, choices)}")
        return text

    return parse


def choices_parser(*choices: str) -> Parser:
    """Make a parser of lists of words of a closed set; a single word is a list of one."""
    parse_one = choice_parser(*choices)

    def parse(value: object) -> tuple[object, ...]:
        return tuple(dict.fromkeys(parse_one(item) for item in parse_texts(value)))

    return parse


def parse_texts(value: object) -> tuple[str, ...]:
    """Return a list of texts; a single text is a list of one."""
    if isinstance(value, str):
        return (parse_text(value),)
    if not isinstance(value, list):
        raise ValueError(f"must be text or a list of texts, not {kind_of(value)}")
    return tuple(parse_text(item) for item in value)


def parse_language(value: object) -> str:
    """Return a language tag of the shape BCP 47 gives it."""
    text = parse_text(value)
    if not _LANGUAGE_TAG.fullmatch(text):
        raise ValueError(f'{shown(text)} is no language tag such as "en", "uk" or "zh-Hans"')
    return text


def parse_contact(value: object) -> str:
    """Return an e-mail address or a web address at which people answer."""
    text = parse_header_text(value)
    if not re.fullmatch(r"(mailto:)?[^\s@]+@[^\s@]+\.[^\s@]+|https?://\S+", text):
        raise ValueError(f"{shown(text)} is neither an e-mail address nor a web address")
    return text


def parse_header_text(value: object) -> str:
    """Return text that can be the value of a request header."""
    text = parse_text(value)
    if not text.isascii() or not text.isprintable():
        raise ValueError("is sent in a request header, which may hold printable ASCII letters only")
    return text


def parse_address(value: object) -> str:
    """Return the http or https address of a page."""
    text = parse_text(value)
    reason = why_bad_url(text)
    if reason:
        raise ValueError(reason)
    return text


def parse_id(value: object) -> str:
    """Return a source id, or the name of a group of editions, which follows the same rules."""
    text = parse_text(value)
    reason = why_bad_id(text)
    if reason:
        raise ValueError(reason)
    return text


def parse_duration(value: object) -> int:
    """Return the seconds of a duration such as "6h"."""
    text = parse_text(value)
    match = re.fullmatch(r"([0-9]{1,6})([smhdw])", text)
    if not match:
        raise ValueError(f'{shown(text)} is no duration such as "30m", "6h", "1d" or "2w"')
    seconds = int(match[1]) * _UNIT_SECONDS[match[2]]
    least, most = EVERY_BOUNDS_SECONDS
    if not least <= seconds <= most:
        raise ValueError(f"{shown(text)} is out of bounds: at least 1m, at most 366d")
    return seconds


def parse_reason(value: object) -> str:
    """Return a reason in words; a bare `true` gives none."""
    if isinstance(value, bool):
        raise ValueError('must be the reason in words, such as "public-interest archive"; reports show it')
    return parse_text(value)


def parse_pin(value: object) -> str:
    """Return the digest of a server certificate, in lower case."""
    text = parse_text(value).lower()
    if not re.fullmatch(r"sha256:[0-9a-f]{64}", text):
        raise ValueError('must be "sha256:" and the 64 hexadecimal digits of the certificate\'s SHA-256')
    return text


def parse_private_hosts(value: object) -> tuple[str, ...]:
    """Return hosts, each with or without a port, as they stand in an address."""
    hosts = parse_texts(value)
    for host in hosts:
        try:
            parts = urlsplit(f"//{host}")
            is_host = _is_host(parts.hostname or "") and parts.netloc == host and "@" not in host and parts.port != 0
        except ValueError:
            is_host = False
        if not is_host or host.split() != [host]:
            raise ValueError(f'{shown(host)} is no host such as "localhost", "127.0.0.1:8000" or "intranet.example"')
    return hosts


def parse_host_names(value: object) -> tuple[str, ...]:
    """Return hosts, with the port where it is not the usual one; a name that begins with "*." is all below it."""
    hosts = parse_texts(value)
    for host in hosts:
        name, colon, port = host.removeprefix("*.").partition(":")
        is_name = _is_host(name) and name == name.strip() and not any(sign in name for sign in "*/@?#[]")
        if not is_name or (colon and not (port.isascii() and port.isdigit())):
            raise ValueError(f'{shown(host)} is no host such as "news.example" or "*.example"')
    return tuple(host.lower() for host in hosts)


def parse_headers(value: object) -> tuple[tuple[str, str], ...]:
    """Return additional request headers as pairs."""
    if not isinstance(value, dict):
        raise ValueError(f"must be a table of names and values, not {kind_of(value)}")
    for name in value:
        if not re.fullmatch(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+", name):
            raise ValueError(f"{shown(name)} is no header name")
        if name.lower() in _OWN_HEADERS:
            raise ValueError(f"{shown(name)} is set by statediff itself")
        if name.lower() in _SECRET_HEADERS:
            raise ValueError(f"{shown(name)} is a secret; statediff visits what everyone may read")
    return tuple((name, parse_header_text(text)) for name, text in value.items())


def accept(value: object) -> object:
    """Return a value that another table's parsers read."""
    return value


def nearest(word: str, known: Iterable[str]) -> str:
    """Ask "did you mean" about the nearest known word, or say nothing."""
    folded, names = word.lower().replace("_", "-"), list(known)
    near = [name for name in names if name.startswith(f"{folded}-")]
    near = near or difflib.get_close_matches(folded, names, n=1, cutoff=0.6)
    return f'; did you mean "{near[0]}"?' if near else ""


def kind_of(value: object) -> str:
    """Name the kind of a TOML value as its author sees it."""
    names = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list", dict: "a table"}
    return names.get(type(value), "a date")


def shown(text: str) -> str:
    """Quote a value for a message: escaped, and cut when it is long."""
    escaped = text.encode("unicode_escape").decode("ascii") if not text.isprintable() else text
    return f'"{escaped[:80]}…"' if len(escaped) > 80 else f'"{escaped}"'
