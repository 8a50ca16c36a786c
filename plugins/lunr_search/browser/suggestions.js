// @ts-check
"use strict";

// Suggestions while the reader types, and corrections of a query that found nothing.
// Needs: expansion.js marking.js matching.js packing.js query.js results.js scripts.js tokens.js
(function (search) {
  const lunr = search.lunr || globalThis.lunr;
  const MAX_NAMES = 5;
  const MAX_SUGGESTION_FILES = 4;

  /** Returns tags, authors and headlines that match what has been typed so far; its last word may be incomplete.
   * @param {Engine} engine @param {string} text @returns {Promise<{kind: string, name: string, url: string}[]>} */
  async function suggest(engine, text) {
    const manifest = await engine.files.open();
    const typed = search.plainWords(text);
    if (!typed.length) return [];
    const last = typed[typed.length - 1];
    const [keys] = await engine.files.load("names");
    const key = Array.from(last).slice(0, 2).join("");
    const names = keys.includes(key) ? (await engine.files.load(`n/${search.keyToName(key)}`))[0] : [];
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
    const { hits } = await engine.search(query, { sort: "date", limit: MAX_NAMES });
    return fitting.concat(hits.map(({ title, url }) => ({ kind: "article", name: title, url })));
  }

  /** Returns the query with unknown words replaced by the most similar ones of the archive; null where there are none.
   * @param {Engine} engine @param {string} text @returns {Promise<string | null>} */
  async function correct(engine, text) {
    const { fields, phraseFields, languages } = await engine.files.open();
    let corrected = text;
    for (const clause of search.parseQuery(text, fields, fields.slice(0, phraseFields)).clauses) {
      if (!clause.usePipeline || "editDistance" in clause || clause.presence === lunr.Query.presence.PROHIBITED) continue;
      const { expanded } = await search.expand(engine.files, clause, new Map());
      if (expanded.flat().length || clause.term.length < 4) continue;
      /** @type {Map<string, TermPostings>} */
      const postings = new Map();
      for (const editDistance of [1, 2]) {
        const fuzzy = { ...clause, fields, editDistance };
        const found = await search.expand(engine.files, fuzzy, postings).catch(() => null);
        if (!found || found.expanded.flat().length) break;
      }
      const size = (/** @type {TermPostings} */ fields) => fields.reduce((sum, field) => sum + (field ? field.numbers.length : 0), 0);
      const [[best] = [""]] = Array.from(postings).sort(([, a], [, b]) => size(b) - size(a));
      if (!best) return null;
      corrected = corrected.replace(new RegExp(clause.term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "i"), await termToWord(engine, best, languages));
    }
    return corrected === text ? null : corrected;
  }

  /** Returns a word of the newest headline with a term; the term itself where no headline has it. @param {Engine} engine @param {string} term @param {string[]} languages */
  async function termToWord(engine, term, languages) {
    /** @type {Map<string, TermPostings>} */
    const postings = new Map();
    await engine.files.loadTerm(term, postings);
    const { totals } = await engine.files.open();
    const title = postings.get(term)?.[0];
    if (!title) return term;
    const newest = await engine.lengths(Array.from(title.numbers.slice(-1)));
    const clause = { term, fields: totals.fields, boost: 1, presence: lunr.Query.presence.OPTIONAL };
    const [hit] = await engine.describe(search.rankByLunr([{ clause, expanded: [[term]] }], postings, totals, newest));
    const [[start, end] = [0, 0]] = search.findMarks(hit.title, [term], languages);
    return end ? hit.title.slice(start, end).replace(/['’]s$/, "").toLowerCase() : term;
  }

  /** Returns other spellings of a query's words that the archive has.
   * @param {Engine} engine @param {string} text @returns {Promise<Offer[]>} */
  async function offer(engine, text) {
    const query = await correct(engine, text);
    if (query === null) return [];
    const [before, after] = [text, query].map((each) => each.split(/\s+/));
    const replaced = /** @type {[string, string][]} */ (before.map((word, i) => [word, after[i] || ""]).filter(([one, other]) => one !== other));
    return [{ kind: "spelling", query, replaced }];
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ suggest, correct, offer }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
