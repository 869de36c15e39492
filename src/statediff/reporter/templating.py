"""Templates: one environment with everything escaped, for the report's page and for the pages around it."""

from __future__ import annotations

import base64
import hashlib
from importlib import resources

import jinja2

from statediff.reporter import characters
from statediff.reporter.members import format_instant


def make_environment(*packages: str) -> jinja2.Environment:
    """Make an environment over the packages' `templates` folders, the first that has a template wins."""
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.PackageLoader(package) for package in packages]),
        autoescape=True,
        auto_reload=False,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["parts"] = characters.cut_parts
    environment.filters["clean"] = characters.clean
    environment.filters["clauses"] = characters.cut_clause
    environment.filters["figures"] = characters.cut_figures
    environment.filters["spelt"] = characters.spell
    environment.filters["visible"] = characters.escape_controls
    environment.filters["iso"] = format_instant
    environment.filters["tag"] = characters.tag_of
    environment.globals["direction"] = characters.direction_of
    return environment


def read_asset(package: str, name: str) -> str:
    """Return a style or script from a package's `templates` folder."""
    return (resources.files(package) / "templates" / name).read_text(encoding="utf-8").strip()


def source_hash(text: str) -> str:
    """Return the hash by which a content security policy allows an inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
