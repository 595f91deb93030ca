import type { ApiDocument, Operation } from "./document.ts";
import type { JsonSchema } from "./example-of.ts";
import { escapeHtml, paragraphs } from "./html-text.ts";

/** The API's reference as a page: everything in it comes from the document. It needs no script. */
export function renderReference(document: ApiDocument): string {
  const groups = groupByTag(document);
  const contents = [...groups].map(([tag, operations]) =>
    `<li><a href="#${slug(tag)}">${escapeHtml(tag)}</a><ul>${operations.map(renderLink).join("")}</ul></li>`
  );
  const sections = [...groups].map(([tag, operations]) =>
    `<section id="${slug(tag)}"><h2>${escapeHtml(tag)}</h2>${operations.map(renderOperation).join("")}</section>`
  );
  const schemas = Object.entries(document.components.schemas).map(([name, schema]) =>
    `<article id="schema-${escapeHtml(name)}"><h3>${escapeHtml(name)}</h3>${renderProperties(schema)}</article>`
  );
  const { title, version, description } = document.info;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} API</title>
<link rel="stylesheet" href="/docs/reference.css">
</head>
<body>
<nav aria-label="Contents"><p><strong>${escapeHtml(title)} API</strong> ${escapeHtml(version)}</p>
<ul>${contents.join("")}<li><a href="#schemas">Schemas</a></li></ul></nav>
<main>
<h1>${escapeHtml(title)} API</h1>
${paragraphs(description)}
<p><a href="/v1/openapi.json">OpenAPI 3.1 document</a> · <a href="/docs/llms.txt">as plain text</a></p>
<h2 id="credentials">Credentials</h2>
<dl>${
    Object.entries(document.components.securitySchemes).map(([name, scheme]) =>
      `<dt><code>${escapeHtml(name)}</code></dt><dd>${paragraphs(scheme.description)}</dd>`
    ).join("")
  }</dl>
${sections.join("\n")}
<section id="schemas"><h2>Schemas</h2>${schemas.join("\n")}</section>
</main>
</body>
</html>
`;
}

interface NamedOperation extends Operation {
  method: string;
  path: string;
}

/** Operations by the first of their tags, in the order in which the tags first come. */
export function groupByTag({ paths }: ApiDocument): Map<string, NamedOperation[]> {
  const all = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path }))
  );
  return Map.groupBy(all, ({ tags }) => tags?.[0] ?? "Other");
}

const slug = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
const idOf = ({ operationId }: Operation) => escapeHtml(operationId ?? "");

function renderLink(operation: NamedOperation): string {
  return `<li><a href="#${idOf(operation)}"><b>${operation.method}</b> ${escapeHtml(operation.path)}</a></li>`;
}

function renderOperation(operation: NamedOperation): string {
  const { method, path, summary = "", description = "", security = [], parameters = [] } = operation;
  const credentials = security.flatMap((one) => Object.keys(one));
  return `<article id="${idOf(operation)}">
<h3><b class="${method.toLowerCase()}">${method}</b> <code>${escapeHtml(path)}</code></h3>
${paragraphs(summary)}
<p class="note">${credentials.length === 0 ? "Open to everybody." : `Credentials: ${credentials.join(", ")}.`} ${
    paragraphs(description).replaceAll(/<\/?p>/g, "")
  }</p>
${parameters.length === 0 ? "" : renderParameters(parameters)}
${renderBodies(operation)}
</article>`;
}

function renderParameters(parameters: NonNullable<Operation["parameters"]>): string {
  const rows = parameters.map(({ name, in: place, required = false, description, schema }) =>
    `<tr><td><code>${escapeHtml(name)}</code>${required ? " <b>required</b>" : ""}<br><small>${
      escapeHtml(place)
    }</small></td>
<td>${typeOf(schema)}</td><td>${paragraphs(description ?? schema.description ?? "")}</td></tr>`
  );
  return `<details><summary>${parameters.length} parameters</summary><table>
<thead><tr><th>Parameter</th><th>Type</th><th>Meaning</th></tr></thead><tbody>${
    rows.join("")
  }</tbody></table></details>`;
}

function renderBodies({ requestBody, responses }: Operation): string {
  const answers = Object.entries(responses).map(([status, { description, content = {} }]) =>
    `<dt><b>${escapeHtml(status)}</b></dt><dd>${paragraphs(description)}${renderContent(content)}</dd>`
  );
  const body = requestBody === undefined ? "" : `<h4>Body</h4>${renderContent(requestBody.content)}`;
  return `${body}<h4>Answers</h4><dl>${answers.join("")}</dl>`;
}

function renderContent(content: Record<string, { schema?: JsonSchema; example?: unknown }>): string {
  return Object.entries(content).map(([type, { schema, example }]) => {
    const shown = schema === undefined ? "" : typeOf(schema);
    if (type === "application/problem+json") return `<p><small>${escapeHtml(type)}</small> ${shown}</p>`;
    return `<p><small>${escapeHtml(type)}</small> ${shown}</p><details><summary>Example</summary><pre>${
      escapeHtml(JSON.stringify(example, null, 2) ?? "")
    }</pre></details>`;
  }).join("");
}

function renderProperties({ properties = {}, required = [] }: JsonSchema): string {
  const rows = Object.entries(properties).map(([name, schema]) =>
    `<tr><td><code>${escapeHtml(name)}</code>${required.includes(name) ? "" : " <small>optional</small>"}</td>
<td>${typeOf(schema)}</td><td>${paragraphs(schema.description ?? "")}</td></tr>`
  );
  return `<table><thead><tr><th>Field</th><th>Type</th><th>Meaning</th></tr></thead><tbody>${
    rows.join("")
  }</tbody></table>`;
}

const MOST_CHOICES = 8;

function typeOf(schema: JsonSchema): string {
  const { $ref, enum: choices, items, anyOf, oneOf, type, format } = schema;
  if ($ref !== undefined) {
    const name = escapeHtml($ref.slice($ref.lastIndexOf("/") + 1));
    return `<a href="#schema-${name}">${name}</a>`;
  }
  if (choices !== undefined) {
    const shown = choices.slice(0, MOST_CHOICES).map((choice) => `<code>${escapeHtml(String(choice))}</code>`);
    return shown.join(" ") + (choices.length > MOST_CHOICES ? ` and ${choices.length - MOST_CHOICES} more` : "");
  }
  if (items !== undefined) return `list of ${typeOf(items)}`;
  const alternatives = anyOf ?? oneOf;
  if (alternatives !== undefined) return alternatives.map(typeOf).join(" or ");
  return escapeHtml([[type ?? "any"].flat().join(" or "), format].filter((word) => word !== undefined).join(", "));
}
