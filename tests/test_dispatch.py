"""What flows in: ids that follow from the content alone."""

import dataclasses

import pytest

from pipeline.dispatch import Dispatch


def test_the_same_text_has_the_same_id_wherever_it_is_found():
    one = Dispatch.of("a.txt", "Bakou, 20 novembre", title="Un titre")
    other = Dispatch.of("elsewhere/b.txt", "Bakou, 20 novembre")
    assert one.doc_id == other.doc_id


def test_an_id_is_the_same_on_every_machine():
    assert Dispatch.of("a.txt", "L’été à Évian").doc_id == "39b0c48fb8786b2b"


@pytest.mark.parametrize(
    "other", ["Bakou, 20 novembre ", "bakou, 20 novembre", "Bakou,\n20 novembre"]
)
def test_another_text_has_another_id(other):
    assert Dispatch.of("a.txt", "Bakou, 20 novembre").doc_id != Dispatch.of("a.txt", other).doc_id


def test_a_dispatch_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Dispatch.of("a.txt", "texte").text = "autre"
