"use strict";

const form = document.querySelector("[data-passkey]");
const error = document.querySelector("[data-error]");
const button = form.querySelector("button");

function show(sentence) {
  error.textContent = sentence;
  error.hidden = false;
  button.disabled = false;
}

async function post(path, body) {
  const answer = await fetch(form.dataset.action + path + location.search, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.error || form.dataset.failed);
  return said;
}

async function credential(options) {
  if (form.dataset.passkey === "enrol") {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    return navigator.credentials.create({ publicKey });
  }
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return navigator.credentials.get({ publicKey });
}

async function answer(event) {
  event.preventDefault();
  button.disabled = true;
  error.hidden = true;
  try {
    const options = await post("/options", {});
    let made;
    try {
      made = await credential(options);
    } catch (refused) {
      show(refused.name === "InvalidStateError" ? form.dataset.known : form.dataset.failed);
      return;
    }
    const done = await post("/finish", made.toJSON());
    location.assign(done.to);
  } catch (wrong) {
    show(wrong.message || form.dataset.failed);
  }
}

document.querySelector("[data-no-script]").hidden = true;
const knows = window.PublicKeyCredential && PublicKeyCredential.parseCreationOptionsFromJSON;
if (knows) {
  form.hidden = false;
  form.addEventListener("submit", answer);
} else {
  show(form.dataset.unsupported);
}
