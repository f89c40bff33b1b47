"""Expressions become functions of a frame once a process; each kind of node has one builder.

A frame binds names to records for one instance: `doc` the document, `row`, `cell`, `table`, `member`, and the variables of 对于.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from budgetrules.schema.expressions import Expression

Frame = dict[str, Any]
Run = Callable[[Frame], Any]
Build = Callable[[Expression], Run]
Builder = Callable[[Any, Build], Run]
