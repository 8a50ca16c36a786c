// @ts-check
"use strict";

// A query to results, in steps: parse, expand, match, filter, rank, describe. Runs in a worker or in the page; both call the
// methods of Engine by name, and those that come behind the results (further.js).
// Needs: candidates.js expansion.js impact.js index_files.js matching.js narrowing.js numbering.js query.js results.js scripts.js stop_words.js stemmers/english.js
(function (search) {
  const lunr = search.lunr || globalThis.lunr;
  const PORTION = 32;

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
      const { limit = 10, offset = 0 } = options;
      const last = offset + limit;
      const isByDay = options.sort === "date" || options.sort === "oldest";
      const asked = await this.readQuery(text);
      const isByClasses = search.isRankedByClasses(asked, options);
      if (!isByClasses) await Promise.all([this.bringFurther(), this.files.loadAll(asked.postings)]);
      const found = await (isByClasses ? this.matchByClasses(asked, last) : search.matchAll(this, asked, options));
      const ranked = await (isByDay ? search.rankByDay(this, found, last, options.sort) : this.rankBest(found, last));
      const hits = await this.describe(ranked.slice(offset, last), found.narrowingTerms);
      return { ...search.countMatches(found), hits, terms: found.terms, notes: found.notes };
    }

    /** Returns documents that match a query, the `last` best among them: loads classes of postings until others can't be better.
     * @param {AskedQuery} asked @param {number} last @returns {Promise<Found>} */
    async matchByClasses(asked, last) {
      for (;;) {
        const matches = search.findMatches(asked.clauses, asked.postings, asked.totals, null);
        const terms = search.termsToLoad(matches, last);
        if (!terms.length) return { ...asked, matches, narrowingTerms: [] };
        await Promise.all(terms.map((term) => this.files.loadWeaker(/** @type {TermPostings} */ (asked.postings.get(term)))));
      }
    }

    /** Returns a query's clauses with the index's terms for them, of which the strongest postings are loaded.
     * @param {string} text @returns {Promise<AskedQuery>} */
    async readQuery(text) {
      const manifest = await this.files.open();
      const { fields, totals, phraseFields } = manifest;
      await this.files.needLanguages(text, manifest.languages);
      if (text.includes(":")) await this.bringFurther(); // it knows the names of fields
      const { clauses: parsed, phrases, notes } = search.parseQuery(text, fields, fields.slice(0, phraseFields));
      const { ranked: clauses, narrowing } = search.splitNarrowing(parsed, fields, phrases.some((phrase) => !phrase.isProhibited));
      if (phrases.length || parsed.some(search.isPattern)) await this.bringFurther();
      for (const phrase of phrases) {
        if (phrase.isProhibited) continue;
        for (const part of search.phraseParts(phrase.words)) clauses.push(search.partToClause(part, phrase));
      }
      /** @type {Map<string, TermPostings>} */
      const postings = new Map();
      const expanded = (
        await Promise.all(clauses.map(async (clause, word) => (await search.expand(this.files, clause, postings)).map((each) => ({ ...each, word }))))
      ).flat();
      if (manifest.savedDates && parsed.some((clause) => clause.fields.length === 1 && clause.fields[0] === "date"))
        notes.push(search.savedDatesNote());
      const terms = expanded
        .filter(({ clause }) => clause.presence !== lunr.Query.presence.PROHIBITED)
        .flatMap((each) => each.expanded.flat());
      return { clauses: expanded, phrases, narrowing, postings, totals, terms: Array.from(new Set(terms)), notes };
    }

    /** Returns the `last` best matches, the best first. Takes candidates in portions, those with the highest possible score first,
     * until no other can be better (Fagin's threshold algorithm). @param {Found} found @param {number} last */
    async rankBest({ matches, clauses, postings, totals }, last) {
      const { places, contenders } = search.candidates(matches, last);
      /** @type {Ranked[]} */
      let ranked = [];
      const isDone = (/** @type {number} */ place) => {
        if (ranked.length < last) return false;
        const { score, ref } = ranked[last - 1];
        // of equals the newer comes first, on whatever page of results they are
        const atMost = matches.scores[place] + matches.slack[place] + (matches.numbers[place] > Number(ref) ? search.TINY : -search.TINY);
        return score >= atMost;
      };
      let size = Math.max(last, Math.min(contenders, PORTION));
      for (let at = 0; at < places.length && !isDone(places[at]); at += size, size = PORTION) {
        const lengths = await this.lengths(places.slice(at, at + size).map((place) => matches.numbers[place]));
        ranked = ranked.concat(search.rankByLunr(clauses, postings, totals, lengths));
        ranked.sort((a, b) => b.score - a.score || Number(b.ref) - Number(a.ref));
      }
      return ranked;
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
