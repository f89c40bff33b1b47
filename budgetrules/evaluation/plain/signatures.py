"""Expressions become functions of an instance once a process; each kind of node has one builder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from budgetrules.evaluation.instance import Instance
from budgetrules.model.disclosure import Row
from budgetrules.schema.expressions import Expression

Run = Callable[[Instance], Any]
Build = Callable[[Expression], Run]
Builder = Callable[[Any, Build], Run]
# The rows that a filter keeps, of those given, when an instance asks for them.
Filter = Callable[[list[Row], Instance], list[Row]]
