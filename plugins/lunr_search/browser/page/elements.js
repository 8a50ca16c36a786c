// @ts-check
"use strict";

// The elements of the search page, and a function that makes elements. No text is ever set as HTML.
(function (search) {
  /** @param {string} selector @returns {any} */
  const find = (selector) => document.querySelector(selector);
  const form = /** @type {HTMLFormElement} */ (find(".search-form"));
  const field = /** @type {HTMLInputElement} */ (find("#q"));
  const language = document.documentElement.lang || "en";

  /** Makes an element. @param {string} name @param {Record<string, string>} [attributes] @param {(Node | string)[]} children */
  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
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
    results: find(".results"),
    more: find(".search-more"),
    moreButton: find(".search-more button"),
    filters: find(".filters"),
    filterGroups: find(".filter-groups"),
    help: find(".search-help"),
    shortcut: find("[name=shortcut]"),
    language,
    counts: new Intl.NumberFormat(language),
    element,
    markedText,
    /** A field of the form, by its name. @param {string} name */
    input: (name) => /** @type {HTMLInputElement | HTMLSelectElement} */ (form.elements.namedItem(name)),
  });
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
