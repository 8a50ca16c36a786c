// @ts-check
"use strict";

// The files under search/: their names, which file holds what, and the check that they belong together. Twin of scripts.py
// and packing.py. How a file travels is not known here: a `load` function brings it.
(function (search) {
  /** Says that the archive's files are not all of one build. */
  class RebuiltError extends Error {}

  /** The hash FNV-1a over UTF-16 units. @param {string} text @param {number} [seed] */
  function fnv1a(text, seed = 0x811c9dc5) {
    let value = seed;
    for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
    return value >>> 0;
  }

  /** @param {string} key */
  function keyToName(key) {
    let name = "-";
    for (const sign of key) {
      name += /^[a-z0-9]$/.test(sign) ? sign : `_${/** @type {number} */ (sign.codePointAt(0)).toString(16)}`;
    }
    if (name.length <= 40) return name;
    const hex = (/** @type {number} */ value) => value.toString(16).padStart(8, "0");
    return `--${hex(fnv1a(name))}${hex(fnv1a(name, 0x01000193))}`;
  }

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

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ RebuiltError, fnv1a, keyToName, textToKeys, findKey, findKeys }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
