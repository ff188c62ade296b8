"""Rules: what the shipped files and a user's folders say, read from TOML, laid over, and checked.

`files` reads one file, `patterns` what its rules match, `book` lays files over each other; what the
commands of `python -m pipeline.rules` do is in a module each. Nothing is imported here, so that the
commands' help is quick. A rules file holds lexicons, fragments and rules:

    include = ["calendar"]              # other files whose lexicons and fragments it uses

    [lexicons.MONTH]                    # a label, as spaCy's entity labels
    about = "Month names"
    [lexicons.MONTH.terms]              # value = [terms]
    3 = ["mars"]

    [lexicons.YEAR]
    about = "Years in figures"
    regex = '(19|20)[0-9]{2}'         # words beside terms; each is its own value

    [fragments]                         # pieces of patterns, spliced in by their name
    NAME = [{ENT_TYPE = "HONORIFIC", OP = "*"}, {ENT_TYPE = "PERSON", AS = "name"}]

    [parts]                             # shipped files say what rules may name and set
    day = "The day of the month"
    [set.precision]
    about = "How exact the date is"

    [[rules]]
    id = "day-month"
    about = "A day and a month: 3 mars"
    tokens = [{LIKE_NUM = true, AS = "day"}, {ENT_TYPE = "MONTH", AS = "month"}]
    set = {precision = "day"}           # what a match says beyond its parts
    examples = [{text = "signé le 3 mars", yields = {surface = "3 mars"}}]
    not = ["les mars et venus"]

`tokens` is a spaCy Matcher pattern (or a list of alternative ones) over the text's chunks: the
words, of which each lexicon term or earlier stage's mention is one, with its label in `ENT_TYPE`
and its value in `ENT_ID`. `NORM` compares without case and accents. `AS` names a part of the match
and is our one addition to spaCy's syntax. Instead of `tokens`, a rule may have a `regex` with named
groups, run on the text without accents (`pipeline.tokens.even`), or `phrases`, plain terms. In a
`regex`, `(?&NAME)` stands for the fragment of that name, itself a regular expression.

A file of the user's has the name of the shipped file that it is laid over, and may `disable` rules;
one of another name declares a `[table]`. docs/rules.md is the tutorial, docs/rules-reference.md
tells of every key.
"""
