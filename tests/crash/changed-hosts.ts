import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { Temporal } from "temporal-polyfill";

const hostsFile = fileURLToPath(
  new URL("../../demo/data/pulse-https-hosts-2020-06-08.csv.gz", import.meta.url),
);

/** A file of hosts like the real one of 8 June 2020, but of another day and with other bytes. */
export interface HostsFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly hosts: number;
}

/** Makes such files, each different from every other: one host less, and one day later. */
export function changedHosts(): (number: number) => HostsFile {
  const [header = "", ...rows] = gunzipSync(readFileSync(hostsFile))
    .toString("utf8")
    .split(/(?<=\n)/);
  return (number) => {
    const kept = rows.toSpliced(number % rows.length, 1);
    const day = Temporal.PlainDate.from("2020-06-09").add({ days: number });
    return {
      name: `pulse-https-hosts-${day.toString()}.csv.gz`,
      bytes: new Uint8Array(gzipSync([header, ...kept].join(""), { level: 1 })),
      hosts: kept.length,
    };
  };
}
