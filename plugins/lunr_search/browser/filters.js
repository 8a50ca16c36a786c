// @ts-check
"use strict";

// Filters of matches by days, sections, authors, tags and languages.
// Needs: columns.js expansion.js matching.js numbering.js
(function (search) {
  const DAY = /^\d{4}(-\d\d(-\d\d)?)?$/;
  const SHOWN_FIELDS = ["title", "lede", "body"]; // whose words are marked in results

  /** Returns the matches that `isKept` accepts, which gets their number and whether all the query's words were found.
   * @param {Matches} matches @param {(number: number, isWhole: boolean) => boolean} isKept */
  function keepWhere({ numbers, scores, slack, isWhole }, isKept) {
    const places = Array.from(numbers.keys()).filter((place) => isKept(numbers[/** @type {number} */ (place)], isWhole[place] === 1));
    return {
      numbers: Float64Array.from(places, (place) => numbers[place]),
      scores: Float64Array.from(places, (place) => scores[place]),
      slack: Float64Array.from(places, (place) => slack[place]),
      isWhole: Uint8Array.from(places, (place) => isWhole[place]),
      lacking: new Uint16Array(0),
      openTerms: [], // all classes are loaded before anything narrows
    };
  }

  /** Returns the matches from one day to another. @param {Matches} matches @param {Manifest} manifest @param {{from?: string, to?: string}} options */
  function keepDays(matches, manifest, { from, to }) {
    if (!from && !to) return matches;
    const slots = 2 ** manifest.slotBits;
    const first = from ? (search.dateToDay(from) - manifest.firstDay) * slots : -Infinity;
    const last = to ? (search.dateToDay(to, true) - manifest.firstDay + 1) * slots : Infinity;
    return keepWhere(matches, (number) => number >= first && number < last);
  }

  /** Returns the matches that fit the options of a search. @param {IndexFiles} files @param {Matches} matches @param {SearchOptions} options */
  async function keepChosen(files, matches, options) {
    const inDays = keepDays(matches, await files.open(), options);
    const whole = options.all ? keepWhere(inDays, (_, isWhole) => isWhole) : inDays;
    return keepFiltered(files, whole, options.filters || {});
  }

  /** Returns the years of some matches. @param {Matches} matches @param {Manifest} manifest @returns {number[]} */
  function yearsOf({ numbers }, manifest) {
    const slots = 2 ** manifest.slotBits;
    const days = new Set();
    for (const number of numbers) days.add(Math.floor(number / slots));
    const years = new Set(Array.from(days, (day) => Number(search.dayToDate(day + manifest.firstDay).slice(0, 4))));
    return Array.from(years).sort();
  }

  /** Returns the matches that have one of the chosen values of every filter.
   * @param {IndexFiles} files @param {Matches} matches @param {Record<string, string[]>} filters */
  async function keepFiltered(files, matches, filters) {
    for (const [name, values] of Object.entries(filters)) {
      if (!values.length || !search.FILTERS.includes(name)) continue;
      const kept = new Set();
      for (const column of await search.loadColumns(files, name, yearsOf(matches, await files.open()))) {
        const places = new Set(values.map((value) => column.names.indexOf(value)));
        column.numbers.forEach((/** @type {number} */ number, /** @type {number} */ i) => {
          if (column.values[i].some((/** @type {number} */ place) => places.has(place))) kept.add(number);
        });
      }
      matches = keepWhere(matches, (number) => kept.has(number));
    }
    return matches;
  }

  /** Returns the matches that one clause of a group accepts, and the terms of headline and body by which it does. A day, month or
   * year is compared with document numbers, so that no file is loaded.
   * @param {IndexFiles} files @param {Matches} matches @param {Clause[]} group @returns {Promise<{matches: Matches, terms: string[]}>} */
  async function keepNarrowed(files, matches, group) {
    const manifest = await files.open();
    const slots = 2 ** manifest.slotBits;
    /** @type {[number, number][]} */
    const ranges = [];
    const kept = new Set();
    const terms = [];
    for (const clause of group) {
      const [field] = clause.fields;
      if (field === "date" && DAY.test(clause.term) && !("editDistance" in clause)) {
        ranges.push([(search.dateToDay(clause.term) - manifest.firstDay) * slots, (search.dateToDay(clause.term, true) - manifest.firstDay + 1) * slots]);
        continue;
      }
      /** @type {Map<string, TermPostings>} */
      const postings = new Map();
      const each = await search.expand(files, clause, postings);
      await files.loadAll(postings);
      for (const number of search.findMatches(each, postings, manifest.totals, null).numbers) kept.add(number);
      if (SHOWN_FIELDS.includes(field)) terms.push(...each.flatMap(({ expanded }) => expanded.flat()));
    }
    const isKept = (/** @type {number} */ number) => kept.has(number) || ranges.some(([first, end]) => number >= first && number < end);
    return { matches: keepWhere(matches, isKept), terms };
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ keepWhere, keepChosen, keepNarrowed, yearsOf }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
