"""Read the tokens of a section from left to right: each figure by the cues in front of it.

What stands nearest in front of a figure says what it is: a direction makes it a change, 占 a share.
Nothing is bound by its value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from budgetrules.recognition.claims.figures import FigureReader
from budgetrules.recognition.claims.frames import Mention, Phrase
from budgetrules.recognition.claims.keeper import FrameKeeper
from budgetrules.recognition.claims.state import ClauseState, SentenceState
from budgetrules.recognition.claims.subjects import SubjectWords
from budgetrules.recognition.claims.tokens import Token, TokenKind
from budgetrules.schema.cues import DIRECTIONS, CueKind

_WORDS = (TokenKind.WORD, TokenKind.CUE, TokenKind.YEAR, TokenKind.LIMIT)
_TIMES = (CueKind.LAST_YEAR, CueKind.THIS_YEAR)
_STAGES = (CueKind.PLANNED, CueKind.ACTUAL, *_TIMES)
_AGAINST = (CueKind.AGAINST, CueKind.ABOVE, CueKind.BELOW)
_PARTS = (CueKind.PARTS, CueKind.ALL_PARTS)
_SENTENCE_END = "。\x1f"
_GAP = "\u2063"
# What runs on for more tokens is no sentence; reading one takes more than in proportion.
_LONGEST_SENTENCE = 500
# How far behind a word the year or stage may stand that makes it begin a comparison.
_AHEAD = 3

MakeMention = Callable[[Token, tuple[int, int]], Mention | None]


class SectionReader:
    """Reads sentence after sentence; frames of earlier sentences stay known by their subjects."""

    def __init__(self, words: SubjectWords, make_mention: MakeMention) -> None:
        self._words = words
        self._make_mention = make_mention
        self._keeper = FrameKeeper(words)
        self._figures = FigureReader(words, self._keeper)
        self.section = self._keeper.section
        self._state = self._keeper.state
        self._tokens: Sequence[Token] = ()
        self._at = 0
        self._handlers = self._cue_handlers()

    # ---- sentences

    def read(self, sentence: Sequence[Token]) -> None:
        """Read the tokens of a sentence."""
        if not any(token.kind is TokenKind.FIGURE for token in sentence):
            self._pass_by(sentence)
            return
        self._tokens = sentence
        self._begin(sentence)
        for at, token in enumerate(sentence):
            self._at = at
            self._take(token)
        self._keeper.end_sentence(goes_on=sentence[-1].is_mark(":"))

    def forget_subject(self) -> None:
        """Begin something new: a heading or a numbered item; what was said stays known."""
        self._keeper.forget_subject()

    def _pass_by(self, sentence: Sequence[Token]) -> None:
        """Keep the words of a sentence without figures as a possible subject."""
        words = [token for token in sentence if token.kind in _WORDS]
        if not any(token.is_cue(CueKind.REASON, *DIRECTIONS) for token in words):
            self._keeper.topic = tuple(words)

    def _begin(self, sentence: Sequence[Token]) -> None:
        span = (sentence[0].start, sentence[-1].end)
        self._state = SentenceState(span=span, lists=self._keeper.lists_going_on())
        self._keeper.state = self._state

    # ---- tokens

    def _take(self, token: Token) -> None:
        if token.kind is TokenKind.FIGURE:
            self._take_figure(token)
        elif token.kind is TokenKind.MARK:
            self._take_mark(token)
        elif token.kind is TokenKind.CUE:
            self._take_cue(token)
        else:
            if token.kind is TokenKind.YEAR:
                self._state.year = token.text[:4]
            self._add_word(token)

    def _take_figure(self, token: Token) -> None:
        mention = self._make_mention(token, self._state.span)
        if mention is None:
            self._state.clause.forget_cues()
            self._state.clause.run = []
            return
        ahead = self._tokens[self._at + 1 :]
        self._figures.take(mention, ahead)

    def _add_word(self, token: Token) -> None:
        self._state.clause.run.append(token)
        phrase = self._state.open_phrase
        if phrase is None:
            return
        phrase.words.append(token)
        if token.kind is TokenKind.YEAR:
            phrase.year = token.text[:4]
        elif token.is_cue(CueKind.LAST_YEAR):
            phrase.is_relative = True
        elif token.is_cue(CueKind.PLANNED, CueKind.ACTUAL):
            phrase.stage = self._words.stage_of(token)
            phrase.is_planned = token.is_cue(CueKind.PLANNED)

    # ---- marks

    def _take_mark(self, token: Token) -> None:
        mark = token.text
        if mark == _GAP:
            return
        self._state.behind_figure = False
        if mark == "(":
            self._open_bracket()
        elif mark == ")":
            self._close_bracket()
        elif mark == ":":
            self._take_colon()
        elif mark == "、" and self._state.clause.run:
            self._state.clause.run.append(token)
        else:
            self._end_clause(mark)

    def _open_bracket(self) -> None:
        state = self._state
        state.brackets.append(len(state.lists))
        if state.clause.run:
            state.before = tuple(state.clause.run)
        state.clause = ClauseState()

    def _close_bracket(self) -> None:
        """Leave a bracket and the lists that began in it."""
        state = self._state
        if state.brackets:
            del state.lists[state.brackets.pop() :]
        self._keeper.return_to_list()
        state.clause = ClauseState()

    def _take_colon(self) -> None:
        """End a clause at a colon, which opens a list behind an amount or a purpose."""
        state = self._state
        run = state.clause.run
        names_parts = any(token.is_cue(*_PARTS) for token in run)
        opens = not run or state.in_purpose
        if names_parts:
            opens = self._keeper.turn_to_head(run)
        if opens and not state.in_reason:
            all_parts = any(token.is_cue(CueKind.ALL_PARTS) for token in run)
            self._keeper.open_list(self._tokens[self._at + 1 :], all_parts=all_parts)
            state.in_purpose = False
            state.item_begun = False
        if run:
            state.before = tuple(run)
        state.clause = ClauseState()

    def _end_clause(self, mark: str) -> None:
        """End a clause at a comma or a stronger mark."""
        state = self._state
        clause = state.clause
        phrase = state.open_phrase
        if phrase is not None and phrase.words:
            phrase.closed = True
        elif clause.run and clause.direction is None and clause.rate is None:
            state.before = tuple(clause.run)
        state.mark = mark
        clause.run = []
        clause.starts_from = False
        if not state.names_left:
            clause.forget_cues()
        if state.reason_opens and mark != "、":
            state.in_reason = state.reason_opens = False
        if mark == ";":
            self._end_part()

    def _end_part(self) -> None:
        """End what a semicolon ends: comparisons, and a reason unless it goes on."""
        state = self._state
        state.in_reason = state.in_reason and self._reason_goes_on()
        state.in_purpose = False
        state.item_begun = False
        state.names_unknown = False
        state.is_undecided = False
        state.part += 1
        state.phrase = None
        state.comparison = None
        state.before = ()
        state.names = ()
        state.names_left = []

    def _figures_of_clause(self) -> int:
        """Count the figures up to the next mark that parts more than items."""
        number = 0
        for token in self._tokens[self._at + 1 :]:
            if token.is_mark(",;:()"):
                break
            number += token.kind is TokenKind.FIGURE
        return number

    def _reason_goes_on(self) -> bool:
        """Tell whether the clause behind a semicolon is one more reason."""
        for token in self._tokens[self._at + 1 :]:
            if token.is_mark(",;。"):
                return False
            if token.is_cue(CueKind.GOES_ON):
                return True
        return False

    # ---- cues

    def _cue_handlers(self) -> dict[CueKind, Callable[[Token], None]]:
        """Return what each kind of cue does; others are words of a subject."""
        handlers: dict[CueKind, Callable[[Token], None]] = {
            CueKind.REASON: self._take_reason,
            CueKind.PURPOSE: self._take_purpose,
            CueKind.SHARE: self._take_rate_word,
            CueKind.COMPLETION: self._take_rate_word,
            CueKind.WITH: self._take_against,
            CueKind.COMPARED: self._take_compared,
            CueKind.FROM: self._take_from,
            CueKind.PARTS: self._take_parts,
            CueKind.ALL_PARTS: self._take_parts,
            CueKind.OTHERS: self._take_others,
            CueKind.AND_SO_ON: self._take_and_so_on,
            CueKind.GOES_ON: self._take_ordinal,
            CueKind.RESPECTIVELY: self._take_respectively,
        }
        handlers.update(dict.fromkeys(DIRECTIONS, self._take_direction))
        handlers.update(dict.fromkeys(_AGAINST, self._take_against))
        return handlers

    def _take_cue(self, token: Token) -> None:
        assert token.cue is not None
        handler = self._handlers.get(token.cue.kind, self._add_word)
        handler(token)

    def _take_reason(self, token: Token) -> None:
        state = self._state
        state.in_reason = True
        state.reason_opens = state.last is None and not state.clause.run

    def _take_purpose(self, token: Token) -> None:
        state = self._state
        if state.lists and not state.item_begun:
            return
        state.in_purpose = True
        state.clause.run.append(token)

    def _take_rate_word(self, token: Token) -> None:
        state = self._state
        clause = state.clause
        goes_on = state.whole is not None and state.last is state.whole
        if goes_on and clause.rate is not None:
            clause.run = []
            return
        clause.before_rate = tuple(clause.run)
        clause.rate = token
        clause.run = []
        if not goes_on:
            state.whole = None

    def _take_against(self, token: Token) -> None:
        """Begin a phrase of comparison where a year, a stage or an amount follows."""
        if self._state.open_phrase is not None and self._state.open_phrase.words:
            self._take_compared(token)
        elif self._begins_phrase(token):
            self._begin_phrase(token)
        else:
            self._add_word(token)

    def _begins_phrase(self, token: Token) -> bool:
        ahead = self._tokens[self._at + 1 : self._at + 1 + _AHEAD]
        if token.is_cue(CueKind.WITH, CueKind.FROM):
            ahead = ahead[:1]
        for next_token in ahead:
            if next_token.kind is TokenKind.YEAR or next_token.is_cue(*_STAGES):
                return True
            if next_token.kind is TokenKind.FIGURE:
                return not token.is_cue(CueKind.WITH)
            if next_token.kind is TokenKind.MARK:
                return False
            if next_token.is_cue(*DIRECTIONS):
                return len(token.text) > 1
        return token.is_cue(CueKind.WITH) and self._is_compared_later()

    def _is_compared_later(self) -> bool:
        """Tell whether the clause ends as a comparison does: 与部门批复数相比."""
        for token in self._tokens[self._at + 1 :]:
            if token.kind in (TokenKind.MARK, TokenKind.FIGURE):
                return False
            if token.is_cue(CueKind.COMPARED):
                return True
        return False

    def _begin_phrase(self, token: Token) -> None:
        state = self._state
        if state.clause.run:
            state.before = tuple(state.clause.run)
        state.clause = ClauseState()
        follows_figure = state.behind_figure and not state.before
        state.phrase = Phrase(start=token.start, follows_figure=follows_figure)
        if token.is_cue(CueKind.ABOVE):
            state.phrase.sign = 1
        elif token.is_cue(CueKind.BELOW):
            state.phrase.sign = -1

    def _take_compared(self, token: Token) -> None:
        state = self._state
        if state.phrase is None:
            self._add_word(token)
            return
        state.phrase.closed = True
        state.clause.run = []

    def _take_from(self, token: Token) -> None:
        if not self._begins_phrase(token):
            self._add_word(token)
            return
        state = self._state
        if state.clause.run:
            state.before = tuple(state.clause.run)
        state.clause = ClauseState(starts_from=True)

    def _take_direction(self, token: Token) -> None:
        state = self._state
        clause = state.clause
        phrase = state.open_phrase
        if phrase is not None:
            phrase.closed = True
            phrase.is_relative = phrase.is_relative or not phrase.words
            clause.run = []
        if self._is_choice(token):
            state.is_undecided = True
        clause.hint = self._hint()
        clause.direction = token
        clause.run = []
        clause.starts_from = False
        if token.is_cue(CueKind.FLAT):
            self._figures.note_flat(token)

    def _is_choice(self, token: Token) -> bool:
        """Tell whether a direction is one of a form's choices that nobody made: 增加（减少）."""
        state = self._state
        other = state.clause.direction
        # Of several names each may go its own way: 分别增长5.00%和下降10.00%.
        if other is not None and other.cue is not token.cue and not state.names:
            return True
        behind = self._tokens[self._at + 1 : self._at + 2]
        return any(item.text.startswith(("(", "/")) and not item.is_mark("(") for item in behind)

    def _hint(self) -> tuple[Token, ...]:
        """Return the words that may say what rose or fell."""
        state = self._state
        if state.clause.run:
            return tuple(state.clause.run)
        if state.phrase is not None or state.started is not None:
            return state.before
        return ()

    def _take_parts(self, token: Token) -> None:
        state = self._state
        if state.in_reason:
            return
        state.in_purpose = False
        ahead = self._tokens[self._at + 1 :]
        if not self._keeper.turn_to_head(state.clause.run):
            state.clause.run.append(token)
            return
        if not any(item.kind is TokenKind.FIGURE for item in ahead):
            self._keeper.close_as_list()
        elif not _stands_before(ahead, ":"):
            self._keeper.open_list(ahead, all_parts=token.is_cue(CueKind.ALL_PARTS))
            state.clause = ClauseState()
            state.item_begun = False
            return
        state.clause.run.append(token)

    def _take_others(self, token: Token) -> None:
        """Take 其他, which closes a list: with a figure its items make up the head."""
        lists = self._state.lists
        if lists and self._figure_follows():
            lists[-1].all_parts = True
        elif lists:
            lists[-1].cut_short = True
        self._add_word(token)

    def _figure_follows(self) -> bool:
        """Tell whether a figure comes before the next mark."""
        for token in self._tokens[self._at + 1 :]:
            if token.kind is TokenKind.FIGURE:
                return True
            if token.kind is TokenKind.MARK:
                return False
        return False

    def _take_and_so_on(self, token: Token) -> None:
        """Take 等 behind an item: others are left out."""
        state = self._state
        if state.lists and not state.clause.run:
            state.lists[-1].cut_short = True
        self._add_word(token)

    def _take_ordinal(self, token: Token) -> None:
        """Take 一是 and its like: an item of a list, where no reason is given."""
        if self._state.in_reason or self._state.lists:
            return
        self._keeper.open_list(self._tokens[self._at + 1 :])

    def _take_respectively(self, token: Token) -> None:
        """Take 分别: the figures behind it belong to the names in front, one by one."""
        state = self._state
        clause = state.clause
        run = [word for word in clause.run if not word.is_cue(CueKind.ACTUAL, CueKind.PLANNED)]
        names = self._words.names(run or ())
        if len(names) < 2 and clause.rate is None:
            names = self._words.names(state.before) if not state.names else []
        if len(names) < 2:
            names = list(state.names)
        if not names and not clause.run and clause.rate is None:
            self._take_parts(token)
            return
        if len(names) < 2:
            names = self._keeper.names_of_last(self._figures_of_clause())
        state.names_unknown = len(names) < 2
        state.names = tuple(names)
        state.names_left = list(names)
        kept = [word for word in clause.run if word.is_cue(*_STAGES)]
        clause.run = kept


def sentences(tokens: Iterable[Token]) -> Iterable[list[Token]]:
    """Yield the tokens of each sentence, without the mark that ends it."""
    sentence: list[Token] = []
    for token in tokens:
        if token.is_mark(_SENTENCE_END) or len(sentence) == _LONGEST_SENTENCE:
            if sentence:
                yield sentence
            sentence = []
        else:
            sentence.append(token)
    if sentence:
        yield sentence


def _stands_before(tokens: Iterable[Token], mark: str) -> bool:
    """Tell whether a mark comes before any other mark or figure."""
    for token in tokens:
        if token.kind in (TokenKind.MARK, TokenKind.FIGURE):
            return token.text == mark
    return False
