// @ts-check
"use strict";

// Bytes to postings. Twin of encoding.py, which describes the format.
// Needs: bit_codes.js placing.js
(function (search) {
  const EXACT_LENGTHS = 32;

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
  function decodePostings(bytes, start, numbering) {
    const { fields } = numbering;
    const bits = new search.Bits(bytes, start);
    const body = fields.indexOf("body");
    const mask = bits.take(1) ? bits.take(fields.length) : 1 << body;
    const listed = fields.map((_, field) => field).filter((field) => (mask >> field) & 1);
    const size = bits.rice(2) + 1;
    const many = size > 1;
    const isLong = size >= search.LONG_RECORD;
    const readPlace = search.readPlaces(bits, size, numbering);
    const isMixed = many && listed.length > 1;
    const commonest = isMixed ? bits.take(listed.length) : 2 ** listed.length - 1;
    const ofCommonest = new search.Run(bits, isMixed);
    const inexact = new search.Run(bits, isLong);
    const own = listed.map((field) => {
      const isBody = field === body;
      const mean = isBody ? 0 : bits.rice(3);
      const parameter = many && !isBody ? bits.take(3) : 0;
      const countParameter = isLong ? bits.take(3) : 0;
      const once = new search.Run(bits, isLong);
      const columns = { numbers: new Float64Array(size), counts: new Uint32Array(size), steps: new Uint8Array(size), lengths: new Uint32Array(size) };
      return { isBody, mean, parameter, countParameter, once, found: 0, ...columns };
    });
    for (let i = 0; i < size; i += 1) {
      const place = readPlace();
      let chosen = commonest;
      if (isMixed && ofCommonest.hasEnded()) {
        chosen = bits.take(own.length);
        ofCommonest.begin();
      }
      const isExact = isLong && inexact.hasEnded();
      if (isExact) inexact.begin();
      for (let k = 0; k < own.length; k += 1) {
        if (!((chosen >> k) & 1)) continue;
        const field = own[k];
        field.numbers[field.found] = place.number;
        let count = 1;
        if (!isLong) {
          count += bits.rice(0);
        } else if (field.once.hasEnded()) {
          count += bits.rice(field.countParameter) + 1;
          field.once.begin();
        }
        field.counts[field.found] = count;
        const step = field.isBody ? place.step : field.mean + search.toSigned(bits.rice(field.parameter));
        field.steps[field.found] = step;
        if (step < EXACT_LENGTHS) field.lengths[field.found] = step;
        else if (isExact) field.lengths[field.found] = stepToLengths(step)[0] + bits.take(openBits(step));
        field.found += 1;
      }
    }
    /** @type {TermPostings["fields"]} */
    const postings = fields.map(() => null);
    own.forEach(({ found, numbers, counts, steps, lengths }, k) => {
      postings[listed[k]] = { numbers: numbers.subarray(0, found), counts: counts.subarray(0, found), steps: steps.subarray(0, found), lengths: lengths.subarray(0, found) };
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

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ stepToLengths, base64ToBytes, recordStarts, decodePostings, decodeBlocks, listBlocks }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
