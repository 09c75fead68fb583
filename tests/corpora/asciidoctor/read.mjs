// Reads AsciiDoc documents, one in each line as a JSON string, and writes the pieces of each as a line of JSON: a list of
// [kind, text] in the order of the document. Kinds: "mark" for structure, "code" for what is shown or kept as it is,
// "html" for text with its inline markup, "text" for text alone.

import asciidoctor from "@asciidoctor/core";
import { createInterface } from "node:readline";

const processor = asciidoctor();
processor.LoggerManager.setLogger(processor.NullLogger.create());

const SPOKEN = new Set(["title", "alt", "caption", "reftext", "default-alt"]);
const MADE = /^(\d+|\$positional|default-alt|textlabel|attribute_entries|table-.*|column.*|row.*|colcount|rowcount|.*numbered)$/;
const VERBATIM = new Set(["listing", "literal", "pass", "stem", "comment"]);

function attributes(block, pieces) {
  const found = block.getAttributes();
  const kept = [];
  for (const [name, value] of Object.entries(found)) {
    if (SPOKEN.has(name)) {
      if (value && name !== "default-alt" && name !== "title") pieces.push(["text", String(value)]);
    } else if (!MADE.test(name) && name !== "id") {
      kept.push(`${name}=${value}`);
    }
  }
  const image = block.getNodeName() === "image" ? block.getAttribute("1", "") && "alt" : "";
  pieces.push(["mark", `${kept.sort().join(" ")} ${image}`]);
}

function title(block, pieces) {
  if (block.hasTitle && block.hasTitle()) pieces.push(["html", block.getTitle()]);
}

function cells(table, pieces) {
  for (const [name, rows] of [["head", table.getHeadRows()], ["body", table.getBodyRows()], ["foot", table.getFootRows()]]) {
    for (const row of rows) {
      pieces.push(["mark", `${name} row`]);
      for (const cell of row) {
        const style = cell.style && cell.style.$to_s ? String(cell.style.$to_s()) : "";
        const own = name === "head" ? "" : style;
        pieces.push(["mark", `cell ${own} ${cell.getColumnSpan() || 1} ${cell.getRowSpan() || 1}`]);
        if (own === "asciidoc") {
          walk(cell.getInnerDocument(), pieces);
        } else if (own === "literal" || own === "monospaced") {
          pieces.push(["code", cell.text]);
        } else {
          pieces.push(["html", cell.getText()]);
        }
      }
    }
  }
}

function item(one, pieces) {
  pieces.push(["mark", `item ${one.getAttribute("checkbox") ?? ""} ${one.getAttribute("checked") ?? ""}`]);
  if (one.hasText()) pieces.push(["html", one.getText()]);
  for (const block of one.getBlocks()) walk(block, pieces);
}

function walk(block, pieces) {
  const name = block.getNodeName();
  pieces.push(["mark", `${name} ${block.getStyle() ?? ""} ${block.level ?? ""}`]);
  if (name === "document") {
    if (block.hasHeader()) pieces.push(["html", block.getDocumentTitle() ?? ""]);
  } else {
    attributes(block, pieces);
    title(block, pieces);
  }
  if (name === "table") {
    cells(block, pieces);
  } else if (name === "dlist") {
    for (const [terms, described] of block.getItems()) {
      for (const term of terms) pieces.push(["html", term.getText()]);
      if (described && described.getText) item(described, pieces);
    }
  } else if (name.endsWith("list")) {
    for (const one of block.getItems()) item(one, pieces);
  } else if (VERBATIM.has(name)) {
    pieces.push(["code", block.getSource()]);
  } else if (block.getContentModel && block.getContentModel() === "simple") {
    pieces.push(["html", block.getContent()]);
  } else if (name === "verse") {
    pieces.push(["html", block.getContent()]);
  } else {
    for (const inner of block.getBlocks()) walk(inner, pieces);
  }
  pieces.push(["mark", `/${name}`]);
}

const DESCRIBING = ["description", "keywords"];

function read(source) {
  const document = processor.load(source, { attributes: { experimental: "", "skip-front-matter": "" } });
  const pieces = [];
  for (const name of DESCRIBING) if (document.getAttribute(name)) pieces.push(["text", document.getAttribute(name)]);
  walk(document, pieces);
  for (const note of document.getFootnotes()) pieces.push(["html", note.getText()]);
  pieces.push(["ids", JSON.stringify(Object.keys(document.getRefs()))]);
  return pieces;
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = read(JSON.parse(line));
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
