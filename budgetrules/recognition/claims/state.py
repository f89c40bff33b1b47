"""What is remembered while a sentence is read: the words since the last mark, what is open."""

from __future__ import annotations

import attrs

from budgetrules.recognition.claims.frames import Comparison, Frame, Mention, OpenList, Phrase
from budgetrules.recognition.claims.tokens import Token

Words = tuple[Token, ...]


@attrs.define(eq=False)
class ClauseState:
    """A clause up to a figure or a mark.

    `run` holds its words so far. `direction` is the word of a rise or fall in it and `hint` the
    words in front of that, `rate` the word of a share or completion and `before_rate` those in
    front of it. `starts_from` says that the amount to come is one that a change starts from.
    """

    run: list[Token] = attrs.field(factory=list)
    direction: Token | None = None
    hint: Words = ()
    rate: Token | None = None
    before_rate: Words = ()
    starts_from: bool = False

    def forget_cues(self) -> None:
        """Forget what the words said of the figure that was read."""
        self.direction = None
        self.hint = ()
        self.rate = None
        self.before_rate = ()


@attrs.define(eq=False, kw_only=True)
class SentenceState:
    """A sentence: what is open over its clauses.

    `before` are the words of the last clause without a figure, `mark` parts it from this one.
    `names` are those that figures follow for, one by one, `names_left` those not served yet.
    `whole` is the amount that shares are of, `started` the one that a change starts from.
    `names_unknown`: figures follow one by one for names that are not known. `is_undecided`: a
    direction is a choice left open, which its figures don't say. `part` counts the semicolons.
    `brackets` holds how many lists were open where each bracket began.
    """

    span: tuple[int, int] = (0, 0)
    clause: ClauseState = attrs.field(factory=ClauseState)
    before: Words = ()
    mark: str = ""
    year: str = ""
    phrase: Phrase | None = None
    started: Mention | None = None
    comparison: Comparison | None = None
    whole: Mention | None = None
    last: Mention | None = None
    names: tuple[str, ...] = ()
    names_left: list[str] = attrs.field(factory=list)
    lists: list[OpenList] = attrs.field(factory=list)
    brackets: list[int] = attrs.field(factory=list)
    frames: dict[Frame, None] = attrs.field(factory=dict)
    part: int = 0
    names_unknown: bool = False
    is_undecided: bool = False
    item_begun: bool = False
    behind_figure: bool = False
    in_reason: bool = False
    reason_opens: bool = False
    in_purpose: bool = False

    @property
    def in_bracket(self) -> bool:
        """Whether a bracket with figures is open."""
        return bool(self.brackets)

    @property
    def open_phrase(self) -> Phrase | None:
        """The comparison phrase that still goes on."""
        if self.phrase is None or self.phrase.closed or self.clause.direction is not None:
            return None
        return self.phrase
