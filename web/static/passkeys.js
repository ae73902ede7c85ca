"use strict";

const form = document.querySelector("[data-passkey]");
const error = document.querySelector("[data-error]");
const button = form.querySelector("button");
const step = form.dataset.passkey;

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
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(said.error || form.dataset.failed);
  return said;
}

async function credential(options) {
  if (step === "enrol") {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    return navigator.credentials.create({ publicKey });
  }
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return navigator.credentials.get({ publicKey });
}

// What was typed before the session ended stays in its field, and is sent in the new one.
function goOn(done) {
  const signature = document.querySelector(".write [name=signature]");
  if (step !== "sign-in" || signature === null) {
    location.assign(done.to);
    return;
  }
  signature.value = done.signature;
  const said = document.querySelector("[data-said]");
  said.parentElement.role = "status";
  said.textContent = said.dataset.said;
  form.hidden = true;
  signature.form.querySelector("button").focus();
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
    goOn(await post("/finish", made.toJSON()));
  } catch (wrong) {
    show(wrong.message || form.dataset.failed);
  }
}

for (const each of document.querySelectorAll("[data-no-script]")) {
  each.hidden = true;
}
if (window.PublicKeyCredential && PublicKeyCredential.parseCreationOptionsFromJSON) {
  form.hidden = false;
  form.addEventListener("submit", answer);
} else if (step !== "confirm") {
  show(form.dataset.unsupported);
}
