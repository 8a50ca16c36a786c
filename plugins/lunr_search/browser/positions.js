// @ts-check
"use strict";

// Where terms stand in documents, for phrases. Twin of positions.py.
// Needs: bit_codes.js
(function (search) {
  /** Returns the positions of each posting of one term; `counts` says how many each has. @param {Uint8Array} bytes @param {number} start
   * @param {ArrayLike<number>} counts @returns {Uint32Array[]} */
  function decodePositions(bytes, start, counts) {
    const bits = new search.Bits(bytes, start);
    const parameter = bits.take(5);
    const all = [];
    for (let i = 0; i < counts.length; i += 1) {
      const positions = new Uint32Array(counts[i]);
      let position = -1;
      for (let k = 0; k < positions.length; k += 1) {
        position += bits.rice(parameter) + 1;
        positions[k] = position;
      }
      all.push(positions);
    }
    return all;
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ decodePositions }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
