// @ts-check
"use strict";

// The filters of the search page: how many matches each section, author, tag and language has.
// Needs: archive.js page/elements.js page/address.js page/periods.js
(function (search) {
  const { page } = search;
  const { element } = page;
  /** @type {Record<string, string>} */
  const TITLES = { section: "Section", author: "Author", tag: "Tag", lang: "Language" };
  const SHOWN_VALUES = 12;

  /** Shows the filters of the current search. @param {() => boolean} isCurrent whether the page still shows that search */
  async function showFilters(isCurrent) {
    const { text, options } = page.readAddress();
    const counted = await search.callEngine("counts", text, options);
    if (!isCurrent()) return;
    const groups = page.FILTERS.map((name) => filterGroup(name, counted[name], options.filters[name] || []));
    page.filterGroups.replaceChildren(page.histogram(counted.months), ...groups.filter((group) => group !== null));
  }

  /** @param {string} name @param {[string, number][]} values @param {string[]} chosen */
  function filterGroup(name, values, chosen) {
    const shown = values.filter(([value], i) => i < SHOWN_VALUES || chosen.includes(value));
    for (const value of chosen) if (!shown.some(([each]) => each === value)) shown.push([value, 0]);
    if (!shown.length) return null;
    const group = element("fieldset", {}, element("legend", {}, TITLES[name]));
    for (const [value, count] of shown) {
      const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", name, value }));
      box.checked = chosen.includes(value);
      box.addEventListener("change", page.submit);
      const shownValue = name === "lang" ? languageName(value) : value;
      group.append(element("label", {}, box, element("span", {}, shownValue), element("output", {}, page.counts.format(count))));
    }
    return group;
  }

  /** Returns a language's name; the code itself where it has none. @param {string} code @returns {string} */
  function languageName(code) {
    try {
      return new Intl.DisplayNames([page.language], { type: "language", fallback: "code" }).of(code) || code;
    } catch {
      return code;
    }
  }

  Object.assign(page, /** @satisfies {Partial<SearchPage>} */ ({ showFilters }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
