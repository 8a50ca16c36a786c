// @ts-check
"use strict";

// URLs of results. Twin of results.py.
(function (search) {
  /** Returns the URL that an article has by the default of ARTICLE_URL. @param {string} title @param {string} date `2025-02-17` */
  function titleToAddress(title, date) {
    const slug = title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
    return `${date.replaceAll("-", "/")}/${slug}.html`;
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ titleToAddress }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
