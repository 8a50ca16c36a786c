// @ts-check
"use strict";

// The elements of the search page, and functions that make elements. No text is ever set as HTML.
(function (search) {
  /** @param {string} selector @returns {any} */
  const find = (selector) => document.querySelector(selector);
  const form = /** @type {HTMLFormElement} */ (find(".search-form"));
  const field = /** @type {HTMLInputElement} */ (find("#q"));

  /** Makes an element. @param {string} name @param {Record<string, string>} [attributes] @param {(Node | string)[]} children */
  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  /** Makes a button. @param {string} text @param {() => void} onClick @param {Record<string, string>} [attributes] */
  function button(text, onClick, attributes = {}) {
    const made = element("button", { type: "button", ...attributes }, text);
    made.addEventListener("click", onClick);
    return made;
  }

  /** Returns the nodes of a text with some words in <mark>. @param {string} text @param {Mark[]} marks @returns {(Node | string)[]} */
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

  search.page = /** @type {any} */ ({
    form,
    field,
    suggestions: find(".suggestions"),
    status: find(".search-status"),
    chips: find(".search-chips"),
    hints: find(".search-hints"),
    ways: find(".search-ways"),
    results: find(".results"),
    more: find(".search-more"),
    moreButton: find(".search-more button"),
    filters: find(".filters"),
    filterGroups: find(".filter-groups"),
    filtersButton: find(".filters-button"),
    help: find(".search-help"),
    shortcut: find("[name=shortcut]"),
    element,
    button,
    markedText,
    /** A field of the form, by its name. @param {string} name */
    input: (name) => /** @type {HTMLInputElement | HTMLSelectElement} */ (form.elements.namedItem(name)),
  });
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
