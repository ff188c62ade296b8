"""A rule that is right, for tests to change."""

RULE = """
[[rules]]
id = "mine"
about = "A greeting: bonjour"
tokens = [{NORM = "bonjour", AS = "in"}]
set = {reading = "none"}
examples = [{text = "Bonjour.", yields = []}]
not = ["Bonsoir."]
"""


def changed(text: str, *changes: tuple[str, str], more: str = "") -> str:
    """The text with the first of each pair, which must be in it, replaced by the second."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text + more
