// @ts-check
"use strict";

// Begins the search of the page's URL as soon as this script is there, while the page itself is still being read: the page's own
// search then finds the files loaded, or on their way.
// Needs: archive.js
(function (search) {
  const asked = new URLSearchParams(location.search);
  const text = asked.get("q");
  // filters and sorting choose other results: only what every search for these words needs is certain then
  const isPlain = Array.from(asked.values()).filter(Boolean).length === 1;
  // errors are shown by the page's own search
  if (text) (isPlain ? archiveSearch(text) : search.callEngine("open", text)).catch(() => {});
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
