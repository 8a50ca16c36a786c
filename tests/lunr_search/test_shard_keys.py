"""The keys of a term's shard stand in the file of its first letter."""

from hypothesis import given
from hypothesis import strategies as st

from lunr_search.packing import pack_terms
from lunr_search.postings import sort_terms
from lunr_search.shard_keys import EARLY_LETTERS, first_letter, list_letters
from tests.lunr_search.invented import InventedSite, make_documents
from tests.lunr_search.javascript import ask

# with characters beyond 16 bits
TERMS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=" "), min_size=1, max_size=6)


def in_utf_16(term: str) -> bytes:
    return term.encode("utf-16-be")


@given(st.sets(TERMS, min_size=1), st.integers(1, 3000))
def test_the_last_key_not_after_a_term_is_that_of_its_shard(some: set[str], count: int) -> None:
    terms = sort_terms(some)
    shards = pack_terms(terms, [count] * len(terms))
    letters = list_letters(terms, shards)
    assert set(letters) == set(map(first_letter, terms)) | set(EARLY_LETTERS)
    all_keys = [shard.key for shard in shards]
    for shard in shards:
        for term in terms[shard.start : shard.end]:
            listed = letters[first_letter(term)]
            key = max(key for key in listed.keys if in_utf_16(key) <= in_utf_16(term))
            assert key == shard.key
    for listed in letters.values():
        if not listed.keys:
            continue
        # neighbours, so that the key after one is that of the shard after it
        first = all_keys.index(listed.keys[0])
        assert all_keys[first : first + len(listed.keys)] == listed.keys
        assert listed.next_key == "".join(all_keys[first + len(listed.keys) :][:1])


def test_a_letter_is_one_of_ascii_or_of_a_block() -> None:
    assert [first_letter(term) for term in ("ferry", "пором", "ёж", "新碼", "𐍈")] == [
        *(0x66, 0x400, 0x440, 0x6000, 0xD000),
    ]


def test_a_word_whose_letter_no_term_has_is_not_found(site: InventedSite) -> None:
    site.update(make_documents(20))
    found = ask(site, ["жнива", "жнива ferry", "ж*", "*ж", '"жнива жнива"'])
    assert [bool(each["total"]) for each in found] == [False, True, False, False, False]
