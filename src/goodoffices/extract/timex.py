"""Text → the stretches that speak of time, by one compiled pattern.

In: plain text. Out: matches of the rules below, each with its named parts, left to right and never overlapping. The
rules stand in order: the first that matches at a place, and whose reader finds a value, wins. Extents follow the
TimeML guidelines 1.2.1: determiners and "ago" inside, prepositions outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from goodoffices.vocab.times import TimeWords, time_words

_SPACE = r"(?:[ \t\u00a0\u202f\u2009]+(?:\r?\n[ \t]*)?|\r?\n[ \t]*)"
_DASH = r"[-‐‑–—]"


def _either(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ").replace("'", "['’]") for word in ordered) + ")"


def _macros(words: TimeWords) -> dict[str, str]:
    months = [month for month in words.months if len(month) > 4 or month in ("june", "july", "may")]
    short_months = [month for month in words.months if month not in months]
    weekdays = [day for day in words.weekdays if day.endswith("day")]
    short_weekdays = [day for day in words.weekdays if not day.endswith("day")]
    single = [unit for unit in words.units if unit not in ("min", "hr", "yr")]
    cardinal = [number for number in words.numbers if number not in ("a", "an", "hundred", "dozen")]
    tens = [word for word, value in words.numbers.items() if 20 <= value <= 90]
    ones = [word for word, value in words.numbers.items() if 1 <= value <= 9 and len(word) > 2 and word != "single"]
    number = (
        rf"(?:{_either(tens)}(?:-| ){_either(ones)}|(?:a|one|two|three|four|five) (?:hundred|dozen)|a dozen"
        rf"|\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{_either(cardinal)})(?: and (?:a|one)(?:-| )half| and a quarter|(?:-| )and(?:-| )a(?:-| )half|½)?"
    )
    units = _either([*single, *words.plurals, *(f"{unit}s" for unit in words.units)])
    return {
        "month": rf"(?:{_either(months)}|{_either(short_months)}\b\.?)",
        "weekday": rf"(?:{_either(weekdays)}|{_either(short_weekdays)}\b\.?)",
        "dayname": _either(weekdays),
        "day": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?",
        "year": r"(?:1[4-9]|20)\d\d",
        "number": number,
        "approx": _either(words.approximators),
        "vague": _either(words.vague),
        "unit": _either(single),
        "units": units,
        "season": _either(words.seasons),
        "part": _either(words.dayparts),
        "ordinal": _either([*words.ordinals, "last", "final", "1st", "2nd", "3rd", "4th"]),
        "dash": _DASH,
        "zone": r"(?:GMT|UTC|BST|CEST|CET|EEST|EET|MSK|EDT|EST|ET|PDT|PST|CDT|CST|IST|PKT|WAT|EAT|CAT|AST|local time|Moscow time)",
        "edge": r"(?:very )?(?:beginning|start|end|middle|midpoint|close|rest|remainder|course|opening|eve|early part|latter part|early days|early months|last days|final days|first days|closing days)",
        "modify": rf"(?:early|late|mid|earlier|later)(?: in| on| of)?(?:{_DASH}| )",
    }


# Each rule: its name, and its pattern with %macro% for the macros above; a space stands for any white space.
_RULES: tuple[tuple[str, str], ...] = (
    (
        "iso",
        r"(?P<year>\d{4})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?:(?:T| )(?P<hour>[0-2]\d):(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?",
    ),
    ("numeric", r"(?P<one>\d{1,2})(?P<mark>[/.])(?P<two>\d{1,2})[/.](?P<year>\d{4}|\d\d)"),
    (
        "month_days",
        r"(?P<month>%month%) (?P<first>%day%)(?: ?%dash% ?| (?:to|and|or|through|until) )(?P<last>%day%)(?!\d|[:.]\d| (?:%month%|%units%)\b)(?:,? (?P<year>%year%))?",
    ),
    (
        "days_month",
        r"(?P<first>%day%)(?: ?%dash% ?| (?:to|and|or|through|until) )(?P<last>%day%) (?:of )?(?P<month>%month%)(?:,? (?P<year>%year%))?",
    ),
    (
        "month_day",
        r"(?:(?P<weekday>%weekday%),? )?(?:the )?(?P<month>%month%) (?:the )?(?P<day>%day%)(?!\d|,\d|[:.]\d|%)(?:(?:,| ,)? ?(?P<year>%year%|[’']\d\d)(?!\d))?(?: (?P<part>%part%))?",
    ),
    (
        "day_month",
        r"(?:(?P<weekday>%weekday%),? )?(?:the )?(?P<day>%day%)(?: |-)(?:day of |of )?(?P<month>%month%)(?:(?:,| ,|-)? ?(?P<year>%year%|[’']\d\d)(?!\d))?(?: (?P<part>%part%))?",
    ),
    (
        "clock",
        r"(?:(?:about|around|exactly|shortly after|just after|just before|nearly) )?(?:(?P<hour>[01]?\d|2[0-4])(?P<mark>[:.]|h)(?P<minute>[0-5]\d)(?::[0-5]\d)?(?P<ap> ?[ap]\.?m\b\.?)?|(?P<hour2>1[0-2]|0?\d) ?(?P<ap2>[ap]\.?m\b\.?)|(?P<whole>[0-2]\d[0-5]\d)(?= (?:%zone%|hours|hrs|h\b))|(?P<oclock>\d{1,2}|%number%) o['’]clock|(?P<word>noon|midday|midnight))(?: hours| hrs| h\b)?(?: \(?(?P<zone>%zone%)(?:\s?[+-]\d{1,2})?\)?)?(?:,? (?:on |in the )?(?:(?P<dayname>%dayname%|today|tomorrow|yesterday)(?: (?P<part>%part%))?|(?P<bare>morning|afternoon|evening)))?",
    ),
    (
        "day_part",
        r"(?:(?:early|late) (?:on )?)?(?:(?P<weekday>%weekday%)|(?P<deictic>yesterday|today|tomorrow|this|last|that|the same|the next|the following|the previous))(?:['’]s)?(?: (?:early|late|mid))?(?:-| )(?P<part>%part%)",
    ),
    (
        "part_of",
        r"(?:the )?(?:early |late )?(?P<part>%part%) of (?:(?P<weekday>%weekday%)|(?P<month>%month%) (?P<day>%day%)|(?P<day2>%day%) (?P<month2>%month%))(?:,? (?P<year>%year%))?",
    ),
    ("tonight", r"(?P<word>tonight|overnight|last night)"),
    ("before_yesterday", r"(?:the )?day (?P<side>before yesterday|after tomorrow)"),
    ("named_day", r"(?:(?:earlier|later|late|early|late on|early on) )?(?P<word>today|yesterday|tomorrow)"),
    (
        "same_day",
        r"(?:(?:earlier|later|late|early) )?(?:on )?(?P<which>that same|that very|that|the same|the very same|the next|the following|the previous|the preceding) (?P<unit>day|week|month|year|quarter|weekend|decade|century|season)",
    ),
    (
        "set_every",
        r"(?:almost |nearly )?(?P<every>every|each)(?: (?P<other>other|single)| (?P<count>%number%|few|several|couple of))? (?:(?P<units>%units%)|(?P<weekday>%dayname%)|(?P<part>%part%)|(?P<month>%month%)|(?P<season>%season%))",
    ),
    (
        "set_times",
        r"(?:(?P<often>once|twice|thrice|(?:%number%|several|many|a few) times) (?:a|an|per|each|every) |(?:per |an? )(?P<rate>))(?P<unit>second|minute|hour|day|week|month|quarter|year|decade)",
    ),
    ("set_plural", r"(?P<weekday>%dayname%)s\b|(?:in the |on )?(?P<part>evening|morning|night|weekend)s\b"),
    ("frequency", r"%frequency%"),
    ("age", r"(?P<count>%number%)(?: |-)(?P<unit>year|month|week|day)s?(?: |-)olds?"),
    (
        "ago",
        r"(?:(?:%approx%|just|exactly|barely|well) )?(?:(?P<half>half an?) |(?P<count>%number%|an?|one) |(?P<vague>%vague%|not long|so many|those) )?(?P<units>%units%)(?P<more> and (?:a half|some))? (?P<side>ago|earlier|later|before|previously|from now|from today|on|afterwards?|hence|prior|beforehand|since)",
    ),
    ("long_ago", r"(?:(?:not (?:so|too|very) )?long|some time|a while) (?P<side>ago)"),
    (
        "week_of_month",
        r"(?:the )?(?P<ordinal>%ordinal%) (?P<unit>week|weekend|%dayname%|day) (?:of|in) (?:the )?(?:(?P<month>%month%)(?:,? (?:of )?(?P<year>%year%))?|(?P<whole>month|year|week)|(?P<plain>%year%))",
    ),
    (
        "half_of",
        r"(?:the |its |their |our )?(?:(?P<deictic>this|last|next|current|previous) )?(?:fiscal )?(?P<ordinal>first|second|third|fourth|final|last|latest|1st|2nd|3rd|4th|opening)(?:-| )(?:fiscal )?(?P<unit>quarter|half|trimester)(?: (?:of|in) (?:the )?(?:fiscal )?(?:(?P<year>%year%)|(?P<shift>this|last|next|current|previous) year|(?P<whole>year)|(?P<month>%month%))|(?:,)? (?P<year2>%year%)| (?P<shift2>last|this|next) year)?(?! (?:of|in) )",
    ),
    (
        "quarter_code",
        r"(?:(?P<q>Q[1-4]|H[12])(?:-| )?(?P<year>%year%)?|(?P<q2>[1-4]Q|[12]H)(?:-| )?(?P<year2>%year%|\d\d)?)",
    ),
    (
        "decade",
        r"(?:the )?(?:(?:%edge%|(?:first|second|latter) half) of the |(?P<mod>early|late|mid)(?:-| )(?:to(?:-| )(?:late|mid)(?:-| ))?(?:the )?)?(?:(?P<full>%year%)['’]?s|['’‘]?(?P<short>[1-9]0)['’]?s|(?P<word>%decadeword%))",
    ),
    (
        "century",
        r"(?:the )?(?:(?:early|late|mid|%edge% of the|(?:first|second) half of the|turn of the)(?:-| ))?(?P<ordinal>\d{1,2}(?:st|nd|rd|th)|%ordinal%)(?: |-)(?P<unit>century|millennium)(?P<bc> BCE?)?",
    ),
    ("fiscal", r"(?:the )?(?:fiscal(?: year)?|financial year|FY)(?:-| )?(?P<year>%year%|['’]?\d\d\b)"),
    (
        "season",
        r"(?:(?:the )?(?:%edge% of (?:the )?)?|(?:this|last|next) )?(?:(?P<which>this|last|next|this past|this coming|that|the|the past|the coming|the following|the same|early|late|mid) ?-?)*(?P<season>%season%)(?:(?: of|,)? (?P<year>%year%)| (?:of )?(?P<shift>this|last|next) year)?",
    ),
    (
        "month_range",
        r"(?P<first>%month%)(?: ?%dash% ?| (?:to|and|through|until) )(?P<last>%month%)(?:,? (?:of )?(?P<year>%year%))(?!\d)",
    ),
    (
        "month_year",
        r"(?:(?:the )?(?:%edge%|first half|second half|first days|last days|whole) of (?:the )?)?(?:%modify%)?(?P<month>%month%)(?:,| ,)?(?: of)? (?:(?P<year>%year%)(?!\d)|(?P<shift>this|last|next|that|the same|the following|the previous) year)",
    ),
    (
        "month",
        r"(?:(?:the )?(?:%edge%|first half|second half|whole) of (?:the )?)?(?:(?P<which>this|last|next|that|this past|this coming|the past|the coming) )?(?:%modify%)?(?:(?:month of|the month of) )?(?P<month>%month%)",
    ),
    (
        "weekday",
        r"(?:(?:early|late|earlier|later)(?: on)? )?(?:(?P<which>this|last|next|this past|this coming|past|the following|the next|the previous|the same|the coming|the past|coming|that) )?(?P<weekday>%weekday%)(?: (?P<shift>last week|next week|this week))?",
    ),
    ("holiday", r"(?P<holiday>%holiday%)(?:,? (?P<year>%year%))?"),
    (
        "several_past",
        r"(?:over |in |for |during |within )?(?P<prep>)(?:the |these |those )(?P<which>past|last|next|coming|following|previous|preceding|first|final|initial|upcoming|ensuing|intervening|recent|remaining)(?: (?:(?P<count>%number%)(?: (?:or so|consecutive|straight|full))?|(?P<vague>%vague%|couple)))? (?P<units>%unitplural%)",
    ),
    ("several_past", r"(?P<which>recent|coming|upcoming|past|previous) (?P<units>%unitplural%)"),
    ("year_range", r"(?P<first>%year%)(?: ?%dash% ?)(?P<last>%year%|\d\d)(?![\d%-])"),
    (
        "deictic",
        r"(?:(?P<edge>(?:the )?%edge%|(?:the )?(?:first|second) half) of |(?P<mod>earlier|later|late|early|sometime|so far|at the end of|elsewhere) (?:in )?)?(?P<which>this past|this coming|this very|this|last|next|the last|the past|the next|the current|the previous|the preceding|the coming|the present|the ongoing|the new|the prior|the upcoming|the following|the same|current|previous|past|the earlier|that|that same)(?: (?P<fiscal>fiscal|financial|calendar|full|whole|entire|business|trading|academic|school|election))? (?P<unit>%unit%)(?!-)",
    ),
    (
        "year",
        r"(?:(?:the )?(?:year |%edge% of (?:the year )?|first half of |second half of )|%modify%|(?:the )?%modify%(?:part|half) of )?(?P<year>%year%)",
    ),
    ("short_year", r"[’'‘](?P<short>\d\d)"),
    (
        "the_unit",
        r"(?:(?P<edge>(?:the )?(?:%edge%|first half|second half)) of |(?P<mod>earlier|later|late|early) in )?(?:the )(?:(?:whole|entire|full|very|rest of the) )?(?P<unit>day|week|month|year|quarter|weekend|decade|century)",
    ),
    ("year_earlier", r"(?P<word>year-earlier|year-ago|year-on-year)(?: (?:period|quarter|month))?"),
    (
        "and_half",
        r"(?:%approx% )*(?:an?|one) (?P<unit>hour|year|month|week|decade|day|century) and (?:a|one)(?:-| )half",
    ),
    (
        "half_unit",
        r"(?:%approx% )?(?:(?P<count>%number%) and )?half(?:-| )(?:an? |of an? )?(?P<unit>hour|day|year|century|decade)|(?:a )?quarter of (?:an? )(?P<unit2>hour|century)",
    ),
    (
        "length",
        r"(?:%approx% )*(?:(?:the|a|an|another|all|these|those|its|his|her|their) )?(?P<count>%number%)(?P<join> | ?%dash% ?|)(?:(?:or so|consecutive|straight|full|whole|solid|more|long|further|additional|business|working|trading|calendar|successive|entire|additional) )?(?P<units>%units%)(?P<tail>%dash%long)?",
    ),
    (
        "one_length",
        r"(?:%approx% )*(?:an?|one) (?:(?P<full>full|whole|solid|entire|further|additional|single|working|good|mere) )?(?P<unit>%unit%)(?!-(?!long))",
    ),
    (
        "vague_length",
        r"(?:%approx% )?(?:(?:the|these|those|all) )?(?P<vague>%vague%|so many|the many|these|those|most) (?:(?:long|more|consecutive|full|further) )?(?P<units>%unitplural%)",
    ),
    ("bare_length", r"(?P<units>%unitplural%)(?P<tail>-long|-old)?"),
    (
        "unit_long",
        r"(?P<unit>day|week|month|year|decade|century|hour|night|weekend|minute)-long|(?P<all>all|whole|entire) (?P<unit2>day|week|month|year|night|weekend)",
    ),
    ("reference", r"(?:(?:the|our|its) )?(?P<word>%reference%)"),
    ("bare_part", r"(?:the |early |late |mid-)?(?P<part>morning|afternoon|evening|dawn|dusk|night)"),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the grammar, by name, with its own pattern."""

    name: str
    pattern: re.Pattern[str]


def _expand(pattern: str, macros: dict[str, str]) -> str:
    for _ in range(2):
        for name, body in macros.items():
            pattern = pattern.replace(f"%{name}%", body)
    return pattern.replace(" ", _SPACE)


def _all_macros() -> dict[str, str]:
    words = time_words()
    macros = _macros(words)
    macros["frequency"] = _either(words.frequencies)
    macros["reference"] = _either(words.references)
    macros["holiday"] = _either(words.holidays)
    macros["decadeword"] = _either(words.decade_words)
    macros["unitplural"] = _either([*words.plurals, *(f"{unit}s" for unit in words.units)])
    return macros


# A time word begins where no word, number or sum of money runs into it, and ends where none runs out of it.
_BEFORE = r"(?<![\w$€£¥#@&])(?<!\d[.,:/])(?<!\w[_/])"
_AFTER = r"(?![\w%])(?!,\d{3}\b)(?!\.\d)"


def _compile() -> tuple[tuple[Rule, ...], re.Pattern[str]]:
    macros = _all_macros()
    sources = [(name, f"{_BEFORE}(?:{_expand(pattern, macros)}){_AFTER}") for name, pattern in _RULES]
    rules = tuple(Rule(name, re.compile(source, re.IGNORECASE)) for name, source in sources)
    # One pattern finds where an expression begins and the first rule that fits; its parts are then read by that rule.
    whole = "|".join(f"(?P<r{i}>{_NAMED.sub('(?:', _expand(p, macros))})" for i, (_, p) in enumerate(_RULES))
    return rules, re.compile(f"{_BEFORE}(?:{whole}){_AFTER}", re.IGNORECASE)


_NAMED = re.compile(r"\(\?P<\w+>")
RULES, _SCAN = _compile()
_REST_OF_WORD = re.compile(r"\w*")


def find_matches(text: str, start: int = 0) -> Iterator[tuple[Rule, re.Match[str]]]:
    """The first rule that fits at the first place that any fits, from `start`; then, one by one, the others there."""
    found = _SCAN.search(text, start)
    if found is None:
        return
    for rule in RULES[int((found.lastgroup or "r0")[1:]) :]:
        match = rule.pattern.match(text, found.start())
        if match is not None:
            yield rule, match


def next_start(text: str, start: int = 0) -> int | None:
    """Where the search goes on when nothing that begins at the next match is a time: after its first word."""
    found = _SCAN.search(text, start)
    if found is None:
        return None
    rest = _REST_OF_WORD.match(text, found.start())
    return max(rest.end() if rest else 0, found.start() + 1)
