"""The same articles as a bare Hugo site: a page for each article, tag, author, section, year, month and day.

The theme is as plain as possible, to the advantage of Hugo: no search, no related stories, no style sheet.
"""

import json
from datetime import date, datetime
from pathlib import Path

from newsrecord import markdown_to_article

_CONFIG = """
baseURL = "/"
title = "Archive"
uglyURLs = true
disableKinds = ["RSS", "sitemap", "robotsTXT"]
[pagination]
pagerSize = 50
disableAliases = true
[taxonomies]
tag = "tags"
author = "authors"
topic = "topics"
month = "months"
day = "days"
"""

_BASE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body>{{ block "main" . }}{{ end }}</body></html>
"""

_LIST_OF = """{{ define "main" }}<h1>{{ .Title }}</h1>
{{ $pages := .Paginate %s }}<ul>{{ range $pages.Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <time>{{ .Date.Format "2 January 2006" }}</time></li>{{ end }}
</ul>{{ with $pages.Prev }}<a href="{{ .URL }}">newer</a>{{ end }}
{{ with $pages.Next }}<a href="{{ .URL }}">older</a>{{ end }}{{ end }}
"""

_TEMPLATES = {
    "baseof.html": _BASE,
    "single.html": """{{ define "main" }}<article><h1>{{ .Title }}</h1>
<p><time datetime="{{ .Date.Format "2006-01-02T15:04" }}">{{ .Date.Format "2 January 2006 15:04" }}</time>
{{ range (.GetTerms "authors") }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}
{{ range (.GetTerms "topics") }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</p>
{{ .Content }}
<p>{{ range (.GetTerms "tags") }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</p>
<p>{{ with .Prev }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .Next }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</p>
</article>{{ end }}
""",
    # a section has all articles of a year; months and days are taxonomies, which Hugo builds far faster than nested
    # sections
    "list.html": _LIST_OF % ".RegularPagesRecursive",
    "term.html": _LIST_OF % ".Pages",
    "taxonomy.html": """{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
""",
    "home.html": _LIST_OF % "(first 50 .Site.RegularPages)",
}


def write_hugo_site(site: Path, content: Path) -> None:
    """Write a Hugo site below `site` that holds the articles of `content`."""
    layouts = site / "layouts"
    layouts.mkdir(parents=True)
    (site / "hugo.toml").write_text(_CONFIG, encoding="utf-8")
    for name, text in _TEMPLATES.items():
        (layouts / name).write_text(text, encoding="utf-8")
    for source in content.rglob("*.md"):
        add_article(site, content, source)


def add_article(site: Path, content: Path, source: Path) -> None:
    """Add one article of `content` to the site."""
    article = markdown_to_article(source.read_text(encoding="utf-8"))
    target = site / "content" / source.relative_to(content)
    target.parent.mkdir(parents=True, exist_ok=True)
    matter = {
        "title": article.title,
        "date": _to_hugo_date(article.date),
        "tags": [tag.name for tag in article.tags],
        "authors": list(article.authors),
        "topics": list(article.sections),
        "months": [f"{article.date:%Y-%m}"],
        "days": [f"{article.date:%Y-%m-%d}"],
        "summary": article.summary,
    }
    target.write_text(json.dumps(matter, ensure_ascii=False) + "\n\n" + article.body + "\n", encoding="utf-8")


def _to_hugo_date(moment: date) -> str:
    """Return a day or a time as Hugo reads it; one without a zone is UTC."""
    if not isinstance(moment, datetime):
        return f"{moment.isoformat()}T00:00:00Z"
    return moment.isoformat() + ("" if moment.tzinfo else "Z")
