import { setTimeout as pause } from "node:timers/promises";
import { changedHosts } from "./changed-hosts.ts";
import { correct, importHosts, recomputeLast, recordDetermination } from "./deeds.ts";
import { type Found, inspect } from "./inspect.ts";
import { Ledger } from "./ledger.ts";
import { LogWitness } from "./log-witness.ts";
import { type Chance, seeded } from "./seeded.ts";
import { hostsMapping, type Stage, setStage } from "./stage.ts";
import { type Target, Victim } from "./victim.ts";
import { type Deed, workOn } from "./work-on.ts";

const targets: readonly Target[] = ["server", "postgres"];

/** What a trial showed. */
export interface Verdict extends Found {
  readonly crashes: number;
  /** Leaves that were acknowledged, all of them in the log. */
  readonly leaves: number;
  readonly logSize: number;
}

/** How a trial is run. */
export interface TrialOptions {
  readonly data: string;
  /** Random moments of each kind of crash. */
  readonly moments: number;
  readonly seed: number;
  readonly onProgress: (words: string) => void;
}

/**
 * Kills the server, and PostgreSQL under it, at random moments during imports and determinations,
 * and looks at what is left after each. Errors: the first thing lost, half-done or inconsistent.
 */
export async function runTrial(options: TrialOptions): Promise<Verdict> {
  const trial = new Trial(options);
  try {
    return await trial.run();
  } finally {
    await trial.victim.stop();
  }
}

class Trial {
  readonly victim: Victim;
  private readonly options: TrialOptions;
  private readonly chance: Chance;
  private readonly ledger = new Ledger();
  private readonly witness = new LogWitness();
  private crashes = 0;

  constructor(options: TrialOptions) {
    this.options = options;
    this.victim = new Victim(options.data);
    this.chance = seeded(options.seed);
  }

  async run(): Promise<Verdict> {
    await this.victim.start();
    const stage = await setStage(this.victim, this.ledger);
    const { imports, determinations, corrections } = this.deeds(stage);
    for (const deed of [imports, determinations]) {
      const span = await this.spanOf(deed, corrections);
      for (const target of targets) {
        for (let moment = 1; moment <= this.options.moments; moment += 1) {
          const wait = this.chance() * span;
          await this.crash(target, wait, [deed, corrections], stage);
          this.tell(`${target} killed ${Math.round(wait)} ms into ${deed.name}, moment ${moment}`);
        }
      }
    }
    const found = await inspect(this.options.data, this.ledger, stage.organisations);
    const { crashes } = this;
    return { ...found, crashes, leaves: this.ledger.leaves.size, logSize: this.witness.size };
  }

  /** How many milliseconds moments are spread over: the first two times that a deed is done. */
  private async spanOf(deed: Deed, beside: Deed): Promise<number> {
    const before = performance.now();
    const work = workOn([beside]);
    await deed.once();
    await work.stop();
    return (performance.now() - before) * 2;
  }

  private deeds({ units }: Stage): Record<"imports" | "determinations" | "corrections", Deed> {
    const { victim, ledger } = this;
    const hosts = changedHosts();
    const mapping = hostsMapping();
    let imported = 0;
    let corrected = 0;
    const importNext = (): Promise<void> => {
      imported += 1;
      return importHosts(victim, ledger, hosts(imported), mapping);
    };
    const correctNext = (): Promise<void> => {
      corrected += 1;
      return correct(victim, ledger, units[corrected % units.length] ?? "", corrected);
    };
    const determine = (): Promise<void> => recordDetermination(victim, ledger);
    return {
      imports: { name: "an import", once: importNext },
      determinations: { name: "a determination", once: determine },
      corrections: { name: "a correction", once: correctNext },
    };
  }

  private async crash(
    target: Target,
    wait: number,
    deeds: readonly Deed[],
    stage: Stage,
  ): Promise<void> {
    const work = workOn(deeds);
    await pause(wait);
    await this.victim.kill(target);
    await work.stop();
    await this.victim.revive(target);
    await this.witness.look(this.victim.url, this.ledger.leaves);
    await inspect(this.options.data, this.ledger, stage.organisations);
    await recomputeLast(this.victim, this.ledger);
    this.crashes += 1;
  }

  private tell(what: string): void {
    const { leaves } = this.ledger;
    this.options.onProgress(
      `${what}: ${leaves.size} acknowledged leaves are in a log of ${this.witness.size}`,
    );
  }
}
