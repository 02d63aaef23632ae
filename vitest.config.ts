import { defineConfig } from "vitest/config";

/** What needs PostgreSQL: `*.db.test.ts` beside the source, and all that tests the whole. */
const needsDatabase = [
  "{src,web,charts,bench,scripts}/**/*.db.test.{ts,tsx}",
  "tests/{browser,crash,interop,support,upgrade,whole}/**/*.test.ts",
];

const shared = {
  // Starting a context per file took 13.6 s for 60 files where sharing takes 0.8 s; so no test may
  // leave anything behind in a module.
  isolate: false,
  // Processes, so that a test may change its directory, mask or environment.
  pool: "forks",
  maxWorkers: 2,
  testTimeout: 120_000,
  hookTimeout: 120_000,
} as const;

export default defineConfig({
  test: {
    watch: false,
    // Counted by `.ci/run`, where a test that was skipped is a failure.
    reporters: process.env["CI"]
      ? ["default", ["json", { outputFile: "dist/test-report.json" }]]
      : ["default"],
    projects: [
      {
        test: {
          ...shared,
          name: "pure",
          include: ["{src,web,charts,bench,scripts,tests}/**/*.test.{ts,tsx}"],
          exclude: needsDatabase,
        },
      },
      {
        test: {
          ...shared,
          name: "database",
          include: needsDatabase,
          globalSetup: "tests/support/cluster.ts",
        },
      },
    ],
  },
});
