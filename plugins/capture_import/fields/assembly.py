"""Evidence to an article: each field asked, in the order in which one may use another."""

from capture_import.fields import dates, headlines, kind, languages, tags, urls_chosen
from capture_import.fields.body.pictures import pictures_to_line
from capture_import.fields.evidence import Evidence, Field, Known
from capture_import.fields.names.choice import choose as choose_names
from capture_import.fields.rejection import Rejected
from newsrecord.record import Article

# Further keys of front matter, in their order.
_NOTES = (
    "Identifier", "Title_basis", "Encoding", "Images", "Agencies", "Date_note", "Url_note", "Body_note", "Truncated",
    "Related",
)  # fmt: skip


def evidence_to_article(evidence: Evidence) -> Article:
    """Return the article of a capture. Its slug is empty until it is placed.

    Raises Rejected where it is no article, or has no headline, no text or no day.
    """
    context = evidence.context
    url = urls_chosen.choose(evidence)
    headline = headlines.choose(evidence)
    text = evidence.read_text(headline.text)
    language = languages.choose(evidence, headline.text, text.words if text else "")
    named = choose_names(evidence)
    known = Known(url.url, headline.text, text, language, named.authors)
    dated = _choose_date(evidence, known)
    known = known._replace(date_basis=dated.basis if isinstance(dated, dates.Dated) else "")
    kind.check(evidence, known)
    if not headline.text.strip():
        raise Rejected(evidence.missing.get(Field.HEADLINE, "no headline: nothing names one"))
    if text is None or not text.is_enough:
        raise Rejected(evidence.missing.get(Field.BODY, "no text: a headline and nothing below it"))
    if isinstance(dated, Rejected):
        raise dated
    pictures = evidence.list_pictures()
    notes = {
        **dict.fromkeys(_NOTES, ""),
        **evidence.list_notes(known),
        "Title_basis": headline.basis,
        "Images": pictures_to_line(pictures),
        "Agencies": named.agencies,
        "Date_note": dated.note,
        "Url_note": url.note,
    }
    return Article(
        title=headline.text,
        date=dated.when,
        modified=dated.modified,
        lang=language,
        sections=tags.choose_sections(evidence),
        tags=tags.choose_tags(evidence),
        authors=named.authors,
        summary=evidence.first(Field.SUMMARY),
        dateline=evidence.first(Field.DATELINE),
        publisher=evidence.first(Field.PUBLISHER),
        source_url=url.url,
        captured=context.captured_at,
        capture_sha256=context.sha256,
        date_basis=dated.basis,
        views=evidence.views,
        status=evidence.first(Field.STATUS),
        body=text.to_markdown(headline.text, named.authors, pictures),
        extra={key: value for key, value in notes.items() if value},
    )


def _choose_date(evidence: Evidence, known: Known) -> dates.Dated | Rejected:
    """Return a capture's date; why it has none where nothing tells it. What is no article is rejected as that first."""
    try:
        return dates.choose(evidence, known, remedy=evidence.missing.get(Field.DATE, ""))
    except Rejected as rejected:
        return rejected
