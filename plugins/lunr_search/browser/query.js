// @ts-check
"use strict";

// Parses a query: Lunr's clauses, by Lunr's own parser, and "exact phrases", which Lunr does not have.
// Needs: tokens.js
(function (search) {
  const lunr = search.lunr || globalThis.lunr;
  const MAX_QUERY = 2000;
  const MAX_CLAUSES = 64;
  const PHRASE = /(^|\s)([+-]?)(?:([\p{L}_]+):)?"([^"]*)"?/gu;
  const DAY = /(^|[\s+-])(date:\d{4})-(\d\d)(?:-(\d\d))?(?=$|[\s^~*])/g;

  /** A query that can't be parsed; `start` and `end` are the indexes of the wrong part. */
  class QueryError extends Error {
    /** @param {string} message @param {number} start @param {number} end */
    constructor(message, start, end) {
      super(message);
      this.start = start;
      this.end = end;
    }
  }

  /** Returns the clauses and phrases of a query. Throws QueryError.
   * @param {string} text @param {string[]} fields all that can be searched @param {string[]} phraseFields
   * @returns {{clauses: Clause[], phrases: Phrase[]}}
   */
  function parseQuery(text, fields, phraseFields) {
    if (text.length > MAX_QUERY) {
      throw new QueryError(`The query is longer than ${MAX_QUERY} characters.`, MAX_QUERY, text.length);
    }
    /** @type {Phrase[]} */
    const phrases = [];
    // a phrase is replaced by spaces, so that the indexes of errors stay valid
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
      // Lunr's parser ends a word at a hyphen; those of a date are escaped
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

  /** Returns Lunr's error as a sentence. @param {{message: string, start: number, end: number}} error @param {string} text */
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
      // Lunr gives the index behind the character
      const found = text.charAt(error.start - 1);
      return new QueryError(`“${found}” has no word before it (character ${error.start}).`, error.start - 1, error.start);
    }
    const sign = text.slice(error.start).trim().charAt(0) || text.charAt(error.start - 1);
    return new QueryError(`After “${what.trim() || sign}” a word is missing (character ${error.start + 1}).`, error.start, error.end);
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ QueryError, parseQuery }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
