"""The model reads only the sentences where a name can matter, and the tables are the same."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.bench.corpus import news
from pipeline.dispatch import Dispatch, Reject
from pipeline.evaluate.gold import read_gold
from pipeline.nlp import annotate
from pipeline.rows import rows

GOLD = Path(__file__).parent.parent / "data" / "gold"


@pytest.fixture(scope="module")
def entities(nlp):
    return nlp.get_pipe("depeche_entities")


def names(entities, nlp, text: str) -> list[str]:
    return [entity.text for entity in entities(nlp.make_doc(text)).ents]


@pytest.mark.parametrize(
    "text",
    [
        "Le ministre Lars Holmgren est arrivé.",
        "M. Lars Holmgren est arrivé avec le ministre.",
        "Le texte a été signé par Lars Holmgren.",
        "Le chanteur France Holmgren est arrivé.",
    ],
)
def test_sentences_with_a_title_a_signature_or_a_state_in_a_name_are_read(entities, nlp, text):
    assert any("Holmgren" in name for name in names(entities, nlp, text))


def test_other_sentences_are_not(entities, nlp):
    assert names(entities, nlp, "Le peintre Lars Holmgren est arrivé à Oslo.") == []


def test_sentences_that_name_somebody_again_are_read(entities, nlp):
    text = "Le ministre Lars Holmgren est arrivé. Le peintre Lars Holmgren est parti."
    assert names(entities, nlp, text) == ["Lars Holmgren", "Lars Holmgren"]


def test_a_sentence_is_read_alike_whatever_stands_around_it(entities, nlp):
    text = "La ministre Ana Kovač a reçu à Oslo le général Jean Petit."
    alone = names(entities, nlp, text)
    assert names(entities, nlp, f"Il neige. {text} Il pleut.") == alone
    together = entities.pipe([nlp.make_doc(text), nlp.make_doc(f"M. Holm dort. {text}")])
    assert [e.text for e in next(together).ents] == alone


def test_a_document_that_the_model_fails_on_costs_no_other(nlp, entities, monkeypatch):
    annotate_all = entities._annotate

    def fail(docs):
        if any("panne" in doc.text for doc in docs):
            raise ValueError("broken")
        annotate_all(docs)

    monkeypatch.setattr(entities, "_annotate", fail)
    texts = ["Le ministre Lars Holm dort.", "Une panne.", "La ministre Ana Paz dort."]
    results = list(annotate(nlp, [Dispatch.of(text, text) for text in texts]))
    rejects = [result for result in results if isinstance(result, Reject)]
    assert [(reject.source, reject.reason) for reject in rejects] == [("Une panne.", "failed")]
    assert "ValueError: broken" in rejects[0].detail
    assert len(results) == 3


def test_what_is_passed_over_changes_no_row(nlp, entities, monkeypatch):
    folders = ("seeds", "dev", "own")
    texts = [gold.text for folder in folders for gold in read_gold(GOLD / folder)]
    texts += news(50)
    dispatches = [Dispatch.of(str(i), text) for i, text in enumerate(texts)]

    def tables():
        return [rows(doc, dispatch) for dispatch, doc in annotate(nlp, dispatches)]

    with_short_cuts = tables()
    monkeypatch.setattr(entities, "everywhere", True)
    assert tables() == with_short_cuts


def test_loading_imports_none_of_spacys_french_tokenizer():
    code = "import pipeline, sys; pipeline.load(); print('spacy.lang.fr' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], encoding="utf-8") == "False\n"
