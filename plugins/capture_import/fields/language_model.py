"""The language that a text's letters in their order tell, by the library py3langid.

Its model takes half a second to load: only `languages` imports this module, late.
"""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier


def classify(text: str) -> tuple[str, float]:
    """Return the code of the language that a text is in most likely, and how sure that is, up to 1."""
    code, probability = _identifier().classify(text)
    return str(code), float(probability)


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
