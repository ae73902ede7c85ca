// The page's own texts, in one language at a time.

export const LANGUAGES = ["en", "km", "zh"];
let words = {};
export let language = "en";

export function chosen() {
  const asked = new URLSearchParams(location.search).get("lang") ?? kept("language");
  return LANGUAGES.includes(asked) ? asked : null;
}

export function kept(name) {
  return localStorage.getItem(name);
}

export function keep(name, value) {
  localStorage.setItem(name, value);
}

export async function setLanguage(code) {
  const answer = await fetch(`/page/texts.${code}.json`);
  words = await answer.json();
  language = code;
  document.documentElement.lang = code;
  document.title = translate("title");
  for (const each of document.querySelectorAll("[data-text]")) {
    each.textContent = translate(each.dataset.text);
  }
  for (const each of document.querySelectorAll("[data-label]")) {
    each.setAttribute("aria-label", translate(each.dataset.label));
  }
  for (const each of document.querySelectorAll("[data-language]")) {
    each.setAttribute("aria-pressed", String(each.dataset.language === code));
  }
}

export function translate(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? digits(String(value)) : value;
  });
}

function digits(written) {
  return written.replace(/[0-9]/g, (digit) => words.digits[digit]);
}

const zones = new Map();

// The browser converts to the zone; month and weekday names are ours, as some lack Khmer.
export function moment(key, at, zone) {
  if (!zones.has(zone)) {
    zones.set(zone, new Intl.DateTimeFormat("en", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric",
      hour: "2-digit", minute: "2-digit",
    }));
  }
  const part = Object.fromEntries(
    zones.get(zone).formatToParts(at).map(({ type, value }) => [type, Number(value)]),
  );
  const day = new Date(Date.UTC(part.year, part.month - 1, part.day));
  const two = (number) => String(number).padStart(2, "0");
  return translate(key, {
    weekday: words.weekdays[day.getUTCDay()],
    day: part.day,
    month: words.months[part.month - 1],
    year: part.year,
    time: digits(`${two(part.hour)}:${two(part.minute)}`),
  });
}
