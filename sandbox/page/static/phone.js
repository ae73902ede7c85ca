// One phone: a chat with the bot, redrawn where it changed.

import { call } from "./api.js";
import { link, rich } from "./rich.js";
import { moment, translate } from "./texts.js";

const TYPING_MS = 5000;
const TOAST_MS = 8000;
const SOUND = "♪";
const INVITATION = /^https:\/\/t\.me\/\w+\?start=[\w-]+$/;

export class Phone {
  constructor(id, { onUnread }) {
    this.id = id;
    this.onUnread = onUnread;
    this.present = null;
    this.past = false;
    this.drawn = new Map();
    this.seen = null;
    this.unread = 0;
    this.sounds = 0;
    this.atEnd = true;
    this.person = null;
    this.zone = "UTC";
    const made = document.getElementById("phone").content.cloneNode(true);
    this.root = made.querySelector(".phone");
    this.root.id = `phone-${id}`;
    this.part = Object.fromEntries(
      ["h3", ".who", ".unread", ".page", ".block", ".chat", ".toast", ".typing", ".keys", ".commands",
        ".say", ".menu", ".say label", ".say input", ".say [type=submit]"]
        .map((name) => [name, this.root.querySelector(name)]),
    );
    const input = this.part[".say input"];
    input.id = `say-${id}`;
    this.part[".say label"].htmlFor = input.id;
    this.part[".commands"].id = `commands-${id}`;
    this.part[".menu"].setAttribute("aria-controls", `commands-${id}`);
    this.part.h3.id = `name-${id}`;
    this.root.setAttribute("aria-labelledby", `name-${id}`);
    this.actions = {
      say: (text) => this.do("say", { text }),
      open: (url) => this.do("open", { url }),
    };
    this.listen(input);
  }

  listen(input) {
    this.part[".say"].addEventListener("submit", (event) => {
      event.preventDefault();
      const text = input.value.trim();
      if (text === "") return;
      input.value = "";
      // A pasted link is followed: so a new phone accepts an invitation.
      if (INVITATION.test(text)) this.actions.open(text);
      else this.actions.say(text);
    });
    this.part[".menu"].addEventListener("click", () => this.showCommands(this.part[".commands"].hidden));
    this.root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.part[".commands"].hidden) return;
      this.showCommands(false);
      this.part[".menu"].focus();
    });
    this.part[".block"].addEventListener("click", () => {
      this.do(this.seen.blocked ? "unblock" : "block", {});
    });
    // Only the active phone announces its messages to screen readers; for others the page does.
    this.root.addEventListener("focusin", () => {
      this.part[".chat"].setAttribute("aria-live", "polite");
      this.read();
    });
    this.root.addEventListener("focusout", () => this.part[".chat"].setAttribute("aria-live", "off"));
    this.root.addEventListener("click", () => this.read());
    const chat = this.part[".chat"];
    chat.addEventListener("scroll", () => {
      this.atEnd = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 40;
    });
  }

  do(action, body) {
    this.read();
    return call("POST", `/users/${this.id}/${action}`, body).catch(() => null);
  }

  read() {
    this.unread = 0;
    this.sounds = 0;
    this.showUnread();
    this.onUnread(this);
  }

  showCommands(open) {
    this.part[".commands"].hidden = !open;
    this.part[".menu"].setAttribute("aria-expanded", String(open));
    if (open) this.part[".commands"].querySelector("button")?.focus();
  }

  get inUse() {
    return this.root.contains(document.activeElement);
  }

  setPerson(person, party) {
    this.person = person;
    this.zone = party?.zone ?? "UTC";
    this.root.dataset.party = party?.number ?? "";
    this.party = party;
    this.relabel();
  }

  relabel() {
    if (this.seen === null) return;
    const { name } = this.seen;
    this.part.h3.textContent = name;
    this.part[".who"].textContent = this.person
      ? `${this.person.title} · ${this.party.name}` : translate("guest");
    this.part[".page"].hidden = this.person === null;
    this.part[".page"].href = `/sandbox/service/page/${this.id}`;
    this.part[".page"].textContent = translate("page");
    this.part[".page"].setAttribute("aria-label", translate("page-of", { name }));
    this.root.dataset.blocked = this.seen.blocked;
    this.part[".block"].textContent = translate(this.seen.blocked ? "unblock" : "block");
    this.part[".block"].setAttribute("aria-label", translate("block-of", { name }));
    this.part[".block"].setAttribute("aria-pressed", String(this.seen.blocked));
    this.part[".chat"].setAttribute("aria-label", translate("chat-of", { name }));
    this.part[".menu"].setAttribute("aria-label", translate("menu"));
    this.part[".say label"].textContent = translate("message-of", { name });
    this.part[".say input"].placeholder = translate(this.seen.blocked ? "is-blocked" : "message");
    this.part[".say input"].disabled = this.seen.blocked;
    this.part[".say [type=submit]"].textContent = translate("send");
    const own = this.person?.language || this.seen.language;
    const spoken = this.seen.translated ? this.seen.language : own;
    for (const part of [".chat", ".toast", ".keys", ".commands", ".say input"]) {
      this.part[part].lang = spoken;
    }
    this.drawn.clear();
    this.drawMessages();
    this.showUnread();
  }

  showUnread() {
    this.part[".unread"].hidden = this.unread === 0;
    const sound = this.sounds === 0 ? "" : `${SOUND} `;
    this.part[".unread"].textContent = this.unread === 0
      ? "" : sound + translate("unread", { count: this.unread });
  }

  // The buttons whose command begins with `command`, the oldest first.
  buttonsOf(command) {
    return [...this.part[".chat"].querySelectorAll("button[data-command]")]
      .filter((each) => each.dataset.command.startsWith(command));
  }

  showPast(screen) {
    this.present ??= this.seen;
    this.past = true;
    this.seen = screen;
    this.root.dataset.past = true;
    this.part[".say"].inert = true;
    this.part[".block"].disabled = true;
    this.drawMessages();
    this.scrollDown();
  }

  showPresent() {
    if (!this.past) return;
    this.past = false;
    delete this.root.dataset.past;
    this.part[".say"].inert = false;
    this.part[".block"].disabled = false;
    this.seen = this.present;
    this.present = null;
    this.relabel();
    this.scrollDown();
  }

  show(screen) {
    if (this.past) {
      this.present = screen;
      return;
    }
    const before = this.seen;
    this.seen = screen;
    if (before === null || before.blocked !== screen.blocked
      || before.language !== screen.language || before.translated !== screen.translated) {
      this.relabel();
    }
    else this.drawMessages();
    this.showTyping(screen.typing);
    if (before === null) this.onUnread(this);
    else {
      if (screen.toasts > before.toasts) this.showToast(screen.toast);
      const known = before.messages.at(-1)?.id ?? 0;
      const received = screen.messages.filter((each) => each.from_bot && each.id > known);
      if (received.length > 0 && !this.inUse) {
        this.unread += received.length;
        this.sounds += received.filter((each) => !each.silent).length;
        this.showUnread();
        this.onUnread(this, received.length);
      }
    }
    this.drawKeys(screen.keyboard);
    if (JSON.stringify(before?.commands) !== JSON.stringify(screen.commands)) this.drawCommands();
  }

  showTyping(typing) {
    clearTimeout(this.typingEnds);
    this.part[".typing"].textContent = typing ? translate("typing") : "";
    if (typing) this.typingEnds = setTimeout(() => this.showTyping(false), TYPING_MS);
  }

  showToast(text) {
    clearTimeout(this.toastEnds);
    const shown = document.createElement("span");
    shown.textContent = text;
    this.part[".toast"].replaceChildren(shown);
    this.toastEnds = setTimeout(() => this.part[".toast"].replaceChildren(), TOAST_MS);
  }

  drawMessages() {
    const chat = this.part[".chat"];
    const newest = chat.lastElementChild?.dataset.id;
    const had = chat.contains(document.activeElement) && document.activeElement !== chat;
    const drawn = new Map();
    const elements = this.seen.messages.map((message) => {
      const key = `${JSON.stringify(message)} ${this.zone} ${this.past}`;
      const old = this.drawn.get(message.id);
      const kept = old?.key === key ? old : { key, element: this.message(message) };
      drawn.set(message.id, kept);
      return kept.element;
    });
    this.drawn = drawn;
    if (elements.length === 0 && !this.seen.blocked) elements.push(this.startButton());
    elements.forEach((element, at) => {
      if (chat.children[at] !== element) chat.insertBefore(element, chat.children[at] ?? null);
    });
    while (chat.children.length > elements.length) chat.lastElementChild.remove();
    if (this.atEnd || newest !== chat.lastElementChild?.dataset.id) this.scrollDown();
    if (had && !chat.contains(document.activeElement)) this.keepFocus();
  }

  // Moving a chat on the page resets its scroll position.
  scrollDown() {
    this.part[".chat"].scrollTop = this.part[".chat"].scrollHeight;
  }

  keepFocus() {
    const buttons = [...this.part[".chat"].querySelectorAll(".buttons button")];
    (buttons.at(-1)?.closest(".message").querySelector(".buttons button") ?? this.part[".chat"])
      .focus({ preventScroll: true });
  }

  startButton() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "strong start";
    button.textContent = translate("start");
    button.addEventListener("click", () => this.do("start", {}));
    return button;
  }

  message(message) {
    const element = document.createElement("div");
    element.className = message.from_bot ? "message" : "message own";
    element.dataset.id = message.id;
    const text = document.createElement("div");
    text.className = "text";
    rich(text, message.text, message.entities, this.actions);
    if (message.file) element.append(this.file(message));
    if (message.text) element.append(text);
    const time = document.createElement("time");
    const at = new Date(message.date * 1000);
    time.dateTime = at.toISOString();
    time.textContent = moment("stamp", at, this.zone) + (message.edited ? ` · ${translate("edited")}` : "");
    if (message.from_bot && !message.silent) {
      const sound = document.createElement("abbr");
      sound.className = "sound";
      sound.title = translate("sound");
      sound.textContent = SOUND;
      time.append(" ", sound);
    }
    element.append(time);
    if (message.buttons.length > 0) element.append(this.buttons(message));
    return element;
  }

  file(message) {
    const element = document.createElement("a");
    element.className = "file";
    element.href = `/sandbox/users/${this.id}/files/${message.id}`;
    element.download = message.file.name;
    element.textContent = translate("file", message.file);
    return element;
  }

  buttons(message) {
    const rows = document.createElement("div");
    rows.className = "buttons";
    rows.inert = this.past;
    for (const row of message.buttons) {
      const line = document.createElement("div");
      for (const { label, data, url } of row) {
        let button = document.createElement("button");
        button.type = "button";
        if (url) button = link(url, this.actions);
        else button.addEventListener("click", () => this.do("press_data", { data, message_id: message.id }));
        button.textContent = label;
        button.title = label;
        if (data) button.dataset.command = data;
        line.append(button);
      }
      rows.append(line);
    }
    return rows;
  }

  drawKeys(rows) {
    const key = JSON.stringify(rows);
    if (this.keys === key) return;
    this.keys = key;
    this.part[".keys"].replaceChildren(...rows.flat().map((label) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", () => this.actions.say(label));
      return button;
    }));
  }

  drawCommands() {
    this.part[".menu"].hidden = this.seen.commands.length === 0;
    this.part[".commands"].replaceChildren(...this.seen.commands.map(({ command, description }) => {
      const line = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      const name = document.createElement("b");
      name.textContent = `/${command}`;
      button.append(name, ` ${description}`);
      button.addEventListener("click", () => {
        this.showCommands(false);
        this.part[".say input"].focus({ preventScroll: true });
        this.actions.say(`/${command}`);
      });
      line.append(button);
      return line;
    }));
  }
}
