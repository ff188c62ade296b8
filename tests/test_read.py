"""Files and folders in, dispatches or rejects out: every kind of bad input has its reason."""

import os
from pathlib import Path

import pytest

from pipeline.dispatch import Dispatch, Reject
from pipeline.errors import UsageError
from pipeline.read import MAX_CHARACTERS, Found, find, read

FRENCH = (
    "Le ministre des Affaires étrangères s'est entretenu lundi à Paris avec son homologue, en"
    " visite dans la capitale, et les parties ont examiné les moyens de développer la coopération."
    "\r\n"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(path: str, content: str | bytes = FRENCH) -> str:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def outcome(*inputs: str) -> Dispatch | Reject:
    """What the only file of `inputs` gives."""
    (result,) = read(find(inputs))
    return result


def sources(*inputs: str) -> list[str]:
    return [item.source for item in find(inputs)]


class TestFinding:
    def test_a_folder_is_read_with_the_folders_below_sorted_by_source(self, folder):
        for path in ("in/b.txt", "in/a/z.txt", "in/a-1.TXT", "in/notes.md"):
            put(path)
        assert sources("in") == ["in/a-1.TXT", "in/a/z.txt", "in/b.txt"]

    def test_order_of_the_arguments_does_not_matter(self, folder):
        put("b/1.txt"), put("a/2.txt")
        assert sources("b", "a") == sources("a", "b") == ["a/2.txt", "b/1.txt"]

    def test_a_file_named_is_read_whatever_its_suffix(self, folder):
        assert sources(put("dispatch.asc")) == ["dispatch.asc"]

    def test_a_file_named_twice_is_one_input(self, folder):
        put("in/a.txt")
        assert sources("in", "in/a.txt", "./in") == ["in/a.txt"]

    def test_a_source_is_the_path_as_given(self, folder):
        put("in/a.txt")
        assert sources("../" + folder.name + "/in") == [f"../{folder.name}/in/a.txt"]
        assert sources(str(folder / "in")) == [(folder / "in/a.txt").as_posix()]
        os.chdir("in")
        assert sources(".") == ["a.txt"]

    def test_a_path_that_does_not_exist(self, folder):
        put("a.txt")
        with pytest.raises(UsageError, match=r"no such file or folder: 'seedz', 'b\.txt'"):
            find(["a.txt", "seedz", "b.txt"])

    def test_nothing_to_read_at_all(self, folder):
        put("in/notes.md")
        with pytest.raises(UsageError, match=r"in: no \.txt file in this folder"):
            find(["in"])

    def test_an_empty_folder_beside_others_is_rejected(self, folder):
        put("in/a.txt"), Path("void").mkdir()
        found = find(["in", "void"])
        assert found[0] == Found("in/a.txt", Path("in/a.txt"))
        assert found[1] == Reject("void", "empty", "no .txt file in this folder: name another")

    def test_a_folder_that_may_not_be_entered_is_rejected(self, folder, monkeypatch):
        put("in/a.txt"), put("in/closed/b.txt")
        scandir = os.scandir

        def refuse(path):
            if str(path).endswith("closed"):
                raise PermissionError(13, "Permission denied", str(path))
            return scandir(path)

        monkeypatch.setattr(os, "scandir", refuse)
        closed = find(["in"])[1]
        assert (closed.source, closed.reason) == ("in/closed", "unreadable")

    @pytest.mark.skipif(os.name == "nt", reason="names there are never bytes")
    def test_a_file_name_that_is_not_utf8_makes_a_source_that_is(self, folder):
        put(os.fsdecode(b"in/\xe9t\xe9.txt"))
        assert sources("in") == [r"in/\xe9t\xe9.txt"]


class TestReading:
    def test_text_is_the_source_as_given(self, folder):
        text = " date 2017-11 \u00a0\r\n\r\n\t" + FRENCH + "\n\n"
        dispatch = outcome(put("a.txt", text))
        assert dispatch == Dispatch.of("a.txt", text, language="fr")

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
    def test_encodings(self, folder, encoding):
        assert outcome(put("a.txt", FRENCH.encode(encoding))).text == FRENCH

    def test_moving_a_file_leaves_its_id(self, folder):
        assert outcome(put("a.txt")).doc_id == outcome(put("elsewhere/b.txt")).doc_id

    def test_a_text_too_short_to_tell_its_language_passes(self, folder):
        assert outcome(put("a.txt", "BAKOU, 20 novembre")).language is None

    def test_the_longest_text_passes(self, folder):
        text = (FRENCH * (MAX_CHARACTERS // len(FRENCH) + 1))[:MAX_CHARACTERS]
        assert isinstance(outcome(put("a.txt", text)), Dispatch)


REJECTS = {
    "empty file": (b"", "empty", "no text"),
    "blank file": (" \r\n\t\u00a0\n".encode(), "empty", "no text"),
    "mark and nothing else": (b"\xef\xbb\xbf", "empty", "no text"),
    "binary": (b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff", "unreadable", "binary"),
    "damaged UTF-8": (
        FRENCH.encode().replace("é".encode(), b"\xc3", 1),
        "undecodable",
        "damaged UTF-8: byte 0xc3 at offset 25",
    ),
    "truncated UTF-8": ("Un sommet a été".encode()[:-1], "undecodable", "at offset 15"),
    "another encoding": (FRENCH.encode("mac_roman"), "undecodable", "save the file as UTF-8"),
    "English": (
        b"The minister met his counterpart on Monday in Paris to discuss relations between the two"
        b" countries and agreed to hold further consultations in the coming months.",
        "not_french",
        "0.0 French function words per 20 words, at least 2.5 expected",
    ),
    "Russian": ("Министр в Москве".encode(), "not_french", "not Latin"),
    "a character too many": (
        ("é" * (MAX_CHARACTERS + 1)).encode(),
        "too_long",
        "1,000,001 characters, at most 1,000,000 characters: split it",
    ),
    "far too long": (b"la paix " * 6_000_000, "too_long", "48,000,000 bytes"),
    "far too long, in UTF-16": ("la paix ".encode("utf-16-le") * 600_000, "too_long", "split it"),
    "far too long, binary": (b"GIF\x00" * 2_000_000, "unreadable", "binary"),
}


class TestRejecting:
    @pytest.mark.parametrize(("content", "reason", "detail"), REJECTS.values(), ids=REJECTS)
    def test_each_bad_file_has_its_reason(self, folder, content, reason, detail):
        reject = outcome(put("a.txt", content))
        assert isinstance(reject, Reject)
        assert (reject.source, reject.reason) == ("a.txt", reason)
        assert detail in reject.detail

    def test_a_huge_file_is_not_read_whole(self, folder):
        with Path("a.txt").open("wb") as file:
            file.write(b"la paix ")
            file.truncate(2**40)  # sparse: it takes no place, but would not fit in memory
        assert outcome("a.txt").reason in ("too_long", "unreadable")

    def test_a_file_that_may_not_be_read(self, folder, monkeypatch):
        def refuse(*_args, **_options):
            raise PermissionError(13, "Permission denied")

        put("a.txt")
        monkeypatch.setattr(Path, "open", refuse)
        reject = outcome("a.txt")
        assert reject.reason == "unreadable"
        assert reject.detail.startswith("Permission denied: ")

    @pytest.mark.skipif(os.name == "nt", reason="no pipes among files there")
    def test_a_pipe_does_not_block(self, folder):
        os.mkfifo("a.txt")
        assert outcome("a.txt").reason == "unreadable"

    def test_a_broken_link(self, folder):
        Path("in").mkdir()
        Path("in/a.txt").symlink_to("nowhere.txt")
        assert outcome("in").reason == "unreadable"

    def test_of_equal_texts_the_first_is_kept(self, folder):
        put("in/b.txt"), put("in/c.txt", FRENCH.encode("cp1252")), put("in/a.txt")
        first, *others = read(find(["in"]))
        assert isinstance(first, Dispatch)
        assert others == [
            Reject("in/b.txt", "duplicate", "in/a.txt"),
            Reject("in/c.txt", "duplicate", "in/a.txt"),
        ]

    def test_nothing_is_lost(self, folder):
        for n, (content, _, _) in enumerate(REJECTS.values()):
            put(f"in/{n:02}.txt", content)
        put("in/good.txt")
        results = list(read(find(["in"])))
        assert len(results) == len(REJECTS) + 1
        assert [r.source for r in results] == sorted(r.source for r in results)
