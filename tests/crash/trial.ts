import { setTimeout as pause } from "node:timers/promises";
import { changedHosts } from "./changed-hosts.ts";
import {
  type Cast,
  confirmVerdict,
  giveScore,
  scoredItems,
  setCast,
  signStatement,
} from "./cast.ts";
import { correct, importHosts, recomputeLast, recordDetermination } from "./deeds.ts";
import { type Found, inspect } from "./inspect.ts";
import { inspectPeople, type PeopleFound } from "./inspect-people.ts";
import { Ledger } from "./ledger.ts";
import { LogWitness } from "./log-witness.ts";
import { type Chance, seeded } from "./seeded.ts";
import { hostsMapping, type Stage, setStage } from "./stage.ts";
import { verifyStatements } from "./verify-statements.ts";
import { type Target, Victim } from "./victim.ts";
import { type Deed, workOn } from "./work-on.ts";

const targets: readonly Target[] = ["server", "postgres"];
/** Moments are spread over at least this long, so that some come after something was answered. */
const leastSpanMilliseconds = 400;

/** What a trial showed. */
export interface Verdict extends Found, PeopleFound {
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
 * Kills the server, and PostgreSQL under it, at random moments during imports, determinations, and
 * while people save scores, sign statements and confirm verdicts, and looks at what is left after each. Errors: the first thing lost, half-done or inconsistent.
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
    const cast = await setCast(this.victim, this.ledger, stage);
    const corrections = this.corrections(stage);
    for (const deed of [...this.deeds(), ...this.deedsOfPeople(cast)]) {
      const span = await this.spanOf(deed, corrections);
      for (const target of targets) {
        for (let moment = 1; moment <= this.options.moments; moment += 1) {
          const wait = this.chance() * span;
          await this.crash(target, wait, [deed, corrections], stage);
          this.tell(`${target} killed ${Math.round(wait)} ms into ${deed.name}, moment ${moment}`);
        }
      }
    }
    const found = await this.inspect(stage);
    await verifyStatements(this.victim, this.ledger, cast);
    const { crashes } = this;
    return { ...found, crashes, leaves: this.ledger.leaves.size, logSize: this.witness.size };
  }

  /** How many milliseconds moments are spread over: the first two times that a deed is done. */
  private async spanOf(deed: Deed, beside: Deed): Promise<number> {
    const before = performance.now();
    const work = workOn([beside]);
    await deed.once();
    await work.stop();
    return Math.max(leastSpanMilliseconds, (performance.now() - before) * 2);
  }

  /** The small write beside whatever is done. */
  private corrections({ units }: Stage): Deed {
    return counting("a correction", (turn) =>
      correct(this.victim, this.ledger, units[turn % units.length] ?? "", turn),
    );
  }

  private deeds(): Deed[] {
    const { victim, ledger } = this;
    const hosts = changedHosts();
    const mapping = hostsMapping();
    return [
      counting("an import", (turn) => importHosts(victim, ledger, hosts(turn), mapping)),
      counting("a determination", () => recordDetermination(victim, ledger)),
    ];
  }

  private deedsOfPeople(cast: Cast): Deed[] {
    const { victim, ledger } = this;
    const { organisations } = cast;
    const scoreAt = (turn: number): Promise<void> =>
      giveScore(victim, ledger, {
        organisation: organisations[turn % organisations.length] ?? "",
        item: Math.floor(turn / organisations.length) % scoredItems,
        level: 1 + (turn % 5),
      });
    return [
      counting("a score", scoreAt),
      counting("a signature", (turn) => signStatement(victim, ledger, cast, turn)),
      counting("a confirmation", (turn) => confirmVerdict(victim, ledger, cast, turn)),
    ];
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
    await this.inspect(stage);
    await recomputeLast(this.victim, this.ledger);
    this.crashes += 1;
  }

  private async inspect({ owners }: Stage): Promise<Found & PeopleFound> {
    const found = await inspect(this.options.data, this.ledger, owners.length);
    return { ...found, ...(await inspectPeople(this.options.data, this.ledger)) };
  }

  private tell(what: string): void {
    const { leaves } = this.ledger;
    this.options.onProgress(
      `${what}: ${leaves.size} acknowledged leaves are in a log of ${this.witness.size}`,
    );
  }
}

/** Something that is done over and over, each time with the next number. */
function counting(name: string, once: (turn: number) => Promise<void>): Deed {
  let turn = 0;
  return {
    name,
    once: () => {
      turn += 1;
      return once(turn);
    },
  };
}
