import type { FastifyRequest } from "fastify";
import { canonicalJson } from "../../kit/canonical-json.ts";
import { checkShape, pathInWords } from "../../kit/check-shape.ts";
import { Problem } from "../../kit/problem.ts";
import type { Signer } from "../../kit/signed-note.ts";
import { type Actor, anonymous, decide } from "../identity/policy.ts";
import { Refusal, type RefusalReason, refusalReason } from "../identity/refusal.ts";
import type { Database, Transaction } from "../database/database.ts";
import { withLargeTurns } from "../large-turns.ts";
import { type Appended, workIn } from "../perform-work.ts";
import { closedSchema } from "./closed-schema.ts";
import { readParts, readPath } from "./read-request.ts";
import { receiveFiles, type Received } from "./receive-files.ts";
import {
  type Client,
  type Contract,
  type Download,
  ReadyAnswer,
  type Route,
  SessionReply,
} from "./route.ts";

/** What a route needs of the house around it. */
export interface Surroundings {
  readonly database: Database;
  /** Where uploads lie while a request runs. */
  readonly uploads: string;
  /** Who a cookie or token belongs to; refuses a token that does not count. */
  readonly identify: (transaction: Transaction, client: Client) => Promise<Actor>;
  /** The key of the log, for what is signed and given away. */
  readonly signer?: Signer | undefined;
  /**
   * Refuses, by a Refusal, whoever may not see what a route shows of a review (null: of any), or of
   * one organisation in it (null: of all): see `Blindness` in route.ts.
   */
  readonly requireSight: (transaction: Transaction, actor: Actor, about: Shown) => Promise<void>;
  /** Told when somebody who is signed in was refused by the policy. */
  readonly refused: (actor: Actor, route: Route, because: RefusalReason | null) => Promise<void>;
}

/** Of what a route shows scores, or what follows from them. */
export interface Shown {
  readonly review: string | null;
  readonly organisation: string | null;
}

/** A download whose content is there. */
export interface MadeDownload extends Download {
  readonly content: Exclude<Download["content"], () => unknown>;
}

/** The answer of a route, with its leaves, ready to be sent. */
export interface Answered {
  readonly body: string | MadeDownload;
  readonly media: string;
  readonly leaves: readonly Appended[];
  readonly session: SessionReply<unknown>["session"] | undefined;
}

interface Asked {
  readonly actor: Actor;
  readonly organisation: string | null;
}

function permit(route: Route, { actor, organisation }: Asked): void {
  if (route.permission === "public") return;
  if (actor.kind === "anonymous") {
    throw new Problem("not-signed-in", "Sign in, or send an API token, to see or do this.");
  }
  const decision = decide(actor, route.permission, organisation);
  if (decision.allowed) return;
  throw new Refusal(`${decision.because} Ask an administrator of this instance for it.`, null);
}

/** What a route that hides something shows; null for what may be shown to whoever has the permission. */
function shownBy({ blind, permission }: Route, params: unknown): Shown | null {
  if (permission === "public" || blind === "unrelated" || blind === "open" || blind === "own") {
    return null;
  }
  const part = (name: string): string | null => {
    const value: unknown = Reflect.get(Object(params), name);
    return typeof value === "string" ? value : null;
  };
  // What declares nothing at all, past the compiler and the tests, is treated as the strictest.
  return {
    review: part("review"),
    organisation: blind === "organisation" ? part("organisation") : null,
  };
}

function checkAnswer(
  contract: Contract,
  answer: unknown,
): { body: string | Download; media: string } {
  if ("media" in contract.answer) {
    // A route whose contract names a media type answers a Download: see `Answer` in route.ts.
    return { body: answer as Download, media: contract.answer.media };
  }
  if (answer instanceof ReadyAnswer) {
    return { body: { content: answer.bytes }, media: "application/json; charset=utf-8" };
  }
  try {
    checkShape(closedSchema(contract.answer), answer, (path) => ({ field: pathInWords(path) }));
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new Error(`an answer breaks its contract: ${what}`, { cause: error });
  }
  const text = contract.canonical ? canonicalJson(answer) : JSON.stringify(answer);
  return { body: text, media: "application/json; charset=utf-8" };
}

/** Without a leaf nothing may change: a write that forgot its leaf is a fault, and rolled back. */
function checkLeaves(route: Route, answer: unknown, leaves: readonly Appended[]): void {
  if (route.event === "none" || leaves.some((leaf) => leaf.kind === route.event)) return;
  const unchanged =
    typeof answer === "object" && answer !== null && Reflect.get(answer, "unchanged");
  if (leaves.length === 0 && unchanged === true) return;
  throw new Error(`${route.method} ${route.path} changed something and wrote no ${route.event}`);
}

interface Call {
  readonly route: Route;
  readonly request: FastifyRequest;
  readonly client: Client;
  readonly around: Surroundings;
  /** Filled once it is known who asks. */
  actor: Actor;
}

/** Who asks, about which organisation, and whether they may. */
async function ask(call: Call, transaction: Transaction): Promise<Asked & { params: unknown }> {
  const { route, request, client, around } = call;
  const actor = await around.identify(transaction, client);
  call.actor = actor;
  if (actor.kind === "anonymous") permit(route, { actor, organisation: null });
  const params = readPath(route.contract, request.params);
  // The path was read by the same contract from which the type of this function's parameter follows.
  const organisation = route.organisation?.(params) ?? null;
  permit(route, { actor, organisation });
  const shown = shownBy(route, params);
  if (shown !== null) await around.requireSight(transaction, actor, shown);
  return { actor, organisation, params };
}

async function act(call: Call, received: Received | undefined): Promise<Answered> {
  const { route, request, client, around } = call;
  const { contract } = route;
  const leaves: Appended[] = [];
  const mode = route.event === "none" ? "read" : "write";
  const result = await around.database.transact(mode, async (transaction) => {
    const { actor, params } = await ask(call, transaction);
    const parts = readParts(contract, {
      query: request.query,
      body: contract.files ? undefined : request.body,
      fields: received?.fields,
    });
    const given = { ...parts, params, files: received?.files ?? {}, client };
    // Each part was checked by the contract from which its type follows.
    const work = workIn(transaction, actor, { appended: leaves, signer: around.signer });
    const said = await route.handle(work, given);
    if (said instanceof Problem) return said;
    const answer: unknown = said instanceof SessionReply ? said.answer : said;
    checkLeaves(route, answer, leaves);
    return {
      ...checkAnswer(contract, answer),
      session: said instanceof SessionReply ? said.session : undefined,
    };
  });
  if (result instanceof Problem) throw result;
  return { ...result, body: await made(result.body), leaves };
}

/** Makes the content of a download that was promised. */
async function made(body: string | Download): Promise<string | MadeDownload> {
  if (typeof body === "string") return body;
  const { content } = body;
  return { ...body, content: typeof content === "function" ? await content() : content };
}

/**
 * Answers one request: whoever asks, path, permission, the rest of the contract, the action, its
 * leaf and the contract of the answer, in one transaction. An upload is received only after the
 * permission is clear, and its action then gets a transaction of its own.
 */
export async function answerRoute(asked: Omit<Call, "actor">): Promise<Answered> {
  const { route, request, client, around } = asked;
  const call: Call = { ...asked, actor: anonymous };
  // No session and no token: nobody needs to ask the database who that is.
  if (client.session === undefined && client.token === undefined) {
    permit(route, { actor: anonymous, organisation: null });
  }
  let received: Received | undefined;
  try {
    if (route.contract.files) {
      await around.database.transact("read", (transaction) => ask(call, transaction));
      received = await receiveFiles(request, route.contract, around.uploads);
    }
    return await withLargeTurns(() => act(call, received));
  } catch (error) {
    // Whatever refuses somebody who is signed in, the policy or a rule of an action, is logged.
    if (error instanceof Problem && error.kind === "not-permitted") {
      await around.refused(call.actor, route, refusalReason(error));
    }
    throw error;
  } finally {
    await received?.discard();
  }
}
