// @ts-check
"use strict";

// How many matches have each value of a filter, and each month.
// Needs: columns.js filters.js numbering.js
(function (search) {
  /** Returns how many matches have each value of a filter, the most frequent first.
   * @param {IndexFiles} files @param {Matches} matches @param {string} name @returns {Promise<[string, number][]>} */
  async function countValues(files, matches, name) {
    const wanted = new Set(matches.numbers);
    const counts = new Map();
    for (const column of await search.loadColumns(files, name, search.yearsOf(matches, await files.open()))) {
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

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ countValues, countMonths }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
