// @ts-check
"use strict";

// The data that the search page shows: URLs, filter columns. Twin of results.py.
// Needs: encoding.js words.js
(function (search) {
  /** Returns the URL that an article has by the default of ARTICLE_URL. @param {string} title @param {string} date `2025-02-17` */
  function titleToAddress(title, date) {
    const slug = title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
    return `${date.replaceAll("-", "/")}/${slug}.html`;
  }

  /** Returns a year's column of a filter: documents and, for each, the indexes of its values in `names`.
   * @param {string} documents @param {string[]} names @param {string} data @returns {Column} */
  function decodeColumn(documents, names, data) {
    let number = 0;
    const numbers = toNumbers(documents).map((gap) => (number += gap));
    const row = toNumbers(data);
    let at = 0;
    const values = numbers.map(() => {
      const start = at + 1;
      at = start + row[at];
      return row.slice(start, at);
    });
    return { names, numbers, values };
  }

  /** @param {string} text Base64 */
  function toNumbers(text) {
    const bytes = search.base64ToBytes(text);
    return search.bytesToNumbers(bytes, bytes.length - 4);
  }

  /** Returns the words of a text in lower case and without accents. @param {string} text @returns {string[]} */
  function plainWords(text) {
    const plain = text.normalize("NFD").replace(/\p{M}/gu, "");
    return search.textToWords(plain);
  }

  search.FILTERS = ["section", "author", "tag", "lang", "name"];
  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ titleToAddress, decodeColumn, plainWords }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
