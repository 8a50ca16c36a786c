// @ts-check
"use strict";

// Which clauses of a query narrow its results instead of ranking them: `date:2009` and `lang:uk` beside anything else, and a
// field beside words without one. Lunr ranks the other clauses; these filter what it finds. Pure.
(function (search) {
  const lunr = search.lunr || globalThis.lunr;
  const EXACT_FIELDS = ["date", "lang"];
  // An article has one of each: several values mean any of them, while several words of a headline mean all of them.
  const SINGLE_FIELDS = ["date", "lang", "section", "place"];

  /** Separates the clauses of a query into those that Lunr ranks and groups that narrow: an article must match one clause of
   * each group. A field with `+`, `-` or `^` stays Lunr's own, except that `+date:` and `+lang:` narrow.
   * @param {Clause[]} clauses @param {string[]} fields all that can be searched @param {boolean} [hasPhrase] whether the query has
   * a phrase, too @returns {{ranked: Clause[], narrowing: Clause[][]}} */
  function splitNarrowing(clauses, fields, hasPhrase = false) {
    const { OPTIONAL, PROHIBITED } = lunr.Query.presence;
    const isExact = (/** @type {Clause} */ clause) => clause.fields.length === 1 && EXACT_FIELDS.includes(clause.fields[0]);
    const isFree = (/** @type {Clause} */ clause) => clause.boost === 1 && clause.presence !== PROHIBITED;
    const positive = clauses.filter((clause) => clause.presence !== PROHIBITED);
    const hasWords = hasPhrase || positive.some((clause) => clause.fields.length === fields.length);
    // of `date:2009 lang:uk` Lunr gets the date
    const leading = hasPhrase || positive.some((clause) => !isExact(clause)) ? "" : positive[0]?.fields[0];
    /** @type {Map<string, Clause[]>} */
    const groups = new Map();
    const ranked = clauses.filter((clause, i) => {
      const isField = clause.fields.length < fields.length;
      const narrows = isExact(clause) ? clause.fields[0] !== leading : isField && hasWords && clause.presence === OPTIONAL;
      if (!narrows || !isFree(clause)) return true;
      const [field] = clause.fields;
      const key = SINGLE_FIELDS.includes(field) ? field : `${field} ${i}`;
      groups.set(key, [...(groups.get(key) || []), clause]);
      return false;
    });
    return { ranked, narrowing: Array.from(groups.values()) };
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ splitNarrowing }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
