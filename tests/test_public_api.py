"""The public face: its names, their types and what programs outside this repository call."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import statediff
from statediff import errors, model

STUB = Path(statediff.__file__).with_suffix(".pyi")
FIELDS = {
    "Wording": "title language published modified blocks text digest",
    "Block": "kind level text links cells",
    "Change": "edits spans moves severity score old_text new_text",
    "Span": "kind old_start old_end new_start new_end",
    "Move": "old_start old_end new_start new_end spans",
    "Edit": "number kind labels old new ops score",
    "Op": "kind text",
    "Disposition": "kind reason evidence",
    "Exchange": "url status headers body",
}
"""What HOUSE promises of each noun."""
HEAVY = ("requests", "urllib3", "bs4", "lxml", "sqlite_utils", "diff_match_patch", "jinja2", "rich", "click", "regex")


def test_the_stub_names_what_the_package_gives_and_nothing_else() -> None:
    tree = ast.parse(STUB.read_text(encoding="utf-8"))
    imported = {
        alias.asname or alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }

    assert imported | {"__version__"} == set(statediff.__all__)


def test_the_stub_imports_each_name_from_where_the_package_does() -> None:
    tree = ast.parse(STUB.read_text(encoding="utf-8"))
    homes = {
        alias.asname or alias.name: f"{node.module}:{alias.name}"
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }

    assert homes == statediff._HOMES  # type: ignore[attr-defined] # the stub does not show it


@pytest.mark.parametrize("name", statediff.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(statediff, name) is not None
    assert name in dir(statediff)


@pytest.mark.parametrize("name", [name for name in statediff.__all__ if name != "__version__"])
def test_every_public_name_says_what_it_promises(name: str) -> None:
    assert (inspect.getdoc(getattr(statediff, name)) or "").strip()


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'frobnicate'"):
        statediff.frobnicate  # type: ignore[attr-defined] # noqa: B018 - the access is the act


def test_importing_the_package_loads_no_dependency() -> None:
    program = f"import sys, statediff; print(*(set(sys.modules) & set({HEAVY!r})), end='')"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False)

    assert (done.stdout, done.stderr) == ("", "")


@pytest.mark.parametrize(("noun", "names"), FIELDS.items())
def test_a_noun_has_the_fields_that_were_promised(noun: str, names: str) -> None:
    kind = getattr(statediff, noun)
    fields = {field.name for field in dataclasses.fields(kind)}
    properties = {name for name, _ in inspect.getmembers(kind, lambda member: isinstance(member, property))}

    assert set(names.split()) <= fields | properties


@pytest.mark.parametrize(
    "noun",
    [
        name
        for name, kind in vars(model).items()
        if inspect.isclass(kind) and kind.__module__ == model.__name__ and dataclasses.is_dataclass(kind)
    ],
)
def test_every_noun_is_a_frozen_fact(noun: str) -> None:
    kind = getattr(model, noun)

    assert kind.__dataclass_params__.frozen
    assert all(field.kw_only for field in dataclasses.fields(kind))
    assert hasattr(kind, "__slots__")


@pytest.mark.parametrize(
    "name",
    [name for name, kind in vars(errors).items() if inspect.isclass(kind) and issubclass(kind, Exception)],
)
def test_every_error_is_public_a_statediff_error_and_has_an_exit_code(name: str) -> None:
    error = getattr(statediff, name)

    assert issubclass(error, statediff.StatediffError)
    assert isinstance(error.exit_code, int)


@pytest.mark.parametrize(
    ("function", "parameters"),
    [
        ("extract", ["body", "media_type", "url"]),
        ("diff", ["old", "new"]),
        ("assess", ["exchange", "previous"]),
        ("render", ["change", "form"]),
        ("open", ["path"]),
        ("create", ["path"]),
        ("track", ["sources", "archive"]),
    ],
)
def test_a_function_takes_its_arguments_in_the_promised_order(function: str, parameters: list[str]) -> None:
    signature = inspect.signature(getattr(statediff, function))

    assert list(signature.parameters)[: len(parameters)] == parameters


def test_two_pages_become_a_change_and_the_change_a_page() -> None:
    pages = [
        f"<html lang='en'><main><h1>Joint statement</h1><p>The two ministries signed {what} in Lyon today, after a"
        " year of talks.</p><p>A working group meets every month and reports to both ministers.</p></main></html>"
        for what in ("a letter of intent", "an agreement")
    ]

    old, new = (statediff.extract(page.encode(), media_type="text/html", url="https://m.example/") for page in pages)
    change = statediff.diff(old, new)

    assert change.severity == "substantive"
    assert "agreement" in statediff.render(change, "html")
    assert "[-a letter of intent-]" in statediff.render(change, "text")
    assert '"severity"' in statediff.render(change, "json")


def test_an_exchange_built_by_hand_is_assessed() -> None:
    exchange = statediff.Exchange(
        url="https://m.example/",
        status=403,
        headers={"cf-mitigated": "challenge"},
        body=b"<title>Just a moment</title>",
    )

    disposition = statediff.assess(exchange)

    assert (disposition.kind, disposition.vendor) == ("blocked", "cloudflare")
    assert disposition.evidence
