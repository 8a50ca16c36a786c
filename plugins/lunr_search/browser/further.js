// @ts-check
"use strict";

// What comes behind the results of a search: their sentences and counts, suggestions, other spellings, why nothing was found; and what
// few queries need: all matches, phrases, `*`, `~`, fields. The engine loads this script when it first needs any of it.
// Needs: all_matches.js by_day.js columns.js counting.js expansion.js fields.js filters.js marking.js matching.js offers.js patterns.js phrases.js query.js scripts.js stop_words.js suggestions.js
(function (search) {
  const lunr = search.lunr || globalThis.lunr;

  /** Returns, for each filter, how many matches have each of its values, not narrowed by this filter itself; counts by month; and how
   * many were found in all. Names are counted where the options ask for them.
   * @param {Engine} engine @param {string} text @param {SearchOptions} options */
  async function counts(engine, text, options) {
    /** @type {Record<string, any>} */
    const counted = {};
    const all = (await search.matchQuery(engine, text)).matches;
    const { numbers, isWhole } = await search.keepChosen(engine.files, all, options);
    counted.found = { total: numbers.length, whole: isWhole.reduce((sum, each) => sum + each, 0) };
    for (const name of search.FILTERS) {
      const { fields, lengths } = (await engine.files.open()).totals;
      if (name === "name" && lengths[fields.indexOf("names")] && !options.hasNames && !options.filters?.name) continue;
      const others = { ...options.filters };
      delete others[name];
      counted[name] = await search.countValues(engine.files, await search.keepChosen(engine.files, all, { ...options, filters: others }), name);
    }
    counted.months = await search.countMonths(engine.files, await search.keepChosen(engine.files, all, { ...options, from: "", to: "" }));
    return counted;
  }

  /** Returns why a query finds nothing: the words that no article has, how many articles have the query without filters and
   * days, and how many have some of its words. @param {Engine} engine @param {string} text @returns {Promise<Explanation>} */
  async function explain(engine, text) {
    const manifest = await engine.files.open();
    const { fields, phraseFields, languages, totals } = manifest;
    await engine.files.needLanguages(text, languages);
    const { matches } = await search.matchQuery(engine, text);
    const { clauses, phrases } = search.parseQuery(text, fields, fields.slice(0, phraseFields));
    const quoted = phrases.filter((phrase) => !phrase.isProhibited).flatMap((phrase) => search.phraseParts(phrase.words).map((part) => search.partToClause(part, phrase)));
    const positive = [...clauses, ...quoted].filter((clause) => clause.presence !== lunr.Query.presence.PROHIBITED);
    /** @type {Map<string, TermPostings>} */
    const postings = new Map();
    const loose = positive.map((clause) => ({ ...clause, presence: lunr.Query.presence.OPTIONAL }));
    const expanded = await Promise.all(loose.map((clause) => search.expand(engine.files, clause, postings)));
    await engine.files.loadAll(postings);
    const counts = expanded.map((each) => search.findMatches(each, postings, totals, null).numbers.length);
    const missing = positive.filter((_, i) => !counts[i]);
    const toText = (/** @type {Clause} */ { term, fields: names }) => (names.length === 1 ? `${names[0]}:${term}` : term);
    return {
      missing: Array.from(new Set(missing.map(toText))),
      unfiltered: matches.numbers.length,
      some: search.findMatches(expanded.flat(), postings, totals, null).numbers.length,
    };
  }

  /** Returns the beginning of a document's text, a line for each paragraph; "" where the browser can't unpack it.
   * @param {IndexFiles} files @param {number} number @returns {Promise<string>} */
  async function readExcerpt(files, number) {
    const manifest = await files.open();
    const [numbers, packed] = await files.load(`x/${Math.floor(number / 2 ** manifest.recordBits)}`);
    const place = numbers.indexOf(number);
    if (place < 0) throw new search.RebuiltError();
    if (typeof DecompressionStream === "undefined") return "";
    const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return (await new Response(stream).text()).split("\0")[place];
  }

  /** Returns, for each article, the sentence that shows what was found; from `text` where that is given, else from the
   * article's excerpt, with `isElsewhere` where the rest of the article must have the words. @param {Engine} engine
   * @param {SentenceRequest[]} requests @returns {Promise<Sentence[]>} */
  async function sentences(engine, requests) {
    const { languages } = await engine.files.open();
    await engine.files.needLanguages(requests.flatMap((each) => each.terms).join(" "), languages);
    return Promise.all(
      requests.map(async ({ number, text, terms, isInBody }) => {
        const excerpt = text || (await readExcerpt(engine.files, number));
        const sentence = search.findSentence(excerpt, terms, languages);
        if (sentence.text) return sentence;
        const lede = search.cutSentence(excerpt.split("\n")[0], 0);
        const isElsewhere = !text && Boolean(isInBody) && (excerpt === "" || excerpt.endsWith(" …"));
        return { text: lede, marks: search.findMarks(lede, terms, languages), isElsewhere };
      }),
    );
  }

  /** Returns the marks in each text. @param {Engine} engine @param {string[]} texts @param {string[]} terms */
  async function marks(engine, texts, terms) {
    const { languages } = await engine.files.open();
    await engine.files.needLanguages(terms.join(" "), languages);
    return texts.map((text) => search.findMarks(text, terms, languages));
  }

  search.further = { suggest: search.suggest, offers: search.offer, counts, explain, sentences, marks };
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
