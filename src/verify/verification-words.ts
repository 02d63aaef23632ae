import type { Check, Verification } from "./verification.ts";

const titles: Readonly<Record<Check["what"], string>> = {
  archive: "Archive",
  bytes: "Bytes",
  signature: "Signature",
  digests: "Digests",
  log: "Log",
  acts: "Acts",
  enrolment: "Enrolment",
  office: "Office",
  inputs: "Inputs",
  ratings: "Ratings",
  verdicts: "Verdicts",
  published: "Published",
  origin: "Origin",
};
const indent = 14;
const width = 80;

/** Breaks a text into lines that fit beside a title of 12 letters in 80 columns. */
function wrapped(text: string, room = width - indent): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/ (?!%)/u)) {
    if (line !== "" && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function checkLines({ what, holds, words }: Check): string[] {
  const [first = "", ...rest] = wrapped(holds ? words : `DOES NOT HOLD: ${words}`);
  return [
    `  ${titles[what].padEnd(indent - 2)}${first}`,
    ...rest.map((line) => " ".repeat(indent) + line),
  ];
}

/** Says in one line each what holds and what does not, and what that means. */
export function verificationInWords(verification: Verification, file: string): string {
  const { verdict, checks, remarks } = verification;
  // A bundle says what its files give; a signed statement says what its head signed.
  const isStatement = checks.some(({ what }) => what === "bytes");
  const [gives, from] = isStatement
    ? ["is what the head signed", "whoever gave it to you"]
    : ["says what its files give", "where it was published"];
  const end = {
    verified: `Verified. ${file} ${gives}, and its origin is established.`,
    intact: `Nothing outside of ${file} says who made it: give a key with --trust KEYFILE.`,
    failed: `Not verified. Rely on nothing in ${file}; get it again from ${from}.`,
  }[verdict];
  const lines = checks.flatMap((check) =>
    check.what === "origin" && !check.holds
      ? checkLines({ ...check, holds: true })
      : checkLines(check),
  );
  // What is remarked beside a check has no meaning where nothing holds.
  const beside =
    verdict === "failed"
      ? []
      : remarks.flatMap((remark) => wrapped(remark, width - 2).map((line) => `  ${line}`));
  return ["", ...lines, ...beside, "", `  ${end}`, ""].join("\n");
}
