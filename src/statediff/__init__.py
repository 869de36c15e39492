"""statediff keeps official statements honest: it shows exactly what changed when a statement's wording changes.

The names below are the public face and stable; everything else is private. Each is imported when it is first asked
for: a scheduled run, or the process that parses a page, starts with what it needs (docs/decisions). Their types
stand in `__init__.pyi`.
"""

import importlib

__version__ = "0.1.0"

_NOUNS = (
    "Block",
    "BlockKind",
    "Capture",
    "Change",
    "Disposition",
    "DispositionKind",
    "Edit",
    "EditKind",
    "Exchange",
    "FetchSettings",
    "History",
    "Label",
    "Link",
    "Move",
    "Op",
    "Rules",
    "Source",
    "Span",
    "Version",
    "WatchPhrase",
    "Wording",
)
_FINDINGS = ("SearchHit", "Verification")
_ERRORS = (
    "ArchiveBusy",
    "ArchiveDamaged",
    "ArchiveError",
    "ArchiveInvalid",
    "ArchiveNotFound",
    "ComparisonError",
    "ConfigurationError",
    "DeliveryError",
    "ExtractionError",
    "FetchError",
    "RevisionNotFound",
    "SelectorError",
    "SourceNotFound",
    "StatediffError",
    "UsageError",
)
_HOMES = {
    "extract": "statediff.extractor:extract",
    "diff": "statediff.differ:diff",
    "assess": "statediff.fetcher:assess",
    "render": "statediff.rendering:render",
    "track": "statediff.tracker:track",
    "open": "statediff.archive:open_archive",
    "create": "statediff.archive:create",
    "load_config": "statediff.config:load",
    "Archive": "statediff.archive:Archive",
    "Config": "statediff.config:Config",
    **{name: f"statediff.model:{name}" for name in _NOUNS},
    **{name: f"statediff.findings:{name}" for name in _FINDINGS},
    **{name: f"statediff.errors:{name}" for name in _ERRORS},
}

__all__ = ["__version__", *sorted(_HOMES)]  # noqa: PLE0604 - every key is a string


def __getattr__(name: str) -> object:
    """Import a public name from its home when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'statediff' has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(":")
    value: object = getattr(importlib.import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names beside the module's own."""
    return sorted({*globals(), *__all__})
