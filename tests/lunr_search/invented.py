"""Invented documents for the tests of the search, made from a seed, with difficult words; and an index of them."""

import datetime as dt
import random
from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path

from lunr_search.digests import document_to_digest
from lunr_search.documents import Document
from lunr_search.index import SearchIndex
from lunr_search.index_output import IndexOutput

LANGUAGES = ("en", "uk", "ru")
ROOTS = """
harbour ferry council bridge storm lamp tide market school election price vote river island captain baker
poem bell winter flood repair ticket festival museum clock train engine library doctor garden mountain
window letter island's market's creating created creation relational rational hoping hopping running
happily generously national nationally
""".split()
CYRILLIC = """
гавань поромом мости міської ради голова голосування вибори річка острів буря школі книжки поезія київ
києва львові города выборы председателя рекой острова школы поэзия голосованию
""".split()
ODD = """
constructor __proto__ toString hasOwnProperty valueOf 🎉 naïve résumé e\u0301clair שלום مرحبا 北京市政府 a-b
U.S.-led $928,000 it's rock'n'roll п'ять п’ять пʼять co-op 3,5% 2024-05-01 x*y ~1 ^2 +plus said says
saying willing <b>bold</b> &amp; - US WHO May May U.S.
cafe café resume 北京市。 항만청은 กรุงเทพ COVID-19 9/11 C++ L'Oreal
""".split()

TOLD = ["Ann Bell", "Іван Рада", "Jo O'Neil", "Harbour Council", "Kyiv", "北京"]


def make_documents(count: int, seed: int = 7) -> list[Document]:
    """Return documents of frequent and rare words, in three languages and several years; the same for the same seed."""
    rng, telling = random.Random(seed), random.Random(seed)
    rare = [
        f"{rng.choice('bcdfglmnprst')}{rng.choice('aeiou')}{rng.choice('bdgklmnrst')}{rng.choice('aeiou')}{n}"
        for n in range(count)
    ]
    documents = []
    for number in range(count):
        lang = rng.choice(("en", "en", "en", "uk", "ru", "de", ""))
        words = ROOTS if lang not in ("uk", "ru") else CYRILLIC + ROOTS[:6]

        def text(size: int, words: list[str] = words) -> str:
            chosen = [words[min(int(rng.expovariate(0.12)), len(words) - 1)] for _ in range(size)]
            chosen += rng.choices(rare, k=max(1, size // 8)) + rng.choices(ODD, k=size // 12)
            rng.shuffle(chosen)
            return " ".join(word.capitalize() if rng.random() < 0.1 else word for word in chosen) + rng.choice(
                (".", "!", "")
            )

        day = dt.date(2021, 1, 1) + dt.timedelta(days=int(rng.triangular(0, 1500, 1400)))
        title = text(rng.randint(2, 9))
        documents.append(
            Document(
                url=f"{day.isoformat().replace('-', '/')}/story-{number}.html",
                title=title,
                body="\n".join(text(rng.randint(0, 60)) for _ in range(rng.randint(0, 4))),
                date=day,
                lang=lang,
                tags=tuple((name, f"tag/{name}.html") for name in rng.sample(ROOTS[:12], rng.randint(0, 3))),
                authors=tuple(
                    (name, f"author/{name[:2]}.html")
                    for name in rng.sample(["Ann Bell", "Іван Рада", "Jo O'Neil"], rng.randint(0, 2))
                ),
                sections=tuple(rng.sample(["War", "Politics", "Around the Harbour"], rng.randint(0, 2))),
                place=rng.choice(["", "Kyiv", "Halverin"]),
                lede=text(8),
                names=tuple(telling.sample(TOLD, telling.randint(0, 3))),
            )
        )
    return documents


class InventedSite:
    """A folder with an index in it, which is updated as by the engine."""

    def __init__(self, folder: Path, languages: tuple[str, ...] = LANGUAGES) -> None:
        self.languages = languages
        self.executor: Executor | None = None
        self.output = folder / "output"
        self.state = folder / "state"

    def update(
        self,
        documents: Sequence[Document] = (),
        removed: Sequence[str] = (),
        digests: list[tuple[str, bytes]] | None = None,
    ) -> set[str]:
        """Add and remove documents and delete unused files; return the paths that were written."""
        digests = digests or [(document.url, document_to_digest(document, self.languages)) for document in documents]
        kept: set[str] = set()
        index = SearchIndex(self.state, self.languages, self.executor)
        try:
            output = IndexOutput(self.write, kept.add, lambda path: (self.output / path).read_bytes())
            index.update(digests, list(removed), output)
        finally:
            index.close()
        for path in self.files().keys() - kept - output.written:
            (self.output / path).unlink()
        assert self.files().keys() == kept | output.written
        return output.written

    def write(self, path: str, data: bytes) -> None:
        (self.output / path).parent.mkdir(parents=True, exist_ok=True)
        (self.output / path).write_bytes(data)

    def files(self) -> dict[str, bytes]:
        """Return all files of the index."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in self.output.rglob("*")
            if path.is_file()
        }
