// @ts-check
"use strict";

// The text of an article's page, as the index has it. Pure.
(function (search) {
  const BLOCKS = "article .lede, article .text :is(p, li, h2, h3, tr, figcaption):not([data-nosnippet])";

  /** Returns a block's text as one line; cells of a table's row are separated as in the index. @param {Element} block @returns {string} */
  function blockText(block) {
    const parts = block instanceof HTMLTableRowElement ? Array.from(block.cells) : [block];
    return parts.map((part) => (part.textContent || "").replace(/\s+/g, " ").trim()).join(" | ");
  }

  /** Returns the text of an article's page, a line for each block; null where it is no article. @param {Document} article @returns {string | null} */
  search.articleText = (article) => Array.from(article.querySelectorAll(BLOCKS), blockText).join("\n") || null;
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
