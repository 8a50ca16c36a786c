// @ts-check
"use strict";

// "Exact phrases": finds the documents in which words follow one another.
// Needs: encoding.js expansion.js filters.js positions.js scripts.js stop_words.js
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

  /** Returns the blocks of a record of positions: where each starts, and the rows that are in it.
   * @param {PositionRow[]} rows @param {Uint8Array} bytes @param {Manifest} manifest */
  function rowsToBlocks(rows, bytes, { blockBits }) {
    /** @type {Map<number, PositionRow[]>} */
    const byBlock = new Map();
    for (const row of rows) {
      const block = Math.floor(row[1] / 2 ** blockBits);
      const others = byBlock.get(block);
      if (others) others.push(row);
      else byBlock.set(block, [row]);
    }
    const blocks = search.listBlocks(bytes);
    if (blocks.length !== byBlock.size) throw new search.RebuiltError();
    return blocks.map(({ number, start }) => ({ start, rows: byBlock.get(number) || [] }));
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
    /** @type {{older: PositionRow[], recent: PositionRow[]}} */
    const rows = { older: [], recent: [] };
    for (let field = 0; field < manifest.phraseFields; field += 1) {
      const postings = fields[field];
      if (!postings) continue;
      postings.numbers.forEach((number, i) => {
        rows[number < manifest.recentFrom ? "older" : "recent"].push([field, number, postings.counts[i]]);
      });
    }
    /** @param {PositionRow[]} some @param {TermsFile} source */
    const add = (some, source) => {
      const at = source.terms.indexOf(term);
      if (at < 0) throw new search.RebuiltError();
      for (const { start, rows } of source.hasClasses ? rowsToBlocks(some, source.bytes, manifest) : [{ start: source.starts[at], rows: some }]) {
        const positions = search.decodePositions(source.bytes, start, rows.map((row) => row[2]));
        rows.forEach(([field, number], i) => {
          if (wanted.has(number) && names.includes(manifest.fields[field])) all.set(`${field}/${number}`, positions[i]);
        });
      }
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
