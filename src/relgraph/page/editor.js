// The editor that people know from other endpoints (YASGUI), asking this one; the catalogue's questions are its examples.
"use strict";

const FIRST = "SELECT ?thing ?label WHERE { ?thing a rg:Meeting ; rdfs:label ?label }";

// Nothing is asked of other hosts: the lists of prefixes, classes and properties are this endpoint's own or none.
Yasgui.Yasqe.defaults.autocompleters = ["variables"];

async function begin() {
  const editor = new Yasgui(document.getElementById("editor"), {
    requestConfig: { endpoint: new URL("/sparql", location.href).href },
    copyEndpointOnNewTab: true,
    populateFromUrl: false,
    persistenceId: "relgraph",
    endpointCatalogueOptions: { getData: () => [] },
    yasqe: { value: FIRST },
  });
  const list = await (await fetch("/questions.json")).json();
  const choice = document.getElementById("question");
  for (const one of list) choice.add(new Option(one.summary, one.name));
  choice.addEventListener("change", () => {
    const chosen = list.find((one) => one.name === choice.value);
    if (!chosen) return;
    const tab = editor.addTab(true, { name: chosen.name });
    tab.setEndpoint(new URL("/sparql", location.href).href);
    tab.setQuery(chosen.text);
  });
}

begin();
