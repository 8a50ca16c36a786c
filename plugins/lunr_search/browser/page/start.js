// @ts-check
"use strict";

// Starts the search page: what the reader submits goes into the URL, and the query in the URL is searched.
// Needs: early.js page/elements.js page/address.js page/results.js page/suggestions.js page/keyboard.js
(function (search) {
  const { page } = search;

  page.form.hidden = false;
  page.help.hidden = false;
  page.form.addEventListener("submit", (event) => {
    event.preventDefault();
    page.submit();
  });
  for (const name of ["sort", "from", "to"]) page.input(name).addEventListener("change", page.submit);
  window.addEventListener("popstate", () => {
    page.hideSuggestions();
    page.fillForm();
    page.show();
  });
  page.fillForm();
  if (location.search) page.show();
  else page.field.focus();
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
