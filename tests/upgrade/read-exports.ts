import { createHash } from "node:crypto";

/** What an instance gives out, by the name of a file. */
export interface Exports {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The instant as of which the ratings were asked for. */
  readonly asOf: string;
}

/** What is asked of which instance. */
export interface ExportQuestion {
  readonly url: string;
  readonly token: string;
  readonly review: string;
  readonly on: string;
  /** What was known then; everything when left out. */
  readonly asOf?: string;
}

async function wholeLog(read: (path: string) => Promise<Uint8Array>): Promise<string> {
  const lines: string[] = [];
  for (let after = ""; ;) {
    const page = await read(`/api/log/entries?order=oldest&limit=500${after}`);
    const { entries, next } = Object(JSON.parse(Buffer.from(page).toString()));
    for (const entry of entries) lines.push(`${JSON.stringify(entry)}\n`);
    if (typeof next !== "string") return lines.join("");
    after = `&after=${next}`;
  }
}

/**
 * Reads what has to stay the same, byte for byte: ratings, every published bundle and its report,
 * the log with its newest checkpoint and its key.
 */
export async function readExports(question: ExportQuestion): Promise<Exports> {
  const { url, token, review, on } = question;
  const read = async (path: string): Promise<Uint8Array> => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(new URL(path, url), { headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  const files = new Map<string, Uint8Array>();
  // Every entry has its number, and stands under the checkpoint, after a moment.
  let log = await wholeLog(read);
  while (log.includes('"index":null')) log = await wholeLog(read);
  const as = question.asOf === undefined ? "" : `&as_of=${question.asOf}`;
  const ratings = await read(`/api/reviews/${review}/determination?on=${on}${as}`);
  files.set("determination.json", ratings);
  const list = await read("/api/publications");
  const { publications } = Object(JSON.parse(Buffer.from(list).toString()));
  for (const [at, { bundle, report }] of [...publications].entries()) {
    files.set(`bundle-${at}.zip`, await read(String(bundle)));
    files.set(`report-${at}.html`, await read(String(report)));
  }
  files.set("log.jsonl", Buffer.from(log));
  files.set("checkpoint", await read("/log/checkpoint"));
  files.set("vkey", await read("/log/vkey"));
  const { as_of: asOf } = Object(JSON.parse(Buffer.from(ratings).toString()));
  return { files, asOf: String(asOf) };
}

/** The digests of exports, one line each, as `sha256sum` writes them. */
export function exportDigests({ files }: Exports): string {
  const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
  return [...files].map(([name, bytes]) => `${digest(bytes)}  ${name}\n`).join("");
}
