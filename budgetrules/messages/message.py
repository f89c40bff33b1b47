"""Sentences without a language: what a finding says, to be shown in Chinese or English later.

It stands here and not in core, since the text of a sentence comes from the catalogue, which is read
when one is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Union

import attrs

from budgetrules.messages import catalogue

# A name of a document or a sentence of a rule file, the same in every language; or one of the
# catalogue.
Words = Union[str, "Message"]


# Names of slots with their values. Pairs, not a dict: findings are hashable and go to other
# processes.
_Slots = tuple[tuple[str, Words], ...]


def _pairs(slots: Mapping[str, Words] | _Slots) -> _Slots:
    if isinstance(slots, Mapping):
        return tuple(slots.items())
    return slots


@attrs.frozen
class Message:
    """A sentence of the catalogue by its code, with the values of its slots; slots may be messages.

    A sentence that a rule file brings (提示) is its `template`, the same in every language; its code
    is empty. `str()` gives the Chinese sentence, `text("en")` the English one.
    """

    code: str
    slots: _Slots = attrs.field(default=(), converter=_pairs)
    template: str | None = None

    def text(self, lang: str = "zh") -> str:
        """Return the sentence in a language (zh, en). Never raises.

        For a code that the catalogue lacks: the code and the slots.
        """
        slots = {}
        for name, value in self.slots:
            slots[name] = words_in(value, lang)
        if self.template is not None:
            return catalogue.fill(self.template, slots)
        return catalogue.text(self.code, lang, **slots)

    def __str__(self) -> str:
        return self.text()

    def __format__(self, spec: str) -> str:
        return format(self.text(), spec)


def rule_sentence(template: str, slots: Mapping[str, Words]) -> Message:
    """Return a sentence of a rule file, with the values of its slots."""
    return Message("", slots, template)


def joined(first: Words, second: Words) -> Message:
    """Return two sentences as one, without anything between them."""
    slots = {"first": first, "second": second}
    return Message("", slots, "{first}{second}")


def listed(items: Iterable[Words]) -> Words:
    """Return names or sentences as one list, parted by 、 in every language."""
    whole: Words = ""
    for item in items:
        whole = joined(joined(whole, "、"), item) if whole else item
    return whole


def as_message(words: Words) -> Message:
    """Return a message that says these words; a text is the same in every language."""
    if isinstance(words, Message):
        return words
    return Message("", {"words": words}, "{words}")


def words_in(words: Words, lang: str) -> str:
    """Return words in a language: a message rendered, a text as it is."""
    if isinstance(words, Message):
        return words.text(lang)
    return words
