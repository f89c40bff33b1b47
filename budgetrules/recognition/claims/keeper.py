"""Keep the frames of a section: which one the text speaks of, and which lists are open."""

from __future__ import annotations

from collections.abc import Sequence

from budgetrules.recognition.claims.frames import FARTHEST, Frame, Mention, OpenList, Section
from budgetrules.recognition.claims.state import SentenceState
from budgetrules.recognition.claims.subjects import Subject, SubjectWords
from budgetrules.recognition.claims.tokens import Token, TokenKind
from budgetrules.schema.cues import CueKind

# How much a mark parts: the items of an inner list stand closer.
_STRENGTH = {"、": 1, ",": 2, ";": 3, "。": 4}


class FrameKeeper:
    """The frames of a section by their subjects, and the lists of the sentence that is read.

    `frame` is what the text speaks of, `main` the first amount of the sentence before, `topic` the
    words of a line before that held no figure.
    """

    def __init__(self, words: SubjectWords) -> None:
        self.section = Section()
        self.state = SentenceState()
        self.topic: tuple[Token, ...] = ()
        self.frame: Frame | None = None
        self.main: Mention | None = None
        self._words = words
        self._going_on: list[OpenList] = []

    def forget_subject(self) -> None:
        """Begin something new; earlier frames stay known."""
        self.frame = None
        self.topic = ()

    def lists_going_on(self) -> list[OpenList]:
        """Return the lists that the sentence before opened with its last colon."""
        lists = self._going_on
        self._going_on = []
        return lists

    def end_sentence(self, *, goes_on: bool) -> None:
        """Return to what the next sentence speaks of: the head of a list, not its last item."""
        state = self.state
        if state.lists:
            self.frame = state.lists[0].frame
        if goes_on:
            self._going_on = state.lists
        amounts = [frame.amounts for frame in state.frames if frame.amounts]
        if amounts:
            self.main = amounts[0][0]
        self.topic = ()

    def enter(self, frame: Frame) -> None:
        """Make a frame the one that the text speaks of."""
        self.frame = frame
        self.state.frames[frame] = None

    def frame_for_amount(self, subject: Subject, mention: Mention) -> Frame:
        """Return the frame that an amount belongs to, a new one for a new subject."""
        frame = self.frame
        if frame is not None and self._continues(frame, subject):
            return frame
        if frame is not None and self._is_unnamed(frame):
            frame.subject, frame.key = subject.text, subject.key
            frame.is_presumed = False
            return frame
        if not subject.key:
            subject = self._called_before(subject)
        for frame in self.state.frames:
            if subject.key and frame.key == subject.key and not frame.amounts:
                return frame
        made = self.new_frame(subject)
        is_total = any(token.is_cue(CueKind.TOTAL) for token in self.state.clause.run)
        if not is_total and not subject.year:
            self._add_to_list(made, mention)
        return made

    def _is_unnamed(self, frame: Frame) -> bool:
        """Tell whether a frame is of this sentence and still without subject and amounts."""
        is_here = frame in self.state.frames
        is_nameless = frame.is_presumed or not frame.key
        return is_here and is_nameless and not frame.amounts

    def _called_before(self, subject: Subject) -> Subject:
        """Return what the words of the clause before, or of the line before, name."""
        for words in (self.state.before, self.topic):
            earlier = self._words.subject(words)
            if earlier.key:
                return subject.called(earlier.text, earlier.key)
        return subject

    def presumed_frame(self) -> Frame:
        """Return a new frame of what a line before names, or of nothing that is named."""
        frame = self.new_frame(self._words.subject(self.topic))
        frame.is_presumed = True
        return frame

    def new_frame(self, subject: Subject) -> Frame:
        frame = Frame(subject=subject.text, key=subject.key)
        self.section.frames.append(frame)
        return frame

    def _continues(self, frame: Frame, subject: Subject) -> bool:
        """Tell whether an amount is one more of the frame's: another stage, another year."""
        state = self.state
        if state.lists and state.lists[-1].frame is frame and subject.key:
            return False
        is_here = frame in state.frames
        if frame.key == subject.key and (subject.key or is_here):
            return True
        if not subject.key:
            return is_here and not self._words.subject(state.before).key
        if not subject.stage or not frame.amounts:
            return False
        last = frame.amounts[-1]
        is_other_stage = last.stage not in ("", subject.stage)
        is_named_alike = self._words.is_same(frame.key, subject.key)
        return is_other_stage and (is_named_alike or self._words.is_noun(subject.key))

    def open_list(self, ahead: Sequence[Token], *, all_parts: bool = False) -> None:
        """Open a list below the amount read last, if items with figures follow.

        `all_parts`: the words in front say that the items make it up. They may part the head of the
        list that is open in another way.
        """
        state = self.state
        if all_parts and state.mark == ";" and state.lists and state.lists[0].items:
            self.frame = state.lists[0].frame
            state.lists.clear()
        if self._is_ambiguous():
            state.lists.clear()
            return
        head = self._head_of_list()
        if head is None or self.frame is None:
            return
        if not any(token.kind is TokenKind.FIGURE for token in ahead) and ahead:
            return
        if state.lists and state.lists[-1].frame is self.frame:
            return
        opened = OpenList(frame=self.frame, head=head, is_inner=bool(state.lists))
        opened.all_parts = all_parts
        state.lists.append(opened)
        state.before = ()
        self.section.lists.append(opened)

    def _is_ambiguous(self) -> bool:
        """Tell whether a list behind an item may be one of the item or of the head: A，B，其中."""
        lists = self.state.lists
        if not lists or self.state.in_bracket:
            return False
        inner = lists[-1]
        is_behind_items = len(inner.items) > 1 and inner.separator in ("、", ",")
        return is_behind_items and self.state.mark == ","

    def turn_to_head(self, words: Sequence[Token]) -> bool:
        """Turn to the frame that words in front of a list name; tell whether there is one.

        Where nothing is named the list is one of the amount read last.
        """
        subject = self._words.subject(words)
        if not subject.key:
            return True
        for frame in reversed(self.section.frames[-FARTHEST:]):
            if frame.key == subject.key and frame.amounts:
                self.frame = frame
                return True
        self.state.lists.clear()
        return False

    def _head_of_list(self) -> Mention | None:
        frame = self.frame
        if frame is None or not frame.amounts:
            return None
        return frame.amounts[-1]

    def close_as_list(self) -> None:
        """Read what stands between an amount and 组成 as its items."""
        if self.state.lists or len(self.state.frames) < 3:
            return
        first, *others = self.state.frames
        if not first.amounts:
            return
        opened = OpenList(frame=first, head=first.amounts[0], items=others, all_parts=True)
        for frame in others:
            frame.head = first
        self.section.lists.append(opened)

    def return_to_list(self) -> None:
        """Return from a bracket to the item that it stood behind."""
        if self.state.frames and self.state.in_bracket is False and self.state.lists:
            inner = self.state.lists[-1]
            if inner.items:
                self.frame = inner.items[-1]

    def _add_to_list(self, frame: Frame, mention: Mention) -> None:
        """Add an item to the list that is open, after closing inner lists that ended."""
        lists = self.state.lists
        mark = self.state.mark
        while lists and _has_ended(lists[-1], mark):
            ended = lists.pop()
            ended.ended_early = not lists
        if not lists:
            return
        inner = lists[-1]
        if not mention.fits(inner.head) and not mention.is_ratio:
            return
        if inner.items and not inner.separator:
            inner.separator = mark
        inner.items.append(frame)
        frame.head = inner.frame

    def total_of(self, frame: Frame, mention: Mention) -> Frame | None:
        """Return the frame of an amount behind 合计, the head of the items before it."""
        state = self.state
        run = state.clause.run
        if not any(token.is_cue(CueKind.TOTAL) for token in run):
            return None
        subject = self._words.subject(run)
        if subject.key and not self._words.is_noun(subject.key):
            return None
        items = [item for item in state.frames if item.amounts]
        heads = [item.head for item in items]
        if len(items) < 2 or any(head is not None for head in heads):
            return None
        total = Frame(subject=subject.text, key=subject.key)
        self.section.frames.append(total)
        opened = OpenList(frame=total, head=mention, items=items)
        opened.is_total = not subject.key
        for item in items:
            item.head = total
        self.section.lists.append(opened)
        return total

    def next_named(self, mention: Mention) -> Frame:
        """Return the frame of the next of several names."""
        subject = self._words.named(self.state.names_left.pop(0))
        for frame in self.state.frames:
            if frame.key == subject.key:
                return frame
        for frame in reversed(self.section.frames[-FARTHEST:]):
            if frame.key == subject.key:
                return frame
        made = self.new_frame(subject)
        self._add_to_list(made, mention)
        return made

    def names_of_last(self, number: int) -> list[str]:
        """Return the subjects of the sentence's last frames, if it has so many with amounts."""
        named = [frame for frame in self.state.frames if frame.amounts and frame.subject]
        if len(named) != number or number < 2:
            return []
        return [frame.subject for frame in named]

    def head_spoken_of(self) -> Frame | None:
        """Return the head of a list whose items a comma ends: A…：B…、C…，比上年增加…."""
        lists = self.state.lists
        if not lists or self.state.mark != ",":
            return None
        inner = lists[-1]
        if len(inner.items) > 1 and inner.separator == "、":
            return inner.frame
        return None

    def fitting(self, mention: Mention) -> Frame | None:
        """Return the frame nearest in front that has amounts like a change: money, or vehicles."""
        if mention.is_ratio:
            return None
        current = self.frame
        frames = [frame for frame in reversed(self.state.frames) if frame is not current]
        if current is not None:
            frames.insert(0, current)
        for frame in frames:
            if frame.has_amount_like(mention):
                return frame
        return None

    def frame_named(self, words: Sequence[Token]) -> Frame | None:
        """Return the frame that words name, a new one for a new name; None where they name none."""
        subject = self._words.subject(words)
        if not subject.key:
            return None
        frame = self.frame
        if frame is not None and not frame.key:
            frame.subject, frame.key = subject.text, subject.key
            return frame
        if frame is not None and self._words.is_same(frame.key, subject.key):
            return frame
        for frame in reversed(self.section.frames[-FARTHEST:]):
            if frame.key == subject.key:
                return frame
        return self.new_frame(subject)


def _has_ended(inner: OpenList, mark: str) -> bool:
    """Tell whether an inner list ends at a mark: one that parts more than its items are parted."""
    if not inner.items:
        return False
    if not inner.separator:
        return mark == ";" and inner.is_inner
    return _STRENGTH.get(mark, 0) > _STRENGTH.get(inner.separator, 0)
