import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { Problem } from "../../kit/problem.ts";
import { type Account, mayEnter, ownAccount, serverAccount } from "./account.ts";
import { makeOwnDirectory } from "./own-directory.ts";

/** Where everything of one database lies. */
export interface Places {
  /** The account that PostgreSQL runs as. */
  readonly account: Account;
  /** Ours: holds the lock, the log, the password and the cluster. */
  readonly home: string;
  /** PostgreSQL's own data directory. */
  readonly cluster: string;
  readonly log: string;
  readonly password: string;
  readonly lock: string;
  /** Where a copy of the programs goes, when the installed ones cannot be used. */
  readonly shared: string;
}

/** Where root keeps what another account has to reach: copies of programs, and clusters. */
const sharedPlace = "/var/lib/muster-database";

/** What a start may be told. */
export interface StartOptions {
  readonly dataDirectory: string;
  /** Told, in a few words for people, what takes a moment or went wrong. */
  readonly onProgress?: (words: string) => void;
  /** Account to run as when started by root; `nobody` when left out. */
  readonly account?: string;
  /** Where root keeps what the server's account has to reach. */
  readonly shared?: string;
  /** Further settings of the server, such as `fsync: "off"` in tests. */
  readonly settings?: Readonly<Record<string, string>>;
}

const pointerName = "database.location";

/**
 * Finds, or decides, where the database of a data directory lies: in `database/` inside it; or,
 * when root gives a directory that the server's account cannot enter (such as one under /root), in
 * the shared place, with the file `database.location` in the data directory pointing there.
 */
export function findPlaces(
  dataDirectory: string,
  options: Pick<StartOptions, "account" | "shared" | "onProgress"> = {},
): Places {
  const own = ownAccount();
  makeDataDirectory(dataDirectory);
  const data = realpathSync(dataDirectory);
  const pointer = path.join(data, pointerName);
  const inside = path.join(data, "database");
  let home = existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : inside;
  requireOwner(home, own);
  if (home !== inside && !existsSync(home)) throw gone(home, pointer);
  const account = serverAccount(path.join(home, "cluster"), options.account);
  if (home === inside && !mayEnter(account, data)) {
    if (existsSync(path.join(inside, "cluster"))) throw shutIn(data);
    home = path.join(options.shared ?? sharedPlace, `cluster-${randomBytes(8).toString("hex")}`);
    makeOwnDirectory(path.dirname(home), own, 0o755);
    makeOwnDirectory(home, own, 0o711);
    writeFileSync(path.join(home, "data-directory"), `${data}\n`, { mode: 0o600 });
    options.onProgress?.(`the database of ${data} is kept in ${home}, where its account can enter`);
    writeFileSync(pointer, `${home}\n`, { mode: 0o600, flag: "wx" });
  }
  makeOwnDirectory(home, own, account.uid === own.uid ? 0o700 : 0o711);
  return {
    account,
    home,
    cluster: path.join(home, "cluster"),
    log: path.join(home, "postgres.log"),
    password: path.join(home, "password"),
    lock: path.join(home, "supervisor.lock"),
    shared: own.uid === 0 ? sharedPlace : home,
  };
}

/**
 * Makes a data directory, or takes an empty one. Started by root it lets other accounts pass (0711),
 * because the server runs as another one; what is secret inside has mode 0600.
 * Refuses (bad-input): a place where no directory is or can be made.
 */
export function makeDataDirectory(directory: string): void {
  const own = ownAccount();
  makeWithParents(path.resolve(directory), directory);
  const isOurs = statSync(directory).uid === own.uid && readdirSync(directory).length === 0;
  if (isOurs) chmodSync(directory, own.uid === 0 ? 0o711 : 0o700);
}

/**
 * Makes a directory and those above it, one by one: the recursive way of Node 24 never ends in places
 * such as /proc, where a directory that is there takes no new one.
 */
function makeWithParents(wanted: string, given: string): void {
  const there = statSync(wanted, { throwIfNoEntry: false });
  if (there?.isDirectory()) return;
  if (there) throw noDirectory(given, "it is a file");
  if (path.dirname(wanted) !== wanted) makeWithParents(path.dirname(wanted), given);
  try {
    mkdirSync(wanted);
  } catch (cause) {
    // Another process may have made it in the meantime.
    if (statSync(wanted, { throwIfNoEntry: false })?.isDirectory()) return;
    throw noDirectory(given, `${wanted} cannot be made`, cause);
  }
}

function noDirectory(given: string, why: string, cause?: unknown): Problem {
  const sentence = `${given} cannot hold data, because ${why}; name a directory that you may write to.`;
  return new Problem("bad-input", sentence, { field: "MUSTER_DATA" }, { cause });
}

function requireOwner(home: string, own: Account): void {
  const owner = statSync(home, { throwIfNoEntry: false })?.uid ?? own.uid;
  if (owner === own.uid) return;
  throw new Problem(
    "refused",
    `The database in ${home} belongs to account ${owner} and Muster was started by account ${own.uid}: start it by the same account as before.`,
  );
}

/** Beginning anew in its place would look as if everything had been lost. */
function gone(home: string, pointer: string): Problem {
  return new Problem(
    "not-found",
    `The database that ${pointer} names is not in ${home}: put it back there, or remove that file to begin with an empty one.`,
  );
}

function shutIn(data: string): Problem {
  return new Problem(
    "unavailable",
    `The database in ${data} cannot be reached by the account that it runs as: let that account enter the directory and those above it (chmod o+x).`,
  );
}

/** Longest path of a directory for the socket: 107 bytes less `/.s.PGSQL.5432`, unix(7). */
const longestSocketDirectory = 107 - "/.s.PGSQL.5432".length;

/**
 * A directory for the socket: inside the home where its path is short and plain enough, else in
 * /tmp under a name that follows from the home, so that the address stays the same at every start.
 */
export function makeSocketPlace({ home, account }: Places): string {
  const inside = path.join(home, "socket");
  const plain = /^[\w./-]+$/.test(inside) && Buffer.byteLength(inside) <= longestSocketDirectory;
  const name = createHash("sha256").update(home).digest("hex").slice(0, 16);
  const place = plain ? inside : path.join("/tmp", `muster-${account.uid}-${name}`);
  makeOwnDirectory(place, account, 0o700);
  return place;
}

/** Removes a socket's directory that lies outside the home, so that /tmp stays tidy. */
export function removeSocketPlace(socket: string, { home }: Places): void {
  if (path.dirname(socket) !== home) rmSync(socket, { recursive: true, force: true });
}

/**
 * Removes the database of a data directory, wherever it lies, with all that it holds. The caller
 * has made sure that nothing runs on it; what is not there is no error.
 */
export function removeDatabaseFiles(dataDirectory: string): void {
  if (!existsSync(dataDirectory)) return;
  const data = realpathSync(dataDirectory);
  const pointer = path.join(data, pointerName);
  const inside = path.join(data, "database");
  const home = existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : inside;
  if (statSync(home, { throwIfNoEntry: false })?.isDirectory()) {
    rmSync(home, { recursive: true, force: true });
  }
  rmSync(pointer, { force: true });
}
