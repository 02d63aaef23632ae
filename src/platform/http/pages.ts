import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import { pageHeaders } from "./guard.ts";

/** Addresses of the single-page app. Each is answered with its one document. */
export const pagePaths = [
  "/",
  "/sign-in",
  "/set-up",
  "/password",
  "/reviews/*",
  "/orders/*",
  "/yardsticks",
  "/yardsticks/*",
  "/methodologies",
  "/methodologies/*",
  "/log",
  "/keys",
  "/waiting",
] as const;

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Muster</title>
<p>The pages of Muster are not built: run <code>npx vite build</code> and load this again. The API and the command line work without them.</p></html>`;

/** Sends the document of the single-page app, with a nonce of its own for styles. */
async function sendPage(
  reply: FastifyReply,
  directory: string,
  status: number,
): Promise<FastifyReply> {
  const nonce = randomBytes(16).toString("base64url");
  void reply
    .headers(pageHeaders(nonce))
    .header("cache-control", "no-cache")
    .type("text/html; charset=utf-8");
  const file = join(directory, "index.html");
  if (!existsSync(file)) return reply.code(503).send(notBuilt);
  const text = await readFile(file, "utf8");
  const meta = `<meta property="csp-nonce" content="${nonce}" nonce="${nonce}">`;
  return reply.code(status).send(text.replace("<head>", `<head>${meta}`));
}

/**
 * Serves the built single-page app: its hashed files under `/assets/`, kept by browsers for a year
 * (compressed copies beside them are used), and its document for every address of a page.
 * Given: `pages`, the directory once it is built; requests for pages wait for it.
 * Answers a function that sends the document as "not found", for addresses that no page has.
 */
export async function servePages(
  server: FastifyInstance,
  pages: Promise<string>,
): Promise<(reply: FastifyReply) => Promise<FastifyReply>> {
  await server.register(fastifyStatic, { root: "/", serve: false, preCompressed: true });
  server.get<{ Params: { "*": string } }>("/assets/*", async (request, reply) => {
    const options = { maxAge: 31_536_000_000, immutable: true } as const;
    void reply.removeHeader("cache-control");
    return reply.sendFile(request.params["*"], join(await pages, "assets"), options);
  });
  for (const path of pagePaths) {
    server.get(path, async (_request, reply) => sendPage(reply, await pages, 200));
  }
  return async (reply) => sendPage(reply, await pages, 404);
}
