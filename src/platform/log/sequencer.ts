import type { Signer } from "../../kit/signed-note.ts";
import type { Database } from "../database/database.ts";
import { sequenceLeaves } from "./sequence-leaves.ts";

/** The part of a process that gives leaves their indices. */
export interface Sequencer {
  /** Says that leaves were committed, so that their indices need not wait for the next look. */
  nudge(): void;
  /** Finishes the transaction under way and stops. */
  stop(): Promise<void>;
}

/** How a sequencer is set up. */
export interface SequencerOptions {
  /** Between two looks for leaves of other processes; 300 when left out. */
  readonly everyMilliseconds?: number;
  /**
   * Between two rounds, so that under many writers a round numbers many leaves and disturbs few;
   * 500 when left out.
   */
  readonly restMilliseconds?: number;
  /** Told of every failure; the sequencer goes on with the next look. */
  readonly onFault?: (fault: unknown) => void;
}

/**
 * Starts a sequencer. Any number of processes may run one on the same database. Give it a pool of
 * its own (one connection): so it never waits for a connection behind requests, nor they for one.
 */
export function startSequencer(
  database: Database,
  signer: Signer,
  { everyMilliseconds = 300, restMilliseconds = 500, onFault = () => {} }: SequencerOptions = {},
): Sequencer {
  const state = { stopped: false, nudged: false };
  let wake: () => void = () => {};

  const pause = (milliseconds: number, isOver: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        if (!isOver()) return;
        clearTimeout(timer);
        resolve();
      };
      wake();
    });

  const run = async (): Promise<void> => {
    while (!state.stopped) {
      state.nudged = false;
      try {
        while ((await sequenceLeaves(database, signer)) > 0);
      } catch (fault) {
        onFault(fault);
      }
      await pause(restMilliseconds, () => state.stopped);
      await pause(everyMilliseconds, () => state.stopped || state.nudged);
    }
  };
  const running = run();

  return {
    nudge() {
      state.nudged = true;
      wake();
    },
    async stop() {
      state.stopped = true;
      wake();
      await running;
    },
  };
}
