// @ts-check
"use strict";

// Parses a query into Lunr's clauses, and into "exact phrases", which Lunr does not have. What Lunr's own parser reads is read
// as there; what it rejects, such as a headline with a colon, is words, since people paste what they look for.
// Needs: stop_words.js words.js
(function (search) {
  const lunr = search.lunr || globalThis.lunr;
  const { OPTIONAL, REQUIRED, PROHIBITED } = lunr.Query.presence;
  const MAX_QUERY = 2000;
  const MAX_CLAUSES = 64;
  const MAX_RUN = 2;
  const PHRASE = /(^|[\s([])([+-]?)(?:([\p{L}_]+):)?"([^"]*)"?/gu;
  const MARKS = /[\u201c-\u201f\u00ab\u00bb\u300c-\u300f\u301d-\u301f\uff02]/g;
  const PATTERN = /[^\p{L}\p{M}\p{N}_*'&.+#,:]/gu;

  /** A query that can't be searched; `start` and `end` are the indexes of the wrong part. */
  class QueryError extends Error {
    /** @param {string} message @param {number} start @param {number} end */
    constructor(message, start, end) {
      super(message);
      this.start = start;
      this.end = end;
    }
  }

  /** Returns the clauses and phrases of a query, and remarks on it. Throws QueryError where it is too long.
   * @param {string} text @param {string[]} fields all that can be searched @param {string[]} phraseFields
   * @returns {{clauses: Clause[], phrases: Phrase[], notes: Note[]}}
   */
  function parseQuery(text, fields, phraseFields) {
    if (text.length > MAX_QUERY) throw new QueryError(`The query is longer than ${MAX_QUERY} characters.`, MAX_QUERY, text.length);
    /** @type {Phrase[]} */
    const phrases = [];
    /** @type {Note[]} */
    const notes = [];
    const rest = straightenQuotes(text).replace(PHRASE, (whole, gap, sign, field, quoted) => {
      const found = field ? search.readField(field, fields) : null;
      if (found?.note) notes.push(found.note);
      const name = found?.name && phraseFields.includes(found.name) ? found.name : "";
      // a field that has no phrases, or that there is not, leaves its words to be searched one by one
      if (field && !name) return ` ${field} ${quoted} `;
      const words = search.phraseWords(quoted);
      if (words.some(Boolean)) phrases.push({ words, fields: name ? [name] : phraseFields, isProhibited: sign === "-" });
      return " ";
    });
    const chunks = search.textToTokens(rest);
    const items = chunks.flatMap((chunk, i) => readChunk(chunk, fields, phraseFields, { phrases, notes, isLast: i === chunks.length - 1 }));
    const { clauses, note } = search.chooseStopWords(items, phrases);
    if (note) notes.push(note);
    if (clauses.length + phrases.length > MAX_CLAUSES) throw new QueryError(`The query has more than ${MAX_CLAUSES} words.`, 0, text.length);
    return { clauses: requireOneRun(clauses, chunks), phrases, notes };
  }

  /** Returns a query with straight quotation marks, and space outside each pair of typographic ones. @param {string} text */
  function straightenQuotes(text) {
    let isOpen = false;
    return text.replace(MARKS, (_, at) => {
      isOpen = !isOpen;
      return isOpen ? (/[-+:]/.test(text.charAt(at - 1)) ? '"' : ' "') : '" ';
    });
  }

  /** Returns the clauses of a part of the query between white space.
   * @param {string} chunk @param {string[]} fields @param {string[]} phraseFields
   * @param {{phrases: Phrase[], notes: Note[], isLast: boolean}} query @returns {Clause[]} */
  function readChunk(chunk, fields, phraseFields, { phrases, notes, isLast }) {
    const [, sign, unsigned] = /** @type {RegExpExecArray} */ (/^([+-](?![+-]))?(.*)$/s.exec(chunk.replace(/^\\./, " ")));
    const presence = sign === "+" ? REQUIRED : sign === "-" ? PROHIBITED : OPTIONAL;
    let body = unsigned.replace(/\\[:*~^\\]/g, " ").replaceAll("\\", "");
    const named = /^([\p{L}_]+):(?!\/\/)(.*)$/su.exec(body);
    const found = named ? search.readField(named[1], fields) : null;
    if (named && found?.name && named[2]) body = named[2];
    if (found?.note && named?.[2]) notes.push(found.note);
    if (found?.name && !found.note && !named?.[2] && !isLast) notes.push(search.noteFieldApart(found.name));
    const chosen = found?.name && named?.[2] ? [found.name] : fields;
    const { rest, editDistance, boost } = readModifiers(body);
    /** @type {Clause} */
    const shared = { term: "", fields: chosen, boost, presence, usePipeline: true, ...(editDistance === undefined ? {} : { editDistance }) };
    if (chosen.every((name) => name === "date" || name === "lang")) {
      const term = rest.toLowerCase();
      return /[\p{L}\p{N}]/u.test(term) ? [{ ...shared, term, ...(term.includes("*") ? { usePipeline: false } : { terms: [term] }) }] : [];
    }
    if (rest.includes("*")) return readPatterns(rest, shared);
    const words = search.tokenToWords(rest);
    if (presence === PROHIBITED && words.length > 1) {
      const names = chosen.filter((name) => phraseFields.includes(name));
      if (names.length) phrases.push({ words, fields: names, isProhibited: true });
      return [];
    }
    return words.map((/** @type {string} */ term, /** @type {number} */ i) => ({
      ...shared,
      term,
      // in Korean, the whole word stands before its pairs
      ...(i === 0 && words.length > 1 && search.isRun(term) && Array.from(term).length > 2 && /[\uac00-\ud7a3]/.test(term) ? { presence: OPTIONAL } : {}),
    }));
  }

  /** Returns what stands before `~2` and `^3`, and both numbers. @param {string} body */
  function readModifiers(body) {
    let rest = body;
    let boost = 1;
    /** @type {number | undefined} */
    let editDistance;
    for (let found; (found = /^(.+)([~^])(\d+)$/su.exec(rest)); rest = found[1]) {
      if (found[2] === "~") editDistance = Number(found[3]);
      else boost = Number(found[3]);
    }
    return { rest, editDistance, boost };
  }

  /** Returns the clauses of a chunk with `*`. @param {string} text @param {Clause} shared @returns {Clause[]} */
  function readPatterns(text, shared) {
    return text.split(/[-\u2010-\u2015/]/).flatMap((part) => {
      if (!part.includes("*")) return search.tokenToWords(part).map((/** @type {string} */ term) => ({ ...shared, term }));
      const term = part.toLowerCase().normalize("NFC").replace(PATTERN, "").replace(/^[^\p{L}\p{M}\p{N}_*]+|[^\p{L}\p{M}\p{N}_*]+$/gu, "");
      return /[\p{L}\p{N}]/u.test(term) ? [{ ...shared, term, usePipeline: false }] : [];
    });
  }

  /** Returns the clauses, where the query is one short run of characters without spaces, with all of its pairs required; one
   * character stands for all pairs that it begins or ends. @param {Clause[]} clauses @param {string[]} chunks @returns {Clause[]} */
  function requireOneRun(clauses, chunks) {
    if (chunks.length !== 1 || !clauses.length || !clauses.every((clause) => clause.usePipeline && search.isRun(clause.term))) return clauses;
    const [{ term }] = clauses;
    if (clauses.length === 1 && Array.from(term).length === 1) return [{ ...clauses[0], usePipeline: false, term: `${term}*`, patterns: [term, `${term}*`, `*${term}`] }];
    const pairs = clauses.filter((clause) => Array.from(clause.term).length < 3 || !/[\uac00-\ud7a3]/.test(clause.term));
    if (pairs.length > MAX_RUN) return clauses;
    return clauses.map((clause) => (clause.presence === OPTIONAL && pairs.includes(clause) ? { ...clause, presence: REQUIRED } : clause));
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ QueryError, parseQuery }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
