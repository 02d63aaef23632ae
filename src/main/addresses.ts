import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { Problem } from "../kit/problem.ts";
import type { Settings } from "../platform/settings/settings.ts";

/** Certificate chain and key, as PEM texts. */
export interface TlsTexts {
  readonly cert: string;
  readonly key: string;
}

function readPem(path: string, setting: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Problem(
      "not-found",
      "this file cannot be read; check the path.",
      { file: path, field: setting },
      { cause: error },
    );
  }
}

/** The alternative names of a certificate, as OpenSSL writes them. Fails on what is no certificate. */
function namesIn(cert: string): readonly string[] {
  return (new X509Certificate(cert).subjectAltName ?? "").split(", ");
}

/** Reads the TLS files that the settings name. Refuses (not-found, bad-input) what is no certificate. */
export function readTlsTexts(settings: Settings): TlsTexts | undefined {
  if (!settings.tls) return undefined;
  const { certificateFile, keyFile } = settings.tls;
  const cert = readPem(certificateFile, "MUSTER_TLS_CERT");
  try {
    namesIn(cert);
    return { cert, key: readPem(keyFile, "MUSTER_TLS_KEY") };
  } catch (error) {
    if (error instanceof Problem) throw error;
    const place = { file: certificateFile, field: "MUSTER_TLS_CERT" };
    throw new Problem(
      "bad-input",
      "this is no certificate in PEM; give the chain as the authority sent it.",
      place,
      { cause: error },
    );
  }
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

/** Names that a Host header may carry beside those of the loopback: ours, and the certificate's. */
export function ownNames(settings: Settings, tls: TlsTexts | undefined): readonly string[] {
  const names = [bracketed(settings.host)];
  if (settings.publicUrl !== null) names.push(new URL(settings.publicUrl).hostname);
  for (const each of tls ? namesIn(tls.cert) : []) {
    const [, kind, name = ""] = /^(DNS|IP Address):(\S+)$/.exec(each) ?? [];
    if (kind === "DNS") names.push(name.toLowerCase());
    if (kind === "IP Address") names.push(bracketed(name.toLowerCase()));
  }
  return names;
}

/** The address of this machine's own command line, and the one that people use. */
export function addressesOf(
  settings: Settings,
  port: number,
): { readonly local: string; readonly people: string } {
  const host =
    settings.host === "0.0.0.0" ? "127.0.0.1" : settings.host === "::" ? "::1" : settings.host;
  const local = `${settings.tls ? "https" : "http"}://${bracketed(host)}:${port}`;
  const people = settings.publicUrl ?? local;
  // A certificate is for the name that people use.
  return { local: settings.tls ? people : local, people };
}

/**
 * The name of a log that is made now: its public address without the scheme, as C2SP tlog-tiles asks,
 * where people come over HTTPS; undefined elsewhere, because an address of one machine names nothing.
 */
export function logName(settings: Settings): string | undefined {
  const { publicUrl } = settings;
  return publicUrl?.startsWith("https:") ? `${new URL(publicUrl).host}/log` : undefined;
}
