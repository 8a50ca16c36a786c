// @ts-check
"use strict";

// Bits to whole numbers. Twin of bit_codes.py, which describes Rice codes; runs and signed numbers are written by code_columns.py.
(function (search) {
  const ESCAPE = 16;

  /** Reads bits, the lowest bit of each byte first. */
  class Bits {
    /** @param {Uint8Array} bytes @param {number} start in bytes */
    constructor(bytes, start) {
      this.bytes = bytes;
      this.at = start * 8;
    }

    /** @param {number} width up to 32 */
    take(width) {
      const { bytes } = this;
      let value = 0;
      let done = 0;
      while (done < width) {
        const offset = this.at & 7;
        const part = Math.min(8 - offset, width - done);
        value += ((bytes[this.at >> 3] >> offset) & ((1 << part) - 1)) * 2 ** done;
        done += part;
        this.at += part;
      }
      return value;
    }

    /** A Rice-coded number. @param {number} parameter */
    rice(parameter) {
      const { bytes } = this;
      let { at } = this;
      let byte = at >> 3;
      // three bytes hold up to 16 ones, or a remainder of 16 bits, at any bit offset
      const zeros = ~((bytes[byte] | (bytes[byte + 1] << 8) | (bytes[byte + 2] << 16)) >> (at & 7));
      const ones = 31 - Math.clz32(zeros & -zeros);
      if (ones >= ESCAPE) {
        this.at = at + ESCAPE;
        return this.take(32);
      }
      at += ones + 1;
      if (parameter <= 16) {
        byte = at >> 3;
        const window = bytes[byte] | (bytes[byte + 1] << 8) | (bytes[byte + 2] << 16);
        this.at = at + parameter;
        return (ones << parameter) | ((window >> (at & 7)) & ((1 << parameter) - 1));
      }
      this.at = at;
      return ones * 2 ** parameter + this.take(parameter);
    }
  }

  /** How many documents something still holds of. */
  class Run {
    /** @param {Bits} bits @param {boolean} isThere */
    constructor(bits, isThere) {
      this.bits = bits;
      this.parameter = isThere ? bits.take(4) : 0;
      this.left = isThere ? bits.rice(this.parameter) : 0;
    }

    /** Counts a document; returns whether the run has ended before it. */
    hasEnded() {
      if (this.left === 0) return true;
      this.left -= 1;
      return false;
    }

    /** Reads the next run. */
    begin() {
      this.left = this.bits.rice(this.parameter);
    }
  }

  /** Returns 0, -1, 1, -2 ... for 0, 1, 2, 3 ... @param {number} apart */
  function toSigned(apart) {
    return (apart >> 1) ^ -(apart & 1);
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ Bits, Run, toSigned }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
