// An open page hears of what is new. Nothing here is needed: without it the page is loaded again.
"use strict";

const news = document.getElementById("news");
const messages = document.getElementById("messages");
const field = document.getElementById("field");

function isUsed() {
  const within = document.activeElement?.closest("#messages, #answer");
  return messages === null || within || (field !== null && field.value !== "") || document.hidden;
}

function say(name) {
  const link = document.createElement(name === "refused" ? "span" : "a");
  if (name !== "refused") {
    link.href = "/";
  }
  link.textContent = news.dataset[name];
  news.setAttribute("role", name === "emergency" ? "alert" : "status");
  news.replaceChildren(link);
}

async function refresh(name) {
  say(name);
  if (isUsed()) {
    return;
  }
  const response = await fetch("/", { redirect: "error" });
  const found = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = found.getElementById("messages");
  if (fresh === null || isUsed()) {
    return;
  }
  messages.replaceChildren(...fresh.childNodes);
  const answer = document.getElementById("answer");
  const present = found.getElementById("answer");
  if (answer !== null && present !== null && !answer.contains(field)) {
    answer.replaceChildren(...present.childNodes);
  }
}

if (news !== null) {
  const events = new EventSource(`/events?mark=${news.dataset.mark}`);
  events.addEventListener("news", () => refresh("text").catch(() => {}));
  events.addEventListener("emergency", () => refresh("emergency").catch(() => {}));
  for (const name of ["dragover", "drop"]) {
    document.addEventListener(name, (event) => {
      if (event.dataTransfer !== null && event.dataTransfer.types.includes("Files")) {
        event.preventDefault();
        if (name === "drop") {
          say("refused");
        }
      }
    });
  }
}

// A second press of the same button changes nothing, but its answer would take the first one's place.
// Nor does one that comes late, and meets "take back" in the place of "send" on the next page.
const opened = performance.now();
function isLate(form) {
  const line = form.querySelector("[name=line]");
  return line !== null && line.value.startsWith("takeback ") && performance.now() < opened + 1500;
}
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent === "yes" || isLate(event.target)) {
    event.preventDefault();
    return;
  }
  event.target.dataset.sent = "yes";
  setTimeout(() => delete event.target.dataset.sent, 5000);
});
// A page that the browser kept shows its buttons as they were.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    location.reload();
  }
});
