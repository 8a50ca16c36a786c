// @ts-check
"use strict";

// What narrows the search, as a row of buttons that remove it: period, filters, all the words.
// Needs: page/elements.js page/address.js page/days.js page/wording.js
(function (search) {
  const { page, wording } = search;

  /** Returns a language's name; the code itself where it has none. @param {string} code @returns {string} */
  function languageName(code) {
    try {
      return new Intl.DisplayNames([wording.language], { type: "language", fallback: "code" }).of(code) || code;
    } catch {
      return code;
    }
  }

  /** Returns a value of a filter as the page shows it. @param {string} name @param {string} value */
  const valueText = (name, value) => (name === "lang" ? languageName(value) : value);

  /** Returns what narrows the search: its words, and how the URL is without it. @returns {[string, (asked: URLSearchParams) => void][]} */
  function listChosen() {
    const { from, to, all, filters } = page.readAddress().options;
    /** @type {[string, (asked: URLSearchParams) => void][]} */
    const chosen = [];
    if (from || to) chosen.push([page.periodText(from, to), removeValues("from", "to")]);
    for (const [name, values] of Object.entries(filters)) {
      for (const value of values) chosen.push([wording.say("chosen", wording.say(name), valueText(name, value)), (asked) => page.toggleValue(asked, name, value)]);
    }
    if (all) chosen.push([wording.say("whole"), removeValues("all")]);
    return chosen;
  }

  /** @param {string[]} names @returns {(asked: URLSearchParams) => void} */
  const removeValues = (...names) => (asked) => names.forEach((name) => asked.delete(name));

  /** Removes all that narrows the search but its words. */
  const removeAll = () => page.change(removeValues("from", "to", "all", ...page.FILTERS));

  /** Shows the buttons. */
  function showChips() {
    const chosen = listChosen();
    const items = chosen.map(([text, edit], i) =>
      page.element("li", {}, page.button(text, () => removeChip(edit, i), { "aria-label": wording.say("remove", text) })),
    );
    if (items.length > 1) items.push(page.element("li", {}, page.button(wording.say("removeAll"), removeAll, { class: "remove-all" })));
    page.chips.replaceChildren(...items);
    page.chips.hidden = !items.length;
    page.filtersButton.textContent = chosen.length ? wording.say("filtersChosen", wording.counts.format(chosen.length)) : wording.say("filters");
  }

  /** Removes a choice; the focus goes to the next one, or to the field. @param {(asked: URLSearchParams) => void} edit @param {number} place */
  function removeChip(edit, place) {
    page.change(edit);
    const buttons = page.chips.querySelectorAll("button");
    (buttons[Math.min(place, buttons.length - 1)] || page.field).focus();
  }

  Object.assign(page, /** @satisfies {Partial<SearchPage>} */ ({ showChips, listChosen, removeAll, valueText }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
