// @ts-check
"use strict";

// The names of the files under search/. Twin of scripts.py.
(function (search) {
  /** The files of the index are not all of one build: the archive was rebuilt in between. */
  class RebuiltError extends Error {}

  /** Returns the hash FNV-1a over UTF-16 units. @param {string} text @param {number} [seed] */
  function fnv1a(text, seed = 0x811c9dc5) {
    let value = seed;
    for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
    return value >>> 0;
  }

  /** Returns the file name for a key. @param {string} key */
  function keyToName(key) {
    let name = "-";
    for (const sign of key) {
      const hex = /** @type {number} */ (sign.codePointAt(0)).toString(16);
      name += /^[a-z0-9]$/.test(sign) ? sign : hex.length > 4 ? `__${hex.padStart(6, "0")}` : `_${hex.padStart(4, "0")}`;
    }
    if (name.length <= 40) return name;
    const hex = (/** @type {number} */ value) => value.toString(16).padStart(8, "0");
    return `--${hex(fnv1a(name))}${hex(fnv1a(name, 0x01000193))}`;
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ RebuiltError, fnv1a, keyToName }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
