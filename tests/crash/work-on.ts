import { setTimeout as pause } from "node:timers/promises";

/** Something that is done over and over until somebody is killed. */
export interface Deed {
  /** For people, such as "an import". */
  readonly name: string;
  readonly once: () => Promise<void>;
}

/** Work that goes on. */
export interface UnderWay {
  /** Ends it; error: a refusal that a killed server or database does not explain. */
  stop(): Promise<void>;
}

/** What a client sees of a server that is gone, or says that its database is. */
const explained = /fetch failed|terminated|other side closed|: 503 /;

/** Does several deeds beside each other, each again and again, until told to stop. */
export function workOn(deeds: readonly Deed[]): UnderWay {
  const state = { going: true };
  const faults: string[] = [];
  const loops = deeds.map(async ({ name, once }) => {
    while (state.going) {
      try {
        await once();
      } catch (error) {
        const said = error instanceof Error ? error.message : String(error);
        if (!explained.test(said)) faults.push(`${name}: ${said}`);
        await pause(5);
      }
    }
  });
  return {
    async stop() {
      state.going = false;
      await Promise.all(loops);
      if (faults.length > 0) throw new Error(`refused, and no crash explains it: ${faults[0]}`);
    },
  };
}
