// @ts-check
"use strict";

// Days as numbers: proleptic ordinals as in Python's datetime, of which numbering.py, its twin, makes documents' numbers. Pure.
(function (search) {
  const DAY_MS = 86_400_000;
  const ORDINAL_OF_1970 = 719_163;

  /** @param {number} day proleptic ordinal, as in Python's datetime */
  function dayToDate(day) {
    return new Date((day - ORDINAL_OF_1970) * DAY_MS).toISOString().slice(0, 10);
  }

  /** The ordinal of `2025-02-17`; of `2025-02` or `2025` the first day, or the last. @param {string} date @param {boolean} [isEnd] */
  function dateToDay(date, isEnd) {
    const [year, month, day] = date.split("-").map(Number);
    const time = day ? Date.UTC(year, month - 1, day) : isEnd ? (month ? Date.UTC(year, month, 0) : Date.UTC(year, 11, 31)) : Date.UTC(year, (month || 1) - 1, 1);
    return Math.round(time / DAY_MS) + ORDINAL_OF_1970;
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ dayToDate, dateToDay }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
