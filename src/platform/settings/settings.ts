import { isIP } from "node:net";
import { join } from "node:path";
import { Problem } from "../../kit/problem.ts";

/** How this instance runs. Everything comes from the environment, once, through `readSettings`. */
export interface Settings {
  readonly host: string;
  /** 0 lets the system choose a free port. */
  readonly port: number;
  /** Directory of everything that must last. */
  readonly data: string;
  /** File of the secret that seals the instance's keys; null means one in the data directory. */
  readonly secretFile: string | null;
  /** Another PostgreSQL than our own; null starts ours. */
  readonly databaseUrl: string | null;
  /** Files with certificate chain and key (PEM); null means plain HTTP. */
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | null;
  /** Addresses or networks of proxies whose X-Forwarded headers count, comma separated. */
  readonly trustedProxy: string | null;
  /** The address that people use, where it is not `http://127.0.0.1:4800`. */
  readonly publicUrl: string | null;
}

/** What the command line needs to find its server. */
export interface ClientSettings {
  readonly url: string | null;
  readonly token: string | null;
  readonly data: string;
}

/** Whose environment it is. */
export interface Person {
  readonly home: string;
  readonly isRoot: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

function refuse(name: string, sentence: string): never {
  throw new Problem("bad-input", sentence, { field: name });
}

function valueOf(environment: Environment, name: string): string | null {
  const value = environment[name]?.trim();
  if (value === undefined || value === "") return null;
  if (value.includes("\u0000")) refuse(name, "this holds U+0000; take it out.");
  return value;
}

function readPort(environment: Environment): number {
  const text = valueOf(environment, "MUSTER_PORT") ?? "4800";
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  return refuse("MUSTER_PORT", `"${text}" is no port; give a number from 0 to 65535.`);
}

function readPath(environment: Environment, name: string): string | null {
  const path = valueOf(environment, name);
  if (path !== null && !path.startsWith("/")) {
    refuse(name, `"${path}" is no full path; write it from the root, such as /srv/muster.`);
  }
  return path;
}

function readWebAddress(environment: Environment): string | null {
  const text = valueOf(environment, "MUSTER_URL");
  if (text === null) return null;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isWeb = url?.protocol === "http:" || url?.protocol === "https:";
  const isBare =
    url?.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
  if (url && isWeb && isBare) return url.origin;
  return refuse(
    "MUSTER_URL",
    `"${text}" is no web address; write it as https://muster.example.org.`,
  );
}

function readDatabaseUrl(environment: Environment): string | null {
  const text = valueOf(environment, "MUSTER_DATABASE_URL");
  // The text may hold a password: the sentence never repeats it.
  if (text === null || /^postgres(ql)?:\/\/\S+$/.test(text)) return text;
  return refuse("MUSTER_DATABASE_URL", "expected postgres://user:password@host:5432/database.");
}

function readTls(environment: Environment): Settings["tls"] {
  const certificateFile = readPath(environment, "MUSTER_TLS_CERT");
  const keyFile = readPath(environment, "MUSTER_TLS_KEY");
  if (certificateFile !== null && keyFile !== null) return { certificateFile, keyFile };
  if (certificateFile !== null)
    refuse("MUSTER_TLS_KEY", "the key of MUSTER_TLS_CERT is missing; name its file.");
  if (keyFile !== null)
    refuse("MUSTER_TLS_CERT", "the certificate of MUSTER_TLS_KEY is missing; name its file.");
  return null;
}

function readTrustedProxy(environment: Environment): string | null {
  const text = valueOf(environment, "MUSTER_TRUSTED_PROXY");
  if (text === null) return null;
  for (const each of text.split(",")) {
    const [address = "", bits, ...rest] = each.trim().split("/");
    const family = isIP(address);
    const most = family === 4 ? 32 : 128;
    const bitsFit = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
    if (family === 0 || !bitsFit || rest.length > 0) {
      refuse(
        "MUSTER_TRUSTED_PROXY",
        `"${each.trim()}" is no address or network; write 10.0.0.5 or 10.0.0.0/8.`,
      );
    }
  }
  return text;
}

/** Says whether an address can only be reached from this machine. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

function dataDirectory(environment: Environment, person: Person): string {
  const own = readPath(environment, "MUSTER_DATA");
  if (own !== null) return own;
  if (person.isRoot) return "/var/lib/muster";
  // XDG Base Directory Specification 0.8: a relative XDG_DATA_HOME is to be ignored.
  const xdg = valueOf(environment, "XDG_DATA_HOME");
  const base = xdg?.startsWith("/") ? xdg : join(person.home, ".local", "share");
  return join(base, "muster");
}

/**
 * Reads the settings of a server from its environment.
 * Refuses (bad-input): the first setting that cannot be used, with its name, in one sentence; an
 * address that others can reach without TLS files or a declared trusted proxy.
 */
export function readSettings(environment: Environment, person: Person): Settings {
  const host = valueOf(environment, "MUSTER_HOST") ?? "127.0.0.1";
  if (isIP(host) === 0 && host !== "localhost") {
    refuse(
      "MUSTER_HOST",
      `"${host}" is no address of this machine; write 127.0.0.1, 0.0.0.0 or another.`,
    );
  }
  const settings: Settings = {
    host,
    port: readPort(environment),
    data: dataDirectory(environment, person),
    secretFile: readPath(environment, "MUSTER_SECRET_FILE"),
    databaseUrl: readDatabaseUrl(environment),
    tls: readTls(environment),
    trustedProxy: readTrustedProxy(environment),
    publicUrl: readWebAddress(environment),
  };
  if (!isLoopback(host) && settings.tls === null && settings.trustedProxy === null) {
    refuse(
      "MUSTER_HOST",
      `others can reach ${host}; set MUSTER_TLS_CERT and MUSTER_TLS_KEY, or MUSTER_TRUSTED_PROXY.`,
    );
  }
  if (settings.trustedProxy !== null && settings.publicUrl === null) {
    refuse(
      "MUSTER_URL",
      "behind a proxy this must say the address people use, such as https://muster.example.org.",
    );
  }
  if (settings.databaseUrl !== null && settings.secretFile === null) {
    refuse(
      "MUSTER_SECRET_FILE",
      "with MUSTER_DATABASE_URL every process needs the same secret; name its file.",
    );
  }
  return settings;
}

/** Reads what the command line needs to find its server. Refuses (bad-input) like `readSettings`. */
export function readClientSettings(environment: Environment, person: Person): ClientSettings {
  return {
    url: readWebAddress(environment),
    token: valueOf(environment, "MUSTER_TOKEN"),
    data: dataDirectory(environment, person),
  };
}
