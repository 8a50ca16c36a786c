"""Writes the packed inputs of the cases `blind/`: `python -m tests.capture_import.form_inputs.blind_inputs`.

These were written by specification, before a look at the readers.
"""

import base64
import gzip
import json
import plistlib
from pathlib import Path

from tests.capture_import.form_inputs.document_inputs import PNG, pack

FOLDER = Path(__file__).parent
_OFFICE = "http://schemas.openxmlformats.org"
_W = (
    f'xmlns:w="{_OFFICE}/wordprocessingml/2006/main" xmlns:r="{_OFFICE}/officeDocument/2006/relationships" '
    f'xmlns:mc="{_OFFICE}/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def docx() -> bytes:
    """Return a Portuguese document with tracked changes, a content control, a link by field code and a text box."""

    def run(text: str) -> str:
        return f'<w:r><w:rPr><w:lang w:val="pt-PT"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

    def field(code: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{code}"/></w:r>'

    box = f"<w:txbxContent><w:p>{run('Cem anos de lota: a casa abriu em 1922.')}</w:p></w:txbxContent>"
    body = (
        f'<w:p><w:pPr><w:pStyle w:val="Ttulo1"/></w:pPr>{run("A lota de Halverin muda-se ")}{run("para o cais novo")}</w:p>'
        f"<w:p>{run('Por Ana Lima e Rui Costa')}</w:p><w:p>{run('8 de março de 2022')}</w:p>"
        f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run('A lota de Halverin muda-se na terça-feira para o cais novo, ')}"
        f'<w:del w:id="1" w:author="RC"><w:r><w:delText>talvez para sempre</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" w:author="RC">{run("depois de cem anos no mesmo edifício")}</w:ins>{run(".")}</w:p></w:sdtContent></w:sdt>'
        f"<w:p>{run('O plano está na ')}{field('begin')}"
        f'<w:r><w:instrText xml:space="preserve"> HYPERLINK "https://halverin.example/lota" </w:instrText></w:r>{field("separate")}'
        f"{run('página do porto')}{field('end')}{run(', disse o diretor da lota.')}</w:p>"
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        f"{run('Os barcos mais pequenos continuam no cais velho até ao verão, porque lá a água é menos funda.')}</w:p><w:sectPr/>"
    )
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title></dc:title><dc:creator>redacao</dc:creator>'
        '<dcterms:created xsi:type="dcterms:W3CDTF">2022-03-09T10:00:00Z</dcterms:created></cp:coreProperties>'
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override '
        'PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" '
        f'Type="{_OFFICE}/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
    )
    parts = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>'
    )
    styles = f'<w:styles {_W}><w:style w:type="paragraph" w:styleId="Ttulo1"><w:name w:val="heading 1"/></w:style></w:styles>'
    return pack(
        [
            ("[Content_Types].xml", types),
            ("_rels/.rels", relations),
            ("word/_rels/document.xml.rels", parts),
            ("word/styles.xml", styles),
            ("docProps/core.xml", core),
            ("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>"),
        ]
    )


def pdf() -> bytes:
    """Return an Italian page cut in two sheets, with running heads, a caption and words divided at line ends."""
    sheets = [
        [
            (9, 60, 800, "La Gazzetta di Halverin - martedì 12 aprile 2022 - pagina 3"),
            (24, 60, 750, "Il faro resta acceso"),
            (10, 60, 725, "di Carla Fonti e Mario Ronchi"),
            (11, 60, 700, "Il faro di Halverin resta acceso anche di giorno, ha deciso lunedì sera il"),
            (11, 60, 686, "consiglio del porto. La nebbia di aprile è stata la più fitta degli ultimi ven-"),
            (11, 60, 672, "t'anni, e due barche si sono incagliate sulla secca."),
            (11, 60, 644, "«Non si vedeva la prua», ha detto il capitano della prima barca, che è torna-"),
            (11, 60, 630, "to a riva a nuoto con i due marinai. La seconda barca aspetta ancora la marea"),
        ],
        [
            (9, 60, 800, "La Gazzetta di Halverin - martedì 12 aprile 2022 - pagina 4"),
            (11, 60, 750, "alta di venerdì, e i pescatori la guardano dal molo."),
            (11, 60, 722, "La lampada costa novanta corone al giorno, e il porto ne paga la metà. Il"),
            (11, 60, 708, "resto lo pagano i traghetti, che di notte ne hanno bisogno più di tutti."),
        ],
    ]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (it-IT) >>",
        b"<< /Type /Pages /Count 2 /Kids [5 0 R 7 0 R] >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        b"<< /Title (untitled) /Author () /CreationDate (D:20220411213000+02'00') /Producer (Scribus) >>",
    ]
    for sheet in sheets:
        stream = b"".join(
            b"BT /F1 %d Tf 1 0 0 1 %d %d Tm (%s) Tj ET\n"
            % (size, x, y, text.replace("(", r"\(").replace(")", r"\)").encode("cp1252"))
            for size, x, y, text in sheet
        )
        number = len(objects) + 2
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % number
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (count, table, count, len(out))
    )


def mhtml() -> bytes:
    """Return a Russian page as an old browser saved it: windows-1251, a base address, pictures by their own addresses."""
    html = (
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN"><HTML><HEAD><TITLE>Паром пришёл с опозданием</TITLE>'
        '<META http-equiv=Content-Type content="text/html; charset=windows-1251"></HEAD><BODY><DIV id=menu><A href="/">Главная</A> '
        '<A href="/sport">Спорт</A></DIV><DIV class=article><H1>Паром пришёл с опозданием</H1><DIV class=date>12 марта 2009, 14:30</DIV>'
        "<P>Утренний паром из Освелла пришёл в Халверин в четверг на шесть часов позже, чем обещало расписание.</P>"
        '<DIV class=photo><IMG height=80 width=300 src="img/parom.png" alt="Паром у причала"></DIV>'
        "<P>Капитан ждал прилива за песчаной отмелью, и пассажиры пели, чтобы не замёрзнуть на палубе.</P>"
        "<P>Билеты за этот день порт примет обратно до конца месяца, сообщили в конторе у маяка.</P></DIV></BODY></HTML>"
    )
    packed = base64.encodebytes(html.encode("cp1251")).decode()
    return (
        "From: <Saved by Windows Internet Explorer 7>\r\nSubject: =?windows-1251?B?z+Dw7uwg7/Do+LjrIPEg7u/u5+Tg7ejl7A==?=\r\n"
        'Date: Fri, 13 Mar 2009 09:10:11 +0300\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
        '\tboundary="----=_NextPart_000_0000_01C9A3BB.AA5F1E10"\r\nX-MimeOLE: Produced By Microsoft MimeOLE V6.00.2900.3350\r\n\r\n'
        "This is a multi-part message in MIME format.\r\n\r\n------=_NextPart_000_0000_01C9A3BB.AA5F1E10\r\nContent-Type: text/html;\r\n"
        '\tcharset="windows-1251"\r\nContent-Transfer-Encoding: base64\r\n'
        "Content-Location: http://vestnik.halverin.example/2009/parom.html\r\n\r\n"
        + packed.replace("\n", "\r\n")
        + "\r\n------=_NextPart_000_0000_01C9A3BB.AA5F1E10\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        "Content-Location: http://vestnik.halverin.example/2009/img/parom.png\r\n\r\n"
        + base64.encodebytes(PNG).decode().replace("\n", "\r\n")
        + "\r\n------=_NextPart_000_0000_01C9A3BB.AA5F1E10--\r\n"
    ).encode("ascii")


def warc() -> bytes:
    """Return a Swedish page in Latin 1, told by the HTTP header alone, sent in gzipped chunks; WARC 1.0, a member a record."""
    address = "http://bladet.halverin.example/2011/11/fyren"
    html = (
        '<html lang="sv"><head><title>Fyren får ny lampa</title><meta name="author" content="Åsa Ek">'
        '<meta property="article:published_time" content="2011-11-04T06:20:00+01:00"></head><body><div id="main"><h1>Fyren får ny lampa</h1>'
        "<p>Fyren på norra piren i Halverin får en ny lampa före jul, beslöt hamnstyrelsen på torsdagen efter två timmars möte.</p>"
        "<p>Den gamla lampan har lyst i sextio år och ska ställas ut i skolan på ön, där fyrvaktarens dotter är lärare.</p>"
        "<p>Bytet tar tre nätter. Under tiden lyser en båt vid inloppet, lovade hamnkaptenen.</p></div></body></html>"
    ).encode("latin-1")
    packed = gzip.compress(html, mtime=0)
    chunks = b"".join(
        b"%x;q=1\r\n%s\r\n" % (len(packed[i : i + 100]), packed[i : i + 100]) for i in range(0, len(packed), 100)
    )
    response = (
        b"HTTP/1.1 200 OK\r\nDate: Fri, 04 Nov 2011 08:00:00 GMT\r\ncontent-type: text/html; charset=ISO-8859-1\r\n"
        b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n"
    )
    request = b"GET /2011/11/fyren HTTP/1.1\r\nHost: bladet.halverin.example\r\n\r\n"
    told = "WARC-Date: 2011-11-04T08:00:01Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000"
    records = [
        (
            f"WARC-Type: warcinfo\r\n{told}1>\r\nContent-Type: application/warc-fields\r\n",
            b"software: Heritrix/3.1.0\r\n",
        ),
        (
            f"WARC-Type: request\r\nWARC-Target-URI: {address}\r\n{told}2>\r\nContent-Type: application/http; msgtype=request\r\n",
            request,
        ),
        (
            f"WARC-Type: response\r\nWARC-Target-URI: {address}\r\n{told}3>\r\nContent-Type: application/http; msgtype=response\r\n",
            response,
        ),
    ]
    return b"".join(
        gzip.compress(f"WARC/1.0\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n", mtime=0)
        for head, body in records
    )


def substack() -> bytes:
    """Return a Spanish export: a post with a captioned picture, a widget and a footnote, a thread and a draft."""
    table = (
        "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url\n"
        '9001.la-sal-vuelve,2023-09-14T05:00:12.345Z,true,2023-09-14T05:01:00.000Z,,newsletter,everyone,"La sal vuelve, por fin, a Halverin",'
        '"Las salinas abren, y ""nadie sabe"" por cuánto tiempo",\n'
        "9002.borrador,,false,,,newsletter,everyone,Borrador,,\n"
    )
    attributes = json.dumps({"src": "https://bucket.example/sal.jpg", "width": 800, "alt": None}).replace('"', "&quot;")
    html = (
        '<p>Las salinas de Halverin abrieron el jueves, después de once años cerradas.<a class="footnote-anchor" '
        'data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-1" href="#footnote-1" target="_self">1</a></p>'
        '<div class="captioned-image-container"><figure><a class="image-link image2" target="_blank" href="https://bucket.example/sal.jpg">'
        f'<div class="image2-inset"><picture><img src="https://bucket.example/sal.jpg" width="800" data-attrs="{attributes}" alt=""></picture>'
        '</div></a><figcaption class="image-caption">Los primeros montones de sal</figcaption></figure></div>'
        '<div class="subscription-widget-wrap" data-attrs="{}"><div class="subscription-widget show-subscribe"><div class="preamble">'
        '<p class="cta-caption">¡Gracias por leer La Marea!</p></div><form class="subscription-widget-subscribe"><input type="email" '
        'class="email-input" name="email" placeholder="Escribe tu correo…"><input type="submit" class="button primary" value="Suscríbete">'
        "</form></div></div><p>Trabajan allí cuarenta personas, dijo la capataz, y en verano serán el doble.</p>"
        '<p class="button-wrapper" data-attrs="{}"><a class="button primary" href="https://lamarea.example/p/sal?action=share"><span>Compartir</span></a></p>'
        '<div class="footnote" data-component-name="FootnoteToDOM"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number" '
        'contenteditable="false" target="_self">1</a><div class="footnote-content"><p>Cerraron en 2012, tras la riada.</p></div></div>'
    )
    return pack(
        [
            ("posts.csv", table),
            ("posts/9001.la-sal-vuelve.html", html),
            ("posts/9002.borrador.html", "<p>Nada aún.</p>"),
        ]
    )


def epub() -> bytes:
    """Return a Spanish edition of two stories: EPUB 3, roles by refinement, a nested navigation, notes aside."""
    package = (
        '<?xml version="1.0" encoding="UTF-8"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="es">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:uuid:5f0c</dc:identifier>'
        '<dc:title id="t">El Correo de Halverin, 3 de junio de 2024</dc:title><dc:language>es</dc:language><dc:publisher>El Correo de Halverin</dc:publisher>'
        '<dc:creator id="c">Redacción</dc:creator><meta refines="#c" property="role" scheme="marc:relators">edt</meta><dc:date>2024-06-03</dc:date>'
        '<meta property="dcterms:modified">2024-06-03T04:00:00Z</meta></metadata><manifest>'
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        '<item id="a" href="text/a.xhtml" media-type="application/xhtml+xml"/><item id="b" href="text/b.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="p" href="img/faro.png" media-type="image/png"/></manifest><spine><itemref idref="nav" linear="no"/><itemref idref="a"/><itemref idref="b"/>'
        "</spine></package>"
    )

    def page(title: str, text: str) -> str:
        return (
            '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
            f'xmlns:epub="http://www.idpf.org/2007/ops" lang="es"><head><title>{title}</title></head><body>{text}</body></html>'
        )

    nav = (
        '<nav epub:type="toc"><h1>Índice</h1><ol><li><span>Puerto</span><ol><li><a href="text/a.xhtml">El faro cambia de color</a></li></ol></li>'
        '<li><span>Pueblo</span><ol><li><a href="text/b.xhtml">La banda busca un tambor</a></li></ol></li></ol></nav>'
    )
    first = (
        "<article><h1>El faro cambia de color</h1><p class='byline'>Por Lucía Aranda</p>"
        "<p>El faro de Halverin será verde desde el lunes, porque los barcos lo confundían con la luz del muelle.</p>"
        "<figure><img src='../img/faro.png' alt='El faro'/><figcaption>El faro, todavía blanco</figcaption></figure>"
        "<p>El cristal nuevo llegó en tres cajas<a epub:type='noteref' href='#n1'>1</a> y pesa lo que un caballo.</p>"
        "<aside epub:type='footnote' id='n1'><p>Una de ellas vacía.</p></aside></article>"
    )
    second = (
        "<article><h1>La banda busca un tambor</h1><p class='byline'>Por Tomás Rey</p>"
        "<p>La banda del pueblo busca quien toque el tambor en la fiesta del puerto, dentro de dos semanas.</p>"
        "<p>El anterior se fue a Osvell con el instrumento, y nadie espera que vuelva antes del otoño.</p></article>"
    )
    container = (
        '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
        'full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    return pack(
        [
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", container),
            ("EPUB/package.opf", package),
            ("EPUB/nav.xhtml", page("Índice", nav)),
            ("EPUB/text/a.xhtml", page("El faro cambia de color", first)),
            ("EPUB/text/b.xhtml", page("La banda busca un tambor", second)),
            ("EPUB/img/faro.png", PNG),
        ],
        stored=("mimetype",),
    )


def odt() -> bytes:
    """Return a Polish document: a title in two spans, spaces by element, a picture with its caption in a frame, a deleted text."""
    names = {
        "office": "office:1.0", "text": "text:1.0", "table": "table:1.0", "draw": "drawing:1.0", "style": "style:1.0",
        "svg": "svg-compatible:1.0", "meta": "meta:1.0", "fo": "xsl-fo-compatible:1.0", "manifest": "manifest:1.0",
    }  # fmt: skip
    spaces = " ".join(f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{name}"' for key, name in names.items())
    spaces += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
    body = (
        '<text:tracked-changes><text:changed-region text:id="ct1"><text:deletion><office:change-info><dc:creator>AW</dc:creator></office:change-info>'
        "<text:p>Zdanie wyrzucone przez redakcję.</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        '<text:p text:style-name="Title">Most zwodzony<text:span> znów się</text:span><text:s/>podnosi</text:p>'
        '<text:p text:style-name="Standard">Agnieszka Wrona</text:p><text:p text:style-name="Standard">14 maja 2021</text:p>'
        '<text:p text:style-name="P1">Most zwodzony w Halverinie podniósł się w piątek<text:change text:change-id="ct1"/> po raz pierwszy od pożaru, '
        "a na nabrzeżu stało pół miasta.</text:p><text:soft-page-break/>"
        '<text:p text:style-name="P1"><draw:frame draw:name="Ramka1" text:anchor-type="paragraph"><draw:text-box><text:p text:style-name="Illustration">'
        '<draw:frame draw:name="Obraz1"><draw:image xlink:href="Pictures/most.png"/><svg:title>Most</svg:title></draw:frame>'
        "Rysunek <text:sequence>1</text:sequence>: Most w południe</text:p></draw:text-box></draw:frame></text:p>"
        '<text:p text:style-name="P1">Silnik pochodzi ze starego promu i pracuje ciszej niż dawna korba, powiedziała inżynierka portu.</text:p>'
        '<text:h text:outline-level="2">Co dalej</text:h><text:list><text:list-item><text:p>malowanie poręczy</text:p></text:list-item>'
        "<text:list-item><text:p>nowe lampy</text:p></text:list-item></text:list>"
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.3"><office:automatic-styles>'
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Text_20_body"/></office:automatic-styles>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    meta = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-meta {spaces} office:version="1.3"><office:meta>'
        "<meta:initial-creator>Redakcja</meta:initial-creator><dc:language>pl-PL</dc:language>"
        "<meta:creation-date>2021-05-17T09:00:00</meta:creation-date></office:meta></office:document-meta>"
    )
    manifest = (
        f'<manifest:manifest {spaces} manifest:version="1.3"><manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.text"/></manifest:manifest>'
    )
    return pack(
        [
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("content.xml", content),
            ("meta.xml", meta),
            ("Pictures/most.png", PNG),
            ("META-INF/manifest.xml", manifest),
        ],
        stored=("mimetype",),
    )


def webarchive() -> bytes:
    """Return an Italian page of Safari in Latin 1, with an advert in a frame and its picture by a relative address."""
    html = (
        '<html lang="it"><head><title>La fiera torna in piazza | Il Molo</title><meta name="date" content="2015-09-08T18:05:00+02:00"></head>'
        '<body><iframe src="/ad.html"></iframe><article><h1>La fiera torna in piazza</h1><p class="author">di <a rel="author" href="/fonti">Carla Fonti</a></p>'
        "<p>La fiera di Halverin torna in piazza dopo sei anni passati sul prato dietro la stazione, perché là c'è più fango che gente.</p>"
        '<figure><img src="../foto/fiera.png" width="500" alt=""><figcaption>La giostra, già montata martedì</figcaption></figure>'
        "<p>I banchi saranno ottanta, e il più vecchio vende le stesse campane dal 1931, così dice la padrona.</p></article></body></html>"
    )
    address = "http://molo.halverin.example/2015/fiera.html"
    advert = {
        "WebMainResource": {
            "WebResourceData": b"<html><body><p>Comprate stivali</p></body></html>",
            "WebResourceMIMEType": "text/html",
            "WebResourceURL": "http://molo.halverin.example/ad.html",
            "WebResourceTextEncodingName": "UTF-8",
            "WebResourceFrameName": "<!--framePath //<!--frame0-->-->",
        }
    }
    return plistlib.dumps(
        {
            "WebMainResource": {
                "WebResourceData": html.encode("latin-1"),
                "WebResourceFrameName": "",
                "WebResourceMIMEType": "text/html",
                "WebResourceTextEncodingName": "ISO-8859-1",
                "WebResourceURL": address,
            },
            "WebSubframeArchives": [advert],
            "WebSubresources": [
                {
                    "WebResourceData": PNG,
                    "WebResourceMIMEType": "image/png",
                    "WebResourceURL": "http://molo.halverin.example/foto/fiera.png",
                }
            ],
        },
        fmt=plistlib.FMT_BINARY,
    )


def maff() -> bytes:
    """Return a Czech page in windows-1250, whose charset the index alone tells."""
    html = (
        '<html lang="cs"><head><title>Přívoz jezdí i v neděli</title></head><body><div id="article"><h1>Přívoz jezdí i v neděli</h1>'
        '<p><span class="author">Jana Říčná</span> <time datetime="2013-04-09T07:45:00+02:00">9. dubna 2013</time></p>'
        "<p>Přívoz přes řeku u Halverinu bude od května jezdit i v neděli, rozhodla městská rada po dlouhé hádce o mzdách.</p>"
        '<p><img src="index_files/privoz.png" width="400" alt="Přívoz u břehu"></p>'
        "<p>Převozník si přál volno aspoň do oběda, a rada mu nakonec vyhověla: první loď pluje v jednu hodinu.</p></div></body></html>"
    )
    index = (
        '<?xml version="1.0"?><RDF:RDF xmlns:MAF="http://maf.mozdev.org/metadata/rdf#" xmlns:NC="http://home.netscape.com/NC-rdf#" '
        'xmlns:RDF="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><RDF:Description RDF:about="urn:root">'
        '<MAF:originalurl RDF:resource="http://noviny.halverin.example/2013/privoz"/><MAF:title RDF:resource="Přívoz jezdí i v neděli"/>'
        '<MAF:archivetime RDF:resource="Wed, 10 Apr 2013 20:11:12 +0200"/><MAF:indexfilename RDF:resource="index.html"/>'
        '<MAF:charset RDF:resource="windows-1250"/></RDF:Description></RDF:RDF>'
    )
    return pack(
        [
            ("1365617472_123/index.rdf", index),
            ("1365617472_123/index.html", html.encode("cp1250")),
            ("1365617472_123/index_files/privoz.png", PNG),
        ]
    )


def mail() -> bytes:
    """Return a Polish newsletter in ISO 8859-2, its subject in two encoded words, its picture by content identifier."""
    html = (
        "<html><head><meta http-equiv='Content-Type' content='text/html; charset=iso-8859-2'></head><body><h1>Łódź ratunkowa wróciła do portu</h1>"
        "<p>Tekst: Agnieszka Wrona</p><p>Łódź ratunkowa z Halverinu wróciła w środę do portu, po nocy spędzonej na mieliźnie pod Osvell.</p>"
        "<p><img src='cid:lodz@gazeta.example' width='500' height='300' alt='Łódź przy nabrzeżu'></p>"
        "<p>Załoga – cztery kobiety i jeden pies – jest zdrowa, powiedział lekarz, choć pies kicha.</p>"
        "<p>Silnik naprawi stocznia na wyspie; części przypłyną w przyszłym tygodniu.</p>"
        "<p style='font-size:10px'><a href='https://gazeta.example/wypisz'>Wypisz się z newslettera</a></p></body></html>"
    ).replace("–", "-")
    return (
        b"From: =?iso-8859-2?Q?Gazeta_Halveri=F1ska?= <redakcja@gazeta.example>\r\nTo: czytelnik@osvell.example\r\n"
        b"Subject: =?iso-8859-2?B?o/Pkvw==?=\r\n =?iso-8859-2?Q?_ratunkowa_wr=F3ci=B3a_do_portu?=\r\n".replace(
            b"o/Pkvw==", base64.b64encode("Łódź".encode("iso8859-2"))
        )
        + b"Date: Wed, 9 Feb 2022 17:05:00 +0100 (CET)\r\nMessage-ID: <77@gazeta.example>\r\nList-Unsubscribe: <https://gazeta.example/wypisz>\r\n"
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b1\r\n\r\n--b1\r\nContent-Type: text/html; charset=ISO-8859-2\r\n"
        b"Content-Transfer-Encoding: 8bit\r\n\r\n"
        + html.encode("iso8859-2")
        + b'\r\n--b1\r\nContent-Type: image/png; name="lodz.png"\r\n'
        b'Content-ID: <lodz@gazeta.example>\r\nContent-Disposition: inline; filename="lodz.png"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        + base64.encodebytes(PNG).replace(b"\n", b"\r\n")
        + b"\r\n--b1--\r\n"
    )


INPUTS = {
    "mail/blind/input/lodz.eml": mail,
    "docx/blind/input/lota.docx": docx,
    "pdf/blind/input/faro.pdf": pdf,
    "mhtml/blind/input/parom.mht": mhtml,
    "warc/blind/input/fyren.warc.gz": warc,
    "substack/blind/input/export.zip": substack,
    "epub/blind/input/correo.epub": epub,
    "odt/blind/input/most.odt": odt,
    "webarchive/blind/input/fiera.webarchive": webarchive,
    "maff/blind/input/privoz.maff": maff,
}


def main() -> None:
    """Write all inputs."""
    for name, make in INPUTS.items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make())


if __name__ == "__main__":
    main()
