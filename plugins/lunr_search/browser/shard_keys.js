// @ts-check
"use strict";

// Which file of k/ has the keys of the shards of a term. Twin of shard_keys.py.
(function (search) {
  const LAST_ASCII = 127;
  const BLOCK = 64;
  const FIRST_OF_MANY = 0x2e80;
  const LARGE_BLOCK = 4096;

  /** Returns a term's first letter; beyond ASCII the first one of its block, whose letters share a file. @param {string} term */
  function firstLetter(term) {
    const unit = term.charCodeAt(0);
    if (unit <= LAST_ASCII) return unit;
    return unit - (unit % (unit >= FIRST_OF_MANY ? LARGE_BLOCK : BLOCK));
  }

  /** Returns whether every index has the file of a letter: digits, Latin letters, the blocks of the Cyrillic ones. @param {number} letter */
  const isEarlyLetter = (letter) => (letter <= LAST_ASCII ? /[0-9a-z]/.test(String.fromCharCode(letter)) : letter === 0x400 || letter === 0x440);

  /** Returns the name of a letter's file below search/. @param {number} letter */
  const letterToName = (letter) => `k/${letter.toString(16)}`;

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ firstLetter, isEarlyLetter, letterToName }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
