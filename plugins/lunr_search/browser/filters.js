// @ts-check
"use strict";

// Filters of matches by days, sections, authors, tags and languages, and their counts.
// Needs: matching.js numbering.js results.js
(function (search) {
  /** Returns the matches from one day to another. @param {Matches} matches @param {Manifest} manifest @param {{from?: string, to?: string}} options */
  function keepDays(matches, manifest, { from, to }) {
    if (!from && !to) return matches;
    const slots = 2 ** manifest.slotBits;
    const first = from ? (search.dateToDay(from) - manifest.firstDay) * slots : -Infinity;
    const last = to ? (search.dateToDay(to, true) - manifest.firstDay + 1) * slots : Infinity;
    return search.keepWhere(matches, (number) => number >= first && number < last);
  }

  /** Returns the matches that have one of the chosen values of every filter.
   * @param {IndexFiles} files @param {Matches} matches @param {Record<string, string[]>} filters */
  async function keepFiltered(files, matches, filters) {
    for (const [name, values] of Object.entries(filters)) {
      if (!values.length || !search.FILTERS.includes(name)) continue;
      const kept = new Set();
      for (const column of await files.loadColumns(name)) {
        const places = new Set(values.map((value) => column.names.indexOf(value)));
        column.numbers.forEach((/** @type {number} */ number, /** @type {number} */ i) => {
          if (column.values[i].some((/** @type {number} */ place) => places.has(place))) kept.add(number);
        });
      }
      matches = search.keepWhere(matches, (number) => kept.has(number));
    }
    return matches;
  }

  /** Returns how many matches have each value of a filter, the most frequent first.
   * @param {IndexFiles} files @param {Matches} matches @param {string} name @returns {Promise<[string, number][]>} */
  async function countValues(files, matches, name) {
    const wanted = new Set(matches.numbers);
    const counts = new Map();
    for (const column of await files.loadColumns(name)) {
      column.numbers.forEach((/** @type {number} */ number, /** @type {number} */ i) => {
        if (!wanted.has(number)) return;
        for (const place of column.values[i]) counts.set(column.names[place], (counts.get(column.names[place]) || 0) + 1);
      });
    }
    return Array.from(counts).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }

  /** Returns how many matches each month has, by month (`2025-02`). @param {IndexFiles} files @param {Matches} matches */
  async function countMonths(files, matches) {
    const manifest = await files.open();
    /** @type {Record<string, number>} */
    const counts = {};
    const slots = 2 ** manifest.slotBits;
    const days = new Map();
    for (const number of matches.numbers) {
      const day = Math.floor(number / slots);
      days.set(day, (days.get(day) || 0) + 1);
    }
    for (const [day, count] of days) {
      const month = search.dayToDate(day + manifest.firstDay).slice(0, 7);
      counts[month] = (counts[month] || 0) + count;
    }
    return counts;
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ keepDays, keepFiltered, countValues, countMonths }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
