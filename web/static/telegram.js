"use strict";
// Telegram puts what it has signed behind the #, which no browser sends. It signs in once.
const error = document.querySelector("[data-error]");
const data = new URLSearchParams(location.hash.slice(1)).get("tgWebAppData");
history.replaceState(null, "", location.pathname + location.search);

function show(sentence) {
  error.textContent = sentence;
  error.hidden = false;
}

async function open() {
  const answer = await fetch("/telegram" + location.search, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ data }),
  });
  const said = await answer.json();
  if (answer.ok) {
    location.replace(said.to);
  } else {
    show(said.error);
  }
}

if (data !== null) {
  open().catch(() => show(error.dataset.failed));
}
