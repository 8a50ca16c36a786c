// @ts-check
"use strict";

// The words that the search page's own code says, in each language that it supports. The page's language chooses; a language
// without words here gets English. The words of the page's template are the theme's.
(function (search) {
  const language = document.documentElement.lang || "en";
  /** Forms of a counted word, by the plural categories of Unicode CLDR. @typedef {Partial<Record<Intl.LDMLPluralRule, string>>} Forms */

  /** @satisfies {Record<string, Record<string, string | Forms>>} */
  const WORDS = {
    en: {
      searching: "Searching …",
      articles: { one: "{} article", other: "{} articles" },
      found: "{} for {}",
      noneWhole: ": none with all the words",
      wholeAndMore: ": {} with all the words, {} more with some",
      onlyWhole: "Only those with all the words",
      nothing: "Nothing found for {}.",
      thisChoice: "this choice",
      rebuilt: "The archive was rebuilt meanwhile and has been loaded anew.",
      failed: "The search failed.",
      didYouMean: "Did you mean",
      or: "or",
      questionMark: "?",
      alsoWritten: "Also search for",
      missing: { one: "No article has {}.", other: "No article has any of these words: {}." },
      apart: "Each of these words is in the archive, but no article has them as you ask.",
      withSome: "{} with some of the words",
      withoutFilters: "{} without the filters",
      reversed: "The first day is after the last one.",
      swap: "Swap the days",
      section: "Section",
      author: "Author",
      tag: "Tag",
      name: "Names",
      countValues: "Count them",
      lang: "Language",
      article: "Article",
      year: "Year",
      month: "Month",
      allDates: "All dates",
      allValues: "All {}",
      firstValues: "The first {}",
      fewerValues: "Fewer",
      filters: "Filters",
      filtersChosen: "Filters ({})",
      showResults: { one: "Show {} article", other: "Show {} articles" },
      chosen: "{}: {}",
      since: "From {}",
      until: "To {}",
      between: "{} – {}",
      whole: "With all the words",
      remove: "Remove: {}",
      removeAll: "Remove all",
      same: { one: "{} more with this headline on this day", other: "{} more with this headline on this day" },
      sameNumber: "{} ({})",
      savedOn: "saved on {}",
    },
    uk: {
      searching: "Пошук …",
      articles: { one: "{} новина", few: "{} новини", many: "{} новин", other: "{} новини" },
      found: "{} на запит {}",
      noneWhole: ": жодної з усіма словами",
      wholeAndMore: ": {} з усіма словами, ще {} з деякими",
      onlyWhole: "Лише з усіма словами",
      nothing: "На запит {} нічого не знайдено.",
      thisChoice: "за цим вибором",
      rebuilt: "Тим часом архів оновлено; його завантажено знову.",
      failed: "Пошук не вдався.",
      didYouMean: "Можливо, ви шукали",
      or: "або",
      questionMark: "?",
      alsoWritten: "Шукати також",
      missing: { one: "Жодна новина не має {}.", other: "Жодна новина не має жодного з цих слів: {}." },
      apart: "Кожне з цих слів в архіві є, але жодна новина не має їх так, як ви питаєте.",
      withSome: "{} з деякими зі слів",
      withoutFilters: "{} без фільтрів",
      reversed: "Перший день пізніший за останній.",
      swap: "Поміняти дні місцями",
      section: "Рубрика",
      author: "Автор",
      tag: "Тег",
      name: "Імена й назви",
      countValues: "Порахувати",
      lang: "Мова",
      article: "Новина",
      year: "Рік",
      month: "Місяць",
      allDates: "Усі дати",
      allValues: "Усі {}",
      firstValues: "Перші {}",
      fewerValues: "Менше",
      filters: "Фільтри",
      filtersChosen: "Фільтри ({})",
      showResults: { one: "Показати {} новину", few: "Показати {} новини", many: "Показати {} новин", other: "Показати {} новини" },
      chosen: "{}: {}",
      since: "Від {}",
      until: "До {}",
      between: "{} – {}",
      whole: "З усіма словами",
      remove: "Прибрати: {}",
      removeAll: "Прибрати все",
      same: { one: "Ще {} з цим заголовком цього дня", other: "Ще {} з цим заголовком цього дня" },
      sameNumber: "{} ({})",
      savedOn: "збережено {}",
    },
  };

  /** What the engine says, by its English sentence: `{}` stands for a part that stays as it is. @type {Record<string, Record<string, string>>} */
  const SENTENCES = {
    uk: {
      "The query is longer than {} characters.": "Запит довший за {} символів.",
      "The query has more than {} words.": "У запиті понад {} слова.",
      "“{}:” was read as “{}:”.": "«{}:» прочитано як «{}:».",
      "There is no field “{}”: its words were searched everywhere. “{}:” is a field.": "Поля «{}» немає, тож його слова шукали всюди. Є поле «{}:».",
      "To search a field, write no space behind its colon: {}:word.": "Щоб шукати в полі, не ставте пробілу після двокрапки: {}:слово.",
      "{}: so common that only names are searched, such as WHO or Theresa May.": "{}: слова такі поширені, що шукаємо лише назви й імена, як-от WHO чи Theresa May.",
      "After ~ at most {} is allowed.": "Після ~ може бути щонайбільше {}.",
      "Too many words match “{}”: give more letters.": "До «{}» пасує забагато слів: додайте літер.",
      "Some articles do not say when they were published: the day on which their page was saved stands for it.":
        "Деякі новини не кажуть, коли вийшли: замість цього стоїть день, коли їхню сторінку збережено.",
      "The archive was rebuilt while it was read. Load the page anew.": "Архів оновлено під час читання. Завантажте сторінку знову.",
      "The search failed: {}": "Пошук не вдався: {}",
    },
  };

  const code = language.slice(0, 2).toLowerCase();
  const words = /** @type {Record<string, Record<string, string | Forms>>} */ (WORDS)[code] || WORDS.en;
  const plurals = new Intl.PluralRules(words === WORDS.en ? "en" : code);
  const counts = new Intl.NumberFormat(language);

  /** @param {string} text @param {string[]} parts */
  const fill = (text, parts) => parts.reduce((filled, part) => filled.replace("{}", () => part), text);

  /** Returns a phrase of the page with its parts filled in. @param {string} key @param {string[]} parts */
  const say = (key, ...parts) => fill(/** @type {string} */ (words[key]), parts);

  /** Returns a phrase in the form that a number asks for, with the number filled in; or with `text` in its place.
   * @param {string} key @param {number} number @param {string} [text] */
  function sayCount(key, number, text = counts.format(number)) {
    const forms = /** @type {Forms} */ (words[key]);
    return fill(forms[plurals.select(number)] || forms.other || "", [text]);
  }

  /** Returns a sentence of the engine in the page's language; in English where it has no words for it. @param {string} sentence */
  function translate(sentence) {
    for (const [english, other] of Object.entries(SENTENCES[code] || {})) {
      const pattern = english.split("{}").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("(.*)");
      const found = new RegExp(`^${pattern}$`, "s").exec(sentence);
      if (found) return fill(other, found.slice(1));
    }
    return sentence;
  }

  search.wording = { language, counts, say, sayCount, translate, WORDS, SENTENCES };
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));
