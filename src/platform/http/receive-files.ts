import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { MultipartFile } from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import { sizeInWords } from "../../kit/counted-words.ts";
import { Problem } from "../../kit/problem.ts";
import type { Contract, Upload } from "./route.ts";

/** What a multipart upload brought; `discard` removes the bytes from the disk. */
export interface Received {
  readonly files: Readonly<Record<string, Upload>>;
  readonly fields: Readonly<Record<string, string>>;
  discard(): Promise<void>;
}

const maximumFields = 50;

async function keep(part: MultipartFile, limit: number, path: string): Promise<Upload> {
  const hash = createHash("sha256");
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      if (size <= limit) return done(null, chunk);
      const sentence = `this file is larger than ${sizeInWords(limit)}; split it or send it compressed.`;
      return done(new Problem("too-large", sentence, { field: part.fieldname }));
    },
  });
  await pipeline(part.file, measure, createWriteStream(path, { mode: 0o600 }));
  return { name: basename(part.filename), size, digest: hash.digest("hex"), path };
}

function limitOf(contract: Contract, name: string): number {
  const files = contract.files ?? {};
  const limit = Object.hasOwn(files, name) ? files[name]?.limit : undefined;
  if (limit !== undefined) return limit;
  const known = Object.keys(files).join(", ");
  throw new Problem("bad-input", `no such file is expected; known here are ${known}.`, {
    field: name,
  });
}

/** Whether the disk failed us, or it is a problem already; anything else is what was sent. */
function isOurFault(error: unknown): boolean {
  if (error instanceof Problem) return true;
  if (!(error instanceof Error) || Reflect.get(error, "code") === "ECONNRESET") return false;
  return typeof Reflect.get(error, "syscall") === "string";
}

/**
 * Receives a multipart upload (RFC 7578) into a new directory, with the limits of the contract, and
 * digests it on the way. Nothing is read into memory as a whole.
 * Refuses (bad-input, too-large): what the contract does not name, twice the same, too many bytes.
 */
export async function receiveFiles(
  request: FastifyRequest,
  contract: Contract,
  directory: string,
): Promise<Received> {
  const own = await mkdtemp(join(directory, "upload-"));
  const discard = (): Promise<void> => rm(own, { recursive: true, force: true });
  const files: Record<string, Upload> = {};
  const fields: Record<string, string> = {};
  try {
    if (!request.isMultipart()) {
      throw new Problem("bad-input", "The body is no upload: send multipart/form-data.");
    }
    const limits = { fileSize: Infinity, files: 10, fields: maximumFields, fieldSize: 65_536 };
    for await (const part of request.parts({ limits })) {
      const name = part.fieldname;
      if (Object.hasOwn(files, name) || Object.hasOwn(fields, name)) {
        throw new Problem("bad-input", "this came twice; send it once.", { field: name });
      }
      if (part.type === "file") {
        files[name] = await keep(
          part,
          limitOf(contract, name),
          join(own, `${Object.keys(files).length}`),
        );
      } else {
        fields[name] = String(part.value);
      }
    }
    for (const [name, { required }] of Object.entries(contract.files ?? {})) {
      if (required && !Object.hasOwn(files, name)) {
        throw new Problem("bad-input", "this file is missing; send it with the form.", {
          field: name,
        });
      }
    }
    return { files, fields, discard };
  } catch (error) {
    await discard();
    throw isOurFault(error)
      ? error
      : new Problem(
          "bad-input",
          "The upload is cut off or not well formed: send it again.",
          {},
          { cause: error },
        );
  }
}
