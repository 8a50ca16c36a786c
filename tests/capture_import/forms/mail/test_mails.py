"""Mails beside the inputs of `form_inputs/mail`: limits, streams, and what only looks like a mail."""

import io
from email.message import EmailMessage
from pathlib import Path

import pytest

from capture_import.containers.budget import file_budget
from capture_import.containers.capture import Capture, Resource, Unreadable
from capture_import.containers.container import StreamReader
from capture_import.containers.folder import file_to_captures, find_files
from capture_import.containers.limits import Limits
from capture_import.containers.skipped import Skipped
from capture_import.containers.streams import file_to_stream
from capture_import.fields.mails import Sender, clean_subject, read_sender
from capture_import.forms.documents import EntryDocuments
from capture_import.forms.entries.entry import NewsItem, capture_to_entry
from tests.growth.growth import find_growth

TEXT = "The lamp on the mole of Halverin burns again since Friday. The keeper lit it, and forty boats came to see it."
HEAD = (
    "From: Ann Lee <ann@gazette.example>\nTo: bo@osvell.example\nSubject: Lamp %d\n"
    "Date: Fri, 3 Mar 2023 10:00:00 +0000\nMessage-ID: <%d@a.example>\n"
)


def read(content: bytes, limits: Limits | None = None, name: str = "a") -> list[object]:
    limits = limits or Limits()
    budget = file_budget(limits, len(content))
    return list(StreamReader(EntryDocuments())(file_to_stream(io.BytesIO(content)), name, name, budget))


def mailbox(*mails: str) -> bytes:
    return "".join(f"From ann@gazette.example Fri Mar  3 10:00:00 2023\n{mail}\n" for mail in mails).encode()


def mail(number: int, text: str = TEXT) -> str:
    return HEAD % (number, number) + f"Content-Type: text/plain; charset=utf-8\n\n{text}\n"


def entries(found: list[object]) -> list[NewsItem]:
    return [capture_to_entry(each) for each in found if isinstance(each, Capture)]


def test_a_mail_that_is_too_large_costs_itself_alone() -> None:
    found = read(mailbox(mail(1), mail(2, TEXT * 100), mail(3)), Limits(feed_bytes=4000))
    assert [entry.title for entry in entries(found)] == ["Lamp 1", "Lamp 3"]
    assert [each.reason for each in found if isinstance(each, Unreadable)] == [
        "too large: a mail of more than 4000 bytes (the limit feed_bytes)"
    ]


def test_a_mailbox_is_never_held_as_a_whole() -> None:
    one = mailbox(mail(1)).replace(b"Lamp 1", b"Lamp %d")
    largest = 0

    class Box(io.RawIOBase):
        def __init__(self) -> None:
            self.number, self.given = 0, 0

        def read(self, size: int = -1) -> bytes:
            if self.number == 300:
                return b""
            self.number += 1
            self.given += len(one)
            return one.replace(b"%d", str(self.number).encode())

    box = Box()
    read_some = StreamReader(EntryDocuments())(file_to_stream(box), "a", "a", file_budget(Limits(), 0))
    for number, found in enumerate(read_some, 1):
        assert isinstance(found, Capture)
        largest = max(largest, box.given - number * len(one))
    assert number == 300
    assert largest < 100_000


def test_what_is_quoted_in_a_mailbox_begins_no_mail() -> None:
    text = (
        f"{TEXT}\n\nFrom the mole it is seen for eleven miles, since 10:30.\n\n>From the quay, too.\n\n>>From here not."
    )
    (entry,) = entries(read(mailbox(mail(1, text))))
    assert "<p>From the mole it is seen" in entry.content_html
    assert "<p>From the quay, too.</p><blockquote><p>From here not.</p></blockquote>" in entry.content_html


def test_a_picture_is_named_as_the_text_calls_it() -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"], message["Message-ID"] = (
        "Ann Lee <a@b.example>",
        "c@d.example",
        "Lamp",
        "<1@x>",
    )
    message["Date"] = "Fri, 3 Mar 2023 10:00:00 +0000"
    message.set_content(TEXT)
    message.add_alternative(f"<p>{TEXT}</p><img src='cid:lamp%201@b'><p>{TEXT}</p>", subtype="html")
    html = message.get_payload()[1]
    html.add_related(b"\x89PNG lamp", "image", "png", cid="<lamp 1@b>")
    html.add_related(b"\x89PNG logo", "image", "png", cid="<logo@b>")
    found = read(message.as_bytes())
    assert [(each.address, each.body, each.media_type) for each in found if isinstance(each, Resource)] == [
        ("cid:lamp%201@b", b"\x89PNG lamp", "image/png")
    ]
    assert [(each.what, each.count) for each in found if isinstance(each, Skipped)] == [
        ("pictures attached to mails beside their text", 1)
    ]
    assert isinstance(found[0], Resource)  # before the mail that shows it


def test_the_flags_of_a_maildir_say_what_was_thrown_away(tmp_path: Path) -> None:
    for name in ("cur", "new", "tmp", ".Old/cur", ".Old/new", ".Old/tmp", ".hidden"):
        (tmp_path / name).mkdir(parents=True)
    names = {
        "cur/1.a:2,S": 1,
        "cur/2.a:2,ST": 2,
        "new/3.a": 3,
        ".Old/cur/4.a:2,": 4,
        ".hidden/5.a": 5,
        "dovecot.index": 6,
    }
    for name, number in names.items():
        (tmp_path / name).write_text(mail(number), encoding="utf-8")
    files = list(find_files([str(tmp_path)]))
    found = [each for file in files for each in file_to_captures(file, Limits(), EntryDocuments())]
    assert [each.body.split(b"Subject: ")[1][:6] for each in found if isinstance(each, Capture)] == [
        b"Lamp 4",
        b"Lamp 1",
        b"Lamp 3",
    ]
    assert [each.what for each in found if isinstance(each, Skipped)] == ["mails that were deleted, drafts and spam"]


def test_mails_in_mails_have_an_end() -> None:
    message = mail(0)
    for number in range(1, 9):
        message = (
            HEAD % (number, number) + f'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b{number}"\n\n'
            f"--b{number}\nContent-Type: message/rfc822\n\n{message}\n--b{number}--\n"
        )
    found = read(message.encode())
    assert [each.reason for each in found if isinstance(each, Unreadable)] == [
        "a mail in more than 5 mails: save it by itself, and import that"
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"From: Ann Lee\nDate: 3 March 2023\nSubject: Lamp\n\n{TEXT}\n",  # what a person types above a text
        f"Lamp\n\n3 March 2023\n\nReturn-Path: is a line of mails. {TEXT}\n",
        f"From the mole on Friday 10:30\nThe lamp: it burns again.\n\n3 March 2023\n\n{TEXT}\n",
        (
            "From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/\nSubject: Lamp\nMIME-Version: 1.0\n"
            'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n'
            f"--b\nContent-Type: text/html\n\n<p>{TEXT}</p>\n--b--\n"
        ),
    ],
)
def test_what_is_no_mail_stays_what_it_is(text: str) -> None:
    (found,) = read(text.encode())
    assert isinstance(found, Capture) and found.media_type in ("", "text/html")


def test_a_mail_of_text_alone_keeps_its_bytes_as_its_identity() -> None:
    content = mail(1).encode()
    (found,) = read(content)
    assert isinstance(found, Capture) and found.body == content


@pytest.mark.parametrize(
    ("name", "address", "listed", "sender"),
    [
        ("Marie de la Tour", "marie@x.example", "", Sender("Marie de la Tour")),
        ("Halverin Gazette", "news@gazette.example", "", Sender("", "Halverin Gazette")),
        ("Olena Marchuk", "news@halverin.example", "Harbour Letters", Sender("Olena Marchuk", "Harbour Letters")),
        ("Jonas Arvel | Halverin Weekly", "hw@x.example", "", Sender("Jonas Arvel", "Halverin Weekly")),
        ("'Ann Lee' via Harbour list", "list@x.example", "Harbour list", Sender("Ann Lee", "Harbour list")),
        ("ann@x.example", "ann@x.example", "", Sender()),
    ],
)
def test_senders(name: str, address: str, listed: str, sender: Sender) -> None:
    assert read_sender(name, address, listed) == sender


@pytest.mark.parametrize(
    ("subject", "cleaned"),
    [
        ("WG: AW: Lampe: sie brennt", "Lampe: sie brennt"),
        ("Re[2]: Lamp", "Lamp"),
        ("[Osvell] Lamp", "[Osvell] Lamp"),
        ("Fwd:", "Fwd:"),
    ],
)
def test_subjects(subject: str, cleaned: str) -> None:
    assert clean_subject(subject, "Gazette") == cleaned


def test_a_mail_that_no_program_wrote_costs_itself_alone() -> None:
    nested = "".join(f'Content-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n' for number in range(3000))
    hostile = HEAD % (2, 2) + nested + f"Content-Type: text/plain\n\n{TEXT}\n"
    found = read(mailbox(mail(1), hostile, mail(3)))
    assert [entry.title for entry in entries(found)] == ["Lamp 1", "Lamp 3"]
    assert len([each for each in found if isinstance(each, Unreadable)]) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "<!--",
        "<table><tr><td>",
        "<p>From: a</p><p>Date: b</p>",
        "<p>unsubscribe</p>",
        "<img src=cid:1>",
        "<style>",
        "\n\n> ",
    ],
)
@pytest.mark.parametrize("kind", ["html", "plain"])
def test_the_time_of_a_mail_grows_with_its_text(kind: str, unit: str) -> None:
    head = (HEAD % (1, 1)).replace("Subject: ", "Subject: Fwd: ")

    def ask(text: str) -> None:
        content = (
            f"{head}MIME-Version: 1.0\nContent-Type: text/{kind}; charset=utf-8\n\n<p>{TEXT}</p>{text}<p>{TEXT}</p>\n"
        )
        read(mailbox(content))

    ask("warm")
    assert not find_growth(ask, lambda size: unit * (size // len(unit)), 0.2)


def test_the_url_of_a_letter_is_no_link_for_those_who_have_it_from_somebody_else() -> None:
    html = (
        f'<p><a href="https://gazette.example/letter/7">View in browser</a></p><p>{TEXT}</p><p>{TEXT}</p>'
        '<p>Forwarded this email? <a href="https://gazette.example/signup">Sign up here</a></p>'
    )
    (letter,) = entries(read((HEAD % (1, 1) + f"Content-Type: text/html; charset=utf-8\n\n{html}\n").encode()))
    assert letter.url == "https://gazette.example/letter/7"
    assert "browser" not in letter.content_html and "Forwarded" not in letter.content_html
