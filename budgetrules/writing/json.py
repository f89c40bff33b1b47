"""The model as JSON, as model.schema.json describes it; the same documents give the same bytes."""

from __future__ import annotations

import importlib.resources
import json
from pathlib import Path
from typing import Any

from budgetrules.model.plain import Object


def render(value: Object) -> str:
    """The whole model, indented, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def write(value: Object, target: Path) -> None:
    """Write a file. Raises OSError."""
    target.write_text(render(value), encoding="utf-8", newline="\n")


def model_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `render` gives."""
    file = importlib.resources.files("budgetrules.writing") / "model.schema.json"
    schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return schema
