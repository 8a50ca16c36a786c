// @ts-check
"use strict";

// Other spellings that the archive has: of a word that it has seldom or never, and of a name in the other alphabet.
// Needs: expansion.js marking.js matching.js patterns.js query.js scripts_of_names.js stop_words.js tokens.js words.js
(function (search) {
  const lunr = search.lunr || globalThis.lunr;
  const RARE = 10;
  // a word that some articles have is misspelt where another, long enough to differ little, is so much commoner
  const TIMES = 10;
  const MIN_LETTERS_KNOWN = 6;
  const MIN_LETTERS = 4;
  const LONG = 7;
  const SAME_LETTERS = 2;

  /** Returns other spellings of a query's words that the archive has: one query with all usual spellings, one for another alphabet.
   * @param {Engine} engine @param {string} text @returns {Promise<Offer[]>} */
  async function offer(engine, text) {
    const { fields, phraseFields, languages } = await engine.files.open();
    await engine.files.needLanguages(text, languages);
    const { clauses, phrases } = search.parseQuery(text, fields, fields.slice(0, phraseFields));
    const words = clauses.filter((clause) => clause.usePipeline && !clause.terms && !("editDistance" in clause) && clause.presence !== lunr.Query.presence.PROHIBITED).map(({ term }) => term);
    for (const phrase of phrases) if (!phrase.isProhibited) words.push(...search.phraseParts(phrase.words).filter((part) => !part.terms).map(({ word }) => word));
    const found = await Promise.all(Array.from(new Set(words)).map((word) => offerForWord(engine, word)));
    /** @type {Offer[]} */
    const offers = [];
    for (const kind of /** @type {const} */ (["spelling", "script"])) {
      const replaced = found.flat().filter((each) => each.kind === kind).map(({ word, other }) => /** @type {[string, string]} */ ([word, other]));
      if (replaced.length) offers.push({ kind, query: replaced.reduce((query, [word, other]) => replace(query, word, kind === "script" ? `${word} ${other}` : other), text), replaced });
    }
    return offers;
  }

  /** @param {string} query @param {string} word @param {string} other */
  function replace(query, word, other) {
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\p{L}\\p{N}])`, "u");
    // a word of the query may have another form there, such as U.S. or a composed letter
    return pattern.test(query) ? query.replace(pattern, () => other) : `${query} ${other}`;
  }

  /** @param {Engine} engine @param {string} word @returns {Promise<{kind: "spelling" | "script", word: string, other: string}[]>} */
  async function offerForWord(engine, word) {
    const { languages } = await engine.files.open();
    if (Array.from(word).length < MIN_LETTERS || !/\p{L}/u.test(word) || search.isRun(word)) return [];
    const own = await postingsOf(engine, word);
    const count = Math.max(0, ...Array.from(own.values(), ({ documents }) => documents));
    if (count >= RARE) return [];
    const [similar, foreign] = await Promise.all([findSimilar(engine, word, own, count), search.findInOtherScript(engine.files, word)]);
    const offers = [];
    if (similar) offers.push({ kind: /** @type {const} */ ("spelling"), word, other: await termToWord(engine, similar, languages, word) });
    const best = await commonest(engine, foreign);
    if (best) offers.push({ kind: /** @type {const} */ ("script"), word, other: await termToWord(engine, best, languages, "") });
    return offers.filter(({ other }) => other.toLowerCase() !== word.toLowerCase());
  }

  /** Returns the postings of a word's terms. @param {Engine} engine @param {string} word */
  async function postingsOf(engine, word) {
    /** @type {Map<string, TermPostings>} */
    const postings = new Map();
    await search.expand(engine.files, wordToClause(word), postings);
    return postings;
  }

  /** @param {string} word @returns {Clause} */
  const wordToClause = (word) => ({ term: word, fields: [], boost: 1, presence: lunr.Query.presence.OPTIONAL, usePipeline: true });

  /** Adds the postings of terms with the same first letters and two differences: others would need the whole directory.
   * @param {IndexFiles} files @param {string} word @param {Map<string, TermPostings>} postings */
  async function findTwice(files, word, postings) {
    const { languages } = await files.open();
    for (const term of search.wordToTerms(word, languages)) {
      const builder = new lunr.TokenSet.Builder();
      const some = await search.listBeginning(files, "d", Array.from(term).slice(0, SAME_LETTERS).join(""));
      for (const each of some.sort()) builder.insert(each);
      builder.finish();
      const similar = builder.root.intersect(lunr.TokenSet.fromClause({ term, editDistance: 2 })).toArray();
      await Promise.all(similar.map((/** @type {string} */ each) => files.loadTerm(each, postings)));
    }
  }

  /** Returns the commonest term of a similar spelling that is much commoner than the word; "" for none.
   * @param {Engine} engine @param {string} word @param {Map<string, TermPostings>} own @param {number} count */
  async function findSimilar(engine, word, own, count) {
    if (count && Array.from(word).length < MIN_LETTERS_KNOWN) return "";
    const distances = !count && Array.from(word).length >= LONG ? [1, 2] : [1];
    for (const editDistance of distances) {
      /** @type {Map<string, TermPostings>} */
      const postings = new Map();
      if (editDistance === 1) await search.expand(engine.files, { ...wordToClause(word), editDistance }, postings).catch(() => {});
      else await findTwice(engine.files, word, postings);
      const least = Math.max(1, count * TIMES);
      const best = Array.from(postings)
        .filter(([term, { documents }]) => !own.has(term) && documents >= least && /\p{L}$/u.test(term))
        .sort(([one, a], [other, b]) => b.documents - a.documents || (one < other ? -1 : 1))[0];
      if (best) return best[0];
    }
    return "";
  }

  /** Returns the term of these that most documents have; "" for none. @param {Engine} engine @param {string[]} terms */
  async function commonest(engine, terms) {
    /** @type {Map<string, TermPostings>} */
    const postings = new Map();
    await Promise.all(terms.map((term) => engine.files.loadTerm(term, postings)));
    return Array.from(postings).sort(([, a], [, b]) => b.documents - a.documents)[0]?.[0] || "";
  }

  /** Returns a word of a new headline with a term, one of its strongest class; where no headline has it, the term with the ending of the typed word.
   * @param {Engine} engine @param {string} term @param {string[]} languages @param {string} typed */
  async function termToWord(engine, term, languages, typed) {
    /** @type {Map<string, TermPostings>} */
    const postings = new Map();
    await engine.files.loadTerm(term, postings);
    const { totals } = await engine.files.open();
    const title = postings.get(term)?.fields[0];
    if (title) {
      const newest = await engine.lengths(Array.from(title.numbers.slice(-1)));
      const clause = { term, fields: totals.fields, boost: 1, presence: lunr.Query.presence.OPTIONAL };
      const [hit] = await engine.describe(search.rankByLunr([{ clause, expanded: [[term]] }], postings, totals, newest));
      const [[start, end] = [0, 0]] = search.findMarks(hit.title, [term], languages);
      if (end) return hit.title.slice(start, end).replace(/['’]s$/, "");
    }
    const stem = search.wordToTerms(typed, languages).find((each) => typed.toLowerCase().startsWith(each));
    const [plain, accents] = term.split("`");
    return plain && !accents && stem ? plain + typed.slice(stem.length) : plain;
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ offer }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
