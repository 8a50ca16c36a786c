"""Ukrainian words to stems. Twin of ukrainian.js."""

STOP_WORDS = frozenset()


def stem(word: str) -> str:
    return word
