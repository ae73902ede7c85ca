// Renders a text with its Bot API entities as elements. All text of people and the bot becomes text
// nodes; only the elements named here are ever made.

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};

export function rich(parent, text, entities, actions) {
  const ordered = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  fill(parent, text, 0, text.length, ordered, actions);
}

function fill(parent, text, start, end, entities, actions) {
  let at = start;
  let next = 0;
  while (next < entities.length) {
    const entity = entities[next++];
    const stop = Math.min(entity.offset + entity.length, end);
    parent.append(text.slice(at, entity.offset));
    const inner = [];
    while (next < entities.length && entities[next].offset < stop) inner.push(entities[next++]);
    const element = elementOf(entity, text.slice(entity.offset, stop), actions);
    fill(element, text, entity.offset, stop, inner, actions);
    parent.append(element);
    at = stop;
  }
  parent.append(text.slice(at, end));
}

function elementOf(entity, covered, actions) {
  if (entity.type === "bot_command") return actionButton(() => actions.say(covered));
  if (entity.type === "url" || entity.type === "text_link") {
    return link(entity.url ?? covered, actions);
  }
  const element = document.createElement(TAGS[entity.type] ?? "span");
  if (entity.type === "expandable_blockquote") {
    element.className = "folded";
    element.addEventListener("click", () => element.classList.toggle("folded"));
  }
  return element;
}

export function link(address, actions) {
  const written = URL.canParse(address) ? address : `https://${address}`;
  const url = URL.canParse(written) ? new URL(written) : null;
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    return document.createElement("span");
  }
  if (url.hostname === "t.me") return actionButton(() => actions.open(url.href));
  const element = document.createElement("a");
  element.href = url.href;
  element.target = "_blank";
  element.rel = "noopener noreferrer";
  return element;
}

function actionButton(act) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "link";
  element.addEventListener("click", act);
  return element;
}
