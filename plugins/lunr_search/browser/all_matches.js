// @ts-check
"use strict";

// All documents that a query matches: what is counted, filtered, narrowed or sorted by day needs them all.
// Needs: columns.js filters.js matching.js phrases.js
(function (search) {
  const lunr = search.lunr || globalThis.lunr;

  /** @returns {Note} */
  const savedDatesNote = () => ({
    kind: "saved-dates",
    words: [],
    message: "Some stories do not say when they were published: the day on which their page was saved stands for it.",
  });

  /** Returns all documents that match a query and its options, unranked.
   * @param {Engine} engine @param {AskedQuery} asked @param {SearchOptions} options @returns {Promise<Found>} */
  async function matchAll({ files }, asked, options) {
    const asksDays = Boolean(options.from || options.to);
    const isAsked = asksDays || Object.keys(options.filters || {}).length > 0;
    const found = await matchWords(files, asked, isAsked);
    const matches = isAsked || options.all ? await search.keepChosen(files, found.matches, options) : found.matches;
    const { savedDates } = await files.open();
    const isNoted = asksDays && savedDates && !found.notes.some(({ kind }) => kind === "saved-dates");
    return { ...found, matches, notes: isNoted ? [...found.notes, savedDatesNote()] : found.notes };
  }

  /** Returns all documents that match a query; all documents where it has no words. @param {Engine} engine @param {string} text @returns {Promise<Found>} */
  async function matchQuery(engine, text) {
    return matchWords(engine.files, await engine.readQuery(text), true);
  }

  /** Returns all documents that match a query that was read; where it has no words, all documents if `isAsked`, else none.
   * @param {IndexFiles} files @param {AskedQuery} asked @param {boolean} isAsked @returns {Promise<Found>} */
  async function matchWords(files, asked, isAsked) {
    const { clauses, phrases, narrowing, postings, totals } = asked;
    await files.loadAll(postings);
    const isNegated = clauses.every(({ clause }) => clause.presence === lunr.Query.presence.PROHIBITED);
    const isOfAll = isNegated && (clauses.length > 0 || phrases.length > 0 || isAsked);
    const everything = isOfAll ? await search.allNumbers(files) : null;
    let matches = search.findMatches(clauses, postings, totals, everything);
    for (const phrase of phrases) matches = await search.keepPhrase(files, phrase, matches);
    const narrowingTerms = [];
    for (const group of narrowing) {
      const narrowed = await search.keepNarrowed(files, matches, group);
      matches = narrowed.matches;
      narrowingTerms.push(...narrowed.terms);
    }
    return { ...asked, matches, terms: Array.from(new Set([...asked.terms, ...narrowingTerms])), narrowingTerms };
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ matchAll, matchQuery, savedDatesNote }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
