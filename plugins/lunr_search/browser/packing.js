// @ts-check
"use strict";

// Finds the shard of a term by the keys of neighbouring shards. Twin of packing.py.
(function (search) {
  /** Returns the keys of `keys_to_text` in packing.py: a capital says how many characters a key shares with the one before.
   * @param {string} text @returns {string[]} */
  function textToKeys(text) {
    let before = "";
    return (text.match(/[A-Z][^A-Z]*/g) || []).map((part) => {
      before = Array.from(before).slice(0, part.charCodeAt(0) - 65).join("") + part.slice(1);
      return before;
    });
  }

  /** Returns the index of the last key that does not sort after a term; 0 where all do. @param {string[]} keys @param {string} term */
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

  /** Returns the indexes of all keys whose shards can have terms with this beginning. @param {string[]} keys @param {string} beginning */
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
