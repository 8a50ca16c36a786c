// @ts-check
"use strict";

// Bytes to postings. Twin of encoding.py, which describes the format.
(function (search) {
  const ESCAPE = 16;
  const EXACT_LENGTHS = 32;
  const LEAST_WITH_EXACT = 17;

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

  /** Returns the decoded bytes, and four zeros behind them, so that Bits may read past the end.
   * @param {string} text Base64 @returns {Uint8Array} */
  function base64ToBytes(text) {
    const signs = atob(text);
    const bytes = new Uint8Array(signs.length + 4);
    for (let i = 0; i < signs.length; i += 1) bytes[i] = signs.charCodeAt(i);
    return bytes;
  }

  /** Returns how many bits of a length its step leaves open, from EXACT_LENGTHS on. @param {number} step */
  const openBits = (step) => 2 + ((step - EXACT_LENGTHS) >> 3);

  /** Returns the smallest and the largest length that a step stands for; both are equal below EXACT_LENGTHS. @param {number} step @returns {[number, number]} */
  function stepToLengths(step) {
    if (step < EXACT_LENGTHS) return [step, step];
    const places = step - EXACT_LENGTHS;
    const width = 2 ** openBits(step);
    return [(8 + (places & 7)) * width, (9 + (places & 7)) * width - 1];
  }

  /** Returns the byte at which the record of each of `count` terms starts, and the one at which the last record ends.
   * @param {Uint8Array} bytes @param {number} count @returns {Uint32Array} */
  function recordStarts(bytes, count) {
    const reader = { bytes, at: 0 };
    const sizes = Array.from({ length: count }, () => takeNumber(reader));
    return sizesToStarts(sizes, reader.at);
  }

  /** Returns where parts of these sizes start, the first at `start`, and where the last one ends. @param {number[]} sizes @param {number} start */
  function sizesToStarts(sizes, start) {
    const starts = new Uint32Array(sizes.length + 1);
    starts[0] = start;
    sizes.forEach((size, i) => (starts[i + 1] = starts[i] + size));
    return starts;
  }

  /** Reads a number of 7 bits a byte, the lowest first (LEB128). @param {{bytes: Uint8Array, at: number}} reader */
  function takeNumber(reader) {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = reader.bytes[reader.at];
      reader.at += 1;
      number |= (byte & 127) << shift;
      if (byte < 128) return number;
    }
  }

  /**
   * Returns the postings of one term or class: how many documents it has, and for each field of the manifest those of its documents,
   * ascending, or null.
   * @param {Uint8Array} bytes @param {number} start @param {Numbering} numbering
   * @returns {{documents: number, fields: TermPostings["fields"]}}
   */
  function decodePostings(bytes, start, { fields, slotBits, tieBits, dayBits }) {
    const bits = new Bits(bytes, start);
    const body = fields.indexOf("body");
    const mask = bits.take(1) ? bits.take(fields.length) : 1 << body;
    const places = fields.map((_, field) => field).filter((field) => (mask >> field) & 1);
    const size = bits.rice(2) + 1;
    const many = size > 1;
    const bodyMean = bits.rice(6);
    const gapParameter = many ? bits.take(4) : 0;
    const bodyParameter = many ? bits.take(3) : 0;
    const tieParameter = many ? bits.take(3) : tieBits - 3;
    const untied = new Run(bits, many);
    const isMixed = many && places.length > 1;
    const commonest = isMixed ? bits.take(places.length) : 2 ** places.length - 1;
    const ofCommonest = new Run(bits, isMixed);
    const hasExact = size >= LEAST_WITH_EXACT;
    const inexact = new Run(bits, hasExact);
    const own = places.map((field) => {
      const isBody = field === body;
      const mean = isBody ? 0 : bits.rice(3);
      const parameter = many && !isBody ? bits.take(3) : 0;
      const columns = { numbers: new Float64Array(size), counts: new Uint32Array(size), steps: new Uint8Array(size), lengths: new Uint32Array(size) };
      return { isBody, mean, parameter, found: 0, ...columns };
    });
    const slots = 2 ** slotBits;
    const ties = 2 ** tieBits;
    let day = bits.take(dayBits);
    for (let i = 0; i < size; i += 1) {
      if (i) day += bits.rice(gapParameter);
      const bodyStep = bodyMean + toSigned(bits.rice(bodyParameter));
      let tie = 0;
      if (!many) {
        tie = bits.rice(tieParameter);
      } else if (untied.hasEnded()) {
        tie = bits.rice(tieParameter) + 1;
        untied.begin();
      }
      // the place of a step among a day's numbers: its low three bits come first
      const number = day * slots + (((bodyStep & 7) << 5) | (bodyStep >> 3)) * ties + tie;
      let chosen = commonest;
      if (isMixed && ofCommonest.hasEnded()) {
        chosen = bits.take(own.length);
        ofCommonest.begin();
      }
      const isExact = hasExact && inexact.hasEnded();
      if (isExact) inexact.begin();
      for (let k = 0; k < own.length; k += 1) {
        if (!((chosen >> k) & 1)) continue;
        const field = own[k];
        field.numbers[field.found] = number;
        field.counts[field.found] = bits.rice(0) + 1;
        const step = field.isBody ? bodyStep : field.mean + toSigned(bits.rice(field.parameter));
        field.steps[field.found] = step;
        if (step < EXACT_LENGTHS) field.lengths[field.found] = step;
        else if (isExact) field.lengths[field.found] = stepToLengths(step)[0] + bits.take(openBits(step));
        field.found += 1;
      }
    }
    /** @type {TermPostings["fields"]} */
    const postings = fields.map(() => null);
    own.forEach(({ found, numbers, counts, steps, lengths }, k) => {
      postings[places[k]] = { numbers: numbers.subarray(0, found), counts: counts.subarray(0, found), steps: steps.subarray(0, found), lengths: lengths.subarray(0, found) };
    });
    return { documents: size, fields: postings };
  }

  /** Returns number and start of each block of a record (class_files.py). @param {Uint8Array} bytes */
  function listBlocks(bytes) {
    const reader = { bytes, at: 0 };
    let number = 0;
    const heads = Array.from({ length: takeNumber(reader) }, () => {
      number += takeNumber(reader);
      return { number, size: takeNumber(reader) };
    });
    const starts = sizesToStarts(heads.map(({ size }) => size), reader.at);
    return heads.map((head, i) => ({ number: head.number, start: starts[i] }));
  }

  /** Returns what `decodePostings` does, for the record of a class: blocks of documents, each encoded as a term (class_files.py).
   * @param {Uint8Array} bytes @param {Numbering} numbering @returns {{documents: number, fields: TermPostings["fields"]}} */
  function decodeBlocks(bytes, numbering) {
    const blocks = listBlocks(bytes).map(({ start }) => decodePostings(bytes, start, numbering));
    return {
      documents: blocks.reduce((sum, block) => sum + block.documents, 0),
      fields: numbering.fields.map((_, field) => joinFields(blocks.flatMap((block) => block.fields[field] || []))),
    };
  }

  /** Returns the postings of one field in blocks as those of one; null where no block has some. @param {FieldPostings[]} parts */
  function joinFields(parts) {
    if (parts.length < 2) return parts[0] || null;
    const size = parts.reduce((sum, part) => sum + part.numbers.length, 0);
    const joined = { numbers: new Float64Array(size), counts: new Uint32Array(size), steps: new Uint8Array(size), lengths: new Uint32Array(size) };
    let at = 0;
    for (const { numbers, counts, steps, lengths } of parts) {
      joined.numbers.set(numbers, at);
      joined.counts.set(counts, at);
      joined.steps.set(steps, at);
      joined.lengths.set(lengths, at);
      at += numbers.length;
    }
    return joined;
  }

  /** Returns 0, -1, 1, -2 ... for 0, 1, 2, 3 ... @param {number} apart */
  function toSigned(apart) {
    return (apart >> 1) ^ -(apart & 1);
  }

  /** Returns the positions of each posting of one term; `counts` says how many each has. @param {Uint8Array} bytes @param {number} start
   * @param {ArrayLike<number>} counts @returns {Uint32Array[]} */
  function decodePositions(bytes, start, counts) {
    const bits = new Bits(bytes, start);
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

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ Bits, stepToLengths, base64ToBytes, recordStarts, decodePostings, decodeBlocks, listBlocks, decodePositions }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
