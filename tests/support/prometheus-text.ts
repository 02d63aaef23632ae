/** One line of measurements. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A metric with its help, its kind and its lines. */
export interface Family {
  readonly name: string;
  readonly kind: string;
  readonly samples: readonly Sample[];
}

const nameText = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const valueText = "[+-]?(?:[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|Inf)|NaN";
const sampleLine = new RegExp(`^(${nameText})(?:\\{(.*)\\})? (${valueText})$`);
const labelText = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/;

function readLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (let rest = text; rest !== "";) {
    const [whole = "", name = "", value = ""] = labelText.exec(rest) ?? [];
    if (whole === "" || name in labels) throw new Error(`no labels: ${text}`);
    labels[name] = value;
    rest = rest.slice(whole.length);
  }
  return labels;
}

function readValue(text: string): number {
  const words: Record<string, number> = { "+Inf": Infinity, "-Inf": -Infinity, Inf: Infinity };
  return words[text] ?? Number(text);
}

function readSample(line: string, { name, kind }: Family): Sample {
  const [, own = "", labels = "", value = ""] = sampleLine.exec(line) ?? [];
  const endings = kind === "histogram" ? ["_bucket", "_sum", "_count"] : ["", "_sum", "_count"];
  const fits = endings.some(
    (ending) => own === name + ending && (kind !== "gauge" || ending === ""),
  );
  if (!fits) throw new Error(`not of ${name} (${kind}): ${line}`);
  return { name: own, labels: readLabels(labels), value: readValue(value) };
}

function checkHistogram({ name, samples }: Family): void {
  const seriesOf = ({ labels }: Sample): string =>
    JSON.stringify(Object.entries(labels).filter(([label]) => label !== "le"));
  const series = Map.groupBy(samples, seriesOf);
  for (const lines of series.values()) {
    const counts = lines.filter((each) => each.name === `${name}_bucket`);
    const bounds = counts.map(({ labels }) => readValue(labels["le"] ?? ""));
    const rises = (values: readonly number[]): boolean =>
      values.every((value, at) => at === 0 || value >= (values[at - 1] ?? value));
    const total = lines.find((each) => each.name === `${name}_count`)?.value;
    const last = counts.at(-1);
    const whole = bounds.at(-1) === Infinity && last?.value === total;
    const hasSum = lines.some((each) => each.name === `${name}_sum`);
    if (!whole || !hasSum || !rises(bounds) || !rises(counts.map(({ value }) => value))) {
      throw new Error(`the histogram ${name} does not add up`);
    }
  }
}

/**
 * Reads a text as the Prometheus exposition format 0.0.4 says, and more strictly: every metric has
 * its HELP and TYPE in front of all its lines, no line is there twice, histograms add up, the text
 * ends in a line end. Fails with the line.
 */
export function readPrometheusText(text: string): ReadonlyMap<string, Family> {
  if (!text.endsWith("\n")) throw new Error("the text does not end in a line end");
  const families = new Map<string, Family & { samples: Sample[] }>();
  const seen = new Set<string>();
  let current: (Family & { samples: Sample[] }) | undefined;
  let help = "";
  for (const line of text.slice(0, -1).split("\n")) {
    if (line === "") continue;
    const [, helped] = new RegExp(`^# HELP (${nameText}) \\S.*$`).exec(line) ?? [];
    const [, name, kind] =
      new RegExp(`^# TYPE (${nameText}) (counter|gauge|histogram|summary|untyped)$`).exec(line) ??
      [];
    if (helped !== undefined) help = helped;
    else if (name !== undefined && kind !== undefined) {
      if (name !== help || families.has(name)) throw new Error(`out of place: ${line}`);
      families.set(name, (current = { name, kind, samples: [] }));
    } else {
      if (!current) throw new Error(`before any TYPE: ${line}`);
      const sample = readSample(line, current);
      const key = JSON.stringify([sample.name, sample.labels]);
      if (seen.has(key)) throw new Error(`twice: ${line}`);
      seen.add(key);
      current.samples.push(sample);
    }
  }
  for (const family of families.values()) if (family.kind === "histogram") checkHistogram(family);
  return families;
}
