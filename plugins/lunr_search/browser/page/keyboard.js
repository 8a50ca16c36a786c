// @ts-check
"use strict";

// Keys: arrows and Escape between the field and the results, and `/` to the field, which the reader may switch off.
// Needs: page/elements.js page/suggestions.js
(function (search) {
  const { page } = search;
  const { field, results, shortcut } = page;
  const SHORTCUT_KEY = "search-shortcut";

  /** @param {KeyboardEvent} event */
  function onFieldKey(event) {
    if (page.takeKey(event)) event.preventDefault();
    else if (event.key === "Escape") {
      event.preventDefault();
      field.value = "";
      page.hideSuggestions();
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      results.querySelector("a")?.focus();
    }
  }

  /** @param {KeyboardEvent} event */
  function onResultKey(event) {
    const links = /** @type {HTMLElement[]} */ (Array.from(results.querySelectorAll("h2 a")));
    const at = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (at < 0) return;
    if (event.key === "Escape" || (event.key === "ArrowUp" && at === 0)) {
      event.preventDefault();
      field.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = links[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) next.focus();
      else page.moreButton.focus();
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

  shortcut.checked = isShortcutOn();
  shortcut.addEventListener("change", () => {
    try {
      localStorage.setItem(SHORTCUT_KEY, shortcut.checked ? "on" : "off");
    } catch {
      // it holds for this page alone
    }
  });
  field.addEventListener("keydown", onFieldKey);
  results.addEventListener("keydown", onResultKey);
  document.addEventListener("keydown", onShortcut);
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
