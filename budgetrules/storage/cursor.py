"""A position in plain values that should have a shape, with its path for messages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from budgetrules.model.plain import Value
from budgetrules.storage.errors import Malformed


@attrs.frozen
class JsonCursor:
    """A value and the path to it.

    Every method raises Malformed if the value is not what it asks for.
    """

    value: Value
    path: str

    def __getitem__(self, name: str) -> JsonCursor:
        """Return the member of an object; null if it has none of that name."""
        if not isinstance(self.value, dict):
            raise Malformed(self.path, "object", type(self.value).__name__)
        member = self.value.get(name)
        return JsonCursor(member, f"{self.path}.{name}")

    def members(self) -> Iterator[tuple[str, JsonCursor]]:
        """Yield the members of an object; none if it is null."""
        if self.value is None:
            return
        if not isinstance(self.value, dict):
            raise Malformed(self.path, "object", type(self.value).__name__)
        for name, value in self.value.items():
            path = f"{self.path}.{name}"
            yield name, JsonCursor(value, path)

    def items(self) -> Iterator[JsonCursor]:
        """Yield the items of an array; none if it is null."""
        if self.value is None:
            return
        if not isinstance(self.value, list):
            raise Malformed(self.path, "array", type(self.value).__name__)
        for number, value in enumerate(self.value):
            path = f"{self.path}[{number}]"
            yield JsonCursor(value, path)

    @property
    def is_null(self) -> bool:
        """Whether there is nothing."""
        return self.value is None

    def text(self) -> str:
        """Return a text; null counts as the empty one."""
        if self.value is None:
            return ""
        if not isinstance(self.value, str):
            raise Malformed(self.path, "string", self.value)
        return self.value

    def text_or_none(self) -> str | None:
        """Return a text or null."""
        return None if self.value is None else self.text()

    def required_text(self) -> str:
        """Return a text that is not empty."""
        text = self.text()
        if not text:
            raise Malformed(self.path, "string", "null")
        return text

    def texts(self) -> list[str]:
        """Return the items of an array of texts."""
        return [item.text() for item in self.items()]

    def names(self) -> list[str]:
        """Return the items of an array of texts, none of them empty."""
        return [item.required_text() for item in self.items()]

    def integer(self) -> int:
        """Return a whole number."""
        number = self.integer_or_none()
        if number is None:
            raise Malformed(self.path, "integer", "null")
        return number

    def integer_or_none(self) -> int | None:
        """Return a whole number or null."""
        value = self.value
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise Malformed(self.path, "integer", value)
        return value

    def boolean(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            raise Malformed(self.path, "boolean", self.value)
        return self.value

    def one_of(self, words: Sequence[str]) -> str:
        """Return one of some words."""
        if self.value not in words:
            expected = " | ".join(words)
            raise Malformed(self.path, expected, self.value)
        return str(self.value)
