"""The one catalogue of sentences for people, in Chinese and English.

Read from the TSV files in budgetrules/messages.

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
# The codes that have a page; those of labels hold a dot.
_PUBLIC = re.compile(r"[A-Z]+\d+\Z")
# How much of a long line is shown around a mistake, and how much of it before the mistake.
_LONGEST_SOURCE = 120
_BEFORE_MISTAKE = 30
# How many of the allowed words are shown.
_MOST_ALLOWED = 16
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


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
        """Return the sentence in `lang`, slots unfilled."""
        return self.en if lang == "en" else self.zh

    def hint(self, lang: str) -> str:
        """Return what to do, in `lang`; empty where there is nothing to say."""
        return self.hint_en if lang == "en" else self.hint_zh


class CatalogueError(LookupError):
    """A developer's mistake: a code that no TSV has, or a line of a TSV that is not a message."""


# ---- sentences


def message(code: str) -> Entry:
    """Return the message with this code.

    Raises CatalogueError, which names the folder to add it to.
    """
    entry = _catalogue().get(code)
    if entry is None:
        problem = f"no message has the code {code!r}"
        raise CatalogueError(f"{problem}; add it to a TSV in budgetrules/messages")
    return entry


def codes() -> tuple[str, ...]:
    """Return every code that has a page (L101, S201 …), sorted; labels are not among them."""
    return tuple(sorted(filter(_PUBLIC.match, _catalogue())))


def all_messages() -> tuple[Entry, ...]:
    """Return every message, labels included, in the order of the files."""
    return tuple(_catalogue().values())


def text(code: str, lang: str = "zh", /, **slots: object) -> str:
    """Return the sentence `code` in `lang`, slots filled.

    For an unknown code the code and the slots, never an error.
    """
    entry = _catalogue().get(code)
    if entry is not None:
        return fill(entry.sentence(lang), slots)
    parts = [f"[{code}]"]
    for name, value in slots.items():
        parts.append(f"{name}={value}")
    return " ".join(parts)


def hint(code: str, lang: str = "zh", /, **slots: object) -> str:
    """Return what to do about `code`; empty where the catalogue says nothing."""
    entry = _catalogue().get(code)
    if entry is None:
        return ""
    return fill(entry.hint(lang), slots)


def fill(sentence: str, slots: Mapping[str, object]) -> str:
    """Put `slots` into the `{name}` gaps of a sentence; a gap without a slot stays as written."""

    def value(match: re.Match[str]) -> str:
        written = match.group()
        name = match.group(1)
        if name is None:
            # {{ or }}: one brace.
            return written[0]
        if name not in slots:
            return written
        return str(slots[name])

    return _SLOT.sub(value, sentence)


def printable(words: str) -> str:
    """Return `words` on one line and without control characters.

    They could otherwise steer the reader's terminal.
    """
    if words.isprintable():
        return words
    return "".join(map(_safe, words))


def _safe(character: str) -> str:
    if character.isprintable():
        return character
    return " " if character.isspace() else _REPLACEMENT


def page(code: str, lang: str = "zh") -> str | None:
    """Return the page that `explain CODE` prints (sentence, what to do); None without one."""
    entry = _catalogue().get(code)
    if entry is None or not _PUBLIC.match(code):
        return None
    sentence = fill(entry.sentence(lang), {})
    lines = [f"{code}  {sentence}"]
    advice = entry.hint(lang)
    if advice:
        remedy = text("page.remedy", lang)
        lines.append("")
        lines.append(remedy + fill(advice, {}))
    return "\n".join(lines) + "\n"


# ---- mistakes


def describe(diagnostic: Diagnostic, lang: str = "zh") -> str:
    """Return the sentence of a diagnostic on one line, without place, suggestion and hint."""
    sentence = text(diagnostic.code, lang, **diagnostic.details)
    without_code = sentence.removeprefix(f"[{diagnostic.code}] ")
    return printable(without_code)


def render_diagnostic(
    diagnostic: Diagnostic,
    lang: str = "zh",
    source_line: str | None = None,
) -> str:
    """Return a mistake for people: place, code, sentence.

    With `source_line` also that line, with carets under the place.
    """
    span = diagnostic.span
    weight = _weight(diagnostic.severity, lang)
    place = _place_of(span)
    opening = f"{place}[{diagnostic.code}] {weight}"
    head = printable(opening) + describe(diagnostic, lang)
    advice = _advice(diagnostic, lang)
    if source_line is not None and span.line:
        return _with_source(head, span, source_line, advice)
    if advice:
        return head + _full_stop(head, lang) + advice
    return head


def _weight(severity: Severity, lang: str) -> str:
    if severity is Severity.ERROR:
        return ""
    return text(f"severity.{severity.value}.lead", lang)


def _place_of(span: Span) -> str:
    if span.line:
        return f"{span.file}:{span.line}:{span.column + 1} "
    return f"{span.file} " if span.file else ""


def _with_source(
    head: str,
    span: Span,
    source_line: str,
    advice: str,
) -> str:
    """Put the line of a mistake below it, with carets under the place and the advice behind."""
    line = source_line.rstrip("\r\n")
    shown, start, end = _window(line, span.column, span.end)
    number = str(span.line).rjust(3)
    gutter = " " * len(number)
    indent = _pad(shown[:start])
    marked = display_width(shown[start:end])
    carets = "^" * max(1, marked)
    lines = (
        head,
        f"{number} | {shown}",
        f"{gutter} | {indent}{carets} {advice}",
    )
    return "\n".join(lines).rstrip()


def _pad(words: str) -> str:
    """Return blanks as wide as words; tabs stay, for nobody knows how wide they are."""
    blanks = ""
    for character in words:
        if character == "\t":
            blanks += "\t"
        else:
            blanks += " " * display_width(character)
    return blanks


def _advice(diagnostic: Diagnostic, lang: str) -> str:
    """Return what to do: the nearest right word, all right ones, else the hint."""
    parts = []
    if diagnostic.suggestion:
        nearest = text("advice.suggestion", lang, word=diagnostic.suggestion)
        parts.append(nearest)
    if diagnostic.allowed:
        words = " ".join(diagnostic.allowed[:_MOST_ALLOWED])
        if len(diagnostic.allowed) > _MOST_ALLOWED:
            words += " …"
        allowed = text("advice.allowed", lang, words=words)
        parts.append(allowed)
    if not parts:
        what_to_do = hint(diagnostic.code, lang, **diagnostic.details)
        parts.append(what_to_do)
    gap = " " if lang == "en" else ""
    return printable(gap.join(parts))


def _full_stop(sentence: str, lang: str) -> str:
    """Return what parts a sentence from the advice behind it."""
    is_ended = sentence[-1:] in ".。!！?？"
    if lang == "en":
        return " " if is_ended else ". "
    return "" if is_ended else "。"


def _window(
    line: str,
    start: int,
    end: int,
) -> tuple[str, int, int]:
    """Return the part of a long line around the span, made safe to print, and the span in it."""
    line = "".join(map(_safe_in_source, line))
    length = len(line)
    start = min(start, length)
    end = min(max(end, start), length)
    if length <= _LONGEST_SOURCE:
        return line, start, end
    last_first = length - _LONGEST_SOURCE
    first = max(0, min(start - _BEFORE_MISTAKE, last_first))
    last = first + _LONGEST_SOURCE
    end = min(end, last)
    before = "…" if first else ""
    after = "…" if last < length else ""
    shift = len(before) - first
    shown = before + line[first:last] + after
    return shown, start + shift, end + shift


def _safe_in_source(character: str) -> str:
    if character == "\t" or character.isprintable():
        return character
    return _REPLACEMENT


# ---- the files


@functools.cache
def _catalogue() -> Mapping[str, Entry]:
    """Return all messages by code.

    Read when the first is needed. Raises CatalogueError for a bad line or a code that stands twice.
    """
    entries: dict[str, Entry] = {}
    folder = Path(__file__).parent
    for file in sorted(folder.glob("*.tsv")):
        content = file.read_text(encoding="utf-8")
        for entry in read_messages(file.name, content):
            first = entries.setdefault(entry.code, entry)
            if first is not entry:
                problem = f"{entry.code} stands in {first.file} too"
                raise CatalogueError(f"{entry.file}: {problem}")
    return entries


def read_messages(file: str, content: str) -> tuple[Entry, ...]:
    """Return the messages of one TSV.

    Raises CatalogueError for a wrong heading or a line without both languages.
    """
    heading, *lines = content.splitlines() or [""]
    columns = heading.split("\t")
    if tuple(columns) != COLUMNS:
        needed = " ".join(COLUMNS)
        problem = f"the first line must be the columns {needed}, parted by tabs"
        raise CatalogueError(f"{file}:1: {problem}")
    entries = []
    for number, line in enumerate(lines, 2):
        if line.strip():
            entries.append(_entry(file, number, line))
    return tuple(entries)


def _entry(
    file: str,
    number: int,
    line: str,
) -> Entry:
    """Return the message on one line of a TSV.

    Raises CatalogueError unless it has both languages.
    """
    cells = [cell.replace("\\n", "\n") for cell in line.split("\t")]
    lacking = len(COLUMNS) - len(cells)
    if lacking < 0 or not _has_both_languages(cells):
        problem = "a message needs code, zh and en, parted by tabs, then perhaps hints"
        raise CatalogueError(f"{file}:{number}: {problem}")
    # Hints may be left out at the end of a line.
    cells.extend([""] * lacking)
    code, zh, en, hint_zh, hint_en = cells
    return Entry(
        code=code,
        zh=zh,
        en=en,
        hint_zh=hint_zh,
        hint_en=hint_en,
        file=file,
    )


def _has_both_languages(cells: list[str]) -> bool:
    """Return whether a line has a code, a Chinese sentence and an English one."""
    needed = cells[:3]
    return len(needed) == 3 and all(needed)
