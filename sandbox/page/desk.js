// The strip above the phones: the clock, the faults and the dashboards.

import { call } from "./api.js";
import { moment, say } from "./texts.js";

const byId = (id) => document.getElementById(id);

export class DeskView {
  constructor() {
    this.stage = { offset: 0, turning: false, desk: null, too_many: false };
    this.view = { parties: [], people: [], next_due: null };
    for (const button of document.querySelectorAll("[data-turn]")) {
      button.addEventListener("click", () => this.turn(JSON.parse(button.dataset.turn)));
    }
    byId("date-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.turn({ date: byId("date").value });
    });
    byId("too-many").addEventListener("click", () => this.flood(!this.stage.too_many));
    byId("outage").addEventListener("click", () => {
      call("POST", "/desk", { running: !this.stage.desk.running }).catch(() => null);
    });
    setInterval(() => this.tick(), 1000);
  }

  get now() {
    return new Date(Date.now() + this.stage.offset * 1000);
  }

  async turn(how) {
    if (this.stage.turning) return;
    byId("turned").textContent = say("turning");
    try {
      const { now } = await call("POST", "/desk/turn", how);
      byId("turned").textContent = say("turned", { when: this.when(new Date(now)) });
    } catch {
      byId("turned").textContent = "";
    }
  }

  flood(on) {
    const planned = { method: "sendMessage", retry_after: 5, times: null };
    (on ? call("POST", "/faults", planned) : call("DELETE", "/faults")).catch(() => null);
  }

  showStage(stage) {
    this.stage = stage;
    const down = stage.desk !== null && !stage.desk.running;
    document.body.dataset.turning = stage.turning;
    for (const each of document.querySelectorAll("[data-turn], #date-form button")) {
      each.setAttribute("aria-disabled", String(stage.turning));
    }
    byId("too-many").setAttribute("aria-checked", String(stage.too_many));
    byId("outage").setAttribute("aria-checked", String(down));
    byId("outage").hidden = stage.desk === null;
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
      const place = document.createElement("dt");
      place.textContent = name;
      const time = document.createElement("dd");
      time.textContent = moment("when", this.now, zone);
      return [place, time];
    }));
    byId("date").min = this.now.toISOString().slice(0, 10);
    const due = this.view.next_due;
    byId("due").textContent = this.stage.desk?.running === false ? say("down")
      : due === null ? say("nothing-due") : say("next-due", { when: this.when(new Date(due)) });
  }
}

function board(party) {
  const card = document.createElement("section");
  card.className = "card board";
  card.dataset.party = party.place;
  const [title, ...lines] = party.board;
  const heading = document.createElement("h2");
  heading.id = `board-${party.code}`;
  heading.textContent = title ?? say("no-board", { party: party.name });
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
