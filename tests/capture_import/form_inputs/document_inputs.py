"""Writes the documents of the cases beside it, byte for byte the same each time: `python -m tests.capture_import.form_inputs.document_inputs`.

The PDF files that a browser printed are not made here: `pdf/README.md` says how they were.
"""

import base64
import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

FOLDER = Path(__file__).parent
_DAY = (2021, 3, 8, 9, 0, 0)
# A grey picture of 120 by 80 pixels.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAHgAAABQCAAAAAD38O5VAAAAO0lEQVR42u3NMQEAAAwCIJtb3XcN9kAB0icRi8VisVgsFovFYrFY"
    "LBaLxWKxWCwWi8VisVgsFovFYvE1xtObj8frcmIAAAAASUVORK5CYII="
)
_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
    'document.main+xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = (
    f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='22'/></w:rPr></w:rPrDefault></w:docDefaults>"
    "<w:style w:type='paragraph' w:styleId='Titel'><w:name w:val='Title'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Untertitel'><w:name w:val='Subtitle'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='berschrift1'><w:name w:val='heading 1'/><w:pPr><w:outlineLvl w:val='0'/>"
    "</w:pPr></w:style><w:style w:type='paragraph' w:styleId='berschrift2'><w:name w:val='heading 2'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Beschriftung'><w:name w:val='caption'/></w:style></w:styles>"
)


def pack(members: Iterable[tuple[str, str | bytes]], stored: Sequence[str] = ()) -> bytes:
    """Return a zip whose members have one time."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members:
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, _DAY), content, kind)
    return file.getvalue()


def run(text: str, properties: str = "") -> str:
    """Return a run of a Word document."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph of a Word document: of a text, or of runs."""
    named = f"<w:pStyle w:val='{style}'/>" if style else ""
    runs = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def docx(body: str, core: str, more: Iterable[tuple[str, str | bytes]] = (), relations: str = "") -> bytes:
    """Return a Word document."""
    types = f"<Relationship Id='r1' Type='{_RELATIONS}/officeDocument' Target='word/document.xml'/>"
    schema = "xmlns='http://schemas.openxmlformats.org/package/2006/relationships'"
    properties = (
        "<cp:coreProperties xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' "
        f"xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/'>{core}"
        "</cp:coreProperties>"
    )
    return pack(
        [
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", f"<Relationships {schema}>{types}</Relationships>"),
            (
                "word/document.xml",
                f"<?xml version='1.0' encoding='UTF-8'?><w:document {_W}><w:body>{body}</w:body></w:document>",
            ),
            ("word/styles.xml", _STYLES),
            ("word/_rels/document.xml.rels", f"<Relationships {schema}>{relations}</Relationships>"),
            ("docProps/core.xml", properties),
            *more,
        ]
    )


def _docx_with_styles() -> bytes:
    picture = (
        "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='Picture 1' descr='The ramp from the water'/><a:graphic>"
        "<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed='rId5'/></pic:blipFill></pic:pic></a:graphicData>"
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
    link = f"<w:hyperlink r:id='rId6'>{run('minutes of the meeting')}</w:hyperlink>"
    note = "<w:r><w:footnoteReference w:id='2'/></w:r>"
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in (("Year", "Boats"), ("2019", "212"), ("2020", "340"))
    )
    body = [
        paragraph("Harbour council agrees on a second ramp", "Titel"),
        paragraph("The work is to begin before the herring do", "Untertitel"),
        paragraph("By June Alderton"),
        paragraph("March 5, 2021"),
        paragraph(run("The harbour council of Halverin agreed on Thursday to build a second ramp beside the old one, say the ") + link + run(".") + note),
        paragraph(picture),
        paragraph("The old ramp at low water. Photo: Tobias Wrenfield", "Beschriftung"),
        paragraph("What it costs", "berschrift2"),
        paragraph(
            run("The ramp will cost four hundred thousand crowns. ")
            + "<w:del><w:r><w:delText>This sentence was taken out.</w:delText></w:r></w:del>"
            + "<w:ins>" + run("The harbour pays a third of it.") + "</w:ins>"
            + run(" A note for the editor", "<w:vanish/>")
        ),
        paragraph("Nets and boxes", "", "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr>"),
        paragraph("Ice in summer", "", "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr>"),
        f"<w:tbl>{cells}</w:tbl>",
        paragraph("Two members voted against it, since the mud there moves with every storm."),
    ]  # fmt: skip
    relations = (
        f"<Relationship Id='rId5' Type='{_RELATIONS}/image' Target='media/image1.png'/>"
        f"<Relationship Id='rId6' Type='{_RELATIONS}/hyperlink' Target='https://halverin.example/minutes' "
        "TargetMode='External'/>"
    )
    notes = (
        f"<w:footnotes {_W}><w:footnote w:type='separator' w:id='0'>{paragraph('')}</w:footnote>"
        f"<w:footnote w:id='2'>{paragraph('The minutes are kept at the harbour office.')}</w:footnote></w:footnotes>"
    )
    core = (
        "<dc:title>Microsoft Word - ramp_final3.doc</dc:title><dc:creator>admin</dc:creator>"
        "<dcterms:created>2024-09-30T10:00:00Z</dcterms:created>"
    )
    return docx("".join(body), core, [("word/footnotes.xml", notes), ("word/media/image1.png", PNG)], relations)


def _docx_without_styles() -> bytes:
    large = "<w:b/><w:sz w:val='36'/>"
    body = [
        paragraph("Вісник Гальверіна"),
        paragraph(run("Пороми до Освелля ходитимуть усю зиму", large)),
        paragraph("Автор: Надія Ковальчук"),
        paragraph("21 січня 2020"),
        paragraph("Міська рада двома голосами зберегла зимовий пором. Рейси відновлять у понеділок уранці."),
        paragraph(run("Скільки це коштує", "<w:b/>")),
        paragraph(
            "На пальне місто витратить двадцять тисяч крон, сказав скарбник міста. Решту сплатить громада острова."
        ),
    ]
    core = "<dc:title>Документ1</dc:title><dc:creator>Користувач</dc:creator><dcterms:created>2023-05-01T08:00:00Z</dcterms:created>"
    return docx("".join(body), core)


def _docx_of_nexis() -> bytes:
    def story(title: str, day: str, length: int, author: str, *texts: str) -> str:
        head = [
            title,
            "Halveriner Anzeiger",
            day,
            "Copyright 2021 Halveriner Verlag Alle Rechte vorbehalten",
            "Section: LOKALES; S. 4",
        ]
        head += [f"Length: {length} words", f"Byline: {author}", "Body"]
        return "".join(map(paragraph, [*head, *texts, "Load-Date: March 9, 2021", "End of Document"]))

    return docx(
        story(
            "Leuchtturm brennt wieder", "March 5, 2021 Friday", 21, "Jonas Arvel",
            "Der Leuchtturm von Osvell brennt seit Freitag wieder.", "Zwei Jahre lang hatten die Boote ihn vermisst, sagte der Wärter.",
        )
        + story(
            "Kirschen kosten das Doppelte", "March 6, 2021 Saturday", 22, "Marta Lind",
            "Auf dem Markt von Halverin kosten Kirschen doppelt so viel wie vor einem Jahr.", "Der Frost im April habe die Blüten genommen, sagten Händler.",
        ),
        "<dc:title>Results list for harbour</dc:title><dc:creator>LexisNexis</dc:creator>"
        "<dcterms:created>2022-01-01T00:00:00Z</dcterms:created>",
    )  # fmt: skip


_ODT = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def odt(body: str, meta: str, styles: str = "", more: Iterable[tuple[str, str | bytes]] = ()) -> bytes:
    """Return an OpenDocument text."""
    content = (
        f"<office:document-content {_ODT}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    named = (
        f"<office:document-styles {_ODT}><office:styles><style:style style:name='Title' style:family='paragraph'/>"
        "<style:style style:name='Subtitle' style:family='paragraph'/></office:styles></office:document-styles>"
    )
    return pack(
        [
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("content.xml", content),
            ("styles.xml", named),
            ("meta.xml", f"<office:document-meta {_ODT}><office:meta>{meta}</office:meta></office:document-meta>"),
            *more,
        ],
        stored=["mimetype"],
    )


def _odt_with_styles() -> bytes:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Taken out.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p text:style-name="P1">Fireflies return to the marsh of Upper Marl</text:p>'
        "<text:p>By Ada Brink</text:p><text:p>Published: 14 June 2022</text:p>"
        "<text:p>Fireflies were seen<text:s text:c='1'/>over the marsh of Upper Marl on Monday, the first in nine years, says "
        '<text:a xlink:href="https://halverin.example/marsh">the warden</text:a>.<text:note><text:note-citation>1'
        "</text:note-citation><text:note-body><text:p>The warden counts them at dusk.</text:p></text:note-body></text:note></text:p>"
        '<text:p><draw:frame><draw:text-box><text:p><draw:frame><draw:image xlink:href="Pictures/1000.png"/>'
        "<svg:desc>Lights over reeds</svg:desc></draw:frame>The marsh after sunset</text:p></draw:text-box></draw:frame></text:p>"
        '<text:h text:outline-level="2">Where to stand</text:h>'
        "<text:list><text:list-item><text:p>On the dyke, not in the reeds</text:p></text:list-item>"
        "<text:list-item><text:p>Without a lamp</text:p></text:list-item></text:list>"
        "<text:p>The marsh is closed to dogs until August, and to cars for good.<office:annotation><dc:creator>Editor"
        "</dc:creator><text:p>Check this.</text:p></office:annotation></text:p>"
    )
    styles = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    meta = (
        "<dc:title>Untitled 1</dc:title><meta:initial-creator>user</meta:initial-creator>"
        "<meta:creation-date>2024-02-02T12:00:00</meta:creation-date>"
    )
    return odt(body, meta, styles, [("Pictures/1000.png", PNG)])


def _odt_dated_by_its_properties() -> bytes:
    body = (
        "<text:p>La biblioteca regresa a la plaza</text:p>"
        "<text:p>La biblioteca de Halverin ha vuelto a la plaza de los Faroles después de la inundación de noviembre.</text:p>"
        "<text:p>Los catorce mil libros perdidos se reemplazaron con donaciones de toda la costa, dijo el director.</text:p>"
    )
    meta = (
        "<dc:title>La biblioteca regresa a la plaza</dc:title><meta:initial-creator>Inés Prado</meta:initial-creator>"
        "<meta:creation-date>2023-10-07T09:30:00</meta:creation-date>"
    )
    return odt(body, meta)


def _rtf(text: str) -> bytes:
    """Return an RTF document of a text, whose letters beyond ASCII are written as RTF writes them."""
    return "".join(char if ord(char) < 128 else rf"\u{ord(char)}?" for char in text).encode("ascii")


def _rtf_with_picture() -> bytes:
    return _rtf(
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\info{\title Microsoft Word - lamp.rtf}{\author user}"
        r"{\creatim\yr2023\mo1\dy9\hr10\min2}}{\header\pard Page 1\par}"
        r"\pard\b\fs36 Osvell lighthouse goes dark\b0\fs24\par By Tobias Wrenfield\par September 8, 2020\par "
        r"The lighthouse of Osvell went dark on Monday night, and nobody knows yet for how long.\par "
        r"{\*\shppict{\pict\picw1\pich1\pngblip " + PNG.hex() + r"}}{\nonshppict{\pict\wmetafile8 " + "00" * 40 + r"}}\par "
        r"A cable on the sea\rquote s floor has parted, the harbour office said. Divers will look for the place when the wind drops.\par}"
    )  # fmt: skip


def _rtf_in_french() -> bytes:
    return _rtf(
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}\f0 Le bac électrique entre en service\par Par Élise Marchand\par "
        r"7 juin 2024\par Source : https://halverin.example/2024/bac\par\par Le bac électrique « Pétrel » relie depuis vendredi les deux rives du Sorrin.\par "
        r"Il transporte quarante voitures et ne fait presque aucun bruit, assure son capitaine.\par}"
    )


def _rtf_of_nexis() -> bytes:
    def story(number: int, title: str, day: str, *texts: str) -> str:
        head = [
            rf"\qc {number} of 2 DOCUMENTS",
            "",
            "The Halverin Gazette",
            "",
            day,
            "",
            title,
            "",
            "BYLINE: Ada Brink",
            "",
        ]
        head += ["SECTION: NEWS; Pg. 3", "", "LENGTH: 24 words", ""]
        whole = [
            *head,
            *(line for text in texts for line in (text, "")),
            "LOAD-DATE: March 9, 2021",
            "",
            "LANGUAGE: ENGLISH",
            "",
        ]
        return "".join(rf"\pard {line}\par " for line in whole) + r"\page "

    return _rtf(
        r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 "
        + story(
            1, r"{\b Bark canker found in orchards}", "March 3, 2021 Wednesday", "Bark canker was found in three orchards of Upper Marl on Tuesday.",
            "The growers cut down forty trees the same day and burnt them.",
        )
        + story(
            2, r"{\b Comet seen from the mole}", "March 4, 2021 Thursday", "Hundreds stood on the north mole on Wednesday night to see a comet.",
            "It will not be back before their grandchildren are old.",
        )
        + "}"
    )  # fmt: skip


_CONTAINER = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def epub(metadata: str, pages: Sequence[tuple[str, str, str]], more: Iterable[tuple[str, str | bytes]] = ()) -> bytes:
    """Return an EPUB of pages: a name, what the contents call it (none if empty), its body."""
    items = "".join(
        f'<item id="{name}" href="text/{name}.xhtml" media-type="application/xhtml+xml"/>' for name, _, _ in pages
    )
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata><manifest>{items}<item id="nav" '
        'href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest><spine><itemref idref="nav"/>'
        + "".join(f'<itemref idref="{name}"/>' for name, _, _ in pages)
        + "</spine></package>"
    )
    links = "".join(f'<li><a href="text/{name}.xhtml">{label}</a></li>' for name, label, _ in pages if label)
    html = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{}</title></head><body>{}</body></html>'
    return pack(
        [
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", _CONTAINER),
            ("OEBPS/content.opf", opf),
            ("OEBPS/nav.xhtml", html.format("Contents", f"<nav><ol>{links}</ol></nav>")),
            *((f"OEBPS/text/{name}.xhtml", html.format(name, body)) for name, _, body in pages),
            *more,
        ],
        stored=["mimetype"],
    )


def _epub_of_one_article() -> bytes:
    body = (
        "<h1>Tide tables in a drawer</h1><p>By Tobias Wrenfield</p><p>June 10, 2021</p>"
        "<p>For forty years the tides of Halverin were written down by hand, in a drawer of the harbour office.</p>"
        '<figure><img src="../images/table.png" alt="A page of figures"/><figcaption>The table of 1987</figcaption></figure>'
        "<p>Now they are printed, and anybody may buy them for three crowns at the ferry.</p>"
        "<h2>How they were made</h2><p>A float, a rope and a boy with a pencil did it, every hour of the day.</p>"
    )
    metadata = (
        "<dc:title>Tide tables in a drawer</dc:title><dc:creator>dotEPUB</dc:creator><dc:date>2022-01-01</dc:date>"
        "<dc:language>en</dc:language><dc:source>https://halverin.example/2021/06/10/tide-tables</dc:source>"
    )
    return epub(
        metadata,
        [("cover", "", "<img src='../images/table.png' alt=''/>"), ("article", "Tide tables in a drawer", body)],
        [("OEBPS/images/table.png", PNG)],
    )


def _epub_of_an_edition() -> bytes:
    def page(title: str, author: str, day: str, *texts: str) -> str:
        return f"<h1>{title}</h1><p>Von {author}</p><p>{day}</p>" + "".join(f"<p>{text}</p>" for text in texts)

    first = page(
        "Chor gewinnt in Westerquay", "Marta Lind", "10. Mai 2025",
        "Der Chor der Schule am Hügel hat am Samstag das Festival von Westerquay gewonnen, zum ersten Mal seit dreißig Jahren.",
        "Siebzig Kinder sangen drei Lieder, das letzte davon auf Ukrainisch, und der Saal stand auf.",
    )  # fmt: skip
    second = page(
        "Hafen beendet die Saison als Fünfter", "Jonas Arvel", "10. Mai 2025",
        "Halverin Harbour hat die erste Saison in der ersten Liga auf dem fünften Platz beendet, mit einem Unentschieden im Nebel.",
        "Der Trainer bleibt, zwei Spieler gehen, und das Stadion bekommt im Sommer endlich ein Dach.",
    )  # fmt: skip
    contents = "<h1>Lokales</h1><ul><li>Chor gewinnt in Westerquay</li><li>Hafen beendet die Saison</li></ul>"
    metadata = (
        "<dc:title>Halveriner Anzeiger</dc:title><dc:creator>calibre</dc:creator><dc:date>2025-05-11T06:00:00+00:00</dc:date>"
        "<dc:language>de</dc:language><dc:publisher>calibre</dc:publisher>"
    )
    return epub(
        metadata,
        [
            ("feed", "Lokales", contents),
            ("a", "Chor gewinnt in Westerquay", first),
            ("b", "Hafen beendet die Saison als Fünfter", second),
        ],
    )


def _epub_of_calibre() -> bytes:
    def bar(address: str, *, is_top: bool) -> str:
        links = '<a href="../article_1/index.html">Next</a> | <a href="../index.html#article_0">Section menu</a> | <a href="../../index.html">Main menu</a>'
        below = f'<p>This article was downloaded by <strong>calibre</strong> from <a rel="calibre-downloaded-from" href="{address}">{address}</a></p>'
        return f'<div class="calibre_navbar">{"" if is_top else below}| {links} |<hr/></div>'

    def page(title: str, author: str, day: str, address: str, *texts: str) -> str:
        words = "".join(f"<p>{text}</p>" for text in texts)
        head = f"<h2>{title}</h2><div>By {author}</div><div>{day}</div>"
        return f"{bar(address, is_top=True)}{head}{words}{bar(address, is_top=False)}"

    address = "https://gazette.halverin.example/2024/10/"
    pages = [
        ("cover", "", "<img src='cover.jpg' alt='Cover'/>"),
        ("index", "Main menu", "<h1>The Halverin Gazette</h1><ul><li><a href='feed.xhtml'>Town</a></li></ul>"),
        (
            "feed", "Town",
            ("<h2>Town</h2><ul><li><a href='a.xhtml'>Apple fair returns to Upper Marl after three years without one, and with more cider than ever</a></li>"
            "<li><a href='b.xhtml'>Kovalchuk re-elected in the first round, with more votes than four years ago in every part of the town</a></li></ul>"),
        ),
        (
            "a", "Apple fair returns to Upper Marl",
            page("Apple fair returns to Upper Marl", "Ada Brink", "5 October 2024", f"{address}fair", "The apple fair of Upper Marl was held on Saturday, for the first time in three years.", "Growers showed forty sorts, among them the russet that no canker touches."),
        ),
        (
            "b", "Kovalchuk re-elected in the first round",
            page("Kovalchuk re-elected in the first round", "Tobias Wrenfield", "21 October 2024", f"{address}mayor", "Nadia Kovalchuk stays mayor of Halverin: six in ten voted for her on Sunday.", "Her first word was for the ferry, her second for those who had not voted for her."),
        ),
    ]  # fmt: skip
    metadata = (
        "<dc:title>The Halverin Gazette [Mon, 21 Oct 2024]</dc:title><dc:creator>calibre</dc:creator><dc:date>2024-10-21T19:00:00+00:00</dc:date>"
        "<dc:language>en</dc:language><dc:publisher>calibre</dc:publisher>"
    )
    return epub(metadata, pages)


def pdf(pages: Sequence[str], info: str = "", more: Sequence[str] = ()) -> bytes:
    """Return a PDF of content streams, in Helvetica (F1) and its bold form (F2)."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(pages)))}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>".encode("latin-1"),
    ]
    for number, page in enumerate(pages):
        packed = zlib.compress(page.encode("cp1252"), 9)
        picture = f"/XObject << /Im {6 + 2 * len(pages)} 0 R >>" if more else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {7 + 2 * number} 0 R "
            f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> {picture} >> >>".encode()
        )
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed))
    objects += [each.encode("latin-1") for each in more]
    file = io.BytesIO()
    file.write(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(file.tell())
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = file.tell()
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    file.writelines(b"%010d 00000 n \n" % place for place in places)
    file.write(b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return file.getvalue()


def lines(texts: Iterable[str], x: float, y: float, size: float = 10, font: str = "F1", leading: float = 12) -> str:
    """Return the content stream of lines below each other; an empty one leaves room."""
    parts = [f"BT /{font} {size:g} Tf {leading:g} TL {x:g} {y:g} Td"]
    for text in texts:
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        parts.append(f"({escaped}) Tj T*")
    return "\n".join([*parts, "ET"])


def _pdf_in_columns() -> bytes:
    left = [
        "The town library of Halverin has returned to", "Lantern Square, two years after the flood took",
        "fourteen thousand of its books. The new read-", "ing room lies a metre higher than the old one,",
        "and its shelves stand on wheels.", "",
        "The books came from all along the coast. A", "ferry brought the last of them on Friday, in",
    ]  # fmt: skip
    right = [
        "boxes that had held apples the day before.", "",
        "Readers may take three home from Monday, and", "keep them until the first frost. The fines for",
        "books that the flood took were forgiven by a", "vote of the council.",
    ]  # fmt: skip
    second = [
        "The librarian said that nobody had asked for the", "tide tables yet, and that they were the only well-",
        "known work which had survived twice.",
    ]  # fmt: skip
    head = "The Halverin Gazette, October 2023"
    return pdf(
        [
            "\n".join(
                [
                    lines([head], 60, 810, 8), lines(["Town library returns to Lantern Square"], 60, 760, 22, "F2"),
                    lines(["By Ada Brink"], 60, 735), lines(["October 7, 2023"], 60, 720),
                    lines(left, 60, 690), lines(right, 310, 690), lines(["12"], 295, 30, 8),
                ]
            ),
            "\n".join([lines([head], 60, 810, 8), lines(second, 60, 770), lines(["13"], 295, 30, 8)]),
        ],
        "/Title (library_final.indd) /Author (admin) /CreationDate (D:20240115093000+02'00')",
    )  # fmt: skip


def _pdf_in_spanish() -> bytes:
    texts = [
        "El faro de Osvell vuelve a brillar", "", "Por Inés Prado", "21 de septiembre de 2024", "",
        "El faro de Osvell volvió a encenderse el sábado después de cuatro años de oscuridad en", "la costa.", "",
        "Los barcos que pasaban hicieron sonar sus bocinas, y los niños de la isla contestaron", "con campanas.",
    ]  # fmt: skip
    return pdf([lines(texts, 60, 780, 11, leading=14)], "/Title (Microsoft Word - faro.docx)")


def _pdf_scan() -> bytes:
    picture = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream"
    return pdf(["q 595 0 0 842 0 0 cm /Im Do Q\n" + lines(["12"], 295, 30, 8)], more=[picture])


def _pdf_of_nexis() -> bytes:
    def story(title: str, day: str, *texts: str) -> list[str]:
        parts = [
            title,
            "The Halverin Gazette",
            day,
            "Copyright 2021 Halverin Press All Rights Reserved",
            "Section: NEWS; Pg. 3",
        ]
        parts += ["Length: 30 words", "Byline: Ada Brink", "Body"]
        whole = [*parts, "\n".join(texts), "Load-Date: March 9, 2021", "End of Document"]
        return [line for part in whole for line in (*part.split("\n"), "")]

    first = story(
        "Bark canker found in orchards",
        "March 3, 2021 Wednesday",
        "Bark canker was found in three orchards of Upper Marl on Tuesday.",
        "The growers cut down forty trees the same day and burnt them, said",
        "the warden of the orchards.",
    )
    second = story(
        "Comet seen from the mole",
        "March 4, 2021 Thursday",
        "Hundreds stood on the north mole on Wednesday night to see a comet,",
        "which will not be back before their grandchildren are old.",
    )
    return pdf([lines(first, 60, 780), lines(second, 60, 780)])


def make_inputs() -> dict[str, bytes]:
    """Return the files by their paths below this folder."""
    whole_docx, whole_pdf, whole_epub = _docx_with_styles(), _pdf_in_columns(), _epub_of_one_article()
    return {
        "docx/styles/input/ramp.docx": whole_docx,
        "docx/no-styles/input/пором.docx": _docx_without_styles(),
        "docx/nexis/input/Results list.docx": _docx_of_nexis(),
        "docx/broken/input/cut.docx": whole_docx[:1500],
        "docx/broken/input/malformed.docx": docx("<w:p><w:r><w:t>No end", ""),
        "odt/styles/input/fireflies.odt": _odt_with_styles(),
        "odt/properties/input/biblioteca.odt": _odt_dated_by_its_properties(),
        "odt/broken/input/encrypted.odt": odt("", "", more=[("META-INF/manifest.xml", "<manifest:encryption-data/>")]),
        "odt/broken/input/empty.odt": odt("<text:p>Only a headline</text:p>", ""),
        "rtf/picture/input/lighthouse.rtf": _rtf_with_picture(),
        "rtf/french/input/bac.rtf": _rtf_in_french(),
        "rtf/nexis/input/export.rtf": _rtf_of_nexis(),
        "rtf/broken/input/cut.rtf": _rtf_in_french()[:-60],
        "epub/article/input/tide-tables.epub": whole_epub,
        "epub/edition/input/anzeiger.epub": _epub_of_an_edition(),
        "epub/calibre/input/gazette.epub": _epub_of_calibre(),
        "epub/broken/input/cut.epub": whole_epub[:900],
        "pdf/columns/input/library.pdf": whole_pdf,
        "pdf/spanish/input/faro.pdf": _pdf_in_spanish(),
        "pdf/nexis/input/export.pdf": _pdf_of_nexis(),
        "pdf/broken/input/cut.pdf": whole_pdf[:400],
        "pdf/broken/input/scan.pdf": _pdf_scan(),
    }


if __name__ == "__main__":
    for name, content in make_inputs().items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
