"use strict";

// node terms.js FILE: for each [text, lang] of a JSON list the terms that JavaScript makes of it, as a JSON list of lists.
const fs = require("node:fs");
const { search } = require("./harness.js");

const LANGUAGES = ["en", "uk", "ru"];
const made = JSON.parse(fs.readFileSync(process.argv[2], "utf8")).map(([text, lang]) =>
  search.textToWords(text).map((word) => search.wordToTerm(word, lang, LANGUAGES)),
);
process.stdout.write(JSON.stringify(made));
