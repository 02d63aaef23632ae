/**
 * A process of its own that sets one document as tagged PDF and ends: Typst keeps a process busy for
 * seconds, needs hundreds of megabytes, and gives none of it back. Started by `typeset.ts`: reads a
 * request from standard input, writes the PDF, or a sentence on standard error with exit code 2.
 */
import { text } from "node:stream/consumers";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { printableValue } from "../../kit/printable-text.ts";
import { ownFonts } from "./fonts.ts";

/** What the process reads. */
const TypesetRequest = Type.Object({
  /** The text of a Typst template, which finds the document in `sys.inputs.document`, as JSON. */
  template: Type.String(),
  document: Type.Unknown(),
  /** Seconds since 1970, written into the PDF. */
  timestamp: Type.Integer(),
});

const request = await text(process.stdin);
const { template, document, timestamp } = Value.Parse(TypesetRequest, JSON.parse(request));
const fonts = ownFonts(request);
const compiler = NodeCompiler.create({
  // Nothing is read from it: template and data are given, and what stands outside cannot be read.
  workspace: "/nonexistent",
  fontArgs: [{ fontBlobs: [...fonts.files] }],
});
const compiled = compiler.compile({
  mainFileContent: template,
  inputs: { document: JSON.stringify(printableValue(document, fonts.covers)) },
});
const result = compiled.result;
if (result === null) {
  const faults: unknown = compiled.takeError()?.shortDiagnostics;
  process.stderr.write(`${JSON.stringify(faults)}\n`);
  process.exitCode = 2;
} else {
  const pdf = compiler.pdf(result, { pdfStandard: "ua-1", creationTimestamp: timestamp });
  process.stdout.write(pdf);
}
