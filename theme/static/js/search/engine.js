// @ts-check
"use strict";

// A query to results: finds out which files it needs, has them loaded, and puts the answer together. Runs in a worker or in
// the page; `load(name)` gives the values that the file of this name hands over.
(function (search) {
  const lunr = search.lunr || globalThis.lunr;
  const MAX_TERMS = 3000;
  const MAX_FILES = 80;
  const MAX_DISTANCE = 3;
  const MAX_NAMES = 5;
  const MAX_SUGGESTION_FILES = 4;
  const PORTION = 32;
  const DAY_MS = 86_400_000;
  const ORDINAL_OF_1970 = 719_163;

  /**
   * @typedef {{sort?: "score" | "date", from?: string, to?: string, filters?: Record<string, string[]>, limit?: number, offset?: number}} Options
   * @typedef {{number: number, score: number, url: string, title: string, section: string, date: string, terms: string[]}} Hit
   */

  class Engine {
    /** @param {(name: string) => Promise<any[]>} load brings a file's values
     * @param {(names: string[]) => Promise<any>} needLanguages brings files of code by their names */
    constructor(load, needLanguages) {
      this.bring = load;
      this.bringCode = needLanguages;
      this.forget();
    }

    /** Forgets all that was loaded. */
    forget() {
      /** @type {Map<string, Promise<any[]>>} */
      this.files = new Map();
      this.unpacked = new Map();
      /** @type {Promise<any> | null} */
      this.opening = null;
    }

    /** The values of a file, brought once. @param {string} name @returns {Promise<any[]>} */
    load(name) {
      let values = this.files.get(name);
      if (!values) {
        values = this.bring(name);
        this.files.set(name, values);
        values.catch(() => this.files.delete(name));
      }
      return values;
    }

    /** Brings the stemmers that a text needs and that are not there yet. @param {string} text @param {string[]} languages */
    async needLanguages(text, languages) {
      const missing = search.neededLanguages(text, languages).filter((/** @type {string} */ code) => !search.stemmers[code]);
      if (missing.length) await this.bringCode(missing.map((/** @type {string} */ code) => `stemmers/${search.LANGUAGES[code].file}`));
    }

    /** The manifest, loaded once. */
    open() {
      this.opening = this.opening || this.load("manifest").then(([manifest]) => {
        const { documents, fields, lengths } = manifest;
        Object.assign(search.LANGUAGES, manifest.stemmers);
        return {
          ...manifest,
          totals: { documents, fields, lengths },
          termKeys: search.textToKeys(manifest.terms),
        };
      });
      this.opening.catch(() => {
        this.opening = null;
      });
      return this.opening;
    }

    /** The results of a query.
     * @param {string} text @param {Options} [options] */
    async search(text, options = {}) {
      const found = await this.match(text, options);
      const { limit = 10, offset = 0 } = options;
      const last = offset + limit;
      const ranked = await (options.sort === "date" ? this.rankNewest(found, last) : this.rankBest(found, last));
      const hits = await this.describe(ranked.slice(offset, last));
      return { total: found.matches.numbers.length, hits, terms: found.terms };
    }

    /** All documents that a query and its options let through.
     * @param {string} text @param {Options} [options] */
    async match(text, options = {}) {
      const manifest = await this.open();
      const { fields, totals, phraseFields } = manifest;
      const { clauses, phrases } = search.parseQuery(text, fields, fields.slice(0, phraseFields));
      await this.needLanguages(text, manifest.languages);
      for (const { words, fields: names, isProhibited } of phrases) {
        if (words.every(isLeftOut)) throw new search.QueryError(`The words of “${words.join(" ")}” are too common to be searched.`, 0, 0);
        if (isProhibited) continue;
        for (const word of words) {
          if (!isLeftOut(word)) {
            clauses.push({ term: word, fields: names, boost: 1, usePipeline: true, presence: lunr.Query.presence.REQUIRED });
          }
        }
      }
      /** @type {Map<string, any>} */
      const postings = new Map();
      const expanded = await Promise.all(clauses.map((clause) => this.expand(clause, postings)));
      const isNegated = clauses.every((clause) => clause.presence === lunr.Query.presence.PROHIBITED);
      const hasRange = Boolean(options.from || options.to || Object.keys(options.filters || {}).length);
      const everything = isNegated && (clauses.length || phrases.length || hasRange) ? await this.allNumbers() : null;
      let matches = search.findMatches(expanded, postings, totals, everything);
      for (const phrase of phrases) matches = await this.keepPhrase(phrase, matches);
      matches = await this.keepFiltered(keepDays(matches, manifest, options), options.filters || {});
      const terms = expanded
        .filter(({ clause }) => clause.presence !== lunr.Query.presence.PROHIBITED)
        .flatMap((each) => each.expanded.flat());
      return { matches, clauses: expanded, postings, totals, terms: Array.from(new Set(terms)) };
    }

    /** What each term of a clause stands for in the index; their postings go into `postings`.
     * @param {any} clause @param {Map<string, any>} postings */
    async expand(clause, postings) {
      const manifest = await this.open();
      if (!clause.usePipeline || "editDistance" in clause) {
        const words = clause.usePipeline ? search.wordToTerms(clause.term, manifest.languages) : [clause.term];
        const expanded = await Promise.all(words.map((/** @type {string} */ word) => this.expandPattern(word, clause, postings)));
        return { clause, expanded };
      }
      const terms = wordsOfClause(clause, manifest.languages).filter((term) => !manifest.absent.includes(term));
      const known = (await Promise.all(terms.map((term) => this.loadTerm(term, postings)))).flat();
      // of a word's readings in several languages only those count that the archive has
      return { clause, expanded: known.length ? known.map((term) => [term]) : [[]] };
    }

    /** @param {string} pattern with * or to be matched by distance @param {any} clause @param {Map<string, any>} postings */
    async expandPattern(pattern, clause, postings) {
      const manifest = await this.open();
      const isFuzzy = "editDistance" in clause;
      const distance = isFuzzy ? clause.editDistance : 0;
      if (distance > MAX_DISTANCE) throw new search.QueryError(`After ~ at most ${MAX_DISTANCE} is allowed.`, 0, 0);
      const star = isFuzzy ? -1 : pattern.indexOf("*");
      const candidates = new Set();
      if (star > 0 && star === pattern.length - 1) {
        // all that begins alike lies in neighbouring files, which are needed anyway
        const beginning = pattern.slice(0, -1);
        const indexes = search.findKeys(manifest.termKeys, beginning);
        this.checkFiles(indexes.length, pattern);
        const files = await Promise.all(indexes.map((/** @type {number} */ index) => this.loadTermFile(index)));
        for (const file of files) for (const term of file.terms) if (term.startsWith(beginning)) candidates.add(term);
      } else {
        for (const term of await this.listTerms(pattern, star, distance)) candidates.add(term);
      }
      const builder = new lunr.TokenSet.Builder();
      for (const term of Array.from(candidates).sort()) builder.insert(term);
      builder.finish();
      const terms = builder.root.intersect(lunr.TokenSet.fromClause({ ...clause, term: pattern })).toArray();
      if (terms.length > MAX_TERMS) throw new search.QueryError(`Too many words match “${pattern}”: give more letters.`, 0, 0);
      this.checkFiles(new Set(terms.map((/** @type {string} */ term) => search.findKey(manifest.termKeys, term))).size, pattern);
      await Promise.all(terms.map((/** @type {string} */ term) => this.loadTerm(term, postings)));
      return terms;
    }

    /** The words of the directory among which those of a pattern are.
     * @param {string} pattern @param {number} star where its first * is, or -1 @param {number} distance @returns {Promise<string[]>} */
    async listTerms(pattern, star, distance) {
      const signs = Array.from(pattern);
      if (star === -1) {
        // with one letter wrong or two swapped, the word's beginning or its end is still right
        const size = Math.floor(signs.length / 2);
        if (distance === 1 && size) {
          const head = signs.slice(0, size - 1).join("");
          const tail = signs.slice(size).reverse().join("");
          const [forward, backward] = await Promise.all([this.listBeginning("d", head), this.listBeginning("e", tail)]);
          return forward.concat(backward);
        }
        return this.listBeginning("d", "");
      }
      if (star > 0) return this.listBeginning("d", pattern.slice(0, star));
      return this.listBeginning("e", signs.slice(pattern.lastIndexOf("*") + 1).reverse().join(""));
    }

    /** The terms with this beginning out of the directory, or (e) those whose reversed letters begin so.
     * @param {"d" | "e"} folder @param {string} beginning @returns {Promise<string[]>} */
    async listBeginning(folder, beginning) {
      await this.open();
      const keys = search.textToKeys((await this.load("directory"))[folder === "d" ? 0 : 1]);
      const parts = await Promise.all(
        search.findKeys(keys, beginning).map(async (/** @type {number} */ index) => {
          const [key, nextKey, text] = await this.load(`${folder}/${search.keyToName(keys[index])}`);
          if (key !== keys[index] || nextKey !== (keys[index + 1] || "")) throw new search.RebuiltError();
          return text.split(" ").filter((/** @type {string} */ term) => term.startsWith(beginning));
        }),
      );
      const terms = parts.flat();
      return folder === "d" ? terms : terms.map((term) => Array.from(term).reverse().join(""));
    }

    /** @param {number} count @param {string} pattern */
    checkFiles(count, pattern) {
      if (count > MAX_FILES) throw new search.QueryError(`Too many words match “${pattern}”: give more letters.`, 0, 0);
    }

    /** Puts a term's postings into `postings`; gives the term, or nothing where the archive has it not.
     * @param {string} term @param {Map<string, any>} postings @returns {Promise<string[]>} */
    async loadTerm(term, postings) {
      const manifest = await this.open();
      if (!manifest.termKeys.length) return [];
      const file = await this.loadTermFile(search.findKey(manifest.termKeys, term));
      const place = file.terms.indexOf(term);
      if (place < 0) return [];
      if (!postings.has(term)) {
        postings.set(term, search.decodePostings(file.bytes, file.starts[place], manifest.fields.length, manifest.numberBits));
      }
      return [term];
    }

    /** A file of terms, by its place among the manifest's keys. @param {number} index @param {"t" | "p"} [folder] */
    async loadTermFile(index, folder = "t") {
      const manifest = await this.open();
      const key = manifest.termKeys[index];
      const [signature, first, next, words, data] = await this.load(`${folder}/${search.keyToName(key)}`);
      const isSame = signature === manifest.signature && first === key && next === (manifest.termKeys[index + 1] || "");
      if (!isSame) throw new search.RebuiltError();
      return this.unpack(`${folder}/${key}`, words, data);
    }

    /** A file's terms and bytes, unpacked once. @param {string} name @param {string} words @param {string} data */
    unpack(name, words, data) {
      if (!this.unpacked.has(name)) {
        const terms = words.split(" ");
        const bytes = search.base64ToBytes(data);
        this.unpacked.set(name, { terms, bytes, starts: search.recordStarts(bytes, terms.length) });
      }
      return this.unpacked.get(name);
    }

    /** All documents' numbers, ascending. @returns {Promise<Uint32Array>} */
    async allNumbers() {
      const columns = await this.loadColumns("lang");
      return Uint32Array.from(columns.flatMap((column) => Array.from(column.numbers)));
    }

    /** A filter's columns, one for each year. @param {string} name */
    async loadColumns(name) {
      const manifest = await this.open();
      return Promise.all(
        manifest.years.map(async (/** @type {number} */ year) => {
          const columns = await this.load(`f/${year}`);
          const place = 2 * search.FILTERS.indexOf(name);
          return search.decodeColumn(columns[place], columns[place + 1]);
        }),
      );
    }

    /** For each value of a filter how many of the matches have it, the most frequent first.
     * @param {{numbers: Float64Array}} matches @param {string} name @returns {Promise<[string, number][]>} */
    async countValues(matches, name) {
      const wanted = new Set(matches.numbers);
      const counts = new Map();
      for (const column of await this.loadColumns(name)) {
        column.numbers.forEach((/** @type {number} */ number, /** @type {number} */ i) => {
          if (!wanted.has(number)) return;
          for (const place of column.values[i]) counts.set(column.names[place], (counts.get(column.names[place]) || 0) + 1);
        });
      }
      return Array.from(counts).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    }

    /** How many of the matches fall into each month, as `2025-02`. @param {{numbers: Float64Array}} matches */
    async countMonths(matches) {
      const manifest = await this.open();
      /** @type {Record<string, number>} */
      const counts = {};
      const slots = 2 ** manifest.slotBits;
      const days = new Map();
      for (const number of matches.numbers) {
        const day = Math.floor(number / slots);
        days.set(day, (days.get(day) || 0) + 1);
      }
      for (const [day, count] of days) {
        const month = dayToDate(day + manifest.firstDay).slice(0, 7);
        counts[month] = (counts[month] || 0) + count;
      }
      return counts;
    }

    /** @param {any} matches @param {Record<string, string[]>} filters */
    async keepFiltered(matches, filters) {
      for (const [name, values] of Object.entries(filters)) {
        if (!values.length || !search.FILTERS.includes(name)) continue;
        const kept = new Set();
        for (const column of await this.loadColumns(name)) {
          const places = new Set(values.map((value) => column.names.indexOf(value)));
          column.numbers.forEach((/** @type {number} */ number, /** @type {number} */ i) => {
            if (column.values[i].some((/** @type {number} */ place) => places.has(place))) kept.add(number);
          });
        }
        matches = keepWhere(matches, (number) => kept.has(number));
      }
      return matches;
    }

    /** Leaves the documents in which a phrase stands, or, where it is prohibited, the others.
     * @param {any} phrase @param {any} matches */
    async keepPhrase(phrase, matches) {
      const manifest = await this.open();
      const parts = phrase.words.map((/** @type {string} */ word, /** @type {number} */ place) => ({ word, place }));
      const wanted = new Set(matches.numbers);
      const found = await Promise.all(
        parts.map(async (/** @type {{word: string, place: number}} */ { word, place }) => {
          if (isLeftOut(word)) return null;
          const terms = search.wordToTerms(word, manifest.languages);
          const positions = await Promise.all(terms.map((/** @type {string} */ term) => this.loadPositions(term, phrase.fields, wanted)));
          return { place, positions };
        }),
      );
      const words = found.filter(Boolean);
      if (!words.length) return matches; // stop words alone say nothing
      const hits = findPhrase(words);
      return keepWhere(matches, (number) => hits.has(number) !== phrase.isProhibited);
    }

    /** Where a term stands in the wanted documents: by field and number, `field/number` → positions.
     * @param {string} term @param {string[]} names @param {Set<number>} wanted @returns {Promise<Map<string, Uint32Array>>} */
    async loadPositions(term, names, wanted) {
      const manifest = await this.open();
      const index = search.findKey(manifest.termKeys, term);
      const file = await this.loadTermFile(index);
      const place = file.terms.indexOf(term);
      const all = new Map();
      if (place < 0) return all;
      const fields = search.decodePostings(file.bytes, file.starts[place], manifest.fields.length, manifest.numberBits);
      /** @type {{older: [number, number, number][], recent: [number, number, number][]}} */
      const rows = { older: [], recent: [] };
      for (let field = 0; field < manifest.phraseFields; field += 1) {
        const postings = fields[field];
        if (!postings) continue;
        postings.numbers.forEach((/** @type {number} */ number, /** @type {number} */ i) => {
          rows[number < manifest.recentFrom ? "older" : "recent"].push([field, number, postings.counts[i]]);
        });
      }
      /** @param {[number, number, number][]} some @param {any} source */
      const add = (some, source) => {
        const at = source.terms.indexOf(term);
        if (at < 0) throw new search.RebuiltError();
        const positions = search.decodePositions(source.bytes, source.starts[at], some.map((row) => row[2]));
        some.forEach(([field, number], i) => {
          if (wanted.has(number) && names.includes(manifest.fields[field])) all.set(`${field}/${number}`, positions[i]);
        });
      };
      if (rows.older.length) add(rows.older, await this.loadTermFile(index, "p"));
      if (rows.recent.length) {
        const name = `q/${search.fnv1a(term) % manifest.recentFiles}`;
        const [signature, words, data] = await this.load(name);
        if (signature !== manifest.signature) throw new search.RebuiltError();
        add(rows.recent, this.unpack(name, words, data));
      }
      return all;
    }

    /** The `last` best of what was found, best first. Takes the candidates in the order of what they can score at most, in
     * portions, until none that is left can be better (Fagin's threshold algorithm). @param {any} found @param {number} last */
    async rankBest({ matches, clauses, postings, totals }, last) {
      const { places, open } = search.candidates(matches, last);
      /** @type {any[]} */
      let ranked = [];
      const isDone = (/** @type {number} */ place) =>
        ranked.length >= last && ranked[last - 1].score >= matches.scores[place] + matches.slack[place] - search.TINY;
      let size = Math.max(last, Math.min(open, PORTION));
      for (let at = 0; at < places.length && !isDone(places[at]); at += size, size = PORTION) {
        const lengths = await this.lengths(places.slice(at, at + size).map((place) => matches.numbers[place]));
        ranked = ranked.concat(search.rankByLunr(clauses, postings, totals, lengths));
        ranked.sort((a, b) => b.score - a.score || b.ref - a.ref);
      }
      return ranked;
    }

    /** The `last` newest of what was found, newest first. @param {any} found @param {number} last */
    async rankNewest({ matches, clauses, postings, totals }, last) {
      const newest = matches.numbers.slice().sort().reverse().slice(0, last);
      const ranked = search.rankByLunr(clauses, postings, totals, await this.lengths(Array.from(newest)));
      return ranked.sort((/** @type {any} */ a, /** @type {any} */ b) => b.ref - a.ref);
    }

    /** A document's record: number, title, section, lengths of long fields, address where it isn't the usual. @param {number} number */
    async record(number) {
      const manifest = await this.open();
      const [rows] = await this.load(`r/${Math.floor(number / 2 ** manifest.recordBits)}`);
      const row = rows.find((/** @type {any[]} */ each) => each[0] === number);
      if (!row) throw new search.RebuiltError();
      return row;
    }

    /** For some documents the lengths of those fields whose steps tell them only roughly.
     * @param {number[]} numbers @returns {Promise<Map<number, Map<number, number>>>} */
    async lengths(numbers) {
      const rows = await Promise.all(numbers.map((number) => this.record(number)));
      return new Map(
        rows.map(([number, , , pairs]) => {
          const lengths = new Map();
          for (let i = 0; i < pairs.length; i += 2) lengths.set(pairs[i], pairs[i + 1]);
          return [number, lengths];
        }),
      );
    }

    /** Adds title, address, section and date to ranked documents. @param {any[]} ranked @returns {Promise<Hit[]>} */
    async describe(ranked) {
      const manifest = await this.open();
      return Promise.all(
        ranked.map(async ({ ref, score, matchData }) => {
          const number = Number(ref);
          const date = dayToDate(Math.floor(number / 2 ** manifest.slotBits) + manifest.firstDay);
          const [, title, section, , url = search.titleToAddress(title, date)] = await this.record(number);
          return { number, score, url, title, section, date, terms: Object.keys(matchData.metadata) };
        }),
      );
    }

    /** For each filter its values with their counts, as they are without this filter's own choice; and counts by month.
     * @param {string} text @param {Options} options */
    async counts(text, options) {
      /** @type {Record<string, any>} */
      const counted = {};
      for (const name of search.FILTERS) {
        const others = { ...options.filters };
        delete others[name];
        const { matches } = await this.match(text, { ...options, filters: others });
        counted[name] = await this.countValues(matches, name);
      }
      const { matches } = await this.match(text, { filters: options.filters });
      counted.months = await this.countMonths(matches);
      return counted;
    }

    /** Tags, authors and headlines that fit what has been typed so far; its last word may be unfinished.
     * @param {string} text @returns {Promise<{kind: string, name: string, url: string}[]>} */
    async suggest(text) {
      const manifest = await this.open();
      const typed = search.plainWords(text);
      if (!typed.length) return [];
      const last = typed[typed.length - 1];
      const [keys] = await this.load("names");
      const key = Array.from(last).slice(0, 2).join("");
      const names = keys.includes(key) ? (await this.load(`n/${search.keyToName(key)}`))[0] : [];
      const fitting = names
        .filter((/** @type {string[]} */ [, name]) => {
          const words = search.plainWords(name);
          return typed.every((word) => words.some((/** @type {string} */ each) => each.startsWith(word)));
        })
        .slice(0, MAX_NAMES)
        .map((/** @type {string[]} */ [kind, name, url]) => ({ kind, name, url }));
      const words = search.textToWords(text).map(search.trimWord).filter(Boolean);
      const end = words.pop() || "";
      if (end.length < 3 || search.findKeys(manifest.termKeys, end).length > MAX_SUGGESTION_FILES) return fitting;
      const escape = (/** @type {string} */ word) => word.replace(/[~^:*+\\-]/g, "\\$&");
      const query = [...words.map((word) => `+title:${escape(word)}`), `+title:${escape(end)}*`].join(" ");
      const { hits } = await this.search(query, { sort: "date", limit: MAX_NAMES });
      return fitting.concat(hits.map(({ title, url }) => ({ kind: "article", name: title, url })));
    }

    /** The query with words that the archive does not know replaced by the nearest that it knows; or null.
     * @param {string} text @returns {Promise<string | null>} */
    async correct(text) {
      const { fields, phraseFields, languages } = await this.open();
      let corrected = text;
      for (const clause of search.parseQuery(text, fields, fields.slice(0, phraseFields)).clauses) {
        if (!clause.usePipeline || "editDistance" in clause || clause.presence === lunr.Query.presence.PROHIBITED) continue;
        const { expanded } = await this.expand(clause, new Map());
        if (expanded.flat().length || clause.term.length < 4) continue;
        const postings = new Map();
        for (const editDistance of [1, 2]) {
          const fuzzy = { ...clause, fields, editDistance };
          const found = await this.expand(fuzzy, postings).catch(() => null);
          if (!found || found.expanded.flat().length) break;
        }
        const size = (/** @type {any} */ term) => postings.get(term).reduce((/** @type {number} */ sum, /** @type {any} */ field) => sum + (field ? field.numbers.length : 0), 0);
        const [best] = Array.from(postings.keys()).sort((a, b) => size(b) - size(a));
        if (!best) return null;
        corrected = corrected.replace(new RegExp(clause.term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "i"), await this.termToWord(best, languages));
      }
      return corrected === text ? null : corrected;
    }

    /** A word of the archive's headlines that became a term; else the term itself. @param {string} term @param {string[]} languages */
    async termToWord(term, languages) {
      const postings = new Map();
      await this.loadTerm(term, postings);
      const { totals } = await this.open();
      const title = postings.get(term)?.[0];
      if (!title) return term;
      const newest = await this.lengths(Array.from(title.numbers.slice(-1)));
      const clause = { term, fields: totals.fields, boost: 1, presence: lunr.Query.presence.OPTIONAL };
      const [hit] = await this.describe(search.rankByLunr([{ clause, expanded: [[term]] }], postings, totals, newest));
      const [[start, end] = [0, 0]] = search.findMarks(hit.title, [term], languages);
      return end ? hit.title.slice(start, end).replace(/['’]s$/, "").toLowerCase() : term;
    }

    /** For texts of articles (or null, then the lede) the sentence that shows what was found.
     * @param {{number: number, text: string | null, terms: string[]}[]} requests */
    async sentences(requests) {
      const { languages } = await this.open();
      await this.needLanguages(requests.flatMap((each) => each.terms).join(" "), languages);
      return Promise.all(
        requests.map(async ({ number, text, terms }) => {
          const sentence = text === null ? null : search.findSentence(text, terms, languages);
          if (sentence && sentence.text) return sentence;
          const [lede] = await this.ledes([number]);
          return { text: lede, marks: search.findMarks(lede, terms, languages) };
        }),
      );
    }

    /** The marks in texts. @param {string[]} texts @param {string[]} terms */
    async marks(texts, terms) {
      const { languages } = await this.open();
      await this.needLanguages(terms.join(" "), languages);
      return texts.map((text) => search.findMarks(text, terms, languages));
    }

    /** The ledes of some documents. @param {number[]} numbers @returns {Promise<string[]>} */
    async ledes(numbers) {
      const manifest = await this.open();
      const size = 2 ** (manifest.recordBits + manifest.ledeBits);
      return Promise.all(
        numbers.map(async (number) => {
          const [rows] = await this.load(`l/${Math.floor(number / size)}`);
          const row = rows.find((/** @type {any[]} */ each) => each[0] === number);
          return row ? row[1] : "";
        }),
      );
    }
  }

  /** A clause's term, or terms where signs within it separate words. @param {any} clause @param {string[]} languages */
  function wordsOfClause(clause, languages) {
    const isExact = clause.fields.every((/** @type {string} */ field) => field === "date" || field === "lang");
    const words = isExact ? [clause.term] : search.textToWords(clause.term);
    /** @param {string} word */
    const toTerms = (word) => (isExact || /^\d{4}-\d\d/.test(word) ? [word] : search.wordToTerms(word, languages));
    return Array.from(new Set(/** @type {string[]} */ (words.flatMap(toTerms))));
  }

  /** Whether the index leaves a word out as common. @param {string} word */
  function isLeftOut(word) {
    const trimmed = search.trimWord(word);
    return Object.values(search.stemmers).some((/** @type {any} */ language) => language.stopWords.has(trimmed));
  }

  /** The documents in which words stand one after another.
   * @param {{place: number, positions: Map<string, Uint32Array>[]}[]} words @returns {Set<number>} */
  function findPhrase(words) {
    const [first, ...others] = words;
    const hits = new Set();
    for (const map of first.positions) {
      for (const [key, positions] of map) {
        for (const position of positions) {
          const start = position - first.place;
          const stands = others.every(({ place, positions: maps }) =>
            maps.some((each) => (each.get(key) || []).includes(start + place)),
          );
          if (stands) {
            hits.add(Number(key.slice(key.indexOf("/") + 1)));
            break;
          }
        }
      }
    }
    return hits;
  }

  /** @param {any} matches @param {(number: number) => boolean} isKept */
  function keepWhere({ numbers, scores, slack }, isKept) {
    const places = Array.from(numbers.keys()).filter((place) => isKept(numbers[/** @type {number} */ (place)]));
    return {
      numbers: Float64Array.from(places, (place) => numbers[place]),
      scores: Float64Array.from(places, (place) => scores[place]),
      slack: Float64Array.from(places, (place) => slack[place]),
    };
  }

  /** Leaves the documents of some days. @param {any} matches @param {any} manifest @param {Options} options */
  function keepDays(matches, manifest, { from, to }) {
    if (!from && !to) return matches;
    const slots = 2 ** manifest.slotBits;
    const first = from ? (dateToDay(from) - manifest.firstDay) * slots : -Infinity;
    const last = to ? (dateToDay(to, true) - manifest.firstDay + 1) * slots : Infinity;
    return keepWhere(matches, (number) => number >= first && number < last);
  }

  /** @param {number} day proleptic ordinal, as in Python's datetime */
  function dayToDate(day) {
    return new Date((day - ORDINAL_OF_1970) * DAY_MS).toISOString().slice(0, 10);
  }

  /** The ordinal of `2025-02-17`; of `2025-02` or `2025` the first day, or the last. @param {string} date @param {boolean} [isEnd] */
  function dateToDay(date, isEnd) {
    const [year, month, day] = date.split("-").map(Number);
    const time = day ? Date.UTC(year, month - 1, day) : isEnd ? (month ? Date.UTC(year, month, 0) : Date.UTC(year, 11, 31)) : Date.UTC(year, (month || 1) - 1, 1);
    return Math.round(time / DAY_MS) + ORDINAL_OF_1970;
  }

  /** An error as data that can be sent. @param {any} error */
  function errorToData(error) {
    if (error instanceof search.QueryError) return { kind: "query", message: error.message, start: error.start, end: error.end };
    if (error instanceof search.RebuiltError) return { kind: "rebuilt", message: "The archive was rebuilt while it was read. Load the page anew." };
    return { kind: "fault", message: `The search failed: ${error && error.message}` };
  }

  Object.assign(search, { errorToData, Engine, dayToDate, dateToDay });
})((globalThis.newsSearch = globalThis.newsSearch || {}));
