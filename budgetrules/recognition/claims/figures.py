"""Say what a figure is, and put it where it belongs: a frame, a comparison, a share, a list."""

from __future__ import annotations

from collections.abc import Sequence

from budgetrules.core.units import WAN
from budgetrules.recognition.claims.frames import (
    Comparison,
    Completion,
    Frame,
    Mention,
    Section,
    Share,
)
from budgetrules.recognition.claims.keeper import FrameKeeper
from budgetrules.recognition.claims.state import SentenceState
from budgetrules.recognition.claims.subjects import SubjectWords
from budgetrules.recognition.claims.tokens import Token, TokenKind
from budgetrules.schema.claims import Measure
from budgetrules.schema.cues import DIRECTIONS, CueKind

_CHANGES = (CueKind.RISE, CueKind.FALL, CueKind.DIFFERENCE)
_REACHED = (CueKind.RISE_TO, CueKind.FALL_TO, CueKind.BECOMES)
_TIMES = (CueKind.LAST_YEAR, CueKind.THIS_YEAR, CueKind.PLANNED, CueKind.ACTUAL)
# A share stands at most so many words behind its whole.
_NEAR = 6


class FigureReader:
    """Binds each figure to the frames of a section."""

    def __init__(self, words: SubjectWords, keeper: FrameKeeper) -> None:
        self._words = words
        self._keeper = keeper

    @property
    def _state(self) -> SentenceState:
        """What the sentence that is read has said so far."""
        return self._keeper.state

    @property
    def _section(self) -> Section:
        return self._keeper.section

    def take(self, mention: Mention, ahead: Sequence[Token]) -> None:
        """Read a figure; `ahead` are the tokens behind it."""
        state = self._state
        self._section.mentions.append(mention)
        run = state.clause.run
        is_limited = any(token.kind is TokenKind.LIMIT for token in run)
        words = (*state.clause.hint, *run)
        is_aside = not is_limited and any(token.is_cue(CueKind.ASIDE) for token in words)
        is_unknown = state.names_unknown or state.is_undecided
        if state.in_reason or state.in_purpose or is_unknown or is_aside:
            mention.measure = Measure.OTHER
        elif mention.is_ratio:
            self._take_ratio(mention)
        else:
            self._take_amount(mention, ahead)
        if mention.measure is not Measure.OTHER:
            state.last = mention
            state.before = ()
            state.item_begun = True
            state.behind_figure = True
        self._end_run()
        is_whole = mention.measure in (Measure.WHOLE, Measure.BUDGET)
        if not state.names_left and not is_whole:
            state.clause.forget_cues()

    def _end_run(self) -> None:
        """Forget the words in front of a figure; years and stages hold for all of several names."""
        clause = self._state.clause
        kept: list[Token] = []
        if self._state.names_left:
            kept = [token for token in clause.run if token.is_cue(*_TIMES)]
        clause.run = kept

    def _take_amount(self, mention: Mention, ahead: Sequence[Token]) -> None:
        state = self._state
        clause = state.clause
        phrase = state.open_phrase
        if phrase is not None:
            mention.measure = Measure.BASE
            phrase.amount = mention
        elif clause.starts_from:
            mention.measure = Measure.BASE
            state.started = mention
            clause.starts_from = False
        elif clause.direction is not None and clause.direction.is_cue(*_CHANGES):
            self._take_change(mention)
        elif _share_follows(ahead, has_cue=clause.rate is not None):
            self._take_whole(mention)
        else:
            self._take_amount_of_subject(mention)

    def _only_fillers(self) -> bool:
        """Tell whether nothing stands between a cue and the figure that would be a subject."""
        return not self._words.subject(self._state.clause.run).key

    def _take_whole(self, mention: Mention) -> None:
        """Read an amount that a share is of: 占120.00万元的60%, 为预算100.00万元的98%."""
        state = self._state
        rate = state.clause.rate
        subject = self._words.subject(state.clause.run)
        is_completed = rate is not None and rate.is_cue(CueKind.COMPLETION)
        is_budget = is_completed or (subject.is_planned and not subject.key)
        mention.measure = Measure.BUDGET if is_budget else Measure.WHOLE
        mention.subject = subject.text
        mention.stage = subject.stage
        mention.is_planned = is_budget
        state.whole = mention
        if subject.key and not is_budget:
            frame = Frame(subject=subject.text, key=subject.key, amounts=[mention])
            self._section.frames.append(frame)

    def _take_amount_of_subject(self, mention: Mention) -> None:
        state = self._state
        clause = state.clause
        subject = self._words.subject(clause.run)
        if clause.direction is not None and clause.direction.is_cue(*_REACHED):
            subject = self._words.subject(clause.hint)
        elif clause.rate is not None and not subject.key:
            subject = self._words.subject(clause.before_rate)
        if state.names_left:
            frame = self._keeper.next_named(mention)
        else:
            frame = self._keeper.frame_for_amount(subject, mention)
        is_money = mention.figure.unit.dimension == WAN.dimension
        mention.measure = Measure.AMOUNT if is_money else Measure.COUNT
        mention.subject = frame.subject
        mention.stage = subject.stage
        mention.is_planned = subject.is_planned
        mention.year = subject.year or (state.year if not subject.key else "")
        mention.is_last_year = subject.is_last_year
        frame = self._keeper.total_of(frame, mention) or frame
        frame.amounts.append(mention)
        self._keeper.enter(frame)
        self._finish_change(frame, mention)

    def _take_change(self, mention: Mention) -> None:
        if not self._only_fillers():
            mention.measure = Measure.OTHER
            return
        comparison = self._comparison_for(Measure.CHANGE, mention)
        mention.measure = Measure.CHANGE
        mention.subject = comparison.frame.subject
        mention.sign = comparison.sign or 1
        mention.cue = comparison.direction
        comparison.change = mention

    def _take_rate(self, mention: Mention, direction: Token | None) -> None:
        """Read a rate behind a direction, or with a sign of its own: 同比+5.0%."""
        if not self._only_fillers():
            mention.measure = Measure.OTHER
            return
        comparison = self._comparison_for(Measure.RATE, mention)
        mention.measure = Measure.RATE
        mention.subject = comparison.frame.subject
        mention.sign = _sign(direction) or comparison.sign or 1
        mention.cue = direction.text if direction is not None else ""
        comparison.rate = mention

    def _comparison_for(self, measure: Measure, mention: Mention) -> Comparison:
        """Return the comparison that a change belongs to: the one begun, or a new one."""
        direction = self._state.clause.direction
        frame = self._frame_of_change(mention)
        open_ = self._open_comparison(frame, measure)
        if open_ is None:
            open_ = self._new_comparison(frame)
        if not open_.direction and direction is not None:
            open_.direction = direction.text
        if not open_.sign:
            phrase = self._state.phrase
            open_.sign = _sign(direction) or (phrase.sign if phrase is not None else 0)
        self._keeper.enter(frame)
        self._state.comparison = open_
        return open_

    def _frame_of_change(self, mention: Mention) -> Frame:
        state = self._state
        if state.names_left:
            return self._keeper.next_named(mention)
        frame = self._keeper.frame_named(state.clause.hint)
        if frame is None:
            frame = self._keeper.head_spoken_of() or self._keeper.fitting(mention)
        if frame is None:
            frame = self._keeper.frame or self._keeper.frame_named(state.before)
        return frame or self._keeper.presumed_frame()

    def _open_comparison(self, frame: Frame, measure: Measure) -> Comparison | None:
        """Return the comparison of a frame that was begun in this sentence and lacks a measure."""
        phrase = self._state.phrase
        for comparison in reversed(self._section.comparisons):
            is_here = comparison.sentence == self._state.span
            if not is_here or comparison.part != self._state.part:
                return None
            if comparison.frame is not frame:
                continue
            if _has(comparison, measure) or not comparison.is_of(phrase):
                return None
            if comparison.phrase is None:
                comparison.phrase = phrase
            return comparison
        return None

    def _new_comparison(self, frame: Frame) -> Comparison:
        phrase = self._state.phrase
        made = Comparison(
            frame=frame,
            sentence=self._state.span,
            part=self._state.part,
            phrase=phrase,
        )
        if phrase is not None and phrase.amount is not None:
            made.base = phrase.amount
            made.base.subject = frame.subject
            made.base.stage = phrase.stage
            if phrase.is_planned and not phrase.year:
                frame.budgets.append(made.base)
        made.rival = self._rival(frame)
        self._section.comparisons.append(made)
        return made

    def _rival(self, frame: Frame) -> Frame | None:
        """Return the head of a list, whose change may be meant as well as that of its item."""
        state = self._state
        if not state.lists or state.clause.hint or state.mark != ",":
            return None
        phrase = state.phrase
        if phrase is not None and phrase.follows_figure:
            return None
        head = state.lists[-1].frame
        return head if head is not frame else None

    def note_flat(self, token: Token) -> None:
        """Note that an amount is said not to have changed."""
        state = self._state
        frame = self._keeper.frame
        state.clause.forget_cues()
        if state.in_reason or frame is None or state.phrase is None:
            return
        if not frame.amounts:
            return
        made = self._new_comparison(frame)
        made.direction = token.text
        made.is_flat = True
        state.comparison = made

    def _finish_change(self, frame: Frame, mention: Mention) -> None:
        """Bind what was reached to the change before it, or to what it started from."""
        state = self._state
        direction = state.clause.direction
        comparison = state.comparison
        if state.started is None:
            if direction is not None and comparison is not None and comparison.frame is frame:
                comparison.reach(mention)
            return
        made = Comparison(
            frame=frame,
            sentence=state.span,
            part=state.part,
            base=state.started,
            now=mention,
        )
        if direction is not None:
            made.direction = direction.text
            made.sign = _sign(direction)
        state.started.subject = frame.subject
        state.started = None
        state.comparison = made
        self._section.comparisons.append(made)

    def _take_ratio(self, mention: Mention) -> None:
        state = self._state
        clause = state.clause
        direction = clause.direction
        if clause.rate is not None:
            self._take_share(mention, clause.rate)
        elif direction is not None and direction.is_cue(*_CHANGES):
            self._take_rate(mention, direction)
        elif state.whole is not None and state.last is state.whole:
            self._take_share(mention, None)
        elif self._is_of_budget():
            self._take_completion(mention)
        elif mention.is_signed and state.phrase is not None:
            self._take_rate(mention, None)
        elif state.in_bracket and not clause.run:
            self._take_bracketed(mention)

    def _take_bracketed(self, mention: Mention) -> None:
        """Read a rate in brackets behind a change."""
        comparison = self._state.comparison
        if comparison is None or comparison.change is not self._state.last:
            return
        if comparison.rate is None:
            mention.measure = Measure.RATE
            mention.subject = comparison.frame.subject
            mention.sign = comparison.sign or 1
            comparison.rate = mention

    def _is_of_budget(self) -> bool:
        """Tell whether the words in front say that it is a share of a budget: 为年初预算的98%."""
        run = self._state.clause.run
        if not any(token.is_cue(CueKind.PLANNED) for token in run):
            return False
        return self._words.ends_as_whole(run)

    def _take_share(self, mention: Mention, word: Token | None) -> None:
        state = self._state
        whole = state.whole
        of_budget = whole is not None and whole.measure is Measure.BUDGET
        named = self._words.subject(state.clause.run)
        names_budget = whole is None and not named.key and self._is_of_budget()
        if of_budget or names_budget or (word is not None and word.is_cue(CueKind.COMPLETION)):
            self._take_completion(mention)
            return
        frame = self._frame_of_rate(mention)
        mention.measure = Measure.SHARE
        mention.subject = frame.subject
        mention.cue = word.text if word is not None else ""
        self._keeper.enter(frame)
        share = Share(
            frame=frame,
            share=mention,
            whole_name=named.text,
            whole_key=named.key,
            whole=whole,
            main=self._keeper.main,
            position=len(self._section.frames),
            earlier=self._whole_before(),
        )
        self._section.shares.append(share)

    def _whole_before(self) -> Mention | None:
        """Return the whole that a share before in this sentence is of."""
        if not self._section.shares:
            return None
        before = self._section.shares[-1]
        return before.whole if before.share.sentence == self._state.span else None

    def _frame_of_rate(self, mention: Mention) -> Frame:
        state = self._state
        if state.names_left:
            return self._keeper.next_named(mention)
        if self._is_new_item():
            subject = self._words.subject(state.clause.before_rate)
            item = self._keeper.frame_for_amount(subject, mention)
            self._keeper.enter(item)
            return item
        named = self._keeper.frame_named(state.clause.before_rate)
        named = named or self._keeper.head_spoken_of()
        frame = named or self._keeper.frame or self._keeper.frame_named(state.before)
        return frame or self._keeper.presumed_frame()

    def _is_new_item(self) -> bool:
        """Tell whether the words in front of a share begin an item of a list."""
        state = self._state
        key = self._words.subject(state.clause.before_rate).key
        if not state.lists or not key:
            return False
        current = self._keeper.frame
        return current is None or current.key != key

    def _take_completion(self, mention: Mention) -> None:
        state = self._state
        frame = self._frame_of_rate(mention)
        subject = self._words.subject(state.clause.run)
        mention.measure = Measure.COMPLETION
        mention.subject = frame.subject
        if state.clause.rate is not None:
            mention.cue = state.clause.rate.text
        whole = state.whole
        is_budget = whole is not None and whole.measure is Measure.BUDGET
        completion = Completion(
            frame=frame,
            rate=mention,
            stage=subject.stage,
            year=subject.year,
            budget=whole if is_budget else None,
        )
        self._section.completions.append(completion)
        if whole is not None and is_budget:
            whole.is_planned = True
            frame.budgets.append(whole)
        self._keeper.enter(frame)


def _sign(token: Token | None) -> int:
    if token is None or token.cue is None:
        return 0
    return DIRECTIONS[token.cue.kind]


def _has(comparison: Comparison, measure: Measure) -> bool:
    """Tell whether a comparison has a figure of a measure already."""
    if measure is Measure.CHANGE:
        return comparison.change is not None
    return comparison.rate is not None


def _share_follows(ahead: Sequence[Token], *, has_cue: bool) -> bool:
    """Tell whether a share of the amount follows at once: 120.00万元的60%.

    `has_cue`: the word of a share stands in front, so that it may follow behind as well.
    """
    openers = [CueKind.OF]
    if has_cue:
        openers.append(CueKind.SHARE)
    if not ahead or not ahead[0].is_cue(*openers):
        return False
    for token in ahead[1:_NEAR]:
        if token.kind is TokenKind.FIGURE:
            return token.unit == "%"
        if token.kind is TokenKind.MARK:
            return False
    return False
