// @ts-check
"use strict";

// The search page: what the reader types becomes the address, and the address becomes results. All text is set as text.
(function (search) {
  const PAGE_SIZE = 10;
  const TYPING_PAUSE_MS = 150;
  const SHORTCUT_KEY = "search-shortcut";
  const FILTER_TITLES = { section: "Section", author: "Author", tag: "Tag", lang: "Language" };
  const SHOWN_VALUES = 12;
  const SHOWN_LETTERS = 80;

  /** @param {string} selector @returns {any} */
  const find = (selector) => document.querySelector(selector);
  const form = /** @type {HTMLFormElement} */ (find(".search-form"));
  const field = /** @type {HTMLInputElement} */ (find("#q"));
  /** A field of the form, by its name. @param {string} name */
  const input = (name) => /** @type {HTMLInputElement | HTMLSelectElement} */ (form.elements.namedItem(name));
  const list = find(".suggestions");
  const status = find(".search-status");
  const results = find(".results");
  const more = find(".search-more");
  const filters = find(".filters");
  // As the other pages write days: 1 September 2022.
  const days = new Intl.DateTimeFormat((document.documentElement.lang || "en").replace(/^en$/, "en-GB"), { dateStyle: "long", timeZone: "UTC" });
  const counts = new Intl.NumberFormat(document.documentElement.lang || "en");
  let wasRebuilt = false;
  let turn = 0; // which search the page shows; answers to earlier ones come too late

  /** @param {string} name @param {Record<string, string>} [attributes] @param {(Node | string)[]} children */
  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  /** A text with some of its words marked. @param {string} text @param {[number, number][]} marks @returns {(Node | string)[]} */
  function markedText(text, marks) {
    const parts = [];
    let at = 0;
    for (const [start, end] of marks) {
      parts.push(text.slice(at, start), element("mark", {}, text.slice(start, end)));
      at = end;
    }
    parts.push(text.slice(at));
    return parts;
  }

  // ------------------------------------------------------------------ address

  /** What the address asks for.
   * @returns {{text: string, options: SearchOptions & {from: string, to: string, filters: Record<string, string[]>}}} */
  function readAddress() {
    const asked = new URLSearchParams(location.search);
    /** @type {Record<string, string[]>} */
    const chosen = {};
    for (const name of Object.keys(FILTER_TITLES)) if (asked.has(name)) chosen[name] = asked.getAll(name);
    const date = (/** @type {string} */ name) => (/^\d{4}(-\d\d(-\d\d)?)?$/.test(asked.get(name) || "") ? asked.get(name) || "" : "");
    return {
      text: asked.get("q") || "",
      options: { sort: asked.get("sort") === "date" ? "date" : "score", from: date("from"), to: date("to"), filters: chosen },
    };
  }

  /** What the form asks for, as the part of the address after `?`. */
  function formToAddress() {
    const asked = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value && typeof value === "string") asked.append(name, value);
    asked.delete("shortcut");
    const text = asked.toString();
    return text ? `?${text}` : location.pathname;
  }

  function fillForm() {
    const { text, options } = readAddress();
    field.value = text;
    input("sort").value = options.sort === "date" ? "date" : "";
    input("from").value = options.from.length === 10 ? options.from : "";
    input("to").value = options.to.length === 10 ? options.to : "";
  }

  function submit() {
    hideSuggestions();
    const address = formToAddress();
    if (address !== location.search) history.pushState(null, "", address);
    show();
  }

  // ------------------------------------------------------------------ results

  /** Shows what the address asks for. */
  async function show() {
    turn += 1;
    const mine = turn;
    const { text, options } = readAddress();
    results.replaceChildren();
    more.hidden = true;
    const isAsked = text.trim() || options.from || options.to || Object.keys(options.filters).length;
    if (!isAsked) {
      status.textContent = "";
      return;
    }
    status.textContent = "Searching …";
    try {
      const found = await archiveSearch(text, { ...options, limit: PAGE_SIZE });
      if (mine !== turn) return;
      announce(found.total, text);
      addHits(found.hits, 0, mine);
      showMore(found, mine);
      if (!found.total) suggestCorrection(text, mine);
      if (filters.open) showFilters(mine);
    } catch (error) {
      if (mine === turn) showError(error, text);
    }
  }

  /** @param {number} total @param {string} text */
  function announce(total, text) {
    if (text.length > SHOWN_LETTERS) text = `${text.slice(0, SHOWN_LETTERS)} …`;
    const what = total === 1 ? "1 article" : `${counts.format(total)} articles`;
    status.textContent = total ? (text ? `${what} for ${text}` : what) : `Nothing found for ${text || "this choice"}.`;
    if (wasRebuilt) status.append(total ? ". " : " ", "The archive was rebuilt meanwhile and has been loaded anew.");
    wasRebuilt = false;
  }

  /** @param {any} error @param {string} text */
  function showError(error, text) {
    status.replaceChildren(element("span", {}, error.message || "The search failed."));
    if (error.kind === "query" && error.end > error.start && error.end <= SHOWN_LETTERS) {
      status.append(" ", element("code", {}, ...markedText(text.slice(0, SHOWN_LETTERS), [[error.start, error.end]])));
    }
  }

  /** @param {SearchResults} found @param {number} mine */
  function showMore(found, mine) {
    const shown = results.children.length;
    more.hidden = shown >= found.total;
    more.firstElementChild.onclick = async () => {
      more.firstElementChild.disabled = true;
      const { text, options } = readAddress();
      const next = await archiveSearch(text, { ...options, limit: PAGE_SIZE, offset: shown });
      more.firstElementChild.disabled = false;
      if (mine !== turn) return;
      addHits(next.hits, shown, mine);
      showMore(next, mine);
      results.children[shown]?.querySelector("a")?.focus();
    };
  }

  /** @param {Hit[]} hits @param {number} offset @param {number} mine */
  function addHits(hits, offset, mine) {
    const items = hits.map((hit) => {
      const address = new URL(hit.url);
      if (hit.terms.length) address.hash = `marks=${hit.terms.map(encodeURIComponent).join("+")}`;
      const link = element("a", { href: address.href }, hit.title);
      const where = [days.format(new Date(`${hit.date}T00:00:00Z`)), hit.section].filter(Boolean).join(" · ");
      return element(
        "li",
        {},
        element("h2", { dir: "auto" }, link),
        element("p", { class: "where" }, element("time", { datetime: hit.date }, where)),
        element("p", { class: "sentence", dir: "auto" }),
      );
    });
    results.append(...items);
    markTitles(hits, items);
    items.forEach((item, i) => showSentence(hits[i], item, mine));
  }

  /** @param {Hit[]} hits @param {HTMLElement[]} items */
  async function markTitles(hits, items) {
    const terms = Array.from(new Set(hits.flatMap((hit) => hit.terms)));
    const marks = await search.callEngine("marks", hits.map((hit) => hit.title), terms);
    items.forEach((item, i) => item.querySelector("a")?.replaceChildren(...markedText(hits[i].title, marks[i])));
  }

  /** Shows a hit's sentence: from the article itself over HTTP, from its lede on disk. @param {Hit} hit @param {HTMLElement} item @param {number} mine */
  async function showSentence(hit, item, mine) {
    const text = location.protocol === "file:" ? null : await fetchText(hit.url);
    if (mine !== turn) return;
    const [sentence] = await search.callEngine("sentences", [{ number: hit.number, text, terms: hit.terms }]);
    item.querySelector(".sentence")?.replaceChildren(...markedText(sentence.text, sentence.marks));
  }

  /** A block's words as one line; a table's row as the index has it. @param {Element} block @returns {string} */
  function blockText(block) {
    const parts = block instanceof HTMLTableRowElement ? Array.from(block.cells) : [block];
    return parts.map((part) => (part.textContent || "").replace(/\s+/g, " ").trim()).join(" | ");
  }

  /** The text of an article's page, or null. @param {string} address @returns {Promise<string | null>} */
  async function fetchText(address) {
    try {
      const answer = await fetch(address);
      if (!answer.ok) return null;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const blocks = page.querySelectorAll("article .lede, article .text :is(p, li, h2, h3, tr, figcaption)");
      return Array.from(blocks, blockText).join("\n") || null;
    } catch {
      return null;
    }
  }

  /** @param {string} text @param {number} mine */
  async function suggestCorrection(text, mine) {
    const correction = await search.callEngine("correct", text);
    if (!correction || mine !== turn) return;
    const button = element("button", { type: "button" }, correction);
    button.addEventListener("click", () => {
      field.value = correction;
      submit();
    });
    status.append(" Did you mean ", button, "?");
  }

  // ------------------------------------------------------------------ filters

  /** Shows the counts for what was found. @param {number} mine */
  async function showFilters(mine) {
    const { text, options } = readAddress();
    const holder = find(".filter-groups");
    const counted = await search.callEngine("counts", text, options);
    if (mine !== turn) return;
    const groups = Object.entries(FILTER_TITLES).map(([name, title]) => filterGroup(name, title, counted[name], options.filters[name] || []));
    holder.replaceChildren(histogram(counted.months), ...groups.filter(Boolean));
  }

  /** @param {string} name @param {string} title @param {[string, number][]} values @param {string[]} chosen */
  function filterGroup(name, title, values, chosen) {
    const shown = values.filter(([value], i) => i < SHOWN_VALUES || chosen.includes(value));
    for (const value of chosen) if (!shown.some(([each]) => each === value)) shown.push([value, 0]);
    if (!shown.length) return null;
    const group = element("fieldset", {}, element("legend", {}, title));
    for (const [value, count] of shown) {
      const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", name, value }));
      box.checked = chosen.includes(value);
      box.addEventListener("change", submit);
      const shownValue = name === "lang" ? languageName(value) : value;
      group.append(element("label", {}, box, element("span", {}, shownValue), element("output", {}, counts.format(count))));
    }
    return group;
  }

  /** A language's name; the code itself where it is none. @param {string} code @returns {string} */
  function languageName(code) {
    try {
      return new Intl.DisplayNames([document.documentElement.lang || "en"], { type: "language", fallback: "code" }).of(code) || code;
    } catch {
      return code;
    }
  }

  /** All years or months from the first of some months to the last, those without articles too.
   * @param {string[]} months @param {number} size how many letters tell a period: 4 a year, 7 a month */
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

  /** Narrows the search to some days, or no more where they are chosen already. @param {string} from @param {string} to */
  function choosePeriod(from, to) {
    const asked = new URLSearchParams(location.search);
    const isChosen = asked.get("from") === from && asked.get("to") === to;
    for (const [name, value] of Object.entries({ from, to })) {
      if (isChosen || !value) asked.delete(name);
      else asked.set(name, value);
    }
    history.pushState(null, "", `?${asked}`);
    fillForm();
    show();
  }

  /** Years, or the months of a chosen year or of few years, as bars to click, or to draw over from one to another.
   * @param {Record<string, number>} months */
  function histogram(months) {
    const { from, to } = readAddress().options;
    const year = from.slice(0, 4) === to.slice(0, 4) ? from.slice(0, 4) : "";
    const listed = Object.keys(months).filter((month) => month.startsWith(year)).sort();
    const size = year || new Set(listed.map((month) => month.slice(0, 4))).size < 3 ? 7 : 4;
    /** @type {Map<string, number>} */
    const bars = new Map();
    for (const period of periodsBetween(year ? [`${year}-01`, `${year}-12`] : listed, size)) bars.set(period, 0);
    for (const month of listed) bars.set(month.slice(0, size), (bars.get(month.slice(0, size)) || 0) + months[month]);
    const most = Math.max(1, ...bars.values());
    const row = element("div");
    let begun = "";
    for (const [period, count] of bars) {
      const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      svg.setAttribute("viewBox", "0 0 1 100");
      svg.setAttribute("preserveAspectRatio", "none");
      svg.setAttribute("aria-hidden", "true");
      const height = count && Math.max(1, Math.round((count / most) * 100));
      for (const [key, value] of Object.entries({ y: 100 - height, width: 1, height })) bar.setAttribute(key, String(value));
      svg.append(bar);
      const what = `${period}: ${counts.format(count)}`;
      const isChosen = period >= from.slice(0, size) && period <= to.slice(0, size) && Boolean(from && to);
      const button = element("button", { type: "button", "aria-label": what, title: what, "aria-pressed": String(isChosen) }, svg, period);
      button.addEventListener("click", () => choosePeriod(period, period));
      button.addEventListener("pointerdown", () => {
        begun = period;
      });
      button.addEventListener("pointerup", () => {
        if (begun && begun !== period) choosePeriod(begun < period ? begun : period, begun < period ? period : begun);
      });
      row.append(button);
    }
    const legend = element("legend", {}, size === 4 ? "Year" : "Month");
    if (from || to) {
      const all = element("button", { type: "button", class: "all-dates" }, "All dates");
      all.addEventListener("click", () => choosePeriod("", ""));
      legend.append(" ", all);
    }
    return element("fieldset", { class: "histogram" }, legend, row);
  }

  // -------------------------------------------------------------- suggestions

  let pause = 0;
  let selected = -1;

  function hideSuggestions() {
    clearTimeout(pause);
    list.hidden = true;
    selected = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  async function showSuggestions() {
    const text = field.value;
    if (text.trim().length < 2) {
      hideSuggestions();
      return;
    }
    const suggestions = await search.callEngine("suggest", text).catch(() => []);
    if (field.value !== text || document.activeElement !== field || !suggestions.length) {
      if (!suggestions.length) hideSuggestions();
      return;
    }
    list.replaceChildren(
      ...suggestions.map((/** @type {Suggestion} */ { kind, name, url }, /** @type {number} */ i) => {
        const item = element("li", { role: "option", id: `suggestion-${i}`, "aria-selected": "false" }, element("span", {}, name), element("small", {}, kind));
        item.addEventListener("mousedown", (event) => event.preventDefault());
        item.addEventListener("click", () => location.assign(new URL(url, search.siteRoot).href));
        return item;
      }),
    );
    list.hidden = false;
    selected = -1;
    field.setAttribute("aria-expanded", "true");
  }

  /** @param {number} step */
  function moveSelection(step) {
    const items = Array.from(list.children);
    selected = (selected + step + items.length + 1 + 1) % (items.length + 1) - 1;
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === selected)));
    if (selected < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", items[selected].id);
  }

  // ----------------------------------------------------------------- keyboard

  /** @param {KeyboardEvent} event */
  function onFieldKey(event) {
    const { key } = event;
    if (!list.hidden && (key === "ArrowDown" || key === "ArrowUp")) {
      event.preventDefault();
      moveSelection(key === "ArrowDown" ? 1 : -1);
    } else if (!list.hidden && key === "Enter" && selected >= 0) {
      event.preventDefault();
      list.children[selected].click();
    } else if (key === "Escape") {
      event.preventDefault();
      if (list.hidden) field.value = "";
      hideSuggestions();
    } else if (key === "ArrowDown") {
      event.preventDefault();
      results.querySelector("a")?.focus();
    }
  }

  /** @param {KeyboardEvent} event */
  function onResultKey(event) {
    const links = Array.from(results.querySelectorAll("h2 a"));
    const at = links.indexOf(/** @type {Element} */ (document.activeElement));
    if (at < 0) return;
    if (event.key === "Escape" || (event.key === "ArrowUp" && at === 0)) {
      event.preventDefault();
      field.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = links[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) next.focus();
      else more.firstElementChild?.focus();
    }
  }

  function isShortcutOn() {
    try {
      return localStorage.getItem(SHORTCUT_KEY) !== "off";
    } catch {
      return true;
    }
  }

  /** @param {KeyboardEvent} event */
  function onShortcut(event) {
    const inText = /** @type {Element} */ (event.target).closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || inText || event.ctrlKey || event.metaKey || event.altKey || !isShortcutOn()) return;
    event.preventDefault();
    field.focus();
    field.select();
  }

  // -------------------------------------------------------------------- start

  form.hidden = false;
  find(".search-help").hidden = false;
  const shortcut = find("[name=shortcut]");
  shortcut.checked = isShortcutOn();
  shortcut.addEventListener("change", () => {
    try {
      localStorage.setItem(SHORTCUT_KEY, shortcut.checked ? "on" : "off");
    } catch {
      // it holds for this page alone
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  for (const name of ["sort", "from", "to"]) input(name).addEventListener("change", submit);
  filters.addEventListener("toggle", () => filters.open && showFilters(turn));
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(showSuggestions, TYPING_PAUSE_MS);
  });
  field.addEventListener("blur", hideSuggestions);
  field.addEventListener("keydown", onFieldKey);
  results.addEventListener("keydown", onResultKey);
  document.addEventListener("keydown", onShortcut);
  document.addEventListener("archive-rebuilt", () => {
    wasRebuilt = true;
  });
  window.addEventListener("popstate", () => {
    fillForm();
    show();
  });
  fillForm();
  if (location.search) show();
  else field.focus();
})(newsSearch);
