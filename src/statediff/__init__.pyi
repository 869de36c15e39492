# The types of the public names; `__init__.py` imports each when it is first asked for. A test keeps both alike.

from statediff.archive import Archive, create
from statediff.archive import open_archive as open  # noqa: A004 - the public name, always qualified: statediff.open
from statediff.config import Config
from statediff.config import load as load_config
from statediff.differ import diff
from statediff.errors import (
    ArchiveBusy,
    ArchiveDamaged,
    ArchiveError,
    ArchiveInvalid,
    ArchiveNotFound,
    ComparisonError,
    ConfigurationError,
    DeliveryError,
    ExtractionError,
    FetchError,
    RevisionNotFound,
    SelectorError,
    SourceNotFound,
    StatediffError,
    UsageError,
)
from statediff.extractor import extract
from statediff.fetcher import assess
from statediff.findings import SearchHit, Verification
from statediff.model import (
    Block,
    BlockKind,
    Capture,
    Change,
    Disposition,
    DispositionKind,
    Edit,
    EditKind,
    Exchange,
    FetchSettings,
    History,
    Label,
    Link,
    Move,
    Op,
    Rules,
    Source,
    Span,
    Version,
    WatchPhrase,
    Wording,
)
from statediff.rendering import render
from statediff.tracker import track

__version__: str

__all__ = [
    "Archive",
    "ArchiveBusy",
    "ArchiveDamaged",
    "ArchiveError",
    "ArchiveInvalid",
    "ArchiveNotFound",
    "Block",
    "BlockKind",
    "Capture",
    "Change",
    "ComparisonError",
    "Config",
    "ConfigurationError",
    "DeliveryError",
    "Disposition",
    "DispositionKind",
    "Edit",
    "EditKind",
    "Exchange",
    "ExtractionError",
    "FetchError",
    "FetchSettings",
    "History",
    "Label",
    "Link",
    "Move",
    "Op",
    "RevisionNotFound",
    "Rules",
    "SearchHit",
    "SelectorError",
    "Source",
    "SourceNotFound",
    "Span",
    "StatediffError",
    "UsageError",
    "Verification",
    "Version",
    "WatchPhrase",
    "Wording",
    "__version__",
    "assess",
    "create",
    "diff",
    "extract",
    "load_config",
    "open",
    "render",
    "track",
]
