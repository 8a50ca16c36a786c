// @ts-check
"use strict";

// Russian words to stems: Snowball's algorithm. Twin of russian.py.
// Needs: tokens.js
(function (search) {
  /** @param {string} text */
  const words = (text) => text.trim().split(/\s+/);
  /** @param {string} text */
  const endings = (text) =>
    new RegExp(`(?:${words(text).sort((a, b) => b.length - a.length).join("|")})$`);

  const NONE = new Set();
  const GERUND = endings("в вши вшись ив ивши ившись ыв ывши ывшись");
  const GERUND_AFTER_A = new Set(words("в вши вшись"));
  const REFLEXIVE = endings("ся сь");
  const ADJECTIVE = endings(
    "ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею",
  );
  const PARTICIPLE = endings("ем нн вш ющ щ ивш ывш ующ");
  const PARTICIPLE_AFTER_A = new Set(words("ем нн вш ющ щ"));
  const VERB = endings(
    "ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило" +
      " ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю",
  );
  const VERB_AFTER_A = new Set(words("ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно"));
  const NOUN = endings(
    "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я",
  );
  const REGION = /^[^аеиоуыэюя]*[аеиоуыэюя]/;
  const SECOND_REGION = /^[^аеиоуыэюя]*[аеиоуыэюя]+[^аеиоуыэюя]+[аеиоуыэюя]+[^аеиоуыэюя]/;

  /** Returns the text without its longest ending, or null; an ending of `afterA` counts only after а or я.
   * @param {string} rest @param {RegExp} pattern @param {Set<string>} afterA */
  function cut(rest, pattern, afterA) {
    const found = pattern.exec(rest);
    if (!found) return null;
    if (afterA.has(found[0]) && !/[ая]/.test(rest.charAt(found.index - 1))) return null;
    return rest.slice(0, found.index);
  }

  /** @param {string} word */
  function stem(word) {
    word = word.replace(/ё/g, "е");
    const first = REGION.exec(word);
    if (!first) return word;
    const head = first[0];
    let rest = word.slice(head.length);
    const gerund = cut(rest, GERUND, GERUND_AFTER_A);
    if (gerund !== null) {
      rest = gerund;
    } else {
      rest = cut(rest, REFLEXIVE, NONE) ?? rest;
      const adjective = cut(rest, ADJECTIVE, NONE);
      if (adjective !== null) rest = cut(adjective, PARTICIPLE, PARTICIPLE_AFTER_A) ?? adjective;
      else rest = cut(rest, VERB, VERB_AFTER_A) ?? cut(rest, NOUN, NONE) ?? rest;
    }
    rest = rest.replace(/и$/, "");
    const second = SECOND_REGION.exec(word);
    const derived = /ость?$/.exec(rest);
    if (second && derived && head.length + derived.index >= second[0].length) rest = rest.slice(0, derived.index);
    if (rest.endsWith("нн")) rest = rest.slice(0, -1);
    else if (/ейше?$/.test(rest)) rest = rest.replace(/ейше?$/, "").replace(/нн$/, "н");
    else rest = rest.replace(/ь$/, "");
    return head + rest;
  }

  const STOP_WORDS = new Set(words(`
    а без более бы был была были было быть в вам вас весь во вот все всего всех вы где да для до его ее если есть еще же за
    и из или им их к как какая какой ко когда кто ли либо мне может мы на над нас не него нее нет ни них но о об однако он
    она они оно от по под после при про с со так также такой там тем то того тоже той только том ты у уже хотя чего чей чем
    что чтобы чье чья эта эти это этого этой этом этот я
  `));
  search.stemmers.ru = { stem, stopWords: STOP_WORDS };
})(globalThis.newsSearch);
