"""The one catalogue of sentences for people, in Chinese and English, read from the TSV files in
budgetrules/messages.

Each line has a code, the sentence (zh, en) and a hint that says what to do (hint_zh, hint_en).
`{name}` is a slot, `{{` and `}}` are braces, `\\n` a line break. The files are read when the first
sentence is needed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.spans import Span
from budgetrules.core.width import display_width

LANGUAGES = ("zh", "en")
COLUMNS = ("code", "zh", "en", "hint_zh", "hint_en")
_SLOT = re.compile(r"\{\{|\}\}|\{(\w+)\}")
_PUBLIC = re.compile(r"[A-Z]+\d+\Z")
_LONGEST_SOURCE = 120


@attrs.frozen(kw_only=True)
class Entry:
    """A sentence and its hint in both languages; `file` names the TSV it comes from."""

    code: str
    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""
    file: str = ""

    def sentence(self, lang: str) -> str:
        """The sentence in `lang`, slots unfilled."""
        return self.en if lang == "en" else self.zh

    def hint(self, lang: str) -> str:
        """What to do, in `lang`; empty where there is nothing to say."""
        return self.hint_en if lang == "en" else self.hint_zh


class CatalogueError(LookupError):
    """A developer's mistake: a code that no TSV has, or a line of a TSV that is not a message."""


_MOST_ALLOWED = 16
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def message(code: str) -> Entry:
    """The message with this code; raises CatalogueError, which names the folder to add it to."""
    entry = _catalogue().get(code)
    if entry is None:
        raise CatalogueError(
            f"no message has the code {code!r}; add it to a TSV in budgetrules/messages"
        )
    return entry


def codes() -> tuple[str, ...]:
    """Every code that has a page (L101, S201 …), sorted; labels of reports are not among them."""
    return tuple(sorted(code for code in _catalogue() if _PUBLIC.match(code)))


def all_messages() -> tuple[Entry, ...]:
    """Every message, labels included, in the order of the files."""
    return tuple(_catalogue().values())


def text(code: str, lang: str = "zh", /, **slots: object) -> str:
    """The sentence `code` in `lang`, slots filled; for an unknown code the code and the slots,
    never an error.
    """
    entry = _catalogue().get(code)
    if entry is None:
        values = [f"{name}={value}" for name, value in slots.items()]
        return " ".join([f"[{code}]", *values])
    return fill(entry.sentence(lang), slots)


def hint(code: str, lang: str = "zh", /, **slots: object) -> str:
    """What to do about `code`; empty where the catalogue says nothing."""
    entry = _catalogue().get(code)
    return "" if entry is None else fill(entry.hint(lang), slots)


def fill(sentence: str, slots: Mapping[str, object]) -> str:
    """Put `slots` into the `{name}` gaps of a sentence; a gap without a slot stays as written."""

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name is None:
            return match.group()[0]
        return str(slots[name]) if name in slots else match.group()

    return _SLOT.sub(value, sentence)


def printable(words: str) -> str:
    """`words` on one line and without control characters, which could otherwise steer the reader's
    terminal.
    """
    if words.isprintable():
        return words
    return "".join(map(_safe, words))


def _safe(character: str) -> str:
    if character.isprintable():
        return character
    return " " if character.isspace() else _REPLACEMENT


def describe(diagnostic: Diagnostic, lang: str = "zh") -> str:
    """The sentence of a diagnostic on one line, without its place, suggestion or hint."""
    sentence = text(diagnostic.code, lang, **diagnostic.details)
    return printable(sentence.removeprefix(f"[{diagnostic.code}] "))


def render_diagnostic(
    diagnostic: Diagnostic, lang: str = "zh", source_line: str | None = None
) -> str:
    """A mistake for people: place, code, sentence; with `source_line` also that line with carets
    under the place.
    """
    span = diagnostic.span
    severity = diagnostic.severity
    is_error = severity is Severity.ERROR
    weight = "" if is_error else text(f"severity.{severity.value}.lead", lang)
    lead = printable(f"{_place_of(span)}[{diagnostic.code}] {weight}")
    head = lead + describe(diagnostic, lang)
    advice = _advice(diagnostic, lang)
    if source_line is None or not span.line:
        return head + _full_stop(head, lang) + advice if advice else head
    shown, start, end = _window(source_line.rstrip("\r\n"), span.column, span.end)
    gutter = " " * max(3, len(str(span.line)))
    number = f"{span.line:>{len(gutter)}}"
    carets = "^" * max(1, display_width(shown[start:end]))
    below = f"{gutter} | {_pad(shown[:start])}{carets} {advice}"
    return f"{head}\n{number} | {shown}\n{below}".rstrip()


def _place_of(span: Span) -> str:
    if span.line:
        return f"{span.file}:{span.line}:{span.column + 1} "
    return f"{span.file} " if span.file else ""


def _pad(words: str) -> str:
    """Blanks as wide as words; tabs stay, for nobody knows how wide they are."""
    return "".join("\t" if c == "\t" else " " * display_width(c) for c in words)


def page(code: str, lang: str = "zh") -> str | None:
    """The page that `explain CODE` prints (sentence, what to do); None if no code is so called."""
    entry = _catalogue().get(code)
    if entry is None or not _PUBLIC.match(code):
        return None
    lines = [f"{code}  {fill(entry.sentence(lang), {})}"]
    if entry.hint(lang):
        lines += ["", text("page.remedy", lang) + fill(entry.hint(lang), {})]
    return "\n".join(lines) + "\n"


def _advice(diagnostic: Diagnostic, lang: str) -> str:
    parts = []
    if diagnostic.suggestion:
        parts.append(text("advice.suggestion", lang, word=diagnostic.suggestion))
    if diagnostic.allowed:
        words = " ".join(diagnostic.allowed[:_MOST_ALLOWED])
        if len(diagnostic.allowed) > _MOST_ALLOWED:
            words += " …"
        parts.append(text("advice.allowed", lang, words=words))
    if not parts:
        parts.append(hint(diagnostic.code, lang, **diagnostic.details))
    return printable((" " if lang == "en" else "").join(parts))


def _full_stop(sentence: str, lang: str) -> str:
    is_ended = sentence[-1:] in ".。!！?？"
    if lang == "en":
        return " " if is_ended else ". "
    return "" if is_ended else "。"


def _window(line: str, start: int, end: int) -> tuple[str, int, int]:
    """The part of a long line around the span, made safe to print, and the span in it."""
    line = "".join(map(_safe_in_source, line))
    start = min(start, len(line))
    end = min(max(end, start), len(line))
    if len(line) <= _LONGEST_SOURCE:
        return line, start, end
    first = max(0, min(start - 30, len(line) - _LONGEST_SOURCE))
    last = first + _LONGEST_SOURCE
    end = min(end, last)
    before = "…" if first else ""
    after = "…" if last < len(line) else ""
    shift = len(before) - first
    return f"{before}{line[first:last]}{after}", start + shift, end + shift


def _safe_in_source(character: str) -> str:
    if character == "\t" or character.isprintable():
        return character
    return _REPLACEMENT


@functools.cache
def _catalogue() -> Mapping[str, Entry]:
    """All messages by code; raises CatalogueError for a bad line or a code that stands twice."""
    entries: dict[str, Entry] = {}
    for file in sorted(Path(__file__).parent.glob("*.tsv")):
        for entry in read_messages(file.name, file.read_text(encoding="utf-8")):
            first = entries.setdefault(entry.code, entry)
            if first is not entry:
                raise CatalogueError(f"{entry.file}: {entry.code} stands in {first.file} too")
    return entries


def read_messages(file: str, content: str) -> tuple[Entry, ...]:
    """The messages of one TSV; raises CatalogueError for a wrong heading or a line without both
    languages.
    """
    heading, *lines = content.splitlines() or [""]
    if tuple(heading.split("\t")) != COLUMNS:
        columns = " ".join(COLUMNS)
        raise CatalogueError(
            f"{file}:1: the first line must be the columns {columns}, parted by tabs"
        )
    entries = []
    for number, line in enumerate(lines, 2):
        if line.strip():
            entries.append(_entry(file, number, line))
    return tuple(entries)


def _entry(file: str, number: int, line: str) -> Entry:
    """The message on one line of a TSV; raises CatalogueError unless it has both languages."""
    cells = [cell.replace("\\n", "\n") for cell in line.split("\t")]
    if not 3 <= len(cells) <= len(COLUMNS) or not all(cells[:3]):
        needed = "a message needs code, zh and en, parted by tabs, then perhaps hints"
        raise CatalogueError(f"{file}:{number}: {needed}")
    code, zh, en, *hints = cells
    # Hints may be left out at the end of a line.
    hint_zh, hint_en = [*hints, "", ""][:2]
    return Entry(code=code, zh=zh, en=en, hint_zh=hint_zh, hint_en=hint_en, file=file)
