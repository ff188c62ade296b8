"""Broken rules files, and the message that each gives: where, what, and how to mend it."""
# ruff: noqa: E501 (messages are left whole)

import pytest
from written import RULE, changed

from pipeline.rules.book import Rulebook, RuleError

TABLE = """
[table]
about = "one row a visa"
[table.columns.country]
about = "whose"
part = "country"

[[rules]]
id = "visa"
about = "A visa of a state: visa français"
tokens = [{NORM = "visa"}, {ENT_TYPE = "COUNTRY", AS = "country"}]
examples = [{text = "Un visa français.", yields = {country = "FRA"}}]
not = ["Un visa."]
"""
TOK = '[{NORM = "bonjour", AS = "in"}]'
COUNTRIES = "code\tnames\tadjectives\tprefixes\tcapitals\n"


def rule(*changes: tuple[str, str], more: str = "") -> str:
    return changed(RULE, *changes, more=more)


def table(*changes: tuple[str, str]) -> str:
    return changed(TABLE, *changes)


# The file's name, what is in it, and all that is said of it, behind the name.
MISTAKES = [
    (
        "dates",
        "[[rules]\n",
        "line 1: not valid TOML at column 8: Expected ']]' at the end of an array declaration",
    ),
    ("dates", b"about = '\xe9'\n", "can't be read: it is not in UTF-8; save it as UTF-8"),
    ("dates", "[[rule]]\n", "line 1: unknown key 'rule': did you mean 'rules'?"),
    (
        "dates",
        'x = "\\d"\n',
        "line 1: not valid TOML at column 8: Unescaped '\\' in a string; in quotes \"…\" a \\ must be doubled, in '…' it need not",
    ),
    (
        "dates",
        rule(("tokens =", "token =")),
        "line 5, rule 'mine': unknown key 'token': did you mean 'tokens'?",
    ),
    (
        "dates",
        rule(('id = "mine"\n', "")),
        "line 2, rule 1: 'id' is missing: name the rule, as in `signed-with-stamp`",
    ),
    (
        "dates",
        rule(('about = "A greeting: bonjour"\n', "")),
        "line 2, rule 'mine': 'about' is missing: say in a few words what it is for, with a sample",
    ),
    (
        "dates",
        rule(('about = "A greeting: bonjour"', 'about = ""')),
        "line 4, rule 'mine': 'about' is empty: say in a few words what it is for, with a sample",
    ),
    (
        "dates",
        rule(('id = "mine"', "id = 3")),
        "line 3, rule 3: 'id': 3 is wrong: input should be a valid string",
    ),
    (
        "dates",
        rule(('examples = [{text = "Bonjour.", yields = []}]\n', "")),
        "line 2, rule 'mine': 'examples' is missing: show what it finds, as in examples = [{text = \"…\", yields = {surface = \"…\"}}]",
    ),
    (
        "dates",
        rule(('not = ["Bonsoir."]\n', "not = []\n")),
        "line 8, rule 'mine': 'not' is empty: show what looks like it and is not, as in not = [\"…\"]",
    ),
    (
        "dates",
        rule(("yields", "yield")),
        "line 7, rule 'mine': 'yields' is missing: say what the rule makes of the text, as in {surface = '…'}; [] for nothing",
        "line 7, rule 'mine': unknown key 'yield': did you mean 'yields'?",
    ),
    (
        "dates",
        rule(("yields = []", 'yields = [], published = "hier"')),
        "line 7, rule 'mine': 'examples.0.published': 'hier' is no day: write 2025-06-10",
    ),
    (
        "dates",
        rule(("yields = []", 'yields = [], published = "2025-02-30"')),
        "line 7, rule 'mine': 'examples.0.published': '2025-02-30' is no day: write 2025-06-10",
    ),
    (
        "dates",
        rule(("set =", 'regex = "bonjour"\nset =')),
        "line 2, rule 'mine': give exactly one of tokens, regex, phrases; it has tokens and regex",
    ),
    (
        "dates",
        rule((f"tokens = {TOK}\n", "")),
        "line 2, rule 'mine': give exactly one of tokens, regex, phrases; it has none",
    ),
    (
        "dates",
        rule((TOK, '["SOME_YEARS"]')),
        "line 2, rule 'mine': unknown fragment 'SOME_YEARS': did you mean 'SOME_YEAR'?",
    ),
    (
        "dates",
        rule((TOK, "[1]")),
        "line 2, rule 'mine': 1 is no token: write a table, as in {NORM = 'signe'}",
    ),
    (
        "dates",
        rule((TOK, '[{NROM = "bonjour"}]')),
        "line 5, rule 'mine': unknown attribute 'NROM': did you mean 'NORM'?",
    ),
    (
        "dates",
        rule((TOK, '[{POS = "NOUN"}]')),
        "line 5, rule 'mine': POS can match nothing: no token here has it; ask for NORM or a lexicon",
    ),
    (
        "dates",
        rule((TOK, '[{ENT_TYPE = "MONHT"}]')),
        "line 5, rule 'mine': unknown lexicon 'MONHT': did you mean 'MONTH'?",
    ),
    (
        "dates",
        rule((TOK, '[{ENT_TYPE = "MONTH", ENT_ID = "13"}]')),
        "line 5, rule 'mine': lexicon MONTH has no value '13': did you mean '1'?",
    ),
    (
        "dates",
        rule((TOK, '[{NORM = "bonne nouvelle"}]')),
        "line 5, rule 'mine': NORM 'bonne nouvelle' can match nothing: a token is one word or a lexicon's term; write {NORM = 'bonne'} {NORM = 'nouvelle'}",
    ),
    (
        "dates",
        rule((TOK, '[{LOWER = "Bonjour"}]')),
        "line 5, rule 'mine': LOWER 'Bonjour' can match nothing: a token has 'bonjour'",
    ),
    (
        "dates",
        rule((TOK, '[{NORM = "bonjour", OP = "?"}, {OP = "*"}]')),
        "line 5, rule 'mine': it matches the empty span: every token may be missing; drop an OP",
    ),
    (
        "dates",
        rule((TOK, '[{NORM = "bonjour", LOWER = "bonsoir"}]')),
        "line 5, rule 'mine': it can match nothing: a token asks for two things that exclude each other",
    ),
    (
        "dates",
        rule((TOK, '[{NORM = "bonjour", OP = "many"}]')),
        "line 5, rule 'mine': unknown OP 'many': one of ? * + ! {2} {2,} {,3} {2,3}",
    ),
    (
        "dates",
        rule((TOK, '[{NORM = {INN = ["bonjour"]}}]')),
        "line 5, rule 'mine': spaCy refuses the pattern: token 1, NORM -> INN: Extra inputs are not permitted",
    ),
    (
        "dates",
        rule((f"tokens = {TOK}", "regex = '(bonjour'")),
        "line 2, rule 'mine': 'regex' is no regular expression: missing ), unterminated subpattern at position 0",
    ),
    (
        "dates",
        rule((f"tokens = {TOK}", "regex = '(?P<in>bonjour)?'")),
        "line 5, rule 'mine': 'regex' matches the empty span: it finds a place without a word; ask for something",
    ),
    (
        "dates",
        rule((f"tokens = {TOK}", "regex = '(?&GREETING)'")),
        "line 2, rule 'mine': unknown fragment 'GREETING': known: A_WEEKDAY, CAPITAL_MONTHS, ENGLISH, MONTHS",
    ),
    (
        "dates",
        rule(('AS = "in"', 'AS = "yaer"')),
        "line 5, rule 'mine': unknown part 'yaer': did you mean 'year'?",
    ),
    (
        "dates",
        rule(("{reading", "{raeding")),
        "line 6, rule 'mine': 'set' knows no 'raeding': did you mean 'reading'?",
    ),
    (
        "dates",
        rule(('"none"', '"nine"')),
        "line 6, rule 'mine': 'set.reading' is 'nine': did you mean 'none'?",
    ),
    (
        "dates",
        rule(('"none"', "3")),
        "line 6, rule 'mine': 'set.reading' is 3, and must be of type string",
    ),
    (
        "dates",
        rule(more=RULE),
        "line 2, rule 'mine': the id is that of another rule in dates.toml: rename one",
    ),
    (
        "dates",
        rule(('"mine"', '"country-name"')),
        "line 2, rule 'country-name': the id is that of another rule in countries.toml: rename one",
    ),
    (
        "dates",
        'disable = ["date-dya"]\n',
        "line 1: no rule 'date-dya' of dates to switch off: did you mean 'date-day'?",
    ),
    (
        "dates",
        'include = ["calender"]\n',
        "line 1: includes an unknown file: did you mean 'calendar'?",
    ),
    (
        "dates",
        '[parts]\nday = "a day"\n',
        "line 1: 'parts' is for the shipped file to say: drop it",
    ),
    (
        "dates",
        '[lexicons.MONTH]\nattr = "LEMMA"\n',
        "line 2, lexicon MONTH: 'attr': 'LEMMA' is wrong: input should be 'NORM', 'LOWER' or 'ORTH'",
    ),
    (
        "dates",
        '[lexicons.MONTH]\nattr = "ORTH"\n[lexicons.MONTH.terms]\n3 = ["mars"]\n',
        "line 2, lexicon MONTH: its terms are compared by NORM: drop 'attr', or the label",
    ),
    (
        "dates",
        '[lexicons.MONTH.terms]\n3 = "marz"\n',
        "line 2, lexicon MONTH: 'terms.3': 'marz' is wrong: input should be a valid list",
    ),
    (
        "dates",
        '[lexicons.GREETING]\nabout = "Greetings"\n',
        "line 1, lexicon GREETING: it has neither 'terms' nor 'regex': add some",
    ),
    (
        "dates",
        '[lexicons.GREETING.terms]\nhello = [" "]\n',
        "line 2, lexicon GREETING: ' ' has no word: nothing can match it",
    ),
    (
        "dates",
        "[lexicons.GREETING]\nregex = '(bon'\n",
        "line 2, lexicon GREETING: 'regex' is no regular expression: missing ), unterminated subpattern at position 0",
    ),
    (
        "daets",
        rule(),
        "no stage is called 'daets': did you mean 'dates'? (a table of one's own must declare [table]: see docs/rules.md)",
    ),
    ("dates", table(), "line 2: there is such a table already: name the file otherwise"),
    ("Visas", table(), "a table's name is of small letters, figures and _: rename the file"),
    (
        "visas",
        table(("columns.country", "columns.sentence")),
        "line 4, column sentence: every table has this column already: name it otherwise",
    ),
    (
        "visas",
        table(('part = "country"\n', "")),
        "line 4, column country: nothing fills it: give 'part' or 'near', or let rules `set` it",
    ),
    (
        "visas",
        table(('part = "country"', 'part = "cuontry"')),
        "line 6, column country: no rule names a part 'cuontry': did you mean 'country'?",
    ),
    (
        "visas",
        table(('part = "country"', 'near = "CUONTRY"')),
        "line 6, column country: unknown lexicon 'CUONTRY': did you mean 'COUNTRY'?",
    ),
    (
        "visas",
        table(('part = "country"', 'part = "country"\ntype = "text"')),
        "line 7, column country: 'country.type': 'text' is wrong: input should be 'string', 'strings', 'integer' or 'boolean'",
    ),
    (
        "visas",
        table(("[table.columns.country]\n", "[table.colums.country]\n")),
        "line 2: 'columns' is missing: declare at least one, as in [table.columns.country]",
        "line 2: unknown key 'colums': did you mean 'columns'?",
    ),
    (
        "countries.tsv",
        "code\tnames\n",
        "line 1: the header must read code names adjectives prefixes capitals, apart by tabs",
    ),
    (
        "countries.tsv",
        COUNTRIES + "FRA\tHexagone\n",
        "line 2: 2 columns instead of 5; part them by one tab each and keep the tabs around empty ones",
    ),
    (
        "countries.tsv",
        COUNTRIES + "FR\t\t\t\t\n",
        "line 2: unknown code 'FR'; use ISO 3166-1 alpha-3, or XKX for Kosovo",
    ),
    (
        "countries.tsv",
        COUNTRIES + "FRA\ta| b\t\t\t\n",
        "line 2: empty or padded form in 'a| b'; write one|two, no spaces",
    ),
    (
        "cities.tsv",
        "city\tcountry\n\tFRA\n",
        "line 2: the column 'city' is empty; fill it or drop the row",
    ),
    (
        "agencies.tsv",
        "forms\tcountry\tcities\tkind\nGNA\tGHN\tAccra\tagency\n",
        "line 2: unknown code 'GHN'; use ISO 3166-1 alpha-3, or XKX for Kosovo",
    ),
    (
        "towns.tsv",
        "city\tcountry\n",
        "no list is called 'towns': known: agencies, cities, countries",
    ),
]


@pytest.mark.parametrize(("name", "content", "messages"), [(n, c, m) for n, c, *m in MISTAKES])
def test_a_broken_file_says_where_what_and_how_to_mend_it(tmp_path, name, content, messages):
    path = tmp_path / (name if "." in name else f"{name}.toml")
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(RuleError) as error:
        Rulebook([tmp_path])
    told = [str(problem).removeprefix(str(path)) for problem in error.value.problems]
    assert [message.lstrip(",: ") for message in told] == messages


def test_mistakes_are_counted_and_listed(tmp_path):
    (tmp_path / "dates.toml").write_text(rule(("tokens", "token"), ("not =", "nor =")))
    with pytest.raises(RuleError) as error:
        Rulebook([tmp_path])
    count, *listed = str(error.value).splitlines()
    assert count == f"{len(error.value.problems)} mistakes in the rules:"
    assert len(listed) == len(error.value.problems)
    assert all(line.startswith(f"  {tmp_path}") for line in listed)
