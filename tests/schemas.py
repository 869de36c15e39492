"""A validator for as much of JSON Schema as docs/reference/schemas uses; it refuses a schema that uses more."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference" / "schemas"
KNOWN = frozenset({"$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "required"}) | {
    "items",
    "enum",
    "const",
    "pattern",
    "anyOf",
}


def load_schema(kind: str) -> dict[str, Any]:
    """The published schema of one kind of document."""
    schema: dict[str, Any] = json.loads((FOLDER / f"{kind}.json").read_text(encoding="utf-8"))
    return schema


def find_faults(
    value: Any, schema: dict[str, Any], root: dict[str, Any] | None = None, place: str = "$"
) -> Iterator[str]:
    """Yield every way in which a value is not what the schema says; a member that it does not name is one too."""
    root = root or schema
    assert set(schema) <= KNOWN, (place, set(schema) - KNOWN)
    if "$ref" in schema:
        yield from find_faults(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, place)
        return
    if "anyOf" in schema:
        tries = [list(find_faults(value, one, root, place)) for one in schema["anyOf"]]
        yield from [] if [] in tries else min(tries, key=len)
        return
    if "const" in schema and value != schema["const"]:
        yield f"{place}: {value!r} is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place}: {value!r} is none of {schema['enum']}"
    if "type" in schema and not _has_type(value, schema["type"]):
        yield f"{place}: {value!r} is no {schema['type']}"
        return
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value, re.ASCII):
        yield f"{place}: {value!r} does not match {schema['pattern']}"
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from find_faults(item, schema["items"], root, f"{place}[{number}]")
    if isinstance(value, dict):
        yield from (f"{place}: {name} is missing" for name in schema["required"] if name not in value)
        for name, member in value.items():
            if name in schema["properties"]:
                yield from find_faults(member, schema["properties"][name], root, f"{place}.{name}")
            else:
                yield f"{place}: {name} is not documented"


def _has_type(value: Any, types: str | list[str]) -> bool:
    names = [types] if isinstance(types, str) else types
    return any(_is_a(value, name) for name in names)


def _is_a(value: Any, name: str) -> bool:
    match name:
        case "null":
            return value is None
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "string":
            return isinstance(value, str)
        case "array":
            return isinstance(value, list)
        case "object":
            return isinstance(value, dict)
    raise AssertionError(name)
