"""What other packages register by entry points."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from budgetrules.core import extensions
from budgetrules.core.extensions import READERS, ExtensionError, extension, installed


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """One good entry, one that two packages claim, one that can't be imported."""
    entries = (
        EntryPoint("good", "math:floor", READERS),
        EntryPoint("twice", "math:floor", READERS),
        EntryPoint("twice", "math:ceil", READERS),
        EntryPoint("broken", "no_such_module:read", READERS),
    )
    monkeypatch.setattr(extensions, "_entries", lambda group: entries)


@pytest.mark.usefixtures("registered")
def test_names_are_sorted_and_come_once() -> None:
    assert installed(READERS) == ("broken", "good", "twice")


@pytest.mark.usefixtures("registered")
def test_what_is_registered_is_imported() -> None:
    import math

    assert extension(READERS, "good") is math.floor
    assert extension(READERS, "other") is None


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize(("name", "code"), [("twice", "C140"), ("broken", "C141")])
def test_what_can_not_be_used_is_told(name: str, code: str) -> None:
    with pytest.raises(ExtensionError) as error:
        extension(READERS, name)
    assert error.value.code == code
    assert error.value.details["name"] == name
