// @ts-check
"use strict";

// Results by their days: the newest first, or the oldest.
// Needs: matching.js
(function (search) {
  /** Returns the `last` newest matches, the newest first; or the oldest. @param {Engine} engine @param {Found} found @param {number} last
   * @param {SearchOptions["sort"]} sort */
  async function rankByDay(engine, { matches, clauses, postings, totals }, last, sort) {
    const numbers = matches.numbers.slice().sort();
    if (!numbers.length) return []; // Lunr fails on a required word that no document has
    if (sort === "date") numbers.reverse();
    const ranked = search.rankByLunr(clauses, postings, totals, await engine.lengths(Array.from(numbers.slice(0, last))));
    return ranked.sort((a, b) => (sort === "date" ? Number(b.ref) - Number(a.ref) : Number(a.ref) - Number(b.ref)));
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ rankByDay }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
