"""Sending a run's message by Apprise, an extra; a message that cannot be sent never fails a run."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Any

from statediff.cli.alerts import Message

logger = logging.getLogger(__name__)

VARIABLE = "STATEDIFF_NOTIFY_URLS"
"""Apprise addresses, separated by white space. They hold secrets, so they stand in no file and in no message."""


def read_addresses(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the addresses that messages go to; none when nobody is to be told."""
    return tuple(environment.get(VARIABLE, "").split())


def is_available() -> bool:
    """Whether the extra that sends messages is installed."""
    return find_spec("apprise") is not None


def send(addresses: Sequence[str], message: Message) -> bool:
    """Send a message to all addresses; return whether any took it. Says what went wrong, never to which address."""
    if not is_available():
        logger.warning("nobody was told: %s is set, and Apprise is not installed; install statediff[notify]", VARIABLE)
        return False
    try:
        apprise = importlib.import_module("apprise")
        return _send(apprise, addresses, message)
    except Exception as error:  # noqa: BLE001 - a plugin of a service may raise anything, and the run is done
        logger.warning("a message could not be sent (%s); the run goes on", type(error).__name__)
        return False


def _send(apprise: Any, addresses: Sequence[str], message: Message) -> bool:
    # Apprise's own log may name addresses.
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
    is_sent = False
    for place, address in enumerate(addresses, start=1):
        service = apprise.Apprise()
        if not service.add(address):
            logger.warning("address %d of %s is none that Apprise knows", place, VARIABLE)
        elif service.notify(title=message.title, body=message.body, body_format=apprise.NotifyFormat.TEXT):
            is_sent = True
        else:
            logger.warning("address %d of %s did not take the message; the run goes on", place, VARIABLE)
    return is_sent
