"""The site that a page is of: its names, as the page gives them. Not the article's own data."""

import re

from capture_import.fields.plain_text import plain
from capture_import.fields.urls import host_of
from capture_import.fields.urls_archived import is_archive_name
from capture_import.forms.web_page.jsonld import text_of
from capture_import.forms.web_page.page import Page


def list_site_names(page: Page) -> list[str]:
    """Return all names that a page uses for its site: publisher, site name, host; the publisher's own first."""
    names = [plain(page.first("og:site_name"))]
    node = page.article_node
    names.append(text_of(page.linked.resolve(node.get("publisher"))))
    for kind in ("NewsMediaOrganization", "Organization", "WebSite"):
        for other in page.linked.of_types([kind]):
            names.append(text_of(other.get("name")))
            names.append(text_of(other.get("alternateName")))
            break
    names.extend(
        plain(page.first(name))
        for name in (
            "application-name",
            "publisher",
            "dc.publisher",
            "apple-mobile-web-app-title",
            "al:ios:app_name",
            "twitter:site",
            "copyright",
        )
    )
    host = host_of(page.address)
    if host:
        names.append(host)
        parts = host.split(".")
        names.append(parts[-3] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2] if len(parts) > 1 else host)
        names.append(max(parts, key=len))
    return list(
        dict.fromkeys(
            name.lstrip("@").strip() for name in names if name and len(name) < 80 and not is_archive_name(name)
        )
    )


def find_publisher(page: Page) -> str:
    """Return who published the article, by JSON-LD, else the site's name, else its host."""
    node = page.article_node
    for name in (
        text_of(page.linked.resolve(node.get("publisher"))),
        plain(page.first("og:site_name", "application-name", "dc.publisher", "publisher")),
    ):
        if name and not re.match(r"https?:", name) and len(name) < 120 and not is_archive_name(name):
            return name
    return host_of(page.address)
