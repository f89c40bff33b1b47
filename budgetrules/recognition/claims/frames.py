"""What is read of one section's figures: mentions, and the frames that hold them together."""

from __future__ import annotations

import attrs

from budgetrules.core.figures import Figure
from budgetrules.core.units import COUNT, PERCENT, UNITS, WAN, Unit
from budgetrules.recognition.claims.tokens import Token
from budgetrules.schema.claims import Measure

_RATIO = PERCENT.dimension
# Text refers to no frame further back than this many, and to no amount of another sentence further
# back than the last ones of its subject.
FARTHEST = 60
_LAST_AMOUNTS = 4


@attrs.define(eq=False, kw_only=True)
class Mention:
    """A figure in the text and what it was taken for.

    `figure` is as printed, `sign` -1 where a word says that it fell. `place` are its first
    character and the one behind it in the text of the section. `cue` is the word by which it was
    read, `year` and `stage` what it is of.
    """

    figure: Figure
    unit: str
    place: tuple[int, int]
    sentence: tuple[int, int]
    is_signed: bool = False
    measure: Measure = Measure.UNREAD
    subject: str = ""
    sign: int = 1
    year: str = ""
    stage: str = ""
    is_planned: bool = False
    is_last_year: bool = False
    cue: str = ""

    @property
    def start(self) -> int:
        """Where its first character stands."""
        return self.place[0]

    @property
    def end(self) -> int:
        """Where the character behind it stands."""
        return self.place[1]

    @property
    def order(self) -> int:
        """By what amounts are put in the order of years: the last year comes first."""
        if self.is_last_year:
            return -1
        return int(self.year or 0)

    @property
    def is_ratio(self) -> bool:
        """Tell whether it is a share or a rate."""
        return self.figure.unit.dimension == _RATIO

    def is_less(self, other: Mention) -> bool:
        """Tell whether it is printed as less than another figure."""
        return self.figure.value() < other.figure.value()

    def is_near(self, other: Mention) -> bool:
        """Tell whether two figures stand in one sentence and may be of one amount."""
        return self.sentence == other.sentence and (other.is_ratio or self.fits(other))

    def fits(self, other: Mention) -> bool:
        """Tell whether two figures can be added: money with money, vehicles with vehicles."""
        if self.figure.unit.dimension != other.figure.unit.dimension:
            return False
        is_money = self.figure.unit.dimension == WAN.dimension
        return is_money or self.unit == other.unit


def unit_of(symbol: str, myriad: str) -> Unit:
    """Return the unit of a symbol: one of the rule language, or else that of things counted."""
    if symbol in UNITS:
        return UNITS[symbol]
    return UNITS.get(symbol + myriad, COUNT)


@attrs.define(eq=False, kw_only=True)
class Frame:
    """What is said of one subject: its amounts, in the order of the text.

    `budgets` are those it is only compared with (比年初预算100.00万元…), `head` that of its list.
    `is_presumed`: its name stands in a line before, and the sentence may name another one.
    """

    subject: str
    key: str
    amounts: list[Mention] = attrs.field(factory=list)
    budgets: list[Mention] = attrs.field(factory=list)
    head: Frame | None = None
    is_presumed: bool = False

    def amounts_near(self, sentence: tuple[int, int]) -> list[Mention]:
        """Return the amounts of a sentence in order, or where it has none the last ones before."""
        begin, end = sentence
        here: list[Mention] = []
        earlier: list[Mention] = []
        for amount in reversed(self.amounts):
            if amount.start >= end:
                continue
            if amount.start >= begin:
                here.append(amount)
            elif here or len(earlier) == _LAST_AMOUNTS:
                break
            else:
                earlier.append(amount)
        return (here or earlier)[::-1]

    def has_amount_like(self, mention: Mention) -> bool:
        """Tell whether a figure can be compared with one of the amounts."""
        return any(amount.fits(mention) for amount in self.amounts)


@attrs.define(eq=False, kw_only=True)
class Phrase:
    """What something is compared with: 比2023年预算1,000.00万元."""

    start: int
    words: list[Token] = attrs.field(factory=list)
    year: str = ""
    stage: str = ""
    is_planned: bool = False
    is_relative: bool = False
    follows_figure: bool = False
    sign: int = 0
    amount: Mention | None = None
    closed: bool = False

    @property
    def text(self) -> str:
        """The words of the phrase."""
        return "".join(token.text for token in self.words)


@attrs.define(eq=False, kw_only=True)
class Comparison:
    """A change of a frame's amount against what a phrase names.

    `part` counts the semicolons before it. `rival` is another frame that the words may mean as
    well: the head of the frame's list.
    """

    frame: Frame
    rival: Frame | None = None
    sentence: tuple[int, int]
    direction: str = ""
    sign: int = 0
    is_flat: bool = False
    part: int = 0
    phrase: Phrase | None = None
    base: Mention | None = None
    now: Mention | None = None
    change: Mention | None = None
    rate: Mention | None = None

    def is_of(self, phrase: Phrase | None) -> bool:
        """Tell whether it is with what a phrase names; none is with the year before."""
        mine = self.phrase
        if mine is None or phrase is None or mine is phrase:
            return phrase is None or phrase.amount is None or mine is phrase
        same_time = mine.year == phrase.year or mine.is_relative or phrase.is_relative
        return same_time and mine.stage == phrase.stage and phrase.amount is None

    def reach(self, mention: Mention) -> None:
        """Take the amount that was reached, if the change can be one of it."""
        if self.change is None or self.change.fits(mention):
            self.now = mention

    def figures(self) -> list[Mention]:
        """Return the figures of the change itself."""
        return [figure for figure in (self.change, self.rate) if figure is not None]


@attrs.frozen(eq=False, kw_only=True)
class Share:
    """A share of a whole, which is named, printed, or the head of the list.

    `main` is the first amount of the sentence before, `earlier` the whole of a share before in this
    sentence, `position` how many frames the section had.
    """

    frame: Frame
    share: Mention
    whole_name: str = ""
    whole_key: str = ""
    whole: Mention | None = None
    main: Mention | None = None
    position: int = 0
    earlier: Mention | None = None


@attrs.frozen(eq=False, kw_only=True)
class Completion:
    """A rate at which a budget was carried out."""

    frame: Frame
    rate: Mention
    stage: str = ""
    year: str = ""
    budget: Mention | None = None


@attrs.define(eq=False, kw_only=True)
class OpenList:
    """The items under a head: 其中, 包括, a colon.

    `separator` is the mark between its items. `is_total`: the head stands behind its items;
    `all_parts`: the words say that the items make it up; `ended_early`: what follows may be
    more of them, `cut_short`: others are left out.
    """

    frame: Frame
    head: Mention
    items: list[Frame] = attrs.field(factory=list)
    separator: str = ""
    is_total: bool = False
    is_inner: bool = False
    ended_early: bool = False
    cut_short: bool = False
    all_parts: bool = False


@attrs.define(eq=False)
class Section:
    """All that is read of one section."""

    mentions: list[Mention] = attrs.field(factory=list)
    frames: list[Frame] = attrs.field(factory=list)
    comparisons: list[Comparison] = attrs.field(factory=list)
    shares: list[Share] = attrs.field(factory=list)
    completions: list[Completion] = attrs.field(factory=list)
    lists: list[OpenList] = attrs.field(factory=list)
