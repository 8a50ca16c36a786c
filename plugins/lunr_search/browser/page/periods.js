// @ts-check
"use strict";

// The matches of each year or month as bars. A click chooses one; dragging from one bar to another chooses all between.
// Needs: page/elements.js page/address.js page/days.js page/wording.js
(function (search) {
  const { page, wording } = search;
  const { element } = page;
  const MANY = 6; // months whose names have room
  const MANY_YEARS = 8; // years that have room in one row
  const SVG = "http://www.w3.org/2000/svg";

  /** Returns all years or months from the first of some months to the last, including those without articles.
   * @param {string[]} months @param {number} size the length of a period's text: 4 for a year, 7 for a month */
  function periodsBetween(months, size) {
    const periods = [];
    const last = (months[months.length - 1] || "").slice(0, size);
    for (let period = (months[0] || "").slice(0, size); period <= last && period; ) {
      periods.push(period);
      const [year, month] = period.split("-").map(Number);
      const next = size === 4 ? [year + 1] : month === 12 ? [year + 1, 1] : [year, month + 1];
      period = next.map((part, i) => String(part).padStart(i ? 2 : 4, "0")).join("-");
    }
    return periods;
  }

  /** Limits the search to some days; removes the limit where it is these days already. @param {string} from @param {string} to */
  function choosePeriod(from, to) {
    page.change((asked) => {
      const isChosen = asked.get("from") === from && asked.get("to") === to;
      page.setValue(asked, "from", isChosen ? "" : from);
      page.setValue(asked, "to", isChosen ? "" : to);
    });
  }

  /** Returns how many articles each period has. Periods are months for a chosen year or at most two years, else years.
   * @param {Record<string, number>} months @param {string} year the chosen one, or ""
   * @returns {Map<string, number>} */
  function countPeriods(months, year) {
    const listed = Object.keys(months).filter((month) => month.startsWith(year)).sort();
    const size = year || new Set(listed.map((month) => month.slice(0, 4))).size < 3 ? 7 : 4;
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const period of periodsBetween(year ? [`${year}-01`, `${year}-12`] : listed, size)) counts.set(period, 0);
    for (const month of listed) counts.set(month.slice(0, size), (counts.get(month.slice(0, size)) || 0) + months[month]);
    return counts;
  }

  /** @param {number} share of the fullest period, from 0 to 1 */
  function bar(share) {
    const svg = document.createElementNS(SVG, "svg");
    const rectangle = document.createElementNS(SVG, "rect");
    svg.setAttribute("viewBox", "0 0 1 100");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    const height = share && Math.max(1, Math.round(share * 100));
    for (const [key, value] of Object.entries({ y: 100 - height, width: 1, height })) rectangle.setAttribute(key, String(value));
    svg.append(rectangle);
    return svg;
  }

  /** Returns the bars with their legend; null where there is one period and no choice. @param {Record<string, number>} months */
  function histogram(months) {
    const { from, to } = page.readAddress().options;
    const periods = countPeriods(months, from.slice(0, 4) === to.slice(0, 4) ? from.slice(0, 4) : "");
    if (!periods.size || (periods.size < 2 && !from && !to)) return null;
    const [first = ""] = periods.keys();
    const most = Math.max(1, ...periods.values());
    const isOfYears = first.length === 4;
    const shape = periods.size > MANY && !isOfYears ? "narrow-months" : periods.size > MANY_YEARS ? "many-years" : "";
    const row = element("div", shape ? { class: shape } : {});
    let begun = "";
    for (const [period, count] of periods) {
      const what = `${page.dayText(period)}: ${wording.counts.format(count)}`;
      const isChosen = Boolean(from || to) && (!from || period >= from.slice(0, period.length)) && (!to || period <= to.slice(0, period.length));
      const attributes = { type: "button", "aria-label": what, title: what, "aria-pressed": String(isChosen), "data-key": period };
      const button = element("button", attributes, bar(count / most), page.shortText(period, periods.size > MANY));
      button.addEventListener("click", () => choosePeriod(period, period));
      button.addEventListener("pointerdown", () => {
        begun = period;
      });
      button.addEventListener("pointerup", () => {
        if (begun && begun !== period) choosePeriod(begun < period ? begun : period, begun < period ? period : begun);
      });
      row.append(button);
    }
    const legend = element("legend", {}, wording.say(isOfYears ? "year" : "month"));
    if (from || to) legend.append(" ", page.button(wording.say("allDates"), () => choosePeriod("", ""), { class: "all-dates", "data-key": "all" }));
    return element("fieldset", { class: "histogram" }, legend, row);
  }

  Object.assign(page, /** @satisfies {Partial<SearchPage>} */ ({ histogram }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
