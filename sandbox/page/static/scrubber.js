// Shows the phones as they were at a moment that has passed.

import { call } from "./api.js";
import { translate } from "./texts.js";

const DELAY_MS = 120;
const byId = (id) => document.getElementById(id);

export class Scrubber {
  constructor({ now, when, show }) {
    this.now = now;
    this.when = when;
    this.show = show;
    this.at = null;
    this.language = "";
    byId("scrubber").addEventListener("input", () => this.move());
    byId("to-now").addEventListener("click", () => this.leave());
  }

  get seconds() {
    return Math.floor(this.now().getTime() / 1000);
  }

  // The last minute of the scale is the present.
  tick(begins) {
    byId("past").hidden = begins === null;
    if (begins === null) return;
    const scrubber = byId("scrubber");
    scrubber.min = Math.floor(Date.parse(begins) / 1000);
    scrubber.max = this.seconds;
    if (this.at === null) scrubber.value = scrubber.max;
    scrubber.setAttribute("aria-valuetext", this.when(this.at ?? this.now()));
  }

  // At once, or the next tick would put the scale back to the present.
  move() {
    clearTimeout(this.waiting);
    const value = Number(byId("scrubber").value);
    if (value >= this.seconds - 60) return this.leave();
    this.at = new Date(value * 1000);
    this.waiting = setTimeout(() => this.load(), DELAY_MS);
  }

  async load() {
    if (this.at === null) return;
    const asked = new URLSearchParams({ at: this.at.toISOString(), lang: this.language });
    const found = await call("GET", `/history?${asked}`).catch(() => null);
    if (found === null || this.at === null) return;
    byId("shown-past").hidden = false;
    byId("shown-moment").textContent = translate("shown-past", { when: this.when(this.at) });
    this.show(found.phones);
  }

  leave() {
    this.at = null;
    byId("shown-past").hidden = true;
    byId("scrubber").value = byId("scrubber").max;
    this.show(null);
  }
}
