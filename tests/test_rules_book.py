"""The shipped rules and a user's folders: what is laid over what, and all that may be wrong."""

from pathlib import Path

import pytest
from written import RULE, changed

from pipeline.errors import UsageError
from pipeline.match import RuleMatcher
from pipeline.rules.book import Rulebook, RuleError, rulebook
from pipeline.tokens import read


@pytest.fixture
def put(tmp_path):
    """Writes files, and gives their folder."""

    def put(folder: str = "mine", **files: str) -> Path:
        (tmp_path / folder).mkdir(exist_ok=True)
        for name, text in files.items():
            path = tmp_path / folder / name.replace("_tsv", ".tsv")
            path.with_suffix(path.suffix or ".toml").write_text(text, encoding="utf-8")
        return tmp_path / folder

    return put


def ids(book: Rulebook, name: str) -> list[str]:
    return [rule.id for rule in book[name].rules]


SHIPPED = ids(Rulebook(), "dates")


def test_a_new_rule_comes_before_the_shipped_ones(put):
    assert ids(Rulebook([put(dates=RULE)]), "dates") == ["mine", *SHIPPED]


def test_a_rule_of_a_shipped_id_takes_its_place(put):
    book = Rulebook([put(dates=changed(RULE, ('"mine"', '"date-day"')))])
    assert ids(book, "dates") == SHIPPED
    (rule,) = (rule for rule in book["dates"].rules if rule.id == "date-day")
    assert rule.about == "A greeting: bonjour"
    assert rule.file.name == "dates.toml"
    assert rule.line == 2


def test_a_rule_can_be_switched_off(put):
    book = Rulebook([put(dates='disable = ["date-day"]')])
    assert ids(book, "dates") == [id_ for id_ in SHIPPED if id_ != "date-day"]


def test_a_later_folder_lies_over_an_earlier_one(put):
    first = put(dates=RULE)
    second = put("second", dates=changed(RULE, ("A greeting", "Another greeting")))
    third = put("third", dates='disable = ["mine"]')
    assert Rulebook([first, second])["dates"].rules[0].about == "Another greeting: bonjour"
    assert ids(Rulebook([first, second, third]), "dates") == SHIPPED


def test_terms_are_added_wherever_the_lexicon_is_used(put):
    book = Rulebook([put(calendar='[lexicons.MONTH.terms]\n3 = ["marsse"]')])
    for name in ("calendar", "dates", "anniversaries"):
        assert {"mars", "marsse"} <= set(book[name].lexicons["MONTH"].terms["3"])
    (match,) = RuleMatcher(book["dates"])(read("le 3 marsse 2025"))
    assert match.rule.id == "date-day"


def test_terms_added_in_one_file_are_that_files(put):
    book = Rulebook([put(dates='[lexicons.MONTH.terms]\n3 = ["marsse"]')])
    assert "marsse" in book["dates"].lexicons["MONTH"].terms["3"]
    assert "marsse" not in book["anniversaries"].lexicons["MONTH"].terms["3"]


def test_a_piece_of_patterns_of_ones_own_takes_the_place_of_the_shipped_one(put):
    shipped = Rulebook()["dates"].rules[SHIPPED.index("date-day")].patterns
    book = Rulebook([put(dates='[fragments]\nSOME_YEAR = [{NORM = "sans", OP = "?"}]')])
    assert book["dates"].rules[SHIPPED.index("date-day")].patterns != shipped


def test_a_countrys_new_name(put):
    header = "code\tnames\tadjectives\tprefixes\tcapitals\n"
    book = Rulebook([put(countries_tsv=f"{header}CIV\tÉburnie\téburnéen|éburnéenne\t\t\n")])
    (country,) = (country for country in book.countries if country.code == "CIV")
    assert {"Côte d'Ivoire", "Éburnie"} <= set(country.names)
    assert {"ivoirien", "éburnéen"} <= set(country.adjectives)


def test_the_shipped_book_is_read_once_and_a_users_file_again_where_it_has_changed(put):
    folder = put(dates=RULE)
    assert rulebook() is rulebook()
    assert rulebook([folder]) is rulebook([folder])
    put(dates=changed(RULE, ("A greeting", "Another greeting")))
    assert rulebook([folder])["dates"].rules[0].about == "Another greeting: bonjour"


def test_the_hash_changes_with_any_file(put):
    hashes = {
        Rulebook().hash(),
        Rulebook([put(dates=RULE)]).hash(),
        Rulebook([put(dates=RULE + "# more\n")]).hash(),
        Rulebook([put(cities_tsv="city\tcountry\n")]).hash(),
    }
    assert len(hashes) == 4


def test_a_folder_that_is_none(tmp_path):
    with pytest.raises(UsageError, match=r"rules folder '.*nowhere' does not exist"):
        rulebook([tmp_path / "nowhere"])
    with pytest.raises(UsageError, match="holds no rules: no file in it ends in"):
        rulebook([tmp_path])
    (tmp_path / "a.toml").touch()
    with pytest.raises(UsageError, match="is a file: give a folder of rules files"):
        rulebook([tmp_path / "a.toml"])


def test_the_shipped_rules_have_no_mistake():
    Rulebook().check()


def test_all_mistakes_of_all_files_are_told_at_once(put):
    folder = put(
        dates=changed(RULE, ("tokens", "token")),
        agreements='disable = ["agreement-actif"]',
        cities_tsv="town\n",
    )
    with pytest.raises(RuleError) as error:
        Rulebook([folder])
    message = str(error.value).replace(f"{folder}/", "")
    assert message.splitlines() == [
        "3 mistakes in the rules:",
        "  agreements.toml, line 1: no rule 'agreement-actif' of agreements to switch off:"
        " did you mean 'agreement-active'?",
        "  cities.tsv, line 1: the header must read city country, apart by tabs",
        "  dates.toml, line 5, rule 'mine': unknown key 'token': did you mean 'tokens'?",
    ]
