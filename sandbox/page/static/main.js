// Hands the events of the sandbox to the phones and to the controls.

import { call, showError } from "./api.js";
import { Controls } from "./controls.js";
import { OwnPage } from "./own_page.js";
import { Phone } from "./phone.js";
import { Scrubber } from "./scrubber.js";
import { chosen, keep, kept, language, LANGUAGES, setLanguage, translate } from "./texts.js";
import { Tour } from "./tour.js";

const LOAD_DELAY_MS = 300;
const byId = (id) => document.getElementById(id);
const phones = new Map();
const chips = new Map();
const controls = new Controls();
const tour = new Tour(() => controls.view.people.map(({ id }) => phones.get(id)));
const scrubber = new Scrubber({
  now: () => controls.now,
  when: (at) => controls.when(at),
  show: (screens) => {
    if (screens === null) for (const phone of phones.values()) phone.showPresent();
    else for (const screen of screens) phones.get(screen.id)?.showPast(screen);
  },
});
let source = null;
let waiting = null;

async function loadView() {
  const view = await call("GET", `/service?lang=${language}`).catch(() => null);
  if (view === null) return;
  view.parties.forEach((party, at) => { party.number = at + 1; });
  controls.showView(view);
  for (const { id, name } of view.people) if (name && !phones.has(id)) add(new OwnPage(id, name));
  arrange();
  tour.point();
}

// The dashboards are loaded once no more events come: messages change them.
function loadViewSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(loadView, LOAD_DELAY_MS);
}

// People of the same role are next to each other, in the service's order; guests come last.
function arrange() {
  const { parties, people } = controls.view;
  const known = people.map(({ id }) => id).filter((id) => phones.has(id));
  const guests = [...phones.keys()].filter((id) => !known.includes(id));
  [...known, ...guests].forEach((id, at) => {
    const phone = phones.get(id);
    const person = people.find((each) => each.id === id) ?? null;
    const party = parties.find(({ code }) => code === person?.party) ?? null;
    if (JSON.stringify([phone.person, phone.party?.name]) !== JSON.stringify([person, party?.name])) {
      phone.setPerson(person, party);
    }
    if (place(byId("phones"), phone.root, at)) phone.scrollDown();
    place(byId("people"), chips.get(id).parentElement, at);
    chips.get(id).dataset.party = party?.number ?? "";
  });
}

function place(parent, element, at) {
  if (parent.children[at] === element) return false;
  // Moving an element takes the focus from what somebody is typing into.
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  parent.insertBefore(element, parent.children[at] ?? null);
  focused?.focus({ preventScroll: true });
  return true;
}

function showUnread(phone, count = 0) {
  const { name } = phone.seen;
  const chip = chips.get(phone.id);
  chip.textContent = phone.unread === 0 ? name : `${name} · ${phone.unread}`;
  chip.classList.toggle("has-unread", phone.unread > 0);
  if (count > 0) byId("announcement").textContent = translate("new-messages", { name });
}

function add(phone) {
  const chip = document.createElement("a");
  chip.href = `#phone-${phone.id}`;
  chip.textContent = phone.seen?.name;
  const line = document.createElement("li");
  line.append(chip);
  phones.set(phone.id, phone);
  chips.set(phone.id, chip);
  return phone;
}

function newPhone(id) {
  const phone = add(new Phone(id, { onUnread: showUnread }));
  arrange();
  return phone;
}

// The first phone ends where the window ends.
function fitPhones() {
  document.documentElement.style.setProperty("--top", `${byId("phones").offsetTop}px`);
  for (const phone of phones.values()) if (phone.atEnd) phone.scrollDown();
}

async function change(code) {
  await setLanguage(code);
  for (const phone of phones.values()) phone.relabel();
  tour.show();
  listen();
  await loadView();
  await scrubber.load();
}

const isOwn = () => byId("own").getAttribute("aria-checked") === "true";

function showOwn(own) {
  byId("own").setAttribute("aria-checked", String(own));
}

// Opens the stream of events, in the language of the page or in each person's own.
function listen() {
  source?.close();
  scrubber.language = isOwn() ? "" : language;
  source = new EventSource(`/sandbox/events?lang=${scrubber.language}`);
  source.addEventListener("status", (event) => {
    const status = JSON.parse(event.data);
    controls.showStatus(status);
    if (chosen() === null && LANGUAGES.includes(status.language) && status.language !== language) {
      change(status.language);
      return;
    }
    loadViewSoon();
  });
  source.addEventListener("phone", (event) => {
    const screen = JSON.parse(event.data);
    const phone = phones.get(screen.id) ?? newPhone(screen.id);
    phone.show(screen);
    tour.point();
    loadViewSoon();
  });
  source.addEventListener("open", () => showError(""));
  source.addEventListener("error", () => showError(translate("lost")));
}

async function begin() {
  await setLanguage(chosen() ?? "en");
  showOwn(kept("own") === "true");
  listen();
  setInterval(() => {
    controls.tick();
    scrubber.tick(controls.status.begins);
  }, 1000);
  new ResizeObserver(fitPhones).observe(document.body);
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => {
      keep("language", button.dataset.language);
      change(button.dataset.language);
    });
  }
  byId("own").addEventListener("click", () => {
    showOwn(!isOwn());
    keep("own", String(isOwn()));
    listen();
    scrubber.load();
  });
  byId("add").addEventListener("submit", (event) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.target));
    call("POST", "/users", given).then(() => event.target.reset()).catch(() => null);
  });
}

begin();
