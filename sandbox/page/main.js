// The wiring of the page: events of the sandbox go to the phones and to the strip.

import { call, complain } from "./api.js";
import { DeskView } from "./desk.js";
import { Phone } from "./phone.js";
import { chosen, language, LANGUAGES, say, speak } from "./texts.js";
import { Tour } from "./tour.js";

const LOOK_AGAIN_MS = 300;
const byId = (id) => document.getElementById(id);
const phones = new Map();
const chips = new Map();
const desk = new DeskView();
const tour = new Tour(() => {
  const [left, right] = desk.view.people.map(({ id }) => phones.get(id)?.seen.name);
  return { left: left ?? "", right: right ?? "" };
});
let waiting = null;

async function look() {
  const view = await call("GET", `/desk?lang=${language}`).catch(() => null);
  if (view === null) return;
  view.parties.forEach((party, at) => { party.place = at + 1; });
  desk.showView(view);
  arrange();
}

// The dashboards are loaded once no more events come: messages change them.
function lookSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(look, LOOK_AGAIN_MS);
}

// People of the same role are next to each other, in the service's order; guests come last.
function arrange() {
  const { parties, people } = desk.view;
  const known = people.map(({ id }) => id).filter((id) => phones.has(id));
  const guests = [...phones.keys()].filter((id) => !known.includes(id));
  [...known, ...guests].forEach((id, at) => {
    const phone = phones.get(id);
    const person = people.find((each) => each.id === id) ?? null;
    const party = parties.find(({ code }) => code === person?.party) ?? null;
    if (JSON.stringify([phone.person, phone.party]) !== JSON.stringify([person, party])) {
      phone.introduce(person, party);
    }
    if (place(byId("phones"), phone.root, at)) phone.goOn();
    place(byId("people"), chips.get(id).parentElement, at);
    chips.get(id).dataset.party = party?.place ?? "";
  });
}

function place(parent, element, at) {
  if (parent.children[at] === element) return false;
  parent.insertBefore(element, parent.children[at] ?? null);
  return true;
}

function tellNews(phone, count = 0) {
  const { name } = phone.seen;
  const chip = chips.get(phone.id);
  chip.textContent = phone.fresh === 0 ? name : `${name} · ${phone.fresh}`;
  chip.classList.toggle("has-news", phone.fresh > 0);
  if (count > 0) byId("news").textContent = say("news", { name });
}

function newPhone(id) {
  const phone = new Phone(id, { onNews: tellNews });
  const chip = document.createElement("a");
  chip.href = `#phone-${id}`;
  const line = document.createElement("li");
  line.append(chip);
  phones.set(id, phone);
  chips.set(id, chip);
  arrange();
  return phone;
}

async function change(code) {
  await speak(code, { keep: true });
  for (const phone of phones.values()) phone.relabel();
  tour.show();
  await look();
}

async function begin() {
  await speak(chosen() ?? "en");
  const source = new EventSource("/sandbox/events");
  let first = true;
  source.addEventListener("stage", async (event) => {
    const stage = JSON.parse(event.data);
    desk.showStage(stage);
    if (first && chosen() === null && LANGUAGES.includes(stage.language)) {
      first = false;
      await speak(stage.language);
      for (const phone of phones.values()) phone.relabel();
    }
    first = false;
    lookSoon();
  });
  source.addEventListener("phone", (event) => {
    const screen = JSON.parse(event.data);
    const phone = phones.get(screen.id) ?? newPhone(screen.id);
    phone.show(screen);
    lookSoon();
  });
  source.addEventListener("open", () => complain(""));
  source.addEventListener("error", () => complain(say("lost")));
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => change(button.dataset.language));
  }
  byId("add").addEventListener("submit", (event) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.target));
    call("POST", "/users", given).then(() => event.target.reset()).catch(() => null);
  });
}

begin();
