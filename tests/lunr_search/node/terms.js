"use strict";

// node terms.js FILE: the terms that JavaScript makes of texts, as a JSON list of lists. FILE is JSON: `languages` are those of an
// archive, `stemmers` what its manifest says of them, `scripts` the texts of their files, `texts` are a text, its language, and whether it is prose.
const fs = require("node:fs");
const vm = require("node:vm");
const { search, textToTerms } = require("./harness.js");

const { languages, stemmers, scripts, texts } = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
Object.assign(search.LANGUAGES, stemmers);
for (const script of scripts) vm.runInThisContext(script);
const made = texts.map(([text, lang, isProse]) => textToTerms(text, lang, languages, isProse));
process.stdout.write(JSON.stringify(made));
