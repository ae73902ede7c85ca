// Calls of the control API. An error is shown at the top of the page and thrown.

import { translate } from "./texts.js";

const message = document.getElementById("error");

export function showError(text) {
  message.textContent = text;
  message.hidden = text === "";
}

export async function call(verb, path, body) {
  let answer;
  try {
    answer = await fetch(`/sandbox${path}`, {
      method: verb,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    showError(translate("lost"));
    throw error;
  }
  const found = await answer.json();
  if (!answer.ok) {
    showError(translate("failed", { reason: found.error ?? found.description }));
    throw new Error(found.error);
  }
  showError("");
  return found;
}
