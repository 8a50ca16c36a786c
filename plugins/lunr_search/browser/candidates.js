// @ts-check
"use strict";

// Which matches can be among the best, given the least and the most that each can score: those whose records are worth loading, and the
// terms of which another class is (the threshold algorithm: R. Fagin, A. Lotem, M. Naor, 2003). Pure.
(function (search) {
  const MANY = 100; // so many results are more than some pages of them
  const TINY = 1e-9; // by which sums of the same weights may differ

  /** Returns the indexes of all matches that can be among the best `limit`, those with the highest possible score first, of
   * equals the newer; `contenders` is how many of them can score higher than the `limit`-th best lower bound.
   * @param {Matches} matches @param {number} limit */
  function candidates({ numbers, scores, slack }, limit) {
    const least = scores.length > limit ? nthLargest(scores, limit) : -Infinity;
    const atMost = (/** @type {number} */ place) => scores[place] + slack[place];
    /** @type {number[]} */
    const places = [];
    let contenders = 0;
    for (let i = 0; i < scores.length; i += 1) {
      if (atMost(i) >= least - TINY) places.push(i);
      if (atMost(i) > least + TINY) contenders += 1;
    }
    return { places: places.sort((a, b) => atMost(b) - atMost(a) || numbers[b] - numbers[a]), contenders };
  }

  /** Returns the n-th largest of some numbers, without sorting all of them.
   * @param {Float64Array} values @param {number} n */
  function nthLargest(values, n) {
    if (n > MANY) return values.slice().sort()[values.length - n];
    const largest = values.slice(0, n).sort();
    for (let i = n; i < values.length; i += 1) {
      const value = values[i];
      if (value <= largest[0]) continue;
      // moving a few numbers is faster than a heap
      let at = 0;
      while (at + 1 < n && largest[at + 1] < value) {
        largest[at] = largest[at + 1];
        at += 1;
      }
      largest[at] = value;
    }
    return largest[0];
  }

  /** Returns the terms of which another class must be loaded before the first `last` results are certain: those that can still lift a
   * document, or one that no loaded class has, above the `last`-th best lower bound. @param {Matches} matches @param {number} last */
  function termsToLoad({ scores, slack, lacking, openTerms }, last) {
    const least = scores.length >= last ? nthLargest(scores, last) : -Infinity;
    const sums = [0]; // by set of terms: what they can add together
    openTerms.forEach(({ most }) => sums.push(...sums.map((sum) => sum + most)));
    const isWanted = (/** @type {number} */ most) => most > least + TINY;
    let wanted = isWanted(sums[sums.length - 1]) ? sums.length - 1 : 0;
    for (let i = 0; i < scores.length; i += 1) {
      if ((lacking[i] & ~wanted) !== 0 && isWanted(scores[i] + slack[i] + sums[lacking[i]])) wanted |= lacking[i];
    }
    return openTerms.filter((_, bit) => (wanted >> bit) & 1).map(({ term }) => term);
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ candidates, termsToLoad, TINY }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
