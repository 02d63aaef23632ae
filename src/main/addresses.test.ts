import { expect, test } from "vitest";
import { readSettings } from "../platform/settings/settings.ts";
import { logName } from "./addresses.ts";

const settings = (address: string) =>
  readSettings({ MUSTER_URL: address }, { home: "/home/ada", isRoot: false });

test("a log is named after the address that people use, where that is one for everybody", () => {
  expect(logName(settings("https://muster.example.org"))).toBe("muster.example.org/log");
  expect(logName(settings("https://muster.example.org:8443"))).toBe("muster.example.org:8443/log");
  expect(logName(settings("http://127.0.0.1:4800"))).toBeUndefined();
  expect(logName(settings(""))).toBeUndefined();
});
