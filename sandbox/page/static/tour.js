// A tour that points at a place or a button, and waits until it is pressed, or presses it itself.

import { translate } from "./texts.js";

const PLAY_MS = 4000;
const LOOK_MS = 200;
const PATIENCE_MS = 30000;
const byId = (id) => document.getElementById(id);

// `phone` is the place of a person in the service's order; `command` begins the line of a button.
const STEPS = [
  { show: "#phones" },
  { show: "#past" },
  { phone: 0, command: "receive " },
  { phone: 0, command: "send " },
  { press: '[data-text="hour"]' },
  { phone: 1 },
  { press: '[data-text="due"]' },
  { show: "#faults" },
  { show: "#boards" },
];

export class Tour {
  constructor(phones) {
    this.phones = phones;
    this.step = 0;
    this.playing = false;
    byId("tour-begin").addEventListener("click", () => this.go(1));
    byId("tour-next").addEventListener("click", () => this.go(this.step + 1));
    byId("tour-back").addEventListener("click", () => this.go(this.step - 1));
    byId("tour-do").addEventListener("click", () => this.target()?.click());
    byId("tour-play").addEventListener("click", () => this.play(!this.playing));
    byId("tour-close").addEventListener("click", () => this.go(0));
    byId("tour").addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.go(0);
    });
    document.addEventListener("click", (event) => {
      if (this.waits && this.target()?.contains(event.target)) this.goOnce(this.step + 1);
    }, { capture: true });
  }

  // Whether a step waits for an act.
  get waits() {
    const step = STEPS[this.step - 1];
    return step !== undefined && ("command" in step || "press" in step);
  }

  target(number = this.step) {
    const step = STEPS[number - 1];
    if (step === undefined) return null;
    const selector = step.show ?? step.press;
    if (selector) return document.querySelector(selector);
    const phone = this.phones()[step.phone];
    const buttons = phone?.buttonsOf(step.command ?? "") ?? [];
    return "command" in step ? buttons.at(-1) ?? null : phone?.root ?? null;
  }

  // Go to a step as soon as what it points at is there.
  goOnce(number) {
    const from = this.step;
    const until = Date.now() + PATIENCE_MS;
    const look = () => {
      if (this.step !== from) return;
      if (this.target(number) === null && Date.now() < until) setTimeout(look, LOOK_MS);
      else this.go(number);
    };
    setTimeout(look, LOOK_MS);
  }

  go(number) {
    this.step = number > STEPS.length ? 0 : number;
    this.show();
    if (this.step === 0) {
      this.play(false);
      byId("tour-begin").focus();
      return;
    }
    byId("tour-title").focus({ preventScroll: true });
    // What is shown is above the panel of the tour, which is at the end of the window.
    const target = this.target();
    target?.scrollIntoView({ block: target.closest(".chat") ? "center" : "start" });
    this.playOn();
  }

  play(playing) {
    this.playing = playing;
    byId("tour-play").setAttribute("aria-pressed", String(playing));
    this.playOn();
  }

  playOn() {
    clearTimeout(this.next);
    if (!this.playing || this.step === 0) return;
    this.next = setTimeout(() => {
      const target = this.target();
      if (this.waits && target !== null) target.click();
      else this.go(this.step + 1);
    }, PLAY_MS);
  }

  show() {
    for (const each of document.querySelectorAll(".shown")) each.classList.remove("shown");
    byId("tour").hidden = this.step === 0;
    if (this.step === 0) return;
    this.point();
    const [asked, asker] = this.phones();
    const values = {
      asked: asked?.seen.name,
      asker: asker?.seen.name,
      party: asked?.party?.name,
      other: asker?.party?.name,
    };
    byId("tour-step").textContent = translate("tour-step", { number: this.step, total: STEPS.length });
    byId("tour-title").textContent = translate(`tour-title-${this.step}`, values);
    const isDone = this.waits && this.target() === null;
    byId("tour-body").textContent = isDone
      ? translate("tour-done") : translate(`tour-body-${this.step}`, values);
    byId("tour-back").disabled = this.step === 1;
    byId("tour-do").hidden = !this.waits;
    byId("tour-next").textContent = translate(this.step === STEPS.length ? "finish" : "next");
  }

  // Phones are drawn anew where they change: the mark is put on the new button.
  point() {
    const target = this.step === 0 ? null : this.target();
    if (target?.classList.contains("shown")) return;
    for (const each of document.querySelectorAll(".shown")) each.classList.remove("shown");
    target?.classList.add("shown");
    byId("tour-do").disabled = target === null;
  }
}
