"""Gold dispatches read, and what is wrong with the wrong ones."""

import pytest

from pipeline.errors import UsageError
from pipeline.evaluate.gold import read_gold

DISPATCH = """\
<dispatch id="apn_01" agency="APN" place="Tunis" published="2020-09-29">
<text>TUNIS- Ali &amp; fils, <d v="2020-09"><c v="TUN">tunisien</c>s en septembre</d>, <d>lundi</d>.
</text>
<facts>
  <minister name="Ali Sadi" rank="minister" portfolio="finance" country="TUN" former="1"/>
  <official name="Jan Visser" rank="organisation_head" organisation="OTAN"/>
  <anniversary ordinal="60" event="independence" countries="TUN" celebrated="2016"/>
  <agreement title="accord" kind="agreement" status="signed" countries="DZA TUN" valid="2020/2022"/>
  <agreement title="plusieurs accords" kind="agreement" status="planned" count="" optional="1"/>
  <meeting kind="talks" countries="TUN" participants="Ali Sadi; Jan Visser"/>
</facts>
</dispatch>
"""


@pytest.fixture
def gold(tmp_path):
    (tmp_path / "apn_01.xml").write_text(DISPATCH, encoding="utf-8")
    (one,) = read_gold(tmp_path)
    return one


def test_the_text_is_what_the_tags_leave(gold):
    assert gold.id == "apn_01"
    assert gold.published == "2020-09-29"
    assert gold.text == "TUNIS- Ali & fils, tunisiens en septembre, lundi.\n"


def test_mentions_are_spans_of_the_text(gold):
    (country,) = gold.rows["countries"]
    assert gold.text[country["start"] : country["end"]] == "tunisien"
    (date,) = gold.rows["dates"]
    assert gold.text[date["start"] : date["end"]] == "tunisiens en septembre"
    ((start, end),) = gold.undated
    assert gold.text[start:end] == "lundi"


def test_facts_are_rows_of_the_tables(gold):
    assert gold.rows["ministers"] == [
        {"name": "Ali Sadi", "rank": "minister", "portfolio": "finance", "country": "TUN"}
    ]
    assert gold.rows["officials"][0]["country"] is None
    assert gold.rows["anniversaries"][0]["original_year"] is None
    signed, several = gold.rows["agreements"]
    assert (signed["count"], signed["valid_from"], signed["valid_to"]) == (1, 2020, 2022)
    assert signed["countries"] == ["DZA", "TUN"]
    assert (several["count"], several["valid_to"], several["optional"]) == (None, None, True)
    assert [name.strip() for name in gold.rows["meetings"][0]["participants"]] == [
        "Ali Sadi",
        "Jan Visser",
    ]


def test_a_single_year_of_validity_is_both_ends(tmp_path):
    (tmp_path / "a.xml").write_text(DISPATCH.replace("2020/2022", "2021"), encoding="utf-8")
    agreement = read_gold(tmp_path)[0].rows["agreements"][0]
    assert (agreement["valid_from"], agreement["valid_to"]) == (2021, 2021)


def test_a_folder_without_gold(tmp_path):
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(UsageError, match=r"no gold dispatch \(\*\.xml\) in"):
            read_gold(folder)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("</facts>", "", "mismatched tag"),
        ("<text>", "<txt>", "mismatched tag"),
        ('id="apn_01"', "", "'id'"),
        ("<official ", "<offical ", "'offical'"),
        ('name="Ali Sadi"', "", "'name'"),
        ('ordinal="60"', 'ordinal="60e"', "60e"),
    ],
)
def test_a_file_that_is_no_gold_dispatch_is_named(tmp_path, old, new, problem):
    (tmp_path / "bad.xml").write_text(DISPATCH.replace(old, new), encoding="utf-8")
    with pytest.raises(UsageError, match=rf"bad\.xml: not a gold dispatch: .*{problem}"):
        read_gold(tmp_path)
