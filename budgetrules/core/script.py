"""The script that disclosures are written in: numerals, ordinals, dates, page and document numbers.

All of it is writing, as digits and punctuation are, and belongs to no country: whoever writes
Chinese numbers headings, pages and days like this. Words that a country's forms use stand in its
pack (`schema.vocabulary`), units in `core.units`. Patterns are for folded text (`core.names.fold`)
unless they say otherwise, and hold no groups.
"""

from __future__ import annotations

# What a character class of Han characters holds, for regular expressions.
HAN = "\u4e00-\u9fff"

# Numerals: digits from 〇 to 九, what stands behind them for tens, hundreds and thousands, and the
# zero said between digits of a whole number.
DIGITS = "〇一二三四五六七八九"
ZERO = DIGITS[0]
ONE = DIGITS[1]
TEN, HUNDRED, THOUSAND = "十", "百", "千"
SPOKEN_ZERO = "零"
# The numerals that number headings and items; those of longer lists go over a hundred.
NUMERALS = DIGITS[1:] + TEN
LONG_NUMERALS = NUMERALS + HUNDRED
FULL_WIDTH_DIGITS = "０１２３４５６７８９"

# Ordinals: 第三, and the enumerators 三、 and (三).
ORDINAL = "第"
ORDINAL_NUMBER = rf"{ORDINAL}[{NUMERALS}]+"
# What a numeral is counted in: 百元, 千元, 万元, 亿元.
MYRIADS = "万亿"
MULTIPLES = HUNDRED + THOUSAND + MYRIADS
ENUMERATOR = rf"[{NUMERALS}]+、"
BRACKETED_ENUMERATOR = rf"\([{NUMERALS}]+\)"
# The number of a part of a document: 第一部分.
PART_SIGN = "部分"
PART = ORDINAL_NUMBER + PART_SIGN

# Dates: a year of these two centuries, and one with the character for it behind (2025年).
YEAR_SIGN, MONTH_SIGN, DAY_SIGN = "年", "月", "日"
YEAR_DIGITS = r"(?:19|20)\d\d"
YEAR = YEAR_DIGITS + YEAR_SIGN
MONTH = rf"\d{{1,2}}{MONTH_SIGN}"
DAY = rf"\d{{1,2}}{DAY_SIGN}"
DATE = YEAR + MONTH + DAY
# A year as titles give it: 2025年, 2025年度.
FISCAL_YEAR_SIGN = YEAR_SIGN + "度"
FISCAL_YEAR = rf"{YEAR}度?"

# Page numbers: 第3页, 3/12, 第3页共12页.
PAGE_SIGN = "页"
PAGE_NUMBER = (
    rf"-*(?:{ORDINAL}?\d{{1,4}}{PAGE_SIGN}?|\d{{1,4}}/\d{{1,4}}"
    rf"|{ORDINAL}\d{{1,4}}{PAGE_SIGN},?\(?共\d{{1,4}}{PAGE_SIGN}\)?)-*"
)

# The number of a document behind its year: 第12号, 12号.
DOCUMENT_NUMBER = rf"{ORDINAL}?\d{{1,5}}号"

# What stands between the ends of a range: 至, 到 and the dashes; before its first end, behind its
# only one.
RANGE_SIGNS = "至到—–~-"
RANGE_OPENINGS = "自从"
RANGE_CLOSINGS = "以来|起"

# What stands between words of which one is to be chosen: 增加或减少, 增加/减少; and inside brackets.
OR_SIGNS = "或/"
BRACKETED_OR_SIGNS = OR_SIGNS + "、"

# What denies a word: 非税收入.
NEGATIONS = ("非", "不", "未")

# What is left open for a number or name stands before one of these: XX年, ××万元, XX个.
COUNTED_SIGNS = YEAR_SIGN + MONTH_SIGN + DAY_SIGN + "元万人个项"
