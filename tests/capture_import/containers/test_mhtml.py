"""The limits of MHTML files: one for the file, which is read whole, and one for its page."""

from pathlib import Path

import pytest

from capture_import.containers.capture import Capture, Unreadable
from capture_import.containers.folder import file_to_captures
from capture_import.containers.limits import Limits
from capture_import.forms.documents import EntryDocuments
from tests.capture_import.containers.test_folder import MHTML


def read(folder: Path, limits: Limits) -> list[object]:
    (folder / "lamp.mhtml").write_bytes(MHTML)
    return list(file_to_captures(str(folder / "lamp.mhtml"), limits, EntryDocuments()))


def test_a_file_within_its_limits_is_a_capture(tmp_path):
    assert isinstance(read(tmp_path, Limits())[0], Capture)


@pytest.mark.parametrize(
    "limits, named", [(Limits(feed_bytes=40), "feed_bytes"), (Limits(capture_bytes=10), "capture_bytes")]
)
def test_the_reason_for_rejecting_a_large_file_names_the_limit(tmp_path, limits, named):
    found = read(tmp_path, limits)
    assert len(found) == 1
    assert isinstance(found[0], Unreadable)
    assert found[0].reason.startswith("too large") and named in found[0].reason


def test_a_frame_has_its_url_and_not_the_name_of_its_part(tmp_path):
    frame = (
        b"Content-Type: text/html\r\nContent-ID: <frame-7@mhtml.blink>\r\n"
        b"Content-Location: https://films.example/e?a=1&b=2"
    )
    page = b'<p>The lamp</p><iframe src="cid:frame-7@mhtml.blink" title="Dawn"></iframe><img src="cid:lamp">'
    (tmp_path / "lamp.mhtml").write_bytes(
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html\r\nContent-Location: https://halverin.example/lamp\r\n\r\n"
        + page
        + b"\r\n--b\r\n"
        + frame
        + b"\r\n\r\n<video></video>\r\n--b--\r\n"
    )
    found = list(file_to_captures(str(tmp_path / "lamp.mhtml"), Limits(), EntryDocuments()))
    (capture,) = (item for item in found if isinstance(item, Capture))
    assert b'src="https://films.example/e?a=1&amp;b=2"' in capture.body
    assert b'src="cid:lamp"' in capture.body
