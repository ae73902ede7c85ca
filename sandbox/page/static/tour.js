// A tour in six steps. The subject of a step is outlined and scrolled to.

import { translate } from "./texts.js";

const TARGETS = [
  "#phones",
  ".phone:nth-of-type(1)",
  ".phone:nth-of-type(2)",
  "#clock",
  "#faults",
  "#boards",
];
const byId = (id) => document.getElementById(id);

export class Tour {
  constructor(names) {
    this.names = names;
    this.step = 0;
    byId("tour-begin").addEventListener("click", () => this.go(1));
    byId("tour-next").addEventListener("click", () => this.go(this.step + 1));
    byId("tour-back").addEventListener("click", () => this.go(this.step - 1));
    byId("tour-close").addEventListener("click", () => this.go(0));
    byId("tour").addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.go(0);
    });
  }

  go(step) {
    this.step = step > TARGETS.length ? 0 : step;
    this.show();
    if (this.step === 0) {
      byId("tour-begin").focus();
      return;
    }
    byId("tour-title").focus({ preventScroll: true });
    document.querySelector(TARGETS[this.step - 1])?.scrollIntoView({ block: "start" });
  }

  show() {
    const target = this.step === 0 ? null : document.querySelector(TARGETS[this.step - 1]);
    for (const each of document.querySelectorAll(".shown")) each.classList.remove("shown");
    target?.classList.add("shown");
    byId("tour").hidden = this.step === 0;
    if (this.step === 0) return;
    const total = TARGETS.length;
    byId("tour-step").textContent = translate("tour-step", { number: this.step, total });
    byId("tour-title").textContent = translate(`tour-title-${this.step}`);
    byId("tour-body").textContent = translate(`tour-body-${this.step}`, this.names());
    byId("tour-back").disabled = this.step === 1;
    byId("tour-next").textContent = translate(this.step === total ? "finish" : "next");
  }
}
