"""Pelican's Article, which works out its path and its URLs once, not at each call, and can be let go."""

import os
from typing import Any

from pelican.contents import Article, Content


class KeptArticle(Article):
    """An article of a planned build; all else is as in Pelican's class.

    What an address depends on is part of what is remembered, so a plugin that changes an article's slug gets another
    one.
    """

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        """Pelican's method; a path that begins with the content's needs no look at the file system's rules."""
        path, root = source_path or self.source_path, self.settings["PATH"]
        if path and root and path.startswith(root + "/") and "//" not in path and "/." not in path and os.sep == "/":
            return path[len(root) + 1 :]
        relative: str | None = super().get_relative_source_path(source_path)
        return relative

    def get_url_setting(self, key: str) -> str:
        """Pelican's method. Where page and address follow one rule, the rule is worked out once."""
        if hasattr(self, "override_" + key):
            override: str = getattr(self, "override_" + key)
            return override
        kind = "DRAFT" if self.status == "draft" else "ARTICLE"
        rule = str(self.settings[f"{kind}_{'' if self.in_default_lang else 'LANG_'}{key.upper()}"])
        known: dict[Any, str] = self.__dict__.setdefault("_addresses", {})
        labels = (getattr(self, name, None) for name in ("author", "category"))
        basis = (rule, self.slug, self.date, self.lang, *(label and label.slug for label in labels))
        if basis not in known:
            known[basis] = super().get_url_setting(key)
        return known[basis]

    def get_content(self, siteurl: str) -> str:
        """Pelican's method. Pelican's own cache of it keeps every article asked for as long as the process lives."""
        return self._remember("get_content", siteurl)

    def get_summary(self, siteurl: str) -> str:
        """Pelican's method; the same holds for it."""
        return self._remember("get_summary", siteurl)

    def _remember(self, name: str, siteurl: str) -> str:
        known: dict[Any, str] = self.__dict__.setdefault("_texts", {})
        if (name, siteurl) not in known:
            known[name, siteurl] = vars(Content)[name].func(self, siteurl)
        return known[name, siteurl]
