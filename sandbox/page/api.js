// Calls of the control API. An error is shown at the top of the page and thrown.

import { say } from "./texts.js";

const trouble = document.getElementById("trouble");

export function complain(text) {
  trouble.textContent = text;
  trouble.hidden = text === "";
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
    complain(say("lost"));
    throw error;
  }
  const found = await answer.json();
  if (!answer.ok) {
    complain(say("failed", { reason: found.error ?? found.description }));
    throw new Error(found.error);
  }
  complain("");
  return found;
}
