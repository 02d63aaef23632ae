import type { Command } from "commander";
import { type Static, Type } from "typebox";
import { Problem } from "../../kit/problem.ts";
import { Health } from "../http/health.routes.ts";
import type { Terminal } from "../terminal/terminal.ts";
import * as contract from "./identity.contract.ts";
import { type Grant, type Role, roles } from "./policy.ts";

function readRole(text: string): Role {
  const role = roles.find((each) => each === text);
  if (role) return role;
  throw new Problem("bad-input", `"${text}" is no role; choose one of ${roles.join(", ")}.`);
}

/** Reads `ROLE` or `ROLE@ORGANISATION`. Refuses (bad-input) what is no role. */
export function readGrant(text: string): Grant {
  const at = text.indexOf("@");
  if (at === -1) return { role: readRole(text), organisation: null };
  const organisation = text.slice(at + 1);
  if (organisation === "") {
    throw new Problem(
      "bad-input",
      `"${text}" names no organisation after @; name one or leave the @ out.`,
    );
  }
  return { role: readRole(text.slice(0, at)), organisation };
}

function grantWords(grants: readonly Static<typeof contract.GrantView>[]): string {
  const words = grants.map(({ role, organisation }) =>
    organisation === null ? role : `${role}@${organisation}`,
  );
  return words.length === 0 ? "no role" : words.join(", ");
}

function accountLine({ name, can_sign_in: canSignIn, grants }: contract.AccountView): string {
  const joined = canSignIn ? "" : "  (no password yet)";
  return `${name.padEnd(30)}  ${grantWords(grants)}${joined}`;
}

async function readAllAccounts(terminal: Terminal): Promise<contract.AccountView[]> {
  const found: contract.AccountView[] = [];
  let after: string | null = "";
  while (after !== null) {
    const page: Static<typeof contract.AccountPage> = await terminal.api.get(
      contract.AccountPage,
      "/api/accounts",
      { after },
    );
    found.push(...page.accounts);
    after = page.next;
  }
  return found;
}

function accountCommands(account: Command, terminal: Terminal): void {
  account
    .command("list")
    .description("list accounts with their roles")
    .action(async () => {
      const accounts = await readAllAccounts(terminal);
      if (terminal.wantsJson) return terminal.json({ accounts });
      for (const each of accounts) terminal.out(accountLine(each));
    });
  account
    .command("create <name> [roles...]")
    .description(
      "make an account and a one-time link for its owner; roles as ROLE or ROLE@ORGANISATION",
    )
    .action(async (name: string, texts: string[]) => {
      const body = { name, grants: texts.map(readGrant) };
      const made = await terminal.api.send(contract.AccountMade, "POST", "/api/accounts", body);
      const address = new URL(made.link.path, terminal.api.url()).href;
      if (terminal.wantsJson) return terminal.json({ ...made, address });
      terminal.out(accountLine(made.account));
      terminal.out(
        `Hand this link over in secret; it works once, until ${made.link.expires_at}:\n${address}`,
      );
    });
  account
    .command("link <name>")
    .description("make a new one-time link with which an account sets its password")
    .action(async (name: string) => {
      const path = `/api/accounts/${encodeURIComponent(name)}/links`;
      const link = await terminal.api.send(contract.NewLink, "POST", path);
      const address = new URL(link.path, terminal.api.url()).href;
      if (terminal.wantsJson) return terminal.json({ ...link, address });
      terminal.out(address);
    });
}

function grantCommands(account: Command, terminal: Terminal): void {
  account
    .command("grant <name> <role>")
    .description("give a role, everywhere or as ROLE@ORGANISATION")
    .action(async (name: string, text: string) => {
      const path = `/api/accounts/${encodeURIComponent(name)}/grants`;
      showChange(
        terminal,
        await terminal.api.send(contract.GrantChange, "POST", path, readGrant(text)),
      );
    });
  account
    .command("revoke <name> <role>")
    .description("withdraw a role, everywhere or as ROLE@ORGANISATION")
    .action(async (name: string, text: string) => {
      const { role, organisation } = readGrant(text);
      const path = `/api/accounts/${encodeURIComponent(name)}/grants`;
      const query = { role, organisation: organisation ?? undefined };
      showChange(
        terminal,
        await terminal.api.send(contract.GrantChange, "DELETE", path, undefined, query),
      );
    });
}

function showChange(terminal: Terminal, change: Static<typeof contract.GrantChange>): void {
  if (terminal.wantsJson) return terminal.json(change);
  terminal.out(accountLine(change.account));
  if (change.unchanged) terminal.note("It was so already; nothing was changed.");
}

function tokenCommands(program: Command, terminal: Terminal): void {
  const token = program.command("token").description("one's own API tokens");
  token
    .command("create <name> [roles...]")
    .description(
      "make a token; it may do what you may, or only the roles named, as ROLE or ROLE@ORGANISATION",
    )
    .action(async (name: string, texts: string[]) => {
      const body = texts.length === 0 ? { name } : { name, narrowed_to: texts.map(readGrant) };
      const made = await terminal.api.send(contract.TokenMade, "POST", "/api/tokens", body);
      if (terminal.wantsJson) return terminal.json(made);
      terminal.out(made.secret);
      terminal.note(`This is shown only now. Its identifier is ${made.token.token}.`);
    });
  token
    .command("list")
    .description("list one's tokens, without their secrets")
    .action(async () => {
      const list = await terminal.api.get(contract.TokenList, "/api/tokens");
      if (terminal.wantsJson) return terminal.json(list);
      for (const each of list.tokens) {
        const narrowed =
          each.narrowed_to === null ? "all of its account" : grantWords(each.narrowed_to);
        terminal.out(`${each.token}  ${each.name.padEnd(24)}  ${narrowed}`);
      }
    });
  token
    .command("revoke <token>")
    .description("revoke a token by its identifier")
    .action(async (id: string) => {
      const done = await terminal.api.send(
        contract.Done,
        "DELETE",
        `/api/tokens/${encodeURIComponent(id)}`,
      );
      if (terminal.wantsJson) return terminal.json(done);
      terminal.out("Revoked.");
    });
}

const Status = Type.Object({ name: Type.String(), grants: Type.Array(contract.GrantView) });

/** Adds `status`, `account` and `token` to the command line. */
export function identityCommands(program: Command, terminal: Terminal): void {
  program
    .command("status")
    .description("say whether the server is ready, and as whom this command line comes")
    .action(async () => {
      const health = await terminal.api.get(Health, "/api/health");
      const { name, grants } = await terminal.api.get(Status, "/api/session");
      const url = terminal.api.url();
      if (terminal.wantsJson) return terminal.json({ url, ...health, name, grants });
      terminal.out(`Muster ${health.version} is ready at ${url}`);
      terminal.out(`You come as ${name}: ${grantWords(grants)}`);
    });
  const account = program.command("account").description("people and their roles");
  accountCommands(account, terminal);
  grantCommands(account, terminal);
  tokenCommands(program, terminal);
}
