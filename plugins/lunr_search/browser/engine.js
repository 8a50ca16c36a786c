// @ts-check
"use strict";

// A query to results, in steps: parse, expand, match, filter, rank, describe. Runs in a worker or in the page; both call the
// methods of Engine by name, and those that come behind the results (further.js).
// Needs: expansion.js filters.js index_files.js matching.js narrowing.js numbering.js query.js results.js scripts.js stop_words.js stemmers/english.js
(function (search) {
  const lunr = search.lunr || globalThis.lunr;
  const PORTION = 32;

  /** @returns {Note} */
  const savedDatesNote = () => ({
    kind: "saved-dates",
    words: [],
    message: "Some stories do not say when they were published: the day on which their page was saved stands for it.",
  });

  class Engine {
    /** @param {(name: string) => Promise<any[]>} load returns the values of a file
     * @param {(names: string[]) => Promise<any>} loadCode loads files of code */
    constructor(load, loadCode) {
      this.files = new search.IndexFiles(load, loadCode);
      /** @type {Promise<unknown> | null} */
      this.further = null;
    }

    /** Loads what every search needs. */
    async open() {
      await this.files.open();
    }

    /** Drops all files that were loaded. */
    forget() {
      this.files.forget();
    }

    /** Calls a method of this class, or one that comes behind the results. @param {string} method @param {any[]} values @returns {Promise<any>} */
    async call(method, values) {
      if (method in this) return /** @type {any} */ (this)[method](...values);
      await this.bringFurther();
      return /** @type {any} */ (search.further)[method](this, ...values);
    }

    /** Loads further.js, once. Most searches do not need it before they have results. @returns {Promise<unknown>} */
    bringFurther() {
      if (!this.further) {
        const further = search.further ? Promise.resolve() : this.files.bringCode(["further"]);
        further.catch(() => (this.further = null));
        this.further = further;
      }
      return this.further;
    }

    /** Returns the results of a query.
     * @param {string} text @param {SearchOptions} [options] @returns {Promise<EngineResults>} */
    async search(text, options = {}) {
      const found = await this.match(text, options);
      const { limit = 10, offset = 0 } = options;
      const last = offset + limit;
      const ranked = await (options.sort === "date" || options.sort === "oldest" ? this.rankByDay(found, last, options.sort) : this.rankBest(found, last));
      const hits = await this.describe(ranked.slice(offset, last), found.narrowingTerms);
      const { numbers, isWhole } = found.matches;
      return { total: numbers.length, whole: isWhole.reduce((sum, each) => sum + each, 0), hits, terms: found.terms, notes: found.notes };
    }

    /** Returns all documents that match a query and its options, unranked.
     * @param {string} text @param {SearchOptions} [options] @returns {Promise<Found>} */
    async match(text, options = {}) {
      const found = await this.matchQuery(text, Boolean(options.from || options.to || Object.keys(options.filters || {}).length));
      const matches = await this.keepChosen(found.matches, options);
      const { savedDates } = await this.files.open();
      const asksDays = Boolean(options.from || options.to) && !found.notes.some(({ kind }) => kind === "saved-dates");
      return { ...found, matches, notes: asksDays && savedDates ? [...found.notes, savedDatesNote()] : found.notes };
    }

    /** Returns the matches that fit the options. @param {Matches} matches @param {SearchOptions} options */
    async keepChosen(matches, options) {
      const inDays = search.keepDays(matches, await this.files.open(), options);
      const whole = options.all ? search.keepWhere(inDays, (_, isWhole) => isWhole) : inDays;
      return search.keepFiltered(this.files, whole, options.filters || {});
    }

    /** Returns all documents that match a query; where it has no words, all documents if `isAsked`, else none.
     * @param {string} text @param {boolean} isAsked @returns {Promise<Found>} */
    async matchQuery(text, isAsked) {
      const manifest = await this.files.open();
      const { fields, totals, phraseFields } = manifest;
      await this.files.needLanguages(text, manifest.languages);
      const { clauses: parsed, phrases, notes } = search.parseQuery(text, fields, fields.slice(0, phraseFields));
      const { ranked: clauses, narrowing } = search.splitNarrowing(parsed, fields, phrases.some((phrase) => !phrase.isProhibited));
      if (phrases.length) await this.bringFurther();
      for (const phrase of phrases) {
        if (phrase.isProhibited) continue;
        for (const part of search.phraseParts(phrase.words)) clauses.push(search.partToClause(part, phrase));
      }
      /** @type {Map<string, TermPostings>} */
      const postings = new Map();
      const expanded = (
        await Promise.all(clauses.map(async (clause, word) => (await search.expand(this.files, clause, postings)).map((each) => ({ ...each, word }))))
      ).flat();
      const isNegated = clauses.every((clause) => clause.presence === lunr.Query.presence.PROHIBITED);
      const everything = isNegated && (clauses.length || phrases.length || isAsked) ? await this.files.allNumbers() : null;
      let matches = search.findMatches(expanded, postings, totals, everything);
      for (const phrase of phrases) matches = await search.keepPhrase(this.files, phrase, matches);
      const narrowingTerms = [];
      for (const group of narrowing) {
        const narrowed = await search.keepNarrowed(this.files, matches, group);
        matches = narrowed.matches;
        narrowingTerms.push(...narrowed.terms);
      }
      const terms = expanded
        .filter(({ clause }) => clause.presence !== lunr.Query.presence.PROHIBITED)
        .flatMap((each) => each.expanded.flat());
      if (manifest.savedDates && parsed.some((clause) => clause.fields.length === 1 && clause.fields[0] === "date"))
        notes.push(savedDatesNote());
      return { matches, clauses: expanded, postings, totals, terms: Array.from(new Set([...terms, ...narrowingTerms])), narrowingTerms, notes };
    }

    /** Returns the `last` best matches, the best first. Takes candidates in portions, those with the highest possible score first,
     * until no other can be better (Fagin's threshold algorithm). @param {Found} found @param {number} last */
    async rankBest({ matches, clauses, postings, totals }, last) {
      const { places, open } = search.candidates(matches, last);
      /** @type {Ranked[]} */
      let ranked = [];
      const isDone = (/** @type {number} */ place) =>
        ranked.length >= last && ranked[last - 1].score >= matches.scores[place] + matches.slack[place] - search.TINY;
      let size = Math.max(last, Math.min(open, PORTION));
      for (let at = 0; at < places.length && !isDone(places[at]); at += size, size = PORTION) {
        const lengths = await this.lengths(places.slice(at, at + size).map((place) => matches.numbers[place]));
        ranked = ranked.concat(search.rankByLunr(clauses, postings, totals, lengths));
        ranked.sort((a, b) => b.score - a.score || Number(b.ref) - Number(a.ref));
      }
      return ranked;
    }

    /** Returns the `last` newest matches, the newest first; or the oldest. @param {Found} found @param {number} last @param {"date" | "oldest"} sort */
    async rankByDay({ matches, clauses, postings, totals }, last, sort) {
      const numbers = matches.numbers.slice().sort();
      if (!numbers.length) return []; // Lunr fails on a required word that no document has
      if (sort === "date") numbers.reverse();
      const ranked = search.rankByLunr(clauses, postings, totals, await this.lengths(Array.from(numbers.slice(0, last))));
      return ranked.sort((a, b) => (sort === "date" ? Number(b.ref) - Number(a.ref) : Number(a.ref) - Number(b.ref)));
    }

    /** Returns, for each document, the lengths of those fields whose step is a range of lengths.
     * @param {number[]} numbers @returns {Promise<Lengths>} */
    async lengths(numbers) {
      const rows = await Promise.all(numbers.map((number) => this.files.record(number)));
      return new Map(
        rows.map(([number, , , pairs]) => {
          const lengths = new Map();
          for (let i = 0; i < pairs.length; i += 2) lengths.set(pairs[i], pairs[i + 1]);
          return [number, lengths];
        }),
      );
    }

    /** Returns ranked documents with their title, URL, section, date and picture. @param {Ranked[]} ranked
     * @param {string[]} [narrowingTerms] terms of headline and body that narrowed the results @returns {Promise<Hit[]>} */
    async describe(ranked, narrowingTerms = []) {
      const manifest = await this.files.open();
      return Promise.all(
        ranked.map(async ({ ref, score, matchData }) => {
          const number = Number(ref);
          const date = search.dayToDate(Math.floor(number / 2 ** manifest.slotBits) + manifest.firstDay);
          const [, title, section, , own, picture, isSavedDate] = await this.files.record(number);
          const url = own || search.titleToAddress(title, date);
          const found = Object.keys(matchData.metadata);
          const bodyTerms = found.filter((term) => "body" in /** @type {object} */ (matchData.metadata[term]));
          const hit = { number, score, url, title, section, date, terms: [...found, ...narrowingTerms], isInBody: bodyTerms.length > 0 };
          return { ...hit, ...(picture && { picture }), ...(isSavedDate && { isSavedDate: true }) };
        }),
      );
    }
  }

  /** Returns an error as data that can be sent to another thread. @param {any} error */
  function errorToData(error) {
    if (error instanceof search.QueryError) return { kind: "query", message: error.message, start: error.start, end: error.end };
    if (error instanceof search.RebuiltError) return { kind: "rebuilt", message: "The archive was rebuilt while it was read. Load the page anew." };
    return { kind: "fault", message: `The search failed: ${error && error.message}` };
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ errorToData, Engine }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
