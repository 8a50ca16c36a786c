// @ts-check
"use strict";

// English words to stems: lunr.js has the stemmer and the stop words. Twin of english.py.
// Needs: tokens.js
(function (search) {
  const lunr = search.lunr || globalThis.lunr;

  search.stemmers.en = {
    stem: (/** @type {string} */ word) => lunr.stemmer(new lunr.Token(word)).toString(),
    knowsAccents: false,
    stopWords: { has: (/** @type {string} */ word) => lunr.stopWordFilter(word) === undefined },
  };
})(globalThis.newsSearch);
