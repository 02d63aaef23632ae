// Checks by implementations that we did not write: `node tests/interop/interop.ts`.
// Where a tool is absent this says what it left out; with CI=true that is a failure.
import { auditLogWithGo } from "./audit-log-with-go.ts";
import { checkAttestation } from "./check-attestation.ts";
import { checkBundleByHand } from "./check-bundle-by-hand.ts";
import { checkOscalWithTrestle } from "./check-oscal-with-trestle.ts";
import { checkPdf } from "./check-pdf.ts";
import { checkScoreWorkbook } from "./check-score-workbook.ts";
import { checkWorkbook } from "./check-workbook.ts";

const inContinuousIntegration = process.env["CI"] === "true";

/** Says what came of one check; what was left out or failed decides the exit code. */
function tell(what: string, absent: string, fault: string | null): void {
  if (absent !== "") {
    process.stdout.write(`Left out: ${what} (there is no ${absent} on this machine).\n`);
  } else if (fault === null) {
    process.stdout.write(`Holds: ${what}.\n`);
  } else {
    process.stderr.write(`Does not hold: ${what}: ${fault}\n`);
  }
  if (fault !== null || (absent !== "" && inContinuousIntegration)) process.exitCode = 1;
}

const byHand = await checkBundleByHand();
tell("every command of CHECK-BY-HAND.md on a bundle", byHand.absent, byHand.fault);
const log = await auditLogWithGo();
tell("the audit of the log by golang.org/x/mod/sumdb", log.absent ? "go" : "", log.fault);
const pdf = await checkPdf();
tell("PDF/UA-1 by veraPDF, own fonts only, and every number in the text", pdf.absent, pdf.fault);
const workbook = await checkWorkbook();
tell("workbooks that openpyxl reads, with every rating", workbook.absent, workbook.fault);
const form = await checkScoreWorkbook();
tell(
  "workbooks to fill in, locked and with choices, that openpyxl fills in",
  form.absent,
  form.fault,
);
const oscal = await checkOscalWithTrestle();
tell(
  "OSCAL that is read, checked, resolved and written again by compliance-trestle",
  oscal.absent,
  oscal.fault,
);
const attestation = await checkAttestation();
tell(
  "signed statements that securesystemslib verifies and in-toto-attestation reads, and the other way round",
  attestation.absent,
  attestation.fault,
);
