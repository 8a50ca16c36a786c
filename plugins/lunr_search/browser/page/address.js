// @ts-check
"use strict";

// The query and its options are in the page's URL: the form is filled from it, and what the reader changes goes into it.
// Needs: page/elements.js
(function (search) {
  const { page } = search;
  const FILTERS = ["section", "author", "tag", "name", "lang"];
  const SORTS = ["date", "oldest"];
  const DAY = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

  /** Returns the query and options in the URL. @returns {Asked} */
  function readAddress() {
    const asked = new URLSearchParams(location.search);
    /** @type {Record<string, string[]>} */
    const filters = {};
    for (const name of FILTERS) if (asked.has(name)) filters[name] = asked.getAll(name);
    const date = (/** @type {string} */ name) => (DAY.test(asked.get(name) || "") ? asked.get(name) || "" : "");
    const sort = /** @type {"date" | "oldest"} */ (asked.get("sort") || "");
    return {
      text: asked.get("q") || "",
      options: { sort: SORTS.includes(sort) ? sort : "score", from: date("from"), to: date("to"), all: asked.get("all") === "1", filters },
    };
  }

  /** Returns the first day of a year, month or day; with `isEnd` the last. @param {string} date @param {boolean} isEnd */
  function toDay(date, isEnd) {
    if (date.length === 4) return `${date}-${isEnd ? "12-31" : "01-01"}`;
    if (date.length !== 7) return date;
    const [year, month] = date.split("-").map(Number);
    return `${date}-${isEnd ? new Date(Date.UTC(year, month, 0)).getUTCDate() : "01"}`;
  }

  /** Returns the URL's query, changed, with its `?`; the page's path where nothing is left. @param {(asked: URLSearchParams) => void} edit */
  function editedAddress(edit) {
    const asked = new URLSearchParams(location.search);
    edit(asked);
    const text = asked.toString();
    return text ? `?${text}` : location.pathname;
  }

  /** Sets a value of the URL, or removes it where it is empty. @param {URLSearchParams} asked @param {string} name @param {string} value */
  function setValue(asked, name, value) {
    if (value) asked.set(name, value);
    else asked.delete(name);
  }

  /** Adds one of several values of the URL, or removes it where it is there. @param {URLSearchParams} asked @param {string} name @param {string} value */
  function toggleValue(asked, name, value) {
    const values = asked.getAll(name);
    const others = values.filter((each) => each !== value);
    asked.delete(name);
    for (const each of others.length < values.length ? others : [...values, value]) asked.append(name, each);
  }

  /** Searches for what is in the form. A day that stands for a chosen year or month leaves that as it is. */
  function submit() {
    const { options } = readAddress();
    visit(
      editedAddress((asked) => {
        setValue(asked, "q", page.field.value.trim());
        setValue(asked, "sort", page.input("sort").value);
        for (const name of /** @type {("from" | "to")[]} */ (["from", "to"])) {
          const { value } = page.input(name);
          if (value !== toDay(options[name], name === "to")) setValue(asked, name, value);
        }
      }),
    );
  }

  function fillForm() {
    const { text, options } = readAddress();
    page.field.value = text;
    page.input("sort").value = options.sort === "score" ? "" : options.sort || "";
    page.input("from").value = toDay(options.from, false);
    page.input("to").value = toDay(options.to, true);
  }

  /** Goes to a URL of this page as a link would, with an entry in the history. @param {string} address */
  function visit(address) {
    if (address !== location.search) history.pushState(null, "", address);
    window.dispatchEvent(new PopStateEvent("popstate"));
  }

  /** Searches with another choice. @param {(asked: URLSearchParams) => void} edit */
  const change = (edit) => visit(editedAddress(edit));

  Object.assign(page, /** @satisfies {Partial<SearchPage>} */ ({ FILTERS, readAddress, toDay, fillForm, visit, change, setValue, toggleValue, submit }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
