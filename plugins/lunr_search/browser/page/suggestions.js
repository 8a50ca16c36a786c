// @ts-check
"use strict";

// The list below the field: tags, authors and headlines that match what the reader types.
// Needs: archive.js page/elements.js page/wording.js
(function (search) {
  const { page, wording } = search;
  const { element, field, suggestions: list } = page;
  const TYPING_PAUSE_MS = 150;
  let pause = 0;
  let turn = 0; // which suggestions are wanted: those that come after the list was hidden come too late
  let selected = -1;

  function hideSuggestions() {
    clearTimeout(pause);
    turn += 1;
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
    turn += 1;
    const mine = turn;
    const suggestions = await search.callEngine("suggest", text).catch(() => []);
    if (mine !== turn || field.value !== text || document.activeElement !== field) return;
    if (!suggestions.length) {
      hideSuggestions();
      return;
    }
    list.replaceChildren(
      ...suggestions.map((/** @type {Suggestion} */ { kind, name, url }, /** @type {number} */ i) => {
        const item = element("li", { role: "option", id: `suggestion-${i}`, "aria-selected": "false" }, element("span", { dir: "auto" }, name), element("small", {}, wording.say(kind)));
        item.addEventListener("mousedown", (event) => event.preventDefault());
        item.addEventListener("click", () => location.assign(new URL(url, search.siteRoot).href));
        return item;
      }),
    );
    list.hidden = false;
    selected = -1;
    field.setAttribute("aria-expanded", "true");
  }

  /** Selects the next or previous suggestion; past the end of the list, the field itself. @param {number} step */
  function moveSelection(step) {
    const items = Array.from(list.children);
    selected = (selected + step + items.length + 1 + 1) % (items.length + 1) - 1;
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === selected)));
    if (selected < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", items[selected].id);
  }

  /** Handles a key that is meant for the suggestions; returns whether it was.
   * @param {KeyboardEvent} event */
  function takeKey({ key }) {
    if (list.hidden) return false;
    if (key === "ArrowDown" || key === "ArrowUp") moveSelection(key === "ArrowDown" ? 1 : -1);
    else if (key === "Enter" && selected >= 0) /** @type {HTMLElement} */ (list.children[selected]).click();
    else if (key === "Escape") hideSuggestions();
    else return false;
    return true;
  }

  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(showSuggestions, TYPING_PAUSE_MS);
  });
  field.addEventListener("blur", hideSuggestions);

  Object.assign(page, /** @satisfies {Partial<SearchPage>} */ ({ hideSuggestions, takeKey }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
