import { chmodSync, chownSync, lstatSync, mkdirSync } from "node:fs";
import path from "node:path";
import { Problem } from "../../kit/problem.ts";
import { type Account, ownAccount } from "./account.ts";

/**
 * Makes a directory that belongs to an account, with a mode, or accepts an existing one of that
 * owner that nobody else may write. In a place where everybody may write (such as /tmp) somebody
 * else may have come first: then Problem refused, and nothing of theirs is used.
 */
export function makeOwnDirectory(directory: string, account: Account, mode: number): void {
  try {
    mkdirSync(path.dirname(directory), { recursive: true });
    mkdirSync(directory, { mode });
    // The mask of this process may have taken bits away.
    chmodSync(directory, mode);
    if (account.uid !== ownAccount().uid) chownSync(directory, account.uid, account.gid);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  const found = lstatSync(directory);
  if (found.isDirectory() && found.uid === account.uid && (found.mode & 0o022) === 0) return;
  throw new Problem(
    "refused",
    `${directory} was made by somebody else: the database needs it as a directory of account ${account.uid} that no other account may write, so remove it and start again.`,
  );
}
