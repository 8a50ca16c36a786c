// @ts-check
"use strict";

// The query and its options are in the page's URL: the form is filled from it, and changes of the form go into it.
// Needs: page/elements.js
(function (search) {
  const { page } = search;
  const FILTERS = ["section", "author", "tag", "lang"];

  /** Returns the query and options in the URL. @returns {Asked} */
  function readAddress() {
    const asked = new URLSearchParams(location.search);
    /** @type {Record<string, string[]>} */
    const chosen = {};
    for (const name of FILTERS) if (asked.has(name)) chosen[name] = asked.getAll(name);
    const date = (/** @type {string} */ name) => (/^\d{4}(-\d\d(-\d\d)?)?$/.test(asked.get(name) || "") ? asked.get(name) || "" : "");
    return {
      text: asked.get("q") || "",
      options: { sort: asked.get("sort") === "date" ? "date" : "score", from: date("from"), to: date("to"), filters: chosen },
    };
  }

  /** Returns the query and options in the form, as a URL's query with its `?`; the page's path where there are none. */
  function formToAddress() {
    const asked = new URLSearchParams();
    for (const [name, value] of new FormData(page.form)) if (value && typeof value === "string") asked.append(name, value);
    asked.delete("shortcut");
    const text = asked.toString();
    return text ? `?${text}` : location.pathname;
  }

  function fillForm() {
    const { text, options } = readAddress();
    page.field.value = text;
    page.input("sort").value = options.sort === "date" ? "date" : "";
    page.input("from").value = options.from.length === 10 ? options.from : "";
    page.input("to").value = options.to.length === 10 ? options.to : "";
  }

  /** Goes to a URL of this page as a link would, with an entry in the history. @param {string} address */
  function visit(address) {
    if (address !== location.search) history.pushState(null, "", address);
    window.dispatchEvent(new PopStateEvent("popstate"));
  }

  /** Searches for what is in the form. */
  const submit = () => visit(formToAddress());

  Object.assign(page, /** @satisfies {Partial<SearchPage>} */ ({ FILTERS, readAddress, fillForm, visit, submit }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
