// @ts-check
"use strict";

// Ukrainian words to stems. Twin of ukrainian.py.
(function (search) {
  search.stemmers.uk = { script: "cyrillic", stem: (/** @type {string} */ word) => word, stopWords: new Set() };
})(globalThis.newsSearch);
