import type { Command } from "commander";
import type { Terminal } from "../platform/terminal/terminal.ts";

/** Adds commands to the command line. */
export type AddCommands = (program: Command, terminal: Terminal) => void;

/** The commands of a part of Muster: their first words, and where they are when one is asked for. */
export interface CommandGroup {
  readonly words: readonly string[];
  readonly load: () => Promise<AddCommands>;
}

/** Every part with commands, one line each, in the order of `--help`. */
export const commandGroups: readonly CommandGroup[] = [
  {
    words: ["status", "account", "token"],
    load: async () => (await import("../platform/identity/identity.commands.ts")).identityCommands,
  },
  {
    words: ["log"],
    load: async () => (await import("../platform/log/log.commands.ts")).logCommands,
  },
  {
    words: ["order"],
    load: async () => (await import("../orders/orders.commands.ts")).ordersCommands,
  },
  {
    words: ["office"],
    load: async () => (await import("../offices/offices.commands.ts")).officesCommands,
  },
  {
    words: ["review"],
    load: async () => (await import("../reviews/reviews.commands.ts")).reviewsCommands,
  },
  {
    words: ["review"],
    load: async () => (await import("../reports/withholdings.commands.ts")).withholdingsCommands,
  },
  {
    words: ["score", "review"],
    load: async () => (await import("../assessments/assessments.commands.ts")).assessmentsCommands,
  },
  {
    words: ["template"],
    load: async () =>
      (await import("../assessments/score-workbook.commands.ts")).scoreWorkbookCommands,
  },
  {
    words: ["assess"],
    load: async () => (await import("../findings/exchange.commands.ts")).exchangeCommands,
  },
  {
    words: ["assess"],
    load: async () => (await import("../assessments/stages.commands.ts")).stagesCommands,
  },
  {
    words: ["profile"],
    load: async () => (await import("../assessments/profiles.commands.ts")).profilesCommands,
  },
  {
    words: ["finding", "risk", "recommend", "action"],
    load: async () => (await import("../findings/findings.commands.ts")).findingsCommands,
  },
  {
    words: ["publish", "publications", "report"],
    load: async () => (await import("../reports/reports.commands.ts")).reportsCommands,
  },
  {
    words: ["verify"],
    load: async () => (await import("../reports/verify.commands.ts")).verifyCommands,
  },
  {
    words: ["org"],
    load: async () =>
      (await import("../organisations/organisations.commands.ts")).organisationsCommands,
  },
  {
    words: ["org"],
    load: async () => (await import("../organisations/heads.commands.ts")).headsCommands,
  },
  {
    words: ["post"],
    load: async () => (await import("../organisations/posts.commands.ts")).postsCommands,
  },
  {
    words: ["decide", "review"],
    load: async () => (await import("../decisions/decisions.commands.ts")).decisionsCommands,
  },
  {
    words: ["review"],
    load: async () => (await import("../confirmations/carry-over.commands.ts")).carryOverCommands,
  },
  {
    words: ["key"],
    load: async () => (await import("../attestations/keys.commands.ts")).keysCommands,
  },
  {
    words: ["statement", "sign", "attestation", "delegate"],
    load: async () =>
      (await import("../attestations/attestations.commands.ts")).attestationsCommands,
  },
  {
    words: ["verdict", "reply", "confirm"],
    load: async () =>
      (await import("../confirmations/confirmations.commands.ts")).confirmationsCommands,
  },
  {
    words: ["product"],
    load: async () => (await import("../confirmations/products.commands.ts")).productsCommands,
  },
  {
    words: ["yardstick"],
    load: async () => (await import("../yardsticks/yardsticks.commands.ts")).yardsticksCommands,
  },
  {
    words: ["evidence", "mapping"],
    load: async () => (await import("../evidence/evidence.commands.ts")).evidenceCommands,
  },
  {
    words: ["determine", "compare"],
    load: async () =>
      (await import("../determination/determination.commands.ts")).determinationCommands,
  },
  {
    words: ["log", "secret"],
    load: async () => (await import("./keys.commands.ts")).keysCommands,
  },
  {
    words: ["waiting"],
    load: async () => (await import("../told/told.commands.ts")).toldCommands,
  },
  {
    words: ["demo"],
    load: async () => (await import("./walk.commands.ts")).walkCommands,
  },
  {
    words: ["backup", "restore"],
    load: async () => (await import("./backup.commands.ts")).backupCommands,
  },
  {
    words: ["methodology"],
    load: async () =>
      (await import("../determination/methodologies.commands.ts")).methodologiesCommands,
  },
];
