"""Values that should have a shape, with the way to each of them for messages."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from budgetrules.model.plain import Value


class Malformed(Exception):
    """A value has not the shape it should have: where it stands, what was expected, what was found."""

    def __init__(self, where: str, expected: str, found: object) -> None:
        super().__init__(f"{where}: {expected}")
        self.where = where
        self.expected = expected
        self.found = str(found)[:40]


@attrs.frozen
class At:
    """A value and the way to it; every method raises Malformed where the value is not what it asks for."""

    value: Value
    way: str

    def part(self, name: str) -> At:
        """The member of an object, null where it has none."""
        if not isinstance(self.value, dict):
            raise Malformed(self.way, "object", type(self.value).__name__)
        return At(self.value.get(name), f"{self.way}.{name}")

    def members(self) -> Iterator[tuple[str, At]]:
        """The members of an object (none if it is null)."""
        if self.value is None:
            return
        if not isinstance(self.value, dict):
            raise Malformed(self.way, "object", type(self.value).__name__)
        for name, held in self.value.items():
            yield name, At(held, f"{self.way}.{name}")

    def items(self) -> Iterator[At]:
        """The items of an array (none if it is null)."""
        if self.value is None:
            return
        if not isinstance(self.value, list):
            raise Malformed(self.way, "array", type(self.value).__name__)
        for number, held in enumerate(self.value):
            yield At(held, f"{self.way}[{number}]")

    @property
    def is_null(self) -> bool:
        """Whether there is nothing."""
        return self.value is None

    def text(self) -> str:
        """A text; null counts as the empty one."""
        if self.value is None:
            return ""
        if not isinstance(self.value, str):
            raise Malformed(self.way, "string", self.value)
        return self.value

    def maybe_text(self) -> str | None:
        """A text or null."""
        return None if self.value is None else self.text()

    def named(self) -> str:
        """A text that is not empty."""
        found = self.text()
        if not found:
            raise Malformed(self.way, "string", "null")
        return found

    def integer(self) -> int:
        """A whole number."""
        found = self.maybe_integer()
        if found is None:
            raise Malformed(self.way, "integer", "null")
        return found

    def maybe_integer(self) -> int | None:
        """A whole number or null."""
        if self.value is not None and (
            not isinstance(self.value, int) or isinstance(self.value, bool)
        ):
            raise Malformed(self.way, "integer", self.value)
        return self.value

    def truth(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            raise Malformed(self.way, "boolean", self.value)
        return self.value

    def one_of(self, words: tuple[str, ...]) -> str:
        """One of some words."""
        if self.value not in words:
            raise Malformed(self.way, " | ".join(words), self.value)
        return str(self.value)
