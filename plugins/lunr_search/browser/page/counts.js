// @ts-check
"use strict";

// What the filters of the search page show: the chart of time, and how many matches each section, author, tag and language has.
// Needs: archive.js page/elements.js page/address.js page/chips.js page/filters.js page/periods.js page/results.js page/sheet.js page/wording.js
(function (search) {
  const { page, wording } = search;
  const { element } = page;
  const SHOWN_VALUES = 8;
  const MOST_VALUES = 100;
  /** @type {Set<string>} the kinds whose values are all shown */
  const open = new Set();
  // names have long files: they are counted when the reader asks for it
  let areNamesAsked = false;

  /** Counts anew, and shows the counts. */
  async function showCounts() {
    const asked = location.search;
    const { text, options } = page.readAddress();
    const counted = await search.callEngine("counts", text, { ...options, hasNames: areNamesAsked });
    if (!page.areFiltersCurrent() || location.search !== asked) return;
    page.correctTotal(counted.found);
    page.labelSheet(wording.sayCount("showResults", counted.found.total));
    const groups = page.FILTERS.map((name) => (counted[name] ? filterGroup(name, counted[name], options.filters[name] || []) : closedGroup(name)));
    const shown = [page.histogram(counted.months), ...groups].filter((group) => group !== null);
    keepFocus(() => page.filterGroups.replaceChildren(.../** @type {Node[]} */ (shown)));
    page.filters.hidden = !page.isWide.matches || !shown.length;
  }

  /** Shows a button that counts: where only a part of what was found is known, the rest is loaded when the reader asks for it. */
  function offerCounts() {
    const button = page.button(wording.say("countFound"), count, { class: "all-values" });
    page.filterGroups.replaceChildren(button);

    async function count() {
      if (button.hasAttribute("aria-busy")) return;
      button.setAttribute("aria-busy", "true");
      await showCounts().catch(offerCounts);
      // the button is gone, and the focus with it
      if (page.areFiltersCurrent() && document.activeElement === document.body) /** @type {HTMLElement | null} */ (page.filterGroups.querySelector("button, input"))?.focus();
    }
  }

  /** Changes the filters; what had the focus has it again, in its new form. @param {() => void} change */
  function keepFocus(change) {
    const focused = page.filterGroups.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.key : undefined;
    change();
    if (focused !== undefined) /** @type {HTMLElement | null} */ (page.filterGroups.querySelector(`[data-key="${CSS.escape(focused)}"]`))?.focus();
  }

  /** Returns the values of a kind with their counts; null where all articles have the same, so that none can be chosen.
   * @param {string} name @param {[string, number][]} values @param {string[]} chosen */
  function filterGroup(name, values, chosen) {
    if (values.length < 2 && !chosen.length) return null;
    const most = open.has(name) ? MOST_VALUES : SHOWN_VALUES;
    const shown = values.filter(([value], i) => i < most || chosen.includes(value));
    for (const value of chosen) if (!shown.some(([each]) => each === value)) shown.push([value, 0]);
    const group = element("fieldset", {}, element("legend", {}, wording.say(name)));
    for (const [value, count] of shown) {
      const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", name, value, "data-key": `${name} ${value}` }));
      box.checked = chosen.includes(value);
      box.addEventListener("change", () => page.change((asked) => page.toggleValue(asked, name, value)));
      group.append(element("label", {}, box, element("span", { dir: "auto" }, page.valueText(name, value)), element("output", {}, wording.counts.format(count))));
    }
    if (values.length > SHOWN_VALUES) group.append(allButton(name, values.length));
    return group;
  }

  /** Returns a kind whose values are counted when the reader asks for them. @param {string} name */
  function closedGroup(name) {
    const count = () => {
      areNamesAsked = true;
      showCounts().catch(() => {
        areNamesAsked = false; // the button is still there, to try again
      });
    };
    return element("fieldset", {}, element("legend", {}, wording.say(name)), page.button(wording.say("countValues"), count, { class: "all-values", "data-key": `all ${name}` }));
  }

  /** Returns the button that shows all values of a kind, or few again. @param {string} name @param {number} count */
  function allButton(name, count) {
    const more = count > MOST_VALUES ? "firstValues" : "allValues";
    const text = open.has(name) ? wording.say("fewerValues") : wording.say(more, wording.counts.format(Math.min(count, MOST_VALUES)));
    const toggle = () => {
      if (!open.delete(name)) open.add(name);
      showCounts().catch(() => {});
    };
    return page.button(text, toggle, { class: "all-values", "aria-expanded": String(open.has(name)), "data-key": `all ${name}` });
  }

  Object.assign(page, /** @satisfies {Partial<SearchPage>} */ ({ showCounts, offerCounts }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
