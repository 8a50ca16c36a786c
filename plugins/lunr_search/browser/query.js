// @ts-check
"use strict";

// A query's text to what is asked: Lunr's own clauses (its parser reads them) and, beyond Lunr, "exact phrases".
// Needs: tokens.js
(function (search) {
  const lunr = search.lunr || globalThis.lunr;
  const MAX_QUERY = 2000;
  const MAX_CLAUSES = 64;
  const PHRASE = /(^|\s)([+-]?)(?:([\p{L}_]+):)?"([^"]*)"?/gu;
  const DAY = /(^|[\s+-])(date:\d{4})-(\d\d)(?:-(\d\d))?(?=$|[\s^~*])/g;

  /** Says what in a query can't be understood; `start` and `end` tell where in its text. */
  class QueryError extends Error {
    /** @param {string} message @param {number} start @param {number} end */
    constructor(message, start, end) {
      super(message);
      this.start = start;
      this.end = end;
    }
  }

  /**
   * @param {string} text @param {string[]} fields all that can be searched @param {string[]} phraseFields
   * @returns {{clauses: Clause[], phrases: Phrase[]}}
   */
  function parseQuery(text, fields, phraseFields) {
    if (text.length > MAX_QUERY) {
      throw new QueryError(`The query is longer than ${MAX_QUERY} characters.`, MAX_QUERY, text.length);
    }
    /** @type {Phrase[]} */
    const phrases = [];
    // what is taken out leaves spaces behind, so that places stay true
    const rest = text.replace(PHRASE, (whole, gap, sign, field, quoted, start) => {
      if (field && !phraseFields.includes(field)) {
        throw new QueryError(`A phrase can't be looked for in “${field}”.`, start, start + whole.length);
      }
      const words = search.textToWords(quoted).filter((/** @type {string} */ word) => search.trimWord(word));
      if (words.length) phrases.push({ words, fields: field ? [field] : phraseFields, isProhibited: sign === "-" });
      return " ".repeat(whole.length);
    });
    const query = new lunr.Query(fields);
    try {
      // a hyphen would end a word; a date keeps its hyphens
      new lunr.QueryParser(rest.replace(DAY, (_, gap, year, month, day) => gap + [year, month, day].filter(Boolean).join("\\-")), query).parse();
    } catch (error) {
      if (!(error instanceof lunr.QueryParseError)) throw error;
      throw explainError(/** @type {any} */ (error), text);
    }
    if (query.clauses.length + phrases.length > MAX_CLAUSES) {
      throw new QueryError(`The query has more than ${MAX_CLAUSES} words.`, 0, text.length);
    }
    return { clauses: query.clauses, phrases };
  }

  /** Lunr's error as a sentence. @param {{message: string, start: number, end: number}} error @param {string} text */
  function explainError(error, text) {
    const what = text.slice(error.start, error.end);
    const field = /^unrecognised field '(.*)', possible fields: (.*)$/.exec(error.message);
    if (field && !what) {
      return new QueryError(`Before “:” a field is missing (character ${error.start + 1}).`, error.start, error.start + 1);
    }
    if (field) {
      const message = `There is no field “${what}”. Fields are ${field[2].replace(/'/g, "")}. Put a \\ before the colon to search for it.`;
      return new QueryError(message, error.start, error.end);
    }
    if (/edit distance must be numeric/.test(error.message)) return new QueryError("After ~ a number is expected, as in word~1.", error.start, error.end);
    if (/boost must be numeric/.test(error.message)) return new QueryError("After ^ a number is expected, as in word^3.", error.start, error.end);
    if (/EDIT_DISTANCE|BOOST/.test(error.message)) {
      // Lunr tells the place behind the sign
      const found = text.charAt(error.start - 1);
      return new QueryError(`“${found}” has no word before it (character ${error.start}).`, error.start - 1, error.start);
    }
    const sign = text.slice(error.start).trim().charAt(0) || text.charAt(error.start - 1);
    return new QueryError(`After “${what.trim() || sign}” a word is missing (character ${error.start + 1}).`, error.start, error.end);
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ QueryError, parseQuery }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
