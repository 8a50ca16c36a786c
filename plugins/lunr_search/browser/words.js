// @ts-check
"use strict";

// Tokens to words: what separates words in a token, and which characters belong to no word. Twin of words.py, which gives
// the reasons; tests/lunr_search/tokens.tsv tests both.
(function (search) {
  const MAX_TERM = 64;
  const LETTER = "[\\p{L}\\p{Nl}\\p{No}]";
  const WORD = "[\\p{L}\\p{N}_]";
  const SPACE = /[\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
  const DELETED =
    /[\u00ad\u0300\u0301\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe0e\ufe0f]/g;
  const WIDE = /[\uff00-\uffef]/;
  const APOSTROPHES = /[\u2018\u2019\u02bc\u0060\u00b4\u05f3]/g;
  const SEPARATOR = new RegExp(
    "[\\s\\-!$%()*;<=>?@[\\\\\\]^`{|}~\\u00a1-\\u00a9\\u00ab-\\u00b1\\u00b6\\u00b8\\u00bb\\u00bf\\u00d7\\u00f7\\u055a-\\u055f\\u0589\\u05be\\u05c0\\u05c3\\u05c6" +
      "\\u060c\\u061b\\u061f\\u066a-\\u066d\\u06d4\\u0964\\u0965\\u0e2f\\u0e4f\\u0e5a\\u0e5b\\u104a-\\u104f\\u17d4-\\u17da" +
      "\\u2010-\\u2027\\u2030-\\u205e\\u20a0-\\u20cf\\u2190-\\u245f\\u2500-\\u2bff\\u3001-\\u3004\\u3008-\\u3020\\u3030\\u30fb" +
      `\\ufe30-\\ufe4f\\ufeff]+|\\.\\.+|[.,:/](?![0-9])|(?<![0-9])[.,:/]|"(?!${LETTER})|(?<!${LETTER})"`,
    "u",
  );
  const DOTTED = new RegExp(`(?<!${WORD}|\\.)(?:${LETTER}\\.)+${LETTER}\\.?(?!${WORD})`, "gu");
  const EXCHANGE = new RegExp(`(?<=${WORD}${WORD})\\.${LETTER}(?!${WORD}|\\.)`, "gu");
  const GROUPS = /(?<=[0-9]),(?=[0-9]{3}(?![0-9]))/g;
  const BOUND = "sub non co re multi micro mini semi inter intra ultra e".split(" ");
  const CAPITALISED = BOUND.map((prefix) => prefix[0].toUpperCase() + prefix.slice(1)).join("|");
  const PREFIX = new RegExp(`(?<!${WORD})(?:(${BOUND.join("|")}|${CAPITALISED})-(?=[a-z])|(${CAPITALISED})-(?=[A-Z])|(${LETTER})-(?=[0-9]))`, "gu");
  const SIGNED = new RegExp(`^(${LETTER}(?:\\+\\+|#))['&+#.]*$`, "u");
  const EDGES = /^[^\p{L}\p{M}\p{N}_]+|[^\p{L}\p{M}\p{N}_]+$/gu;
  const HAN_AND_KANA =
    "\\u3005-\\u3007\\u3041-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const THAI_LAO_BURMESE_KHMER =
    "\\u0e01-\\u0e2e\\u0e30-\\u0e3a\\u0e40-\\u0e4e\\u0e81-\\u0ecd\\u0edc-\\u0edf\\u1000-\\u103f\\u1050-\\u108f\\u109a-\\u109f\\u1780-\\u17d3\\u17d7\\u17dc\\u17dd";
  const HANGUL = "\\uac00-\\ud7a3";
  const MARKS =
    "\\u0e31\\u0e34-\\u0e3a\\u0e47-\\u0e4e\\u0eb1\\u0eb4-\\u0ebc\\u0ec8-\\u0ecd\\u102b-\\u103e\\u1056-\\u1059\\u105e-\\u1060\\u1062-\\u1064\\u1067-\\u106d\\u1071-\\u1074" +
    "\\u1082-\\u108d\\u108f\\u109a-\\u109d\\u17b4-\\u17d3\\u17dd\\u3099\\u309a";
  const RUN = `[${HAN_AND_KANA}]+|[${THAI_LAO_BURMESE_KHMER}]+|[${HANGUL}]+`;
  const WHOLE_RUN = new RegExp(`^(?:${RUN})$`, "u");
  const RUNS = new RegExp(`(${RUN})`, "u");
  const CLUSTER = new RegExp(`.[${MARKS}]*`, "gsu");

  /** Returns whether a word, as `tokenToWords` returns it, is of a run of characters that became pairs. @param {string} word */
  const isRun = (word) => WHOLE_RUN.test(word);

  /** Returns the first characters of a word, as many as a term may have. @param {string} word */
  const cut = (word) => (word.length > MAX_TERM ? Array.from(word).slice(0, MAX_TERM).join("") : word);

  /** Returns the parts of a text between white space. @param {string} text */
  const textToTokens = (text) => text.split(SPACE).filter(Boolean);

  /** Returns the words of a token, in its case, without punctuation.
   * @param {string} token @returns {string[]} */
  function tokenToWords(token) {
    // eslint-disable-next-line no-control-regex
    if (/[^\x00-\x7f]/.test(token)) {
      token = token.normalize("NFC");
      if (WIDE.test(token)) token = token.normalize("NFKC");
      token = token.replace(DELETED, "").replace(APOSTROPHES, "'").replace(/\u05f4/g, '"').replace(/\u0130/g, "i").replace(/\u03c2/g, "\u03c3");
    }
    token = token.replace(DOTTED, (found) => found.replaceAll(".", "").toUpperCase()).replace(EXCHANGE, "").replace(GROUPS, "");
    const pieces = token.replace(PREFIX, "$1$2$3").split(SEPARATOR);
    return pieces.flatMap((piece) => piece.split(RUNS).flatMap((part, i) => (i % 2 ? runToPairs(part) : [trimWord(part)].filter(Boolean))));
  }

  /** Returns the overlapping pairs of characters of a run; the whole run before them where it is Korean. @param {string} run @returns {string[]} */
  function runToPairs(run) {
    const clusters = run.match(CLUSTER) || [];
    const pairs = clusters.slice(1).map((cluster, i) => cut(clusters[i] + cluster));
    if (run >= "\uac00" && run <= "\ud7a4") return clusters.length > 2 ? [cut(run), ...pairs] : [run];
    return pairs.length ? pairs : [cut(run)];
  }

  /** Returns all words of a text in lower case. @param {string} text @returns {string[]} */
  const textToWords = (text) => textToTokens(text).flatMap(tokenToWords).map((word) => word.toLowerCase());

  /** Returns a word without the punctuation around it and without a possessive. @param {string} word @returns {string} */
  function trimWord(word) {
    const signed = SIGNED.exec(word);
    return signed ? signed[1] : cut(word.replace(EDGES, "").replace(/'[sS]$/, ""));
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ textToTokens, tokenToWords, textToWords, trimWord, isRun, cut }));
  search.RUN = RUN;
  search.PREFIX = PREFIX;
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
