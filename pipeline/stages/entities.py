"""Entities: the names that the model finds, where they can matter.

The model is by far the slowest part of the pipeline, and a name matters only where somebody holds
an office, meets or signs, where the same name comes again, and where a state may be part of it
(`France Gall`). So the model reads these sentences and no others, each by itself, many at a time:
what it finds in one does not depend on its neighbours.

Reads the text. Sets `doc.ents`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from spacy.language import Language
from spacy.pipeline import EntityRecognizer, Pipe
from spacy.tokens import Doc, Span
from spacy.util import get_model_meta, get_package_path, load_config, minibatch
from spacy.vocab import Vocab
from thinc.api import NumpyOps

from pipeline.match import LexiconMatcher
from pipeline.rules.book import Rulebook, rulebook
from pipeline.tokens import French, Text, fold, read_doc

MODEL = "fr_core_news_md"
_UNUSED = ("tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer")
_TITLES, _HONORIFICS = "titles", "honorifics"  # these call only where there is one of those
_OVERRIDES = {"nlp.tokenizer": {"@tokenizers": "depeche_tokenizer"}}  # spaCy's is slow to make
_BATCH = 64  # sentences

_CAPITALISED = r"[^\W\d_a-zà-öø-ÿ][\w]*"
_WORD = re.compile(_CAPITALISED)
_PAIR = re.compile(rf"({_CAPITALISED})(?=\.?[\s'’(-]{{1,2}}({_CAPITALISED}))")
_NAME = re.compile(r"(?<=[^.!?…:\s][\s'’-])[^\W\d_a-zà-öø-ÿ]\w{2,}")  # not the first word


class Entities(Pipe):
    """The stage. `everywhere` has the model read all sentences, to see what that would change."""

    def __init__(
        self, vocab: Vocab, name: str, rules: Rulebook, model: str, *, everywhere: bool
    ) -> None:
        self.name = name
        nlp = _load(model, vocab)
        self.meta = nlp.meta
        self.everywhere = everywhere
        self._ner = cast(EntityRecognizer, nlp.get_pipe("ner"))
        ops = NumpyOps(use_blis=False)  # a third faster than with BLIS
        for node in self._ner.model.walk():
            node.ops = ops
        calls = list(rules.calls())
        self._find_calls = LexiconMatcher(x for x in calls if x.stage != _HONORIFICS)
        self._find_honorifics = LexiconMatcher(x for x in calls if x.stage == _HONORIFICS)
        self._titles = frozenset(x.label for x in calls if x.stage == _TITLES)
        self._states = frozenset(
            fold(word)
            for country in rules.countries
            for form in (*country.names, *country.adjectives, *country.capitals)
            for word in _WORD.findall(form.title())
        )

    def __call__(self, doc: Doc) -> Doc:
        self._annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Set the entities of a stream of Docs, `batch_size` of them at a time."""
        for batch in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]
            docs = list(batch)
            try:
                self._annotate(docs)
            except Exception:  # one of them costs itself, not the others
                docs = [doc for doc in docs if self._is_annotated(doc)]
            yield from docs

    def _is_annotated(self, doc: Doc) -> bool:
        try:
            self._annotate([doc])
        except Exception as error:
            self.get_error_handler()(self.name, self, [doc], error)
            return False
        return True

    def _annotate(self, docs: Sequence[Doc]) -> None:
        sentences: list[tuple[Doc, int, Doc]] = []
        for doc in docs:
            text = read_doc(doc)
            for first, last in self._wanted(text):
                sentences.append((doc, first, Doc(doc.vocab, words=text.words[first:last])))
        for batch in minibatch(sentences, _BATCH):  # type: ignore[no-untyped-call]
            read = [sentence for _, _, sentence in batch]
            self._ner.set_annotations(read, self._ner.predict(read))
        found: dict[Doc, list[Span]] = {doc: [] for doc in docs}
        for doc, first, sentence in sentences:
            text = read_doc(doc)
            for entity in sentence.ents:
                start = text.starts[first + entity.start]
                end = text.ends[first + entity.end - 1]
                if span := doc.char_span(start, end, entity.label_):
                    found[doc].append(span)
        for doc, spans in found.items():
            doc.set_ents(spans)

    def _wanted(self, text: Text) -> list[tuple[int, int]]:
        """The sentences to read, as their first word and the one after their last."""
        wanted = set(range(len(text.sentences)) if self.everywhere else self._calling(text))
        return [text.word_spans[i] for i in sorted(wanted)]

    def _calling(self, text: Text) -> Iterator[int]:
        """Sentences with a title, with a name of those, or with a state that may be in a name."""
        calls = self._find_calls(text)
        if any(call.label in self._titles for call in calls):
            calls = [*calls, *self._find_honorifics(text)]
        calling = {text.sentence_index(call.start) for call in calls}
        yield from calling
        names = [
            {fold(word) for word in _NAME.findall(text.source, start, end)}
            for start, end in text.sentences
        ]
        known = frozenset[str]().union(*(names[i] for i in calling))
        yield from (i for i, own in enumerate(names) if not known.isdisjoint(own))
        for pair in _PAIR.finditer(text.source):
            if not self._states.isdisjoint(map(fold, pair.groups())):
                yield text.sentence_index(pair.start())


def _load(model: str, vocab: Vocab) -> Language:
    """What `spacy.load` makes of a model's package, without importing what is not used of it."""
    package = get_package_path(model)
    meta = get_model_meta(package)
    path = package / f"{meta['lang']}_{meta['name']}-{meta['version']}"
    config = load_config(path / "config.cfg", overrides=_OVERRIDES)
    nlp = French.from_config(config, vocab=vocab, exclude=_UNUSED, meta=meta)
    # Vectors are found by hashes; the strings behind these take a second to read, unused.
    return nlp.from_disk(path, exclude=[*_UNUSED, "strings"], overrides=_OVERRIDES)


@Language.factory(
    "depeche_entities",
    assigns=["doc.ents"],
    default_config={"rules": [], "model": MODEL, "everywhere": False},
)
def make_component(
    nlp: Language, name: str, rules: list[str], model: str, everywhere: bool
) -> Entities:
    """The factory behind `nlp.add_pipe("depeche_entities")`."""
    return Entities(nlp.vocab, name, rulebook(rules), model, everywhere=everywhere)
