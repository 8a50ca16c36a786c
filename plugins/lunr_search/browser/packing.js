// @ts-check
"use strict";

// Which file holds a term: the files' first keys, as the manifest lists them. Twin of packing.py.
(function (search) {
  /** The keys of the manifest out of their text: a capital says how much is shared with the key before.
   * @param {string} text @returns {string[]} */
  function textToKeys(text) {
    let before = "";
    return (text.match(/[A-Z][^A-Z]*/g) || []).map((part) => {
      before = Array.from(before).slice(0, part.charCodeAt(0) - 65).join("") + part.slice(1);
      return before;
    });
  }

  /** The index of the last key that is not after a term; 0 where all are. @param {string[]} keys @param {string} term */
  function findKey(keys, term) {
    let low = 0;
    let high = keys.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (keys[middle] <= term) low = middle;
      else high = middle;
    }
    return low;
  }

  /** The indexes of all keys under which terms with this beginning can be. @param {string[]} keys @param {string} beginning */
  function findKeys(keys, beginning) {
    const found = [];
    for (let i = findKey(keys, beginning); i < keys.length; i += 1) {
      if (keys[i] > beginning && !keys[i].startsWith(beginning)) break;
      found.push(i);
    }
    return found;
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ textToKeys, findKey, findKeys }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
