"""A heading that is missing."""

from __future__ import annotations

from pathlib import Path

import attrs

from tests.unit.causes.plants import HEADING_MISSING
from tests.unit.causes.toy import SOUND, roots_of, seen_by, told


def test_words_out_of_place_in_the_section_before_follow(tmp_path: Path) -> None:
    (root,) = seen_by("missing sections", HEADING_MISSING, tmp_path)
    assert told(root) == ("C-12", ["C-13"])


def test_the_same_words_under_their_heading_are_their_own_error(tmp_path: Path) -> None:
    paper = attrs.evolve(HEADING_MISSING, headings=SOUND.headings)
    assert seen_by("missing sections", paper, tmp_path) == []
    assert [told(root) for root in roots_of(paper, tmp_path)] == [("C-13", [])]


def test_a_sound_document_misses_no_heading(tmp_path: Path) -> None:
    assert seen_by("missing sections", SOUND, tmp_path) == []
