// @ts-check
"use strict";

// Days, months and years as the archive's other pages write them: 1 September 2022.
// Needs: page/elements.js page/wording.js
(function (search) {
  const { page, wording } = search;
  const { locale } = wording;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const month = new Intl.DateTimeFormat(locale, { year: "numeric", month: "long", timeZone: "UTC" });
  const shortMonth = new Intl.DateTimeFormat(locale, { month: "short", timeZone: "UTC" });
  const letter = new Intl.DateTimeFormat(locale, { month: "narrow", timeZone: "UTC" });

  /** Returns a day, month or year (`2022-09-01`, `2022-09`, `2022`) in words. @param {string} date */
  function dayText(date) {
    if (date.length === 4) return date;
    // Intl puts "р." and "г." (of the year) behind Ukrainian and Russian dates; the archive's pages do not
    return (date.length === 7 ? month : day).format(new Date(`${date.length === 7 ? `${date}-01` : date}T00:00:00Z`)).replace(/\s[рг]\.$/, "");
  }

  /** Returns a month's short name, its first letter where it is one of many; a year as it is. @param {string} period @param {boolean} isOneOfMany */
  const shortText = (period, isOneOfMany) => (period.length === 4 ? period : (isOneOfMany ? letter : shortMonth).format(new Date(`${period}-01T00:00:00Z`)));

  /** Returns a period in words. @param {string} from @param {string} to */
  function periodText(from, to) {
    if (from === to) return dayText(from);
    if (!to) return wording.say("since", dayText(from));
    if (!from) return wording.say("until", dayText(to));
    return wording.say("between", dayText(from), dayText(to));
  }

  Object.assign(page, /** @satisfies {Partial<SearchPage>} */ ({ dayText, shortText, periodText }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
