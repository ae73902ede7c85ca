// A person without Telegram: in the place of a phone there is a link that opens the own page.

import { translate } from "./texts.js";

export class OwnPage {
  constructor(id, name) {
    this.id = id;
    this.seen = { name };
    this.unread = 0;
    this.person = null;
    this.party = null;
    this.root = document.getElementById("own-page").content.cloneNode(true).firstElementChild;
    this.root.id = `phone-${id}`;
    this.title = this.root.querySelector("h3");
    this.title.id = `name-${id}`;
    this.root.setAttribute("aria-labelledby", this.title.id);
    this.link = this.root.querySelector(".page");
    this.link.href = `/sandbox/service/page/${id}`;
  }

  setPerson(person, party) {
    this.person = person;
    this.party = party;
    this.root.dataset.party = party.number;
    this.relabel();
  }

  relabel() {
    const { name } = this.seen;
    this.title.textContent = name;
    this.root.querySelector(".who").textContent = `${this.person.title} · ${this.party.name}`;
    this.root.querySelector(".alone").textContent = translate("page-alone");
    this.link.textContent = translate("page-of", { name });
  }

  // What the tour points at in the place of a button.
  buttonsOf() {
    return [this.link];
  }

  scrollDown() {}

  showPast() {}

  showPresent() {}
}
