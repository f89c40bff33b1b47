"""The cue words of a country: what the words around a figure in running text say of it.

增加 makes a figure a change, 占 a share. A pack declares its cues in the rule language; the engine
knows only their kinds.
"""

from __future__ import annotations

import enum

import attrs


class CueKind(enum.Enum):
    """What a cue says of the figures around it."""

    # A direction: the amount behind is a change, the share behind a rate of change; or the
    # amount that was reached.
    RISE = "rise"
    FALL = "fall"
    FLAT = "flat"
    RISE_TO = "rise_to"
    FALL_TO = "fall_to"
    BECOMES = "becomes"
    # A change whose sign the figure itself or the comparison says.
    DIFFERENCE = "difference"
    # The share behind is one of a whole, or of a budget.
    SHARE = "share"
    COMPLETION = "completion"
    OF = "of"
    # What something is compared with begins and ends, or what it started from.
    AGAINST = "against"
    WITH = "with"
    ABOVE = "above"
    BELOW = "below"
    COMPARED = "compared"
    FROM = "from"
    # Items of a list follow, perhaps all of them; the last item of a whole list; a list cut short;
    # figures for several names in their order, one figure for each.
    PARTS = "parts"
    ALL_PARTS = "all_parts"
    OTHERS = "others"
    AND_SO_ON = "and_so_on"
    RESPECTIVELY = "respectively"
    EACH = "each"
    AND = "and"
    TOTAL = "total"
    # A reason or a purpose begins, whose figures are not the subject's; it goes on.
    REASON = "reason"
    PURPOSE = "purpose"
    GOES_ON = "goes_on"
    # Stages and years.
    PLANNED = "planned"
    ACTUAL = "actual"
    LAST_YEAR = "last_year"
    THIS_YEAR = "this_year"
    # Words around a subject that are no part of its name, or don't tell it from others.
    FILLER = "filler"
    GENERIC = "generic"
    NOUN = "noun"
    # Words that hold a cue and are none; words behind a figure that is a limit.
    PLAIN = "plain"
    THRESHOLD = "threshold"
    # The figure behind is a limit or one of each, and no amount of the subject: 不超过, 人均.
    ASIDE = "aside"


DIRECTIONS = {
    CueKind.RISE: 1,
    CueKind.FALL: -1,
    CueKind.FLAT: 0,
    CueKind.RISE_TO: 1,
    CueKind.FALL_TO: -1,
    CueKind.BECOMES: 0,
    CueKind.DIFFERENCE: 0,
}
# A kind in the rule language that is no cue: parts that together make up a whole.
COMPLETE_SET = "complete_set"


@attrs.frozen(cache_hash=True)
class Cue:
    """Words of one kind. Stages are told apart by the first word of their cue."""

    kind: CueKind
    words: tuple[str, ...]


@attrs.frozen(cache_hash=True)
class CueWords:
    """The cues of a country, and the sets of parts that together make up a whole."""

    cues: tuple[Cue, ...] = ()
    complete_sets: tuple[tuple[str, ...], ...] = ()

    def with_more(self, others: CueWords) -> CueWords:
        """Return these words and those of a pack that builds on them."""
        return CueWords(
            cues=(*self.cues, *others.cues),
            complete_sets=(*self.complete_sets, *others.complete_sets),
        )
