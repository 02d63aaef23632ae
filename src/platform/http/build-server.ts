import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { Socket } from "node:net";
import { createServer as createTlsServer } from "node:https";
import type { Writable } from "node:stream";
import fastifyCookie from "@fastify/cookie";
import fastifyMultipart from "@fastify/multipart";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { outcomes, Problem } from "../../kit/problem.ts";
import { readJson } from "../../kit/read-json.ts";
import { answerRoute, type Answered, type Surroundings } from "./answer-route.ts";
import { checkHost, checkOrigin, dataHeaders } from "./guard.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { servePages } from "./pages.ts";
import { problemDocument, problemOf } from "./problem-of.ts";
import type { Client, Route } from "./route.ts";

/** What a server is built from. */
export interface ServerParts extends Surroundings {
  readonly routes: readonly Route[];
  /** Directory of the built single-page app, once it is built; it need not exist. */
  readonly pages: Promise<string>;
  /** Told after a commit that wrote leaves, with the kinds of their events. */
  readonly onLeaves?: (kinds: readonly string[]) => void;
  /** Counts what is answered and what cannot be read. */
  readonly metrics?: Pick<Metrics, "answered" | "malformed"> | undefined;
  /** Names beside the loopback's that a Host header may carry. */
  readonly ownNames: readonly string[];
  /** Name of the session cookie, and whether it only travels over TLS. */
  readonly cookie: { readonly name: string; readonly secure: boolean };
  /** PEM texts; without them the server speaks plain HTTP. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  /** Addresses whose X-Forwarded headers are believed. */
  readonly trustedProxy?: string | undefined;
  /** Where the structured log goes; nothing is logged without it. */
  readonly log?: { readonly level: "info" | "warn"; readonly stream: Writable } | undefined;
}

const megabyte = 1_048_576;

function newServer(parts: ServerParts): FastifyInstance {
  const limits = { headersTimeout: 20_000, requestTimeout: 300_000, keepAliveTimeout: 72_000 };
  return fastify({
    serverFactory: (handler) =>
      parts.tls
        ? createTlsServer({ ...limits, ...parts.tls }, handler)
        : createServer(limits, handler),
    bodyLimit: megabyte,
    // People lose or add the slash at the end when they copy an address.
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
    trustProxy: parts.trustedProxy ?? false,
    genReqId: () => randomUUID(),
    logger: parts.log ?? false,
    // What is asked while we stop is answered by `guard`, as a problem like any other.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
    clientErrorHandler: (error, socket) => {
      parts.metrics?.malformed();
      refuseMalformed(error, socket);
    },
    // One line of our own for each request is enough: see `logRequests`.
    logController: new fastify.LogController({ disableRequestLogging: true }),
  });
}

/** Answers what is not even HTTP, as far as the connection still takes an answer. */
function refuseMalformed(error: Error, socket: Socket): void {
  const isLarge = Reflect.get(error, "code") === "HPE_HEADER_OVERFLOW";
  const problem = isLarge
    ? new Problem("too-large", "The headers are too large: send less than 16 KiB of them.")
    : new Problem("bad-input", "This is no HTTP request that can be read: send it again.");
  const { status } = outcomes[problem.kind];
  const body = JSON.stringify(problemDocument(problem, randomUUID()));
  const head = `HTTP/1.1 ${status} Refused\r\nContent-Type: application/problem+json; charset=utf-8`;
  const length = Buffer.byteLength(body);
  if (socket.writable)
    socket.write(`${head}\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${body}`);
  socket.destroySoon();
}

/** One line for each request: the address without its query and no headers, so neither secrets nor
 * what people look for. */
function logRequests(server: FastifyInstance, metrics: ServerParts["metrics"]): void {
  server.addHook("onResponse", async (request, reply) => {
    const { method, ip } = request;
    const { url: route } = request.routeOptions;
    const seconds = reply.elapsedTime / 1000;
    metrics?.answered({ method, route, status: reply.statusCode, seconds });
    const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
    const path = request.url.split("?")[0];
    const line = { method, path, status: reply.statusCode, milliseconds, from: ip };
    request.log.info(line, "answered");
  });
}

function clientOf(request: FastifyRequest, cookieName: string): Client {
  const [, token] =
    /^Bearer ([A-Za-z0-9_.~+/=-]{1,200})$/.exec(request.headers.authorization ?? "") ?? [];
  return { address: request.ip, session: token ? undefined : request.cookies[cookieName], token };
}

function guard(server: FastifyInstance, parts: ServerParts): void {
  let stopping = false;
  server.addHook("preClose", async () => {
    stopping = true;
  });
  server.addHook("onRequest", async (request, reply) => {
    void reply.headers(dataHeaders).header("cache-control", "no-store");
    if (parts.cookie.secure) void reply.header("strict-transport-security", "max-age=31536000");
    if (stopping) {
      void reply.header("connection", "close");
      throw new Problem("unavailable", "Muster is being stopped: try again when it runs.");
    }
    // Behind a trusted proxy this is what the proxy was asked for.
    const { host } = request;
    const { origin } = request.headers;
    checkHost(host, parts.ownNames);
    const client = clientOf(request, parts.cookie.name);
    if (client.token !== undefined) return;
    const fetchSite = request.headers["sec-fetch-site"];
    checkOrigin(
      {
        method: request.method,
        host,
        origin,
        fetchSite: Array.isArray(fetchSite) ? fetchSite[0] : fetchSite,
      },
      client.session !== undefined,
    );
  });
}

function sendAnswer(
  reply: FastifyReply,
  answered: Answered,
  cookie: ServerParts["cookie"],
): FastifyReply {
  const { body, session, leaves } = answered;
  if (leaves.length > 0) {
    void reply.header("muster-leaf", leaves.map((leaf) => leaf.digest).join(", "));
  }
  if (session !== undefined) {
    const attributes = {
      path: "/",
      httpOnly: true,
      sameSite: "lax",
      secure: cookie.secure,
    } as const;
    if (session)
      void reply.setCookie(cookie.name, session.token, { ...attributes, maxAge: session.seconds });
    else void reply.clearCookie(cookie.name, attributes);
  }
  void reply.type(answered.media);
  if (typeof body === "string") return reply.send(body);
  if (body.fileName !== undefined) {
    const name = encodeURIComponent(body.fileName).replaceAll("'", "%27");
    void reply.header("content-disposition", `attachment; filename*=UTF-8''${name}`);
  }
  return reply.headers({ ...body.headers }).send(body.content);
}

function readBody(text: string): unknown {
  if (text === "") throw new Problem("bad-input", "The body is empty: send a JSON object.");
  return readJson(text, "The body");
}

/** Answers every failure as problem+json; what is a fault of ours is logged with its cause. */
function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error);
  const { status } = outcomes[problem.kind];
  if (status >= 500) {
    request.log.error({ err: problem.cause ?? error }, problem.message);
  }
  if (status === 401) void reply.header("www-authenticate", 'Bearer realm="Muster"');
  if (status === 503 || status === 429) void reply.header("retry-after", "5");
  return reply
    .code(status)
    .headers(dataHeaders)
    .header("cache-control", "no-store")
    .type("application/problem+json; charset=utf-8")
    .send(JSON.stringify(problemDocument(problem, request.id)));
}

/**
 * Turns route declarations into a server that can be listened with. Whatever is not declared is
 * answered with 404; whatever fails is answered as RFC 9457 says.
 */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const server = newServer(parts);
  server.setErrorHandler(sendProblem);
  // JSON and declared uploads only: a form of a foreign site can send plain text without asking.
  server.removeContentTypeParser(["text/plain", "application/json"]);
  server.addContentTypeParser(
    "application/json",
    { parseAs: "string" },
    async (_request: FastifyRequest, body: string) => readBody(body),
  );
  await server.register(fastifyCookie);
  await server.register(fastifyMultipart);
  logRequests(server, parts.metrics);
  guard(server, parts);
  for (const route of parts.routes) {
    server.route({
      method: route.method,
      url: route.path,
      bodyLimit: route.contract.bodyLimit ?? megabyte,
      handler: async (request, reply) => {
        const client = clientOf(request, parts.cookie.name);
        const answered = await answerRoute({ route, request, client, around: parts });
        if (answered.leaves.length > 0) parts.onLeaves?.(answered.leaves.map(({ kind }) => kind));
        return sendAnswer(reply, answered, parts.cookie);
      },
    });
  }
  const sendNotFoundPage = await servePages(server, parts.pages);
  server.setNotFoundHandler((request, reply) => {
    const wantsPage = request.headers.accept?.includes("text/html") ?? false;
    const isPage = !/^\/(api|published|log\/|assets)/.test(request.url);
    if (request.method === "GET" && wantsPage && isPage) return sendNotFoundPage(reply);
    const error = Object.assign(new Error("not found"), { code: "FST_ERR_NOT_FOUND" });
    return sendProblem(error, request, reply);
  });
  return server;
}
