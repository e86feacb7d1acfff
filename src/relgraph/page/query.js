// The page to ask from: the catalogue's questions as examples, the answer as a table or as Turtle.
"use strict";

const of = (id) => document.getElementById(id);
const said = (text) => { of("said").textContent = text; };

// A value: what has a page here, or an address on the web, is a link.
function shown(value) {
  if (!value) return document.createTextNode("");
  if (value.type !== "uri" || !/^https?:/.test(value.value)) return document.createTextNode(value.value);
  const link = document.createElement("a");
  link.href = value.value.replace("https://w3id.org/relgraph/", "/");
  link.textContent = value.value;
  link.rel = "noopener noreferrer";
  return link;
}

function row(cells, kind) {
  const line = document.createElement("tr");
  for (const cell of cells) line.appendChild(document.createElement(kind)).append(cell);
  return line;
}

function table(answer) {
  const made = document.createElement("table");
  made.append(row(answer.head.vars, "th"));
  for (const found of answer.results.bindings) made.append(row(answer.head.vars.map((name) => shown(found[name])), "td"));
  return made;
}

async function ask(event) {
  event.preventDefault();
  said("asking ...");
  of("answer").replaceChildren();
  const headers = { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, text/turtle" };
  try {
    const answer = await fetch("/sparql", { method: "POST", headers, body: of("query").value });
    const text = await answer.text();
    if (!answer.ok) return said(text);
    if (!(answer.headers.get("Content-Type") || "").includes("json")) {
      const words = document.createElement("pre");
      words.textContent = text;
      of("answer").append(words);
      return said("a graph");
    }
    const found = JSON.parse(text);
    if ("boolean" in found) return said(found.boolean ? "yes" : "no");
    of("answer").append(table(found));
    said(`${found.results.bindings.length} rows`);
  } catch (error) {
    said(`the server does not answer: ${error.message}`);
  }
}

async function examples() {
  const list = await (await fetch("/questions.json")).json();
  for (const one of list) of("question").add(new Option(one.summary, one.name));
  of("question").addEventListener("change", () => {
    const chosen = list.find((one) => one.name === of("question").value);
    if (chosen) of("query").value = chosen.text;
  });
}

of("form").addEventListener("submit", ask);
examples();
