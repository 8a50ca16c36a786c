// @ts-check
"use strict";

// A query to results, in steps: parse, expand, match, filter, rank, describe. Runs in a worker or in the page; both call the
// methods of Engine by name.
// Needs: expansion.js filters.js index_files.js marking.js matching.js numbering.js phrases.js query.js results.js scripts.js suggestions.js stemmers/english.js
(function (search) {
  const lunr = search.lunr || globalThis.lunr;
  const PORTION = 32;

  class Engine {
    /** @param {(name: string) => Promise<any[]>} load returns the values of a file
     * @param {(names: string[]) => Promise<any>} loadCode loads files of code */
    constructor(load, loadCode) {
      this.files = new search.IndexFiles(load, loadCode);
    }

    /** Drops all files that were loaded. */
    forget() {
      this.files.forget();
    }

    /** Returns tags, authors and headlines that match what has been typed so far. @param {string} text */
    suggest(text) {
      return search.suggest(this, text);
    }

    /** Returns the query with unknown words replaced by similar words of the archive; null where there are none. @param {string} text */
    correct(text) {
      return search.correct(this, text);
    }

    /** Returns other spellings of a query's words that the archive has. @param {string} text */
    offers(text) {
      return search.offer(this, text);
    }

    /** Returns the results of a query.
     * @param {string} text @param {SearchOptions} [options] @returns {Promise<EngineResults>} */
    async search(text, options = {}) {
      const found = await this.match(text, options);
      const { limit = 10, offset = 0 } = options;
      const last = offset + limit;
      const ranked = await (options.sort === "date" ? this.rankNewest(found, last) : this.rankBest(found, last));
      const hits = await this.describe(ranked.slice(offset, last));
      return { total: found.matches.numbers.length, hits, terms: found.terms, notes: [] };
    }

    /** Returns all documents that match a query and its options, unranked.
     * @param {string} text @param {SearchOptions} [options] @returns {Promise<Found>} */
    async match(text, options = {}) {
      const manifest = await this.files.open();
      const { fields, totals, phraseFields } = manifest;
      const { clauses, phrases } = search.parseQuery(text, fields, fields.slice(0, phraseFields));
      await this.files.needLanguages(text, manifest.languages);
      for (const { words, fields: names, isProhibited } of phrases) {
        if (words.every(search.isLeftOut)) throw new search.QueryError(`The words of “${words.join(" ")}” are too common to be searched.`, 0, 0);
        if (isProhibited) continue;
        for (const word of words) {
          if (!search.isLeftOut(word)) {
            clauses.push({ term: word, fields: names, boost: 1, usePipeline: true, presence: lunr.Query.presence.REQUIRED });
          }
        }
      }
      /** @type {Map<string, TermPostings>} */
      const postings = new Map();
      const expanded = await Promise.all(clauses.map((clause) => search.expand(this.files, clause, postings)));
      const isNegated = clauses.every((clause) => clause.presence === lunr.Query.presence.PROHIBITED);
      const hasRange = Boolean(options.from || options.to || Object.keys(options.filters || {}).length);
      const everything = isNegated && (clauses.length || phrases.length || hasRange) ? await this.files.allNumbers() : null;
      let matches = search.findMatches(expanded, postings, totals, everything);
      for (const phrase of phrases) matches = await search.keepPhrase(this.files, phrase, matches);
      matches = await search.keepFiltered(this.files, search.keepDays(matches, manifest, options), options.filters || {});
      const terms = expanded
        .filter(({ clause }) => clause.presence !== lunr.Query.presence.PROHIBITED)
        .flatMap((each) => each.expanded.flat());
      return { matches, clauses: expanded, postings, totals, terms: Array.from(new Set(terms)) };
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

    /** Returns the `last` newest matches, the newest first. @param {Found} found @param {number} last */
    async rankNewest({ matches, clauses, postings, totals }, last) {
      const newest = matches.numbers.slice().sort().reverse().slice(0, last);
      const ranked = search.rankByLunr(clauses, postings, totals, await this.lengths(Array.from(newest)));
      return ranked.sort((a, b) => Number(b.ref) - Number(a.ref));
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

    /** Returns ranked documents with their title, URL, section, date and picture. @param {Ranked[]} ranked @returns {Promise<Hit[]>} */
    async describe(ranked) {
      const manifest = await this.files.open();
      return Promise.all(
        ranked.map(async ({ ref, score, matchData }) => {
          const number = Number(ref);
          const date = search.dayToDate(Math.floor(number / 2 ** manifest.slotBits) + manifest.firstDay);
          const [, title, section, , own, picture] = await this.files.record(number);
          const url = own || search.titleToAddress(title, date);
          const hit = { number, score, url, title, section, date, terms: Object.keys(matchData.metadata) };
          return picture ? { ...hit, picture } : hit;
        }),
      );
    }

    /** Returns, for each filter, how many matches have each of its values, not narrowed by this filter itself; and counts by month.
     * @param {string} text @param {SearchOptions} options */
    async counts(text, options) {
      /** @type {Record<string, any>} */
      const counted = {};
      for (const name of search.FILTERS) {
        const others = { ...options.filters };
        delete others[name];
        const { matches } = await this.match(text, { ...options, filters: others });
        counted[name] = await search.countValues(this.files, matches, name);
      }
      const { matches } = await this.match(text, { filters: options.filters });
      counted.months = await search.countMonths(this.files, matches);
      return counted;
    }

    /** Returns, for each article, the sentence that shows what was found; from its lede where `text` is null.
     * @param {{number: number, text: string | null, terms: string[]}[]} requests */
    async sentences(requests) {
      const { languages } = await this.files.open();
      await this.files.needLanguages(requests.flatMap((each) => each.terms).join(" "), languages);
      return Promise.all(
        requests.map(async ({ number, text, terms }) => {
          const sentence = text === null ? null : search.findSentence(text, terms, languages);
          if (sentence && sentence.text) return sentence;
          const [lede] = await this.files.ledes([number]);
          return { text: lede, marks: search.findMarks(lede, terms, languages) };
        }),
      );
    }

    /** Returns the marks in each text. @param {string[]} texts @param {string[]} terms */
    async marks(texts, terms) {
      const { languages } = await this.files.open();
      await this.files.needLanguages(terms.join(" "), languages);
      return texts.map((text) => search.findMarks(text, terms, languages));
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
