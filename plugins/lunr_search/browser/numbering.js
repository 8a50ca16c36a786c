// @ts-check
"use strict";

// Days as proleptic ordinals, as in Python's datetime. Twin of numbering.py, which makes document numbers of them. Pure.
(function (search) {
  const DAY_MS = 86_400_000;
  const ORDINAL_OF_1970 = 719_163;

  /** Returns the date of an ordinal, as `2025-02-17`. @param {number} day */
  function dayToDate(day) {
    return new Date((day - ORDINAL_OF_1970) * DAY_MS).toISOString().slice(0, 10);
  }

  /** Returns the ordinal of `2025-02-17`; for `2025-02` or `2025` that of the first day, or with `isEnd` the last. @param {string} date @param {boolean} [isEnd] */
  function dateToDay(date, isEnd) {
    const [year, month, day] = date.split("-").map(Number);
    const time = day ? Date.UTC(year, month - 1, day) : isEnd ? (month ? Date.UTC(year, month, 0) : Date.UTC(year, 11, 31)) : Date.UTC(year, (month || 1) - 1, 1);
    return Math.round(time / DAY_MS) + ORDINAL_OF_1970;
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ dayToDate, dateToDay }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
