import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { Problem } from "../../kit/problem.ts";

/** An account of the machine, by its numbers. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The account that this process runs as. */
export function ownAccount(): Account {
  const { getuid, getgid } = process;
  if (!getuid || !getgid) {
    throw new Problem(
      "unavailable",
      "The embedded database needs Linux: on this system set MUSTER_DATABASE_URL to a PostgreSQL server, version 18 or newer.",
    );
  }
  return { uid: getuid(), gid: getgid() };
}

/**
 * The account that PostgreSQL runs as: our own, or, because PostgreSQL refuses root, the owner of
 * an existing cluster, the named account or `nobody`. It has to be in the table of accounts, for
 * `initdb` asks for its name. Problem: unavailable when the table does not know the name.
 */
export function serverAccount(cluster: string, named = "nobody"): Account {
  const own = ownAccount();
  if (own.uid !== 0) return own;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = accountNamed(readFileSync("/etc/passwd", "utf8"), named);
  if (account && account.uid !== 0) return account;
  throw new Problem(
    "unavailable",
    `PostgreSQL does not run as root and there is no account "${named}" to run it as: start Muster as an ordinary account.`,
  );
}

/** Finds an account by name in the text of a table of accounts, passwd(5). */
export function accountNamed(table: string, name: string): Account | undefined {
  for (const line of table.split("\n")) {
    const [found, , uid = "", gid = ""] = line.split(":");
    if (found !== name || !/^\d+$/.test(uid) || !/^\d+$/.test(gid)) continue;
    return { uid: Number(uid), gid: Number(gid) };
  }
  return undefined;
}

/**
 * Says whether an account may enter a directory: every directory on the way has to let it through.
 * Reads modes only; what access lists add or take away shows when the server starts.
 */
export function mayEnter(account: Account, directory: string): boolean {
  const parent = path.dirname(directory);
  if (parent !== directory && !mayEnter(account, parent)) return false;
  const { uid, gid, mode } = statSync(directory);
  if (account.uid === 0) return true;
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  return (mode & bit) !== 0;
}
