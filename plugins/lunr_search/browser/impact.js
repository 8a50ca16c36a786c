// @ts-check
"use strict";

// Impact classes: the postings of a common term come in classes, the strongest first (impact.py). Which queries can do without the
// weaker ones, what these can add to a score, and how many articles such a query finds, about. Pure.
(function (search) {
  const lunr = search.lunr || globalThis.lunr;
  const MOST_OPEN = 12; // of how many terms classes may be left out: there is a bit for each, and a sum for each set of them

  /** Returns whether a query's first results can be found without all classes: its words are alternatives in all fields, and the
   * order is by score alone. @param {AskedQuery} asked @param {SearchOptions} options */
  function isRankedByClasses({ clauses, phrases, narrowing, postings, totals }, { sort = "score", all, from, to, filters }) {
    const isPlain = sort === "score" && !all && !from && !to && !phrases.length && !narrowing.length && !Object.keys(filters || {}).length;
    const isAlternative = (/** @type {ExpandedClause} */ { clause: { presence, fields, boost } }) =>
      presence === lunr.Query.presence.OPTIONAL && fields.length === totals.fields.length && boost > 0;
    return isPlain && clauses.every(isAlternative) && listOpen(postings).length <= MOST_OPEN;
  }

  /** Returns the terms that have classes which are not loaded. @param {Map<string, TermPostings>} postings */
  const listOpen = (postings) => Array.from(postings.keys()).filter((term) => postings.get(term)?.weaker.length);

  /** Returns the most that a document outside the loaded classes of a term weighs, without the factor of how rare the term is.
   * @param {TermPostings} postings @param {Totals} totals */
  function boundOf({ weaker }, { lengths, documents, referenceLengths, scales }) {
    if (!weaker.length) return 0;
    const { bounds } = weaker[0];
    const scale = Math.max(...lengths.map((length, field) => length / documents / referenceLengths[field]));
    const place = scales.findIndex((each) => scale <= each);
    const last = scales.length - 1;
    return place < 0 ? (bounds[last] * scale) / scales[last] : bounds[place];
  }

  /** Returns how many documents match, and how many have all words (`whole`). Where classes are not loaded, the number for several terms
   * is estimated, to two digits, as if words stood in articles independently of one another; `whole` then counts loaded documents only.
   * @param {Found} found */
  function countMatches({ matches, clauses, postings, totals }) {
    const total = matches.numbers.length;
    const whole = matches.isWhole.reduce((sum, each) => sum + each, 0);
    if (!listOpen(postings).length) return { total, whole };
    const documents = (/** @type {string} */ term) => postings.get(term)?.documents || 0;
    /** @type {Record<number, string>} the commonest term of each word; "" where the archive has none */
    const commonest = {};
    for (const { word = 0, expanded } of clauses) {
      commonest[word] ||= "";
      for (const term of expanded.flat()) if (documents(term) > documents(commonest[word])) commonest[word] = term;
    }
    const words = Array.from(new Set(Object.values(commonest))); // one that is typed twice is one
    const without = words.reduce((product, term) => product * (1 - documents(term) / totals.documents), 1);
    const isEstimate = postings.size > 1;
    const most = Math.max(total, totals.documents * (1 - without));
    const about = isEstimate ? Number(most.toPrecision(2)) : Math.max(...words.map(documents));
    return { total: about, whole: words.length > 1 ? whole : about, isPartial: true, isEstimate };
  }

  /** Returns the postings of two classes as those of one. @param {TermPostings["fields"]} one @param {TermPostings["fields"]} other @returns {TermPostings["fields"]} */
  const mergeFields = (one, other) => one.map((field, i) => mergePostings(field, other[i]));

  /** @param {FieldPostings | null} one @param {FieldPostings | null} other */
  function mergePostings(one, other) {
    if (!one || !other) return one || other;
    const size = one.numbers.length + other.numbers.length;
    const merged = { numbers: new Float64Array(size), counts: new Uint32Array(size), steps: new Uint8Array(size), lengths: new Uint32Array(size) };
    let a = 0;
    let b = 0;
    for (let i = 0; i < size; i += 1) {
      const isFirst = b === other.numbers.length || (a < one.numbers.length && one.numbers[a] < other.numbers[b]);
      const source = isFirst ? one : other;
      const at = isFirst ? a++ : b++;
      merged.numbers[i] = source.numbers[at];
      merged.counts[i] = source.counts[at];
      merged.steps[i] = source.steps[at];
      merged.lengths[i] = source.lengths[at];
    }
    return merged;
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ isRankedByClasses, listOpen, boundOf, countMatches, mergeFields }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
