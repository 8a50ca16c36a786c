// @ts-check
"use strict";

// The words of a query to terms of the archive: a word's stems in all languages, words with its beginning, similar spellings.
// Needs: packing.js query.js tokens.js
(function (search) {
  const lunr = search.lunr || globalThis.lunr;
  const MAX_TERMS = 3000;
  const MAX_FILES = 80;
  const MAX_DISTANCE = 3;

  /** Returns the index's terms for each term of a clause, and adds their postings to `postings`.
   * @param {IndexFiles} files @param {Clause} clause @param {Map<string, TermPostings>} postings */
  async function expand(files, clause, postings) {
    const manifest = await files.open();
    if (!clause.usePipeline || "editDistance" in clause) {
      const words = clause.usePipeline ? search.wordToTerms(clause.term, manifest.languages) : [clause.term];
      const expanded = await Promise.all(words.map((/** @type {string} */ word) => expandPattern(files, word, clause, postings)));
      return { clause, expanded };
    }
    const terms = wordsOfClause(clause, manifest.languages).filter((term) => !manifest.absent.includes(term));
    const known = (await Promise.all(terms.map((term) => files.loadTerm(term, postings)))).flat();
    // of a word's stems in several languages only those count that the archive has
    return { clause, expanded: known.length ? known.map((term) => [term]) : [[]] };
  }

  /** Returns the terms that match a pattern, and adds their postings to `postings`.
   * @param {IndexFiles} files @param {string} pattern with `*`, or matched by edit distance @param {Clause} clause @param {Map<string, TermPostings>} postings */
  async function expandPattern(files, pattern, clause, postings) {
    const manifest = await files.open();
    const { editDistance: distance = 0 } = clause;
    const isFuzzy = "editDistance" in clause;
    if (distance > MAX_DISTANCE) throw new search.QueryError(`After ~ at most ${MAX_DISTANCE} is allowed.`, 0, 0);
    const star = isFuzzy ? -1 : pattern.indexOf("*");
    /** @type {Set<string>} */
    const candidates = new Set();
    if (star > 0 && star === pattern.length - 1) {
      // terms with one beginning lie in neighbouring files, which are needed anyway
      const beginning = pattern.slice(0, -1);
      const indexes = search.findKeys(manifest.termKeys, beginning);
      checkFiles(indexes.length, pattern);
      const beginners = await Promise.all(indexes.map((/** @type {number} */ index) => files.loadTermFile(index)));
      for (const file of beginners) for (const term of file.terms) if (term.startsWith(beginning)) candidates.add(term);
    } else {
      for (const term of await listTerms(files, pattern, star, distance)) candidates.add(term);
    }
    const builder = new lunr.TokenSet.Builder();
    for (const term of Array.from(candidates).sort()) builder.insert(term);
    builder.finish();
    const terms = builder.root.intersect(lunr.TokenSet.fromClause({ ...clause, term: pattern })).toArray();
    if (terms.length > MAX_TERMS) throw new search.QueryError(`Too many words match “${pattern}”: give more letters.`, 0, 0);
    checkFiles(new Set(terms.map((/** @type {string} */ term) => search.findKey(manifest.termKeys, term))).size, pattern);
    await Promise.all(terms.map((/** @type {string} */ term) => files.loadTerm(term, postings)));
    return terms;
  }

  /** Returns terms of the directory that include all matches of a pattern.
   * @param {IndexFiles} files @param {string} pattern @param {number} star the index of its first `*`, or -1 @param {number} distance @returns {Promise<string[]>} */
  async function listTerms(files, pattern, star, distance) {
    const signs = Array.from(pattern);
    if (star === -1) {
      // one edit leaves the first letters of a word as they are, or the last ones
      const size = Math.floor(signs.length / 2);
      if (distance === 1 && size) {
        const head = signs.slice(0, size - 1).join("");
        const tail = signs.slice(size).reverse().join("");
        const [forward, backward] = await Promise.all([files.listBeginning("d", head), files.listBeginning("e", tail)]);
        return forward.concat(backward);
      }
      return files.listBeginning("d", "");
    }
    if (star > 0) return files.listBeginning("d", pattern.slice(0, star));
    return files.listBeginning("e", signs.slice(pattern.lastIndexOf("*") + 1).reverse().join(""));
  }

  /** @param {number} count @param {string} pattern */
  function checkFiles(count, pattern) {
    if (count > MAX_FILES) throw new search.QueryError(`Too many words match “${pattern}”: give more letters.`, 0, 0);
  }

  /** Returns the terms of a clause: several where characters in it separate words. @param {Clause} clause @param {string[]} languages */
  function wordsOfClause(clause, languages) {
    const isExact = clause.fields.every((/** @type {string} */ field) => field === "date" || field === "lang");
    const words = isExact ? [clause.term] : search.textToWords(clause.term);
    /** @param {string} word */
    const toTerms = (word) => (isExact || /^\d{4}-\d\d/.test(word) ? [word] : search.wordToTerms(word, languages));
    return Array.from(new Set(/** @type {string[]} */ (words.flatMap(toTerms))));
  }

  /** Returns whether a word is a stop word, which the index leaves out. @param {string} word */
  function isLeftOut(word) {
    const trimmed = search.trimWord(word);
    return Object.values(search.stemmers).some((language) => language.stopWords.has(trimmed));
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ expand, isLeftOut }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
