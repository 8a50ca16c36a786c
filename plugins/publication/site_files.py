"""Files that say where the others are: robots.txt (RFC 9309), and OpenSearch's description of the search."""

from archive_engine.interface import FilePlan
from publication.config import PublicationConfig
from publication.places import OPENSEARCH, ROBOTS, SITEMAPS
from publication.xml_text import xml_text

# The most characters of OpenSearch's texts (OpenSearch 1.1, draft 6).
_SHORT_NAME, _DESCRIPTION = 16, 1024


def plan_robots(config: PublicationConfig) -> FilePlan:
    """Return robots.txt: all may be read. Robots look for it at the root of a host alone."""
    return FilePlan(ROBOTS, f"User-agent: *\nDisallow:\n\nSitemap: {config.root}/{SITEMAPS}\n".encode())


def plan_opensearch(config: PublicationConfig) -> FilePlan:
    """Return the description by which a browser offers the archive's search."""
    root = xml_text(config.root)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"<ShortName>{xml_text(config.name[:_SHORT_NAME].strip())}</ShortName>",
        f"<Description>{xml_text((config.subtitle or config.name)[:_DESCRIPTION])}</Description>",
        "<InputEncoding>UTF-8</InputEncoding>",
        f'<Url type="text/html" template="{root}/search.html?q={{searchTerms}}"/>',
        f'<Image width="16" height="16" type="image/svg+xml">{root}/theme/icon.svg</Image>',
        "</OpenSearchDescription>",
        "",
    ]
    return FilePlan(OPENSEARCH, "\n".join(lines).encode())
