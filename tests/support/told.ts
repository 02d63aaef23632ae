import { readOfficePackage } from "../../src/kit/office-package.ts";

/**
 * What an answer may say otherwise without telling anything of what is hidden, beside the clock of
 * facts: the instant up to which everything is known moves with every act of the whole instance.
 */
const volatile: readonly { readonly what: RegExp; readonly why: string }[] = [
  { what: /"instance":"urn:muster:request:[^"]*"/gu, why: "the number of the request" },
  { what: /"size":\d+/gu, why: "how long the public log is, everybody may see" },
  { what: /"checkpoint":"[^"]*"/gu, why: "the checkpoint is public" },
  { what: /"hashes":\[[^\]]*\]/gu, why: "the proof leads to the newest checkpoint" },
  { what: /"index":(null|\d+)/gu, why: "a number is given within a second" },
  { what: /give an instant up to \S+,/gu, why: "the clock of the machine" },
  {
    what: /"digest":\{"sha256":"[^"]*"\}/gu,
    why: "of a statement that says as of when; all that it covers stands beside it",
  },
  { what: />— \S+ [\w+/=]+</gu, why: "a signature over what stands beside it in a workbook" },
];

/** An answer without what may differ; a workbook is compared by what is in it. */
export function told(bytes: Uint8Array, clock: string): string {
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const parts = zipped ? [...readOfficePackage(bytes, "answer")] : [["", bytes] as const];
  return parts
    .map(([name, part]) => `${name} ${new TextDecoder().decode(part)}`)
    .map((text) => text.replaceAll(clock, "now"))
    .map((text) => volatile.reduce((rest, { what }) => rest.replaceAll(what, ""), text))
    .join("\n");
}

/** What was told otherwise the second time: by whom, to which question, and where the answers part. */
export function differences(
  before: ReadonlyMap<string, ReadonlyMap<string, string>>,
  after: ReadonlyMap<string, ReadonlyMap<string, string>>,
): string[] {
  return [...before].flatMap(([who, said]) =>
    [...said].flatMap(([path, text]) => {
      const then = after.get(who)?.get(path) ?? "";
      if (then === text) return [];
      let at = 0;
      while (text[at] === then[at]) at += 1;
      const from = Math.max(0, at - 60);
      return [`${who}: ${path}\n  ${text.slice(from, at + 100)}\n  ${then.slice(from, at + 100)}`];
    }),
  );
}
