// The controls above the phones: the clock, the faults and the dashboards.

import { call } from "./api.js";
import { moment, translate } from "./texts.js";

const byId = (id) => document.getElementById(id);

export class Controls {
  constructor() {
    this.status = { offset: 0, turning: false, service: null, too_many: false, begins: null };
    this.view = { parties: [], people: [], next_due: null };
    for (const button of document.querySelectorAll("[data-turn]")) {
      button.addEventListener("click", () => this.turn(JSON.parse(button.dataset.turn)));
    }
    byId("date-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.turn({ date: byId("date").value });
    });
    byId("too-many").addEventListener("click", () => this.flood(!this.status.too_many));
    byId("outage").addEventListener("click", () => {
      call("POST", "/service", { running: !this.status.service.running }).catch(() => null);
    });
  }

  get now() {
    return new Date(Date.now() + this.status.offset * 1000);
  }

  async turn(how) {
    if (this.status.turning) return;
    byId("turned").textContent = translate("turning");
    try {
      const { now } = await call("POST", "/service/turn", how);
      byId("turned").textContent = translate("turned", { when: this.when(new Date(now)) });
    } catch {
      byId("turned").textContent = "";
    }
  }

  flood(on) {
    const planned = { method: "sendMessage", retry_after: 5, times: null };
    (on ? call("POST", "/faults", planned) : call("DELETE", "/faults")).catch(() => null);
  }

  showStatus(status) {
    this.status = status;
    const down = status.service !== null && !status.service.running;
    for (const each of document.querySelectorAll("[data-turn], #date-form button")) {
      each.setAttribute("aria-disabled", String(status.turning));
    }
    byId("too-many").setAttribute("aria-checked", String(status.too_many));
    byId("outage").setAttribute("aria-checked", String(down));
    byId("outage").hidden = status.service === null;
    this.tick();
  }

  showView(view) {
    this.view = view;
    byId("boards").replaceChildren(...view.parties.map((party) => board(party)));
    this.tick();
  }

  when(at) {
    return moment("when", at, this.view.parties[0]?.zone ?? "UTC");
  }

  tick() {
    const zones = this.view.parties.length > 0 ? this.view.parties : [{ name: "UTC", zone: "UTC" }];
    byId("times").replaceChildren(...zones.flatMap(({ name, zone }) => {
      const term = document.createElement("dt");
      term.textContent = name;
      const time = document.createElement("dd");
      time.textContent = moment("when", this.now, zone);
      return [term, time];
    }));
    byId("date").min = this.now.toISOString().slice(0, 10);
    const due = this.view.next_due;
    byId("due").textContent = this.status.service?.running === false ? translate("down")
      : due === null ? translate("nothing-due") : translate("next-due", { when: this.when(new Date(due)) });
  }
}

function board(party) {
  const card = document.createElement("section");
  card.className = "card board";
  card.dataset.party = party.number;
  const [title, ...lines] = party.board;
  const heading = document.createElement("h2");
  heading.id = `board-${party.code}`;
  heading.textContent = title ?? translate("no-board", { party: party.name });
  card.setAttribute("aria-labelledby", heading.id);
  const list = document.createElement("ul");
  list.append(...lines.map((line) => {
    const item = document.createElement("li");
    item.textContent = line;
    return item;
  }));
  card.append(heading, list);
  return card;
}
