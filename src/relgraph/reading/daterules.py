"""The grammar of dates: each rule is a phrase over the word classes of `datewords`, and names what reads it."""

from relgraph.reading.datewords import ALPHABET
from relgraph.reading.patterns import Grammar

UNIT = "(dayu|week|monthu|yearu|decadeu)"
NUM = "(number dash number|number|day)"
COUNT = f"({NUM}|a|half a)"
JOIN = "(dash|to|until)"
DAY = "(day|ord)"
MON = "(month|mon dot?)"
LEAN = "(last|next|this|same|previous|following)"
#: The year that follows a month: "2022", ", 2022", "of last year", "this year".
OF_YEAR = f"(year|the? {LEAN} yearu)"
YEAR = f"(comma? year|comma? of? the? {LEAN} yearu)"
DATE = f"({DAY} of? {MON} {YEAR}?|{MON} {DAY} {YEAR}?)"
PHASE = "(the? (phase|earlier|later) (dash|on|in)? the?|the? edge (of the?|dash))"
PREP = "in|since|by|until|from|of|during|before|after|for|between|on|at|to|within|phase|about"
WEEK = "(of? the? (last|next|this) week)"

RULES = (
    ("iso", "year dash day dash day (?!dash)|year slash day slash day"),
    ("numeric", "day dot day dot year|day slash day slash year"),
    ("days", f"(from|between)? the? {DAY} ({JOIN}|and) the? {DAY} of? {MON} {YEAR}?"),
    ("days", f"(from|between)? {MON} {DAY} {JOIN} {DAY} (?!dash|slash|month|mon) {YEAR}?"),
    ("days", f"between? {MON} {DAY} and {DAY} (?!low|times|dash|month|mon) {YEAR}?"),
    ("span", f"from? (weekday comma?)? the? {DATE} {JOIN} (weekday comma?)? the? {DATE}|between {DATE} and {DATE}"),
    ("months", f"from? {MON} {YEAR}? {JOIN} {MON} {YEAR}?|between {MON} {YEAR}? and {MON} {YEAR}?"),
    ("years", f"from? year {JOIN} year|between year and year|year (dash|slash) day (?!dash|slash|day)"),
    ("weekdays", f"from? weekday {JOIN} weekday"),
    ("eve", f"the eve of the? {DATE}"),
    ("date", f"(the? daypart of? the?)? ((weekday|wday dot?) daypart? comma? the?)? {DATE}"),
    ("date", f"{PHASE}? {MON} {YEAR}"),
    ("stretch", f"the? (nth|last) (quarter|half) of? {OF_YEAR}|the? (nth|last) (quarter|half) of the yearu"),
    ("stretch", f"the? (nth|last) {NUM} monthu of? {OF_YEAR}|the? (nth|last) {NUM} monthu of the yearu"),
    ("stretch", "qtr day (of? year)?|(?<=in|of|during|for|by) the (nth|last) quarter (?!of)"),
    ("season", f"(last|next|this) season|season (of|comma)? {OF_YEAR}|(?<=in|by|since|until) the season"),
    ("fiscal", "fiscal yearu year ((dash|slash) (day|year))?|fy dash? (year|day) ((dash|slash) (day|year))?"),
    ("decade", f"{PHASE}? decade|{PHASE}? the? (nth|ord) century"),
    ("month", f"(last|next|this|{PHASE}) {MON}|(?<={PREP}) month (?!cap|day|ord)|(?<=in|since|by|until) mon dot?"),
    ("month", "(?<=the|a) month (?=low)|(?<=in) month (?=cap)|month (?=quote s)"),
    ("fifth", f"(?<=on) the ord (?!low|cap|nth|number|of)|the ord of (the|{LEAN}) monthu"),
    ("weekday", "(last|next) week on? weekday"),
    ("weekday", f"(the? daypart of?|{PHASE})? (this? (last|next)|this)? weekday daypart? {WEEK}?"),
    ("relday", "the dayu (before|after) relday|(earlier|later|phase)? relday daypart?|(this|last) daypart"),
    ("weekend", "(?<=at|during|on|about) the (last|next|following|previous)? weekend|(last|next|this) weekend"),
    ("ago", f"(about|more more)? {COUNT} {UNIT} ago|about? (half a|a|{NUM}) century ago"),
    ("counted", f"{COUNT} {UNIT} (later|earlier|from now)|the {UNIT} (before|after) (?=comma|dot|break|$)"),
    ("ahead", f"(?<=in) {COUNT} {UNIT} (?!long)|the? (last|next) {NUM} {UNIT}"),
    ("within", f"within (the? next)? {COUNT} {UNIT} (?!of)"),
    ("relative", f"{PHASE}? the? {LEAN} {UNIT}|(this|last|next) quarter"),
    ("close", "the? edge of the (week|monthu|yearu|decadeu)|yearu dash? edge (?!low)"),
    ("recurrence", f"every (number|day|nth|ord)? ({UNIT}|weekday|month|quarter|season|weekend)"),
    ("recurrence", f"weekdays|habit|per {UNIT}|(?<=times) a {UNIT}"),
    ("age", f"({NUM}|a) dash? {UNIT} dash? old"),
    ("duration", f"{NUM} dash? {UNIT}|a dash? {UNIT} dash? long|half a {UNIT}"),
    ("duration", f"(?<=for|in|after|within|during) a {UNIT}"),
    ("year", f"the? yearu year|(?<={PREP}|open|more) year|phase dash? year|{PHASE} year"),
    ("year", "(?<=the|a|s|same|their) year (?=low|cap)|year (?=shut)"),
)
#: Classes that begin no rule.
INERT = "low cap other break quote shut open comma dot slash dash and of to in on at by since until for ago old s their"
GRAMMAR = Grammar(ALPHABET, RULES, INERT)
