/** Features, lowest first: a feature imports only itself and what stands before it. */
export const features = [
  "offices",
  "organisations",
  "orders",
  "yardsticks",
  "reviews",
  "evidence",
  "assessments",
  "findings",
  "decisions",
  "determination",
  "attestations",
  "confirmations",
  "reports",
  "told",
] as const;

export type Layer =
  | "kit"
  | "platform"
  | "platform-contract"
  | "pure"
  | "contract"
  | "migrations"
  | "store"
  | "actions"
  | "routes"
  | "commands"
  | "verify"
  | "main"
  | "charts"
  | "web";

/** Where a file stands: its layer and, inside a feature, the feature. */
export interface Room {
  readonly layer: Layer;
  readonly feature: string | null;
}

const suffixes = ["contract", "migrations", "store", "actions", "routes", "commands"] as const;

/** Reads the room of a file from its path; null for a path that has no room. */
export function roomOf(path: string): Room | null {
  const [top = "", folder = ""] = path.split("/");
  if (top === "charts" || top === "web") return { layer: top, feature: null };
  if (top !== "src") return null;
  if (folder === "platform" && path.endsWith(".commands.ts")) {
    return { layer: "commands", feature: null };
  }
  // What platform and pages share: contracts, and the one pure policy that they are written with.
  if (folder === "platform" && /\.contract\.ts$|\/policy\.ts$/.test(path)) {
    return { layer: "platform-contract", feature: null };
  }
  if (folder === "kit" || folder === "platform" || folder === "verify" || folder === "main") {
    return { layer: folder, feature: null };
  }
  if (!features.some((feature) => feature === folder)) return null;
  const suffix = suffixes.find((name) => path.endsWith(`.${name}.ts`));
  return { layer: suffix ?? "pure", feature: folder };
}

/** What each layer may import, beside its own kind: the whole wall in one table. */
export const mayImport: Readonly<Record<Layer, readonly Layer[]>> = {
  kit: ["kit"],
  platform: ["kit", "platform", "platform-contract"],
  "platform-contract": ["kit", "platform-contract"],
  pure: ["kit", "pure", "contract"],
  contract: ["kit", "pure", "contract"],
  migrations: ["platform"],
  store: ["kit", "pure", "contract", "platform", "platform-contract", "store"],
  actions: ["kit", "pure", "contract", "platform", "platform-contract", "store", "actions"],
  routes: ["kit", "pure", "contract", "platform", "platform-contract", "actions", "store"],
  commands: ["kit", "pure", "contract", "platform", "platform-contract", "commands", "verify"],
  verify: ["kit", "pure", "contract", "verify"],
  main: [
    "kit",
    "platform",
    "platform-contract",
    "pure",
    "contract",
    "migrations",
    "store",
    "actions",
    "routes",
    "commands",
    "verify",
    "main",
  ],
  charts: ["kit", "pure", "contract", "charts"],
  web: ["kit", "pure", "contract", "platform-contract", "charts", "web"],
};

/** Layers that are pure: no clock, no randomness, no environment, no I/O, not even by a package. */
export const pureLayers: readonly Layer[] = ["pure", "contract", "charts"];

/** What a pure file may not name. */
export const impure: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: "the clock", pattern: /\bDate\.now\(|\bnew Date\(\)|Temporal\.Now\b|performance\.now/ },
  { what: "randomness", pattern: /\bMath\.random\(|\brandomBytes\b|\brandomUUID\b/ },
  { what: "the environment", pattern: /\bprocess\.(env|argv|cwd|platform)\b/ },
  {
    what: "input or output",
    pattern: /from "(node:(fs|http|https|net|child_process|dgram|tls|os)(\/[a-z]+)?|pg|fastify)"/,
  },
];
