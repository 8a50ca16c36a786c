// @ts-check
"use strict";

// Where the documents of a record stand. Twin of placing.py, which describes the format.
// Needs: bit_codes.js
(function (search) {
  const LONG_RECORD = 17;
  const ROW_BITS = 3;
  const ROW_STEP_BITS = 5;
  const ROWS = 2 ** ROW_BITS;
  const ROW_STEPS = 2 ** ROW_STEP_BITS;

  /** Reads the head of what says where documents stand. Returns a function that reads the next document, always into the same object.
   * @param {Bits} bits @param {number} size of the record in documents @param {Numbering} numbering @returns {() => Standing} */
  function readPlaces(bits, size, { tieBits, dayBits }) {
    const many = size > 1;
    const hasRows = size >= LONG_RECORD && bits.take(1) === 1;
    const mean = bits.rice(hasRows ? 3 : 6);
    const gapParameter = many ? bits.take(4) : 0;
    const stepParameter = many ? bits.take(3) : 0;
    const tieParameter = many ? bits.take(3) : tieBits - 3;
    const untied = new search.Run(bits, many);
    const [sizeParameter, riseParameter, furtherParameter] = hasRows ? [bits.take(3), bits.take(3), bits.take(3)] : [0, 0, 0];
    const ties = 2 ** tieBits;
    const place = { number: 0, step: 0 };
    let isFirst = true;
    let day = 0;
    let row = -1;
    let left = 0; // in the row
    let rowStep = 0;
    let tie = 0;

    /** Returns the first day or row; later, how many days the next document is after the one before, or how many rows without documents are between. */
    const readGap = () => {
      if (!isFirst) return bits.rice(gapParameter);
      isFirst = false;
      return bits.take(hasRows ? dayBits + ROW_BITS : dayBits);
    };

    /** Returns the tie of a document that is not another of a row step. */
    const readTie = () => {
      if (many && !untied.hasEnded()) return 0;
      const first = bits.rice(tieParameter);
      if (!many) return first;
      untied.begin();
      return first + 1;
    };

    const readOfDay = () => {
      day += readGap();
      const step = mean + search.toSigned(bits.rice(stepParameter));
      // the place of a step among a day's numbers: its low bits, which say the row, come first
      place.step = step;
      place.number = (day * ROWS * ROW_STEPS + (((step & (ROWS - 1)) << ROW_STEP_BITS) | (step >> ROW_BITS))) * ties + readTie();
      return place;
    };

    const readOfRow = () => {
      let isAnother = false; // of the row step
      if (left) {
        left -= 1;
        const rise = bits.rice(riseParameter);
        isAnother = !rise;
        rowStep += rise;
      } else {
        row += readGap() + 1;
        left = bits.rice(sizeParameter);
        rowStep = mean + search.toSigned(bits.rice(stepParameter));
      }
      tie = isAnother ? tie + bits.rice(furtherParameter) + 1 : readTie();
      place.step = (rowStep << ROW_BITS) | (row & (ROWS - 1));
      place.number = (row * ROW_STEPS + rowStep) * ties + tie;
      return place;
    };
    return hasRows ? readOfRow : readOfDay;
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ LONG_RECORD, readPlaces }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
