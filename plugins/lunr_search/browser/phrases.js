// @ts-check
"use strict";

// "Exact phrases": finds the documents in which words follow one another.
// Needs: encoding.js expansion.js filters.js scripts.js stop_words.js
(function (search) {
  const lunr = search.lunr || globalThis.lunr;

  /** Returns the matches with a phrase; where the phrase is prohibited, those without it.
   * @param {IndexFiles} files @param {Phrase} phrase @param {Matches} matches */
  async function keepPhrase(files, phrase, matches) {
    const manifest = await files.open();
    const wanted = new Set(matches.numbers);
    const words = await Promise.all(
      search.phraseParts(phrase.words).map(async ({ place, ...part }) => {
        const known = await search.lookUp(files, search.clauseToChoices(search.partToClause(part, phrase), manifest.languages));
        const positions = await Promise.all([...known.exact, ...known.near].map((term) => loadPositions(files, term, phrase.fields, wanted)));
        return { place, positions };
      }),
    );
    const hits = findPhrase(words);
    return search.keepWhere(matches, (number) => hits.has(number) !== phrase.isProhibited);
  }

  /** Returns the positions of a term in the wanted documents, by `field/number`.
   * @param {IndexFiles} files @param {string} term @param {string[]} names @param {Set<number>} wanted @returns {Promise<Map<string, Uint32Array>>} */
  async function loadPositions(files, term, names, wanted) {
    const all = new Map();
    const shard = await files.findShard(term);
    if (!shard) return all;
    const manifest = await files.open();
    /** @type {Map<string, TermPostings>} */
    const loaded = new Map();
    await files.loadTerm(term, loaded);
    await files.loadAll(loaded);
    const fields = loaded.get(term)?.fields;
    if (!fields) return all;
    /** @type {{older: [number, number, number][], recent: [number, number, number][]}} */
    const rows = { older: [], recent: [] };
    for (let field = 0; field < manifest.phraseFields; field += 1) {
      const postings = fields[field];
      if (!postings) continue;
      postings.numbers.forEach((number, i) => {
        rows[number < manifest.recentFrom ? "older" : "recent"].push([field, number, postings.counts[i]]);
      });
    }
    /** @param {[number, number, number][]} some @param {TermsFile} source */
    const add = (some, source) => {
      const at = source.terms.indexOf(term);
      if (at < 0) throw new search.RebuiltError();
      const positions = search.decodePositions(source.bytes, source.starts[at], some.map((row) => row[2]));
      some.forEach(([field, number], i) => {
        if (wanted.has(number) && names.includes(manifest.fields[field])) all.set(`${field}/${number}`, positions[i]);
      });
    };
    if (rows.older.length) add(rows.older, await files.loadTermFile(shard, "p"));
    if (rows.recent.length) {
      const name = `q/${search.fnv1a(term) % manifest.recentFiles}`;
      const values = await files.load(name);
      if (values[0] !== manifest.signature) throw new search.RebuiltError();
      add(rows.recent, files.unpack(values, values[1], values[2]));
    }
    return all;
  }

  /** Returns the numbers of the documents in which words follow one another.
   * @param {{place: number, positions: Map<string, Uint32Array>[]}[]} words @returns {Set<number>} */
  function findPhrase(words) {
    const [first, ...others] = words;
    const hits = new Set();
    for (const map of first.positions) {
      for (const [key, positions] of map) {
        for (const position of positions) {
          const start = position - first.place;
          const stands = others.every(({ place, positions: maps }) =>
            maps.some((each) => each.get(key)?.includes(start + place)),
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

  /** Returns the clause that finds the documents with a word of a phrase.
   * @param {{word: string, terms?: string[], near?: string[]}} part @param {Phrase} phrase @returns {Clause} */
  function partToClause({ word, ...names }, { fields }) {
    return { term: word, fields, boost: 1, usePipeline: true, presence: lunr.Query.presence.REQUIRED, ...names };
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ keepPhrase, partToClause }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
