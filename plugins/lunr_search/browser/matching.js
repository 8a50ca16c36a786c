// @ts-check
"use strict";

// Clauses and postings to ranked documents, as lunr.js ranks them: pure, no files.
//
// For every match, Lunr's formula over flat arrays gives a lower and an upper bound of its score: that takes milliseconds even
// for a common word with a hundred thousand documents. The matches that can be among the best then go, with their exact
// lengths, into a `lunr.Index` of these documents and the query's terms alone, which gives order, scores and match data.
// Needs: encoding.js impact.js
(function (search) {
  const lunr = search.lunr || globalThis.lunr;
  const K1 = 1.2;
  const B = 0.75;
  const SPREAD = 0x9e3779b1; // spreads neighbouring numbers over a hash table (Knuth)

  /** Returns Lunr's weight (BM25) of a term in a field. @param {number} idf @param {number} count @param {number} length @param {number} mean
   * @param {number} boost the field's */
  function weigh(idf, count, length, mean, boost) {
    return Math.round(((idf * ((K1 + 1) * count)) / (K1 * (1 - B + B * (length / mean)) + count)) * boost * 1000) / 1000;
  }

  const BOUNDS = Array.from({ length: 256 }, (_, step) => search.stepToLengths(step));

  /** @param {TermPostings} postings @param {number} documents */
  const inverseFrequency = ({ count }, documents) => Math.log(1 + Math.abs((documents - count + 0.5) / (count + 0.5)));

  /** Returns the sum of boosts by field and term, as in Lunr's query vectors. @param {ExpandedClause[]} clauses @param {Totals} totals */
  function queryVectors(clauses, totals) {
    const vectors = totals.fields.map(() => /** @type {Map<string, number>} */ (new Map()));
    for (const { clause, expanded } of clauses) {
      if (clause.presence === lunr.Query.presence.PROHIBITED) continue;
      for (const term of expanded.flat()) {
        for (const field of clause.fields) {
          const vector = vectors[totals.fields.indexOf(field)];
          vector.set(term, (vector.get(term) || 0) + clause.boost);
        }
      }
    }
    return vectors;
  }

  /** Returns whether a clause is a Korean word that its pairs of characters stand for, too: articles may have it with another ending. @param {Clause} clause */
  const isSpare = ({ term }) => /[\uac00-\ud7a3]/.test(term) && Array.from(term).length > 2;

  /** Returns the documents that match by the postings that are loaded, with the bounds of their scores, unsorted.
   * @param {ExpandedClause[]} clauses @param {Map<string, TermPostings>} postings @param {Totals} totals
   * @param {Float64Array | null} everything all documents, needed where all clauses are prohibited @returns {Matches} */
  function findMatches(clauses, postings, totals, everything) {
    const { REQUIRED, PROHIBITED } = lunr.Query.presence;
    let size = 0;
    const openTerms = search.listOpen(postings).map((term) => ({ term, most: 0 }));
    for (const { fields } of postings.values()) {
      for (const field of fields) {
        if (field) size += field.numbers.length;
      }
    }
    if (everything) size += everything.length;
    // a document's place in the arrays below, from 1, in a hash table that is at most half full
    const tableBits = Math.ceil(Math.log2(2 * size + 2));
    const places = new Uint32Array(2 ** tableBits);
    const numbers = new Float64Array(size);
    const scores = new Float64Array(size);
    const slack = new Float64Array(size);
    const lacking = new Uint16Array(openTerms.length ? size : 0).fill(2 ** openTerms.length - 1);
    const isHit = new Uint8Array(size);
    const isProhibited = new Uint8Array(size);
    const met = new Uint16Array(size); // how many clauses
    const metRequired = new Uint16Array(size);
    const lastMet = new Uint16Array(size);
    let count = 0;
    let positive = 0;
    let required = 0;
    let skipped = 0;
    let isImpossible = false;
    const placeOf = (/** @type {number} */ number) => {
      let at = Math.imul(number, SPREAD) >>> (32 - tableBits);
      while (places[at] && numbers[places[at] - 1] !== number) at = at + 1 === places.length ? 0 : at + 1;
      if (!places[at]) {
        numbers[count] = number;
        count += 1;
        places[at] = count;
      }
      return places[at] - 1;
    };
    /** @type {Map<FieldPostings, Uint32Array>} the places of postings, each looked up once */
    const placed = new Map();
    const placesOf = (/** @type {FieldPostings} */ found) => {
      let known = placed.get(found);
      if (!known) {
        known = new Uint32Array(found.numbers.length);
        for (let i = 0; i < known.length; i += 1) known[i] = placeOf(found.numbers[i]);
        placed.set(found, known);
      }
      return known;
    };

    /** Returns a field's exact lengths by place, from the postings of whichever term gives them, 0 where none does. Returns null where a
     * posting need not look at other terms: there is one term only, or all postings give exact lengths. @param {Map<string, number>} vector @param {number} field */
    const knownLengths = (vector, field) => {
      const all = Array.from(vector.keys()).flatMap((term) => postings.get(term)?.fields[field] || []);
      if (all.length < 2 || all.every(({ lengths }) => lengths.every(Boolean))) return null;
      const known = new Uint32Array(size);
      for (const found of all) placesOf(found).forEach((place, i) => (known[place] ||= found.lengths[i]));
      return known;
    };
    queryVectors(clauses, totals).forEach((vector, field) => {
      let squares = 0;
      for (const boost of vector.values()) squares += boost * boost;
      const magnitude = Math.sqrt(squares);
      const mean = totals.lengths[field] / totals.documents;
      const lengths = knownLengths(vector, field);
      for (const [term, boost] of vector) {
        const all = /** @type {TermPostings} */ (postings.get(term));
        const idf = inverseFrequency(all, totals.documents);
        const factor = boost / magnitude || 0;
        const bit = openTerms.findIndex((each) => each.term === term);
        // weights are rounded, each by at most half a thousandth
        if (bit >= 0) openTerms[bit].most = Math.max(openTerms[bit].most, factor * (idf * search.boundOf(all, totals) + totals.fields.length * 0.0005));
        const found = all.fields[field];
        if (!found) continue;
        const own = placesOf(found);
        for (let i = 0; i < own.length; i += 1) {
          const place = own[i];
          if (bit >= 0) lacking[place] &= ~(1 << bit);
          const exact = lengths ? lengths[place] : found.lengths[i];
          const [least, most] = exact ? [exact, exact] : BOUNDS[found.steps[i]];
          const weight = weigh(idf, found.counts[i], most, mean, totals.boosts[field]);
          isHit[place] = 1;
          scores[place] += factor * weight;
          if (least < most) slack[place] += factor * (weigh(idf, found.counts[i], least, mean, totals.boosts[field]) - weight);
        }
      }
    });
    let lastWord = -1;
    clauses.forEach(({ clause, expanded, word = lastWord + 1 }) => {
      if (clause.presence !== REQUIRED && clause.presence !== PROHIBITED && clauses.length === 1) return; // all matches have it
      if (clause.presence !== PROHIBITED && word !== lastWord) {
        positive += 1;
        lastWord = word;
        if (isSpare(clause)) skipped += 1;
      }
      if (clause.presence === REQUIRED) {
        required += 1;
        // as in Lunr: a required term that no document has means no matches
        if (!expanded.length || expanded.some((terms) => !terms.length)) isImpossible = true;
      }
      for (const term of expanded.flat()) {
        for (const name of clause.fields) {
          const found = /** @type {TermPostings} */ (postings.get(term)).fields[totals.fields.indexOf(name)];
          if (!found) continue;
          for (const place of placesOf(found)) {
            if (clause.presence === PROHIBITED) {
              isProhibited[place] = 1;
            } else if (lastMet[place] !== positive) {
              lastMet[place] = positive;
              met[place] += 1;
              if (clause.presence === REQUIRED) metRequired[place] += 1;
            }
          }
        }
      }
    });
    if (everything) for (let i = 0; i < everything.length; i += 1) isHit[placeOf(everything[i])] = 1;

    const isWhole = new Uint8Array(size);
    let kept = 0;
    for (let i = 0; i < count && !isImpossible; i += 1) {
      if (!isHit[i] || isProhibited[i] || metRequired[i] !== required) continue;
      numbers[kept] = numbers[i];
      scores[kept] = scores[i];
      slack[kept] = slack[i];
      if (openTerms.length) lacking[kept] = lacking[i];
      isWhole[kept] = Number(met[i] >= positive - skipped);
      kept += 1;
    }
    const [ownScores, ownSlack] = [scores, slack].map((values) => values.slice(0, kept));
    return { numbers: numbers.slice(0, kept), scores: ownScores, slack: ownSlack, isWhole: isWhole.slice(0, kept), lacking: lacking.slice(0, kept), openTerms };
  }

  /** Returns the index of a number among ascending ones, or -1. @param {Float64Array} numbers @param {number} wanted */
  function placeOfNumber(numbers, wanted) {
    let low = 0;
    let high = numbers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return numbers[low] === wanted ? low : -1;
  }

  /** Ranks documents by a `lunr.Index` of them alone. Returns Lunr's own results; `ref` is the document's number.
   * @param {ExpandedClause[]} clauses @param {Map<string, TermPostings>} postings @param {Totals} totals
   * @param {Lengths} lengths by document number: the lengths of those fields whose step is a range of lengths
   * @returns {Ranked[]} */
  function rankByLunr(clauses, postings, totals, lengths) {
    const invertedIndex = Object.create(null);
    const fieldVectors = Object.create(null);
    for (const number of lengths.keys()) for (const field of totals.fields) fieldVectors[`${field}/${number}`] = new lunr.Vector();
    const builder = new lunr.TokenSet.Builder();
    Array.from(postings.keys()).sort().forEach((term, index) => {
      const all = /** @type {TermPostings} */ (postings.get(term));
      const idf = inverseFrequency(all, totals.documents);
      const entry = Object.create(null);
      entry._index = index;
      totals.fields.forEach((name, field) => {
        entry[name] = Object.create(null);
        const found = all.fields[field];
        if (!found) return;
        const mean = totals.lengths[field] / totals.documents;
        for (const [number, known] of lengths) {
          const i = placeOfNumber(found.numbers, number);
          if (i < 0) continue;
          entry[name][number] = Object.create(null);
          const length = known.get(field) || found.steps[i];
          fieldVectors[`${name}/${number}`].insert(index, weigh(idf, found.counts[i], length, mean, totals.boosts[field]));
        }
      });
      invertedIndex[term] = entry;
      builder.insert(term);
    });
    builder.finish();
    // each clause is expanded already: its term is its index in `queue`, for which the pipeline returns the expanded terms
    const queue = clauses.map(({ clause, expanded }) => ({ clause, terms: expanded.flat() }));
    const index = new lunr.Index({
      invertedIndex,
      fieldVectors,
      tokenSet: builder.root,
      fields: totals.fields,
      pipeline: { runString: (/** @type {string} */ mark) => queue[Number(mark)].terms },
    });
    return index.query((/** @type {any} */ query) => {
      queue.forEach(({ clause }, mark) => {
        const { fields, boost, presence } = clause;
        query.clause({ term: String(mark), fields, boost, presence, usePipeline: true });
      });
    });
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ findMatches, rankByLunr }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
