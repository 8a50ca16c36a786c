// @ts-check
"use strict";

// Words with `*` and similar spellings to terms of the archive. Few queries have them: the engine loads this file when one does.
// Needs: packing.js query.js scripts.js
(function (search) {
  const lunr = search.lunr || globalThis.lunr;
  const MAX_TERMS = 3000;
  const MAX_FILES = 80;
  const MAX_DISTANCE = 3;

  /** Returns the terms that match a pattern, and adds their postings to `postings`.
   * @param {IndexFiles} files @param {string} pattern with `*`, or a word where the clause has an edit distance @param {Clause} clause @param {Map<string, TermPostings>} postings */
  async function expandPattern(files, pattern, clause, postings) {
    const { editDistance: distance = 0 } = clause;
    const isFuzzy = "editDistance" in clause;
    if (distance > MAX_DISTANCE) throw new search.QueryError(`After ~ at most ${MAX_DISTANCE} is allowed.`, 0, 0);
    const star = isFuzzy ? -1 : pattern.indexOf("*");
    if (!isFuzzy && star === -1) return files.loadTerm(pattern, postings); // the word itself, beside those that begin with it
    /** @type {Set<string>} */
    const candidates = new Set();
    if (star > 0 && star === pattern.length - 1) {
      // terms with one beginning lie in neighbouring files, which are needed anyway
      const beginning = pattern.slice(0, -1);
      const shards = await files.findShards(beginning);
      checkFiles(shards.length, pattern);
      const beginners = await Promise.all(shards.map((shard) => files.loadTermFile(shard)));
      for (const file of beginners) for (const term of file.terms) if (term.startsWith(beginning)) candidates.add(term);
    } else {
      for (const term of await listTerms(files, pattern, star, distance)) candidates.add(term);
    }
    const builder = new lunr.TokenSet.Builder();
    for (const term of Array.from(candidates).sort()) builder.insert(term);
    builder.finish();
    const terms = builder.root.intersect(lunr.TokenSet.fromClause({ ...clause, term: pattern })).toArray();
    if (terms.length > MAX_TERMS) throw new search.QueryError(`Too many words match “${pattern}”: give more letters.`, 0, 0);
    const shards = await Promise.all(terms.map((/** @type {string} */ term) => files.findShard(term)));
    checkFiles(new Set(shards.map((shard) => shard?.key)).size, pattern);
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
        const [forward, backward] = await Promise.all([listBeginning(files, "d", head), listBeginning(files, "e", tail)]);
        return forward.concat(backward);
      }
      return listBeginning(files, "d", "");
    }
    if (star > 0) return listBeginning(files, "d", pattern.slice(0, star));
    return listBeginning(files, "e", signs.slice(pattern.lastIndexOf("*") + 1).reverse().join(""));
  }

  /** Returns the terms of the directory with this beginning; for `e`, those whose reversed letters have it.
   * @param {IndexFiles} files @param {"d" | "e"} folder @param {string} beginning @returns {Promise<string[]>} */
  async function listBeginning(files, folder, beginning) {
    await files.open();
    const keys = search.textToKeys((await files.load("directory"))[folder === "d" ? 0 : 1]);
    const parts = await Promise.all(
      search.findKeys(keys, beginning).map(async (/** @type {number} */ index) => {
        const [key, nextKey, text] = await files.load(`${folder}/${search.keyToName(keys[index])}`);
        if (key !== keys[index] || nextKey !== (keys[index + 1] || "")) throw new search.RebuiltError();
        return text.split(" ").filter((/** @type {string} */ term) => term.startsWith(beginning));
      }),
    );
    const terms = parts.flat();
    return folder === "d" ? terms : terms.map((term) => Array.from(term).reverse().join(""));
  }

  /** @param {number} count @param {string} pattern */
  function checkFiles(count, pattern) {
    if (count > MAX_FILES) throw new search.QueryError(`Too many words match “${pattern}”: give more letters.`, 0, 0);
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ expandPattern, listBeginning }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
