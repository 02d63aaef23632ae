import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { sha256 } from "../../src/kit/canonical-json.ts";
import type { Upload } from "../../src/platform/http/route.ts";

/** A file on the disk, as a route hands it to an action. */
export function uploadOf(path: string, name = basename(path)): Upload {
  return { name, path, size: statSync(path).size, digest: sha256(readFileSync(path)) };
}

/** A text, as a route hands an upload to an action. */
export function uploadOfText(name: string, content: string | Uint8Array): Upload {
  const path = join(mkdtempSync(join(tmpdir(), "muster-upload-")), "bytes");
  writeFileSync(path, content);
  return uploadOf(path, name);
}
