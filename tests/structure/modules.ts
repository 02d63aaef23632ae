import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** One source file with what it imports from this repository. */
export interface Module {
  readonly path: string;
  readonly lines: number;
  readonly text: string;
  /** Paths of own files, type-only imports included. */
  readonly imports: readonly string[];
  /** Names of packages and of Node's own modules. */
  readonly packages: readonly string[];
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s[^;"']*?from\s*["']([^"']+)["']|(?:^|\n)\s*import\s*["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g;

function readModule(path: string): Module {
  const text = readFileSync(path, "utf8");
  const names = [...text.matchAll(importPattern)].map(([, a, b, c]) => a ?? b ?? c ?? "");
  const own = names.filter((name) => name.startsWith("."));
  return {
    path,
    text,
    lines: text.split("\n").length - 1,
    imports: own.map((name) => normalize(join(dirname(path), name.replace(/\?.*$/, "")))),
    packages: names.filter((name) => !name.startsWith(".")),
  };
}

/** Every source file of the product: `src`, `charts` and `web`, tests left out. */
export function productModules(): Module[] {
  return globSync("{src,charts,web}/**/*.{ts,tsx}")
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !/\.test\.tsx?$/.test(path) && !path.endsWith(".d.ts"))
    .sort()
    .map(readModule);
}

/** The largest sets of files that import each other in a circle (Tarjan's algorithm). */
export function circles(modules: readonly Module[]): string[][] {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (path: string): void => {
    order.set(path, order.size);
    low.set(path, order.get(path) ?? 0);
    stack.push(path);
    for (const next of byPath.get(path)?.imports ?? []) {
      if (!byPath.has(next)) continue;
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) {
        low.set(path, Math.min(low.get(path) ?? 0, low.get(next) ?? 0));
      }
    }
    if (low.get(path) !== order.get(path)) return;
    const circle = stack.splice(stack.indexOf(path));
    if (circle.length > 1) found.push(circle);
  };
  for (const { path } of modules) if (!order.has(path)) visit(path);
  return found;
}
