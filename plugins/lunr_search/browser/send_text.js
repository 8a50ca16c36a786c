// @ts-check
"use strict";

// Sends the text of an article on disk to the search page that has opened it in a frame: a page on disk can't read another file.
// Needs: article_text.js
(function (search) {
  if (location.protocol !== "file:" || window.parent === window) return;
  window.parent.postMessage({ articleText: search.articleText(document) || "" }, "*");
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
