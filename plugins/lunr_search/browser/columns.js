// @ts-check
"use strict";

// The columns of filters: which values each document has, in a file for each year. Twin of results.py.
// Needs: encoding.js
(function (search) {
  const FILTERS = ["section", "author", "tag", "lang", "name"];

  /** Returns the numbers of all documents, ascending. @param {IndexFiles} files @returns {Promise<Float64Array>} */
  async function allNumbers(files) {
    const columns = await loadColumns(files, "lang");
    return Float64Array.from(columns.flatMap((column) => Array.from(column.numbers)));
  }

  /** Returns the columns of a filter, one for each year. @param {IndexFiles} files @param {string} name
   * @param {number[]} [years] all where none are given @returns {Promise<Column[]>} */
  async function loadColumns(files, name, years) {
    const manifest = await files.open();
    return Promise.all(
      (years || manifest.years).map(async (/** @type {number} */ year) => {
        // names have a file of their own, which is long
        const [documents, ...columns] = await files.load(name === "name" ? `g/${year}` : `f/${year}`);
        const place = name === "name" ? 0 : 2 * FILTERS.indexOf(name);
        return decodeColumn(documents, columns[place], columns[place + 1]);
      }),
    );
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
    return bytesToNumbers(bytes, bytes.length - 4);
  }

  /** Returns the numbers in the first `end` bytes, stored in 7 bits a byte, the lowest first (LEB128). @param {Uint8Array} bytes @param {number} end @returns {number[]} */
  function bytesToNumbers(bytes, end) {
    const numbers = [];
    let value = 0;
    let factor = 1;
    for (let i = 0; i < end; i += 1) {
      value += (bytes[i] & 127) * factor;
      factor *= 128;
      if (bytes[i] < 128) {
        numbers.push(value);
        value = 0;
        factor = 1;
      }
    }
    return numbers;
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ FILTERS, allNumbers, loadColumns }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
