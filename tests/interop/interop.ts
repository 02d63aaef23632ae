// Checks by implementations that we did not write: `node tests/interop/interop.ts`.
// Where a tool is absent this says what it left out; with CI=true that is a failure.
import { auditLogWithGo } from "./audit-log-with-go.ts";

const { absent, fault } = await auditLogWithGo();
const inContinuousIntegration = process.env["CI"] === "true";
if (absent) {
  const what = "the audit of the log by golang.org/x/mod (there is no go on this machine)";
  process.stdout.write(`Left out: ${what}\n`);
} else if (fault === null) {
  process.stdout.write("The log holds before golang.org/x/mod/sumdb.\n");
} else {
  process.stderr.write(`The log does not hold before golang.org/x/mod/sumdb: ${fault}\n`);
}
if (fault !== null || (absent && inContinuousIntegration)) process.exitCode = 1;
