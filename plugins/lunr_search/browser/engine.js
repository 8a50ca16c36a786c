// @ts-check
"use strict";

// A query to results, in steps: parse, expand, match, filter, rank, describe. Runs in a worker or in the page; both call the
// methods of Engine by name.
// Needs: expansion.js filters.js index_files.js marking.js matching.js narrowing.js numbering.js phrases.js query.js results.js scripts.js stop_words.js suggestions.js stemmers/english.js
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
    }

    /** Loads what every search needs. */
    async open() {
      await this.files.open();
    }

    /** Drops all files that were loaded. */
    forget() {
      this.files.forget();
    }

    /** Returns tags, authors and headlines that match what has been typed so far. @param {string} text */
    suggest(text) {
      return search.suggest(this, text);
    }

    /** Returns other spellings of a query's words that the archive has. @param {string} text */
    async offers(text) {
      if (!search.offer) await this.files.bringCode(["offers"]);
      return search.offer(this, text);
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

    /** Returns, for each filter, how many matches have each of its values, not narrowed by this filter itself; and counts by month.
     * Names are counted where the options ask for them.
     * @param {string} text @param {SearchOptions} options */
    async counts(text, options) {
      /** @type {Record<string, any>} */
      const counted = {};
      const all = (await this.matchQuery(text, true)).matches;
      for (const name of search.FILTERS) {
        const { fields, lengths } = (await this.files.open()).totals;
        if (name === "name" && lengths[fields.indexOf("names")] && !options.hasNames && !options.filters?.name) continue;
        const others = { ...options.filters };
        delete others[name];
        counted[name] = await search.countValues(this.files, await this.keepChosen(all, { ...options, filters: others }), name);
      }
      counted.months = await search.countMonths(this.files, await this.keepChosen(all, { ...options, from: "", to: "" }));
      return counted;
    }

    /** Returns why a query finds nothing: the words that no article has, how many articles have the query without filters and
     * days, and how many have some of its words. @param {string} text @returns {Promise<Explanation>} */
    async explain(text) {
      const manifest = await this.files.open();
      const { fields, phraseFields, languages, totals } = manifest;
      await this.files.needLanguages(text, languages);
      const { matches } = await this.matchQuery(text, true);
      const { clauses, phrases } = search.parseQuery(text, fields, fields.slice(0, phraseFields));
      const quoted = phrases.filter((phrase) => !phrase.isProhibited).flatMap((phrase) => search.phraseParts(phrase.words).map((part) => search.partToClause(part, phrase)));
      const positive = [...clauses, ...quoted].filter((clause) => clause.presence !== lunr.Query.presence.PROHIBITED);
      /** @type {Map<string, TermPostings>} */
      const postings = new Map();
      const loose = positive.map((clause) => ({ ...clause, presence: lunr.Query.presence.OPTIONAL }));
      const expanded = await Promise.all(loose.map((clause) => search.expand(this.files, clause, postings)));
      const counts = expanded.map((each) => search.findMatches(each, postings, totals, null).numbers.length);
      const missing = positive.filter((_, i) => !counts[i]);
      const toText = (/** @type {Clause} */ { term, fields: names }) => (names.length === 1 ? `${names[0]}:${term}` : term);
      return {
        missing: Array.from(new Set(missing.map(toText))),
        unfiltered: matches.numbers.length,
        some: search.findMatches(expanded.flat(), postings, totals, null).numbers.length,
      };
    }

    /** Returns, for each article, the sentence that shows what was found; from `text` where that is given, else from the
     * article's excerpt, with `isElsewhere` where the rest of the article must have the words. @param {SentenceRequest[]} requests @returns {Promise<Sentence[]>} */
    async sentences(requests) {
      const { languages } = await this.files.open();
      await this.files.needLanguages(requests.flatMap((each) => each.terms).join(" "), languages);
      return Promise.all(
        requests.map(async ({ number, text, terms, isInBody }) => {
          const excerpt = text || (await this.files.excerpt(number));
          const sentence = search.findSentence(excerpt, terms, languages);
          if (sentence.text) return sentence;
          const lede = search.cutSentence(excerpt.split("\n")[0], 0);
          const isElsewhere = !text && Boolean(isInBody) && (excerpt === "" || excerpt.endsWith(" …"));
          return { text: lede, marks: search.findMarks(lede, terms, languages), isElsewhere };
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
