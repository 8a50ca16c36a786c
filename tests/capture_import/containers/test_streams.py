"""Streams that are read forward only: the same bytes for any sizes of reads, and damage reported where it occurs."""

from hypothesis import given
from hypothesis import strategies as st

from capture_import.containers.streams import ByteStream, Damaged


def stream_of(parts):
    """Return a stream of these parts; `None` stands for damage."""
    left = iter(parts)

    def read_some(size):
        part = next(left, b"")
        if part is None:
            raise Damaged("broken")
        return part

    return ByteStream(read_some)


@given(st.lists(st.binary(min_size=1, max_size=50), max_size=8), st.lists(st.integers(0, 60), max_size=20))
def test_reads_of_any_sizes_return_the_same_bytes(parts, sizes):
    stream, whole, taken = stream_of(parts), b"".join(parts), b""
    for number, size in enumerate(sizes):
        assert stream.peek(size) == whole[len(taken) : len(taken) + size]
        if number % 3 == 0:
            taken += stream.read(size)
        elif number % 3 == 1:
            line = stream.read_line(size)
            assert b"\n" not in line[:-1] and (
                line.endswith(b"\n") or len(line) == size or len(taken + line) == len(whole)
            )
            taken += line
        else:
            part = stream.read(size)
            stream.give_back(part)
        assert stream.position == len(taken)
        assert whole.startswith(taken)
    assert taken + stream.read(1000) == whole


def test_damage_is_reported_after_the_bytes_before_it():
    stream = stream_of([b"abc", None, b"def", b""])
    assert (stream.peek(10), stream.fault) == (b"abc", "")
    assert (stream.read(2), stream.fault, stream.read(9), stream.fault, stream.read(1)) == (
        b"ab",
        "",
        b"c",
        "broken",
        b"",
    )
    stream.pass_fault()
    assert (stream.fault, stream.read(9), stream.fault) == ("", b"def", "")
