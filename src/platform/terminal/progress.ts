/** Something that takes time. */
export interface Progress extends Disposable {
  /** Says how far it is, in words. */
  update(words: string): void;
  /** Ends it. A second call does nothing. */
  done(): void;
}

interface Target {
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean | undefined };
}

const patience = 1000;
const again = { terminal: 250, elsewhere: 10_000 } as const;

/**
 * Shows nothing for a second, and then what is being done and for how many seconds: in one line
 * that is written over on a terminal, in a new line every ten seconds elsewhere.
 */
export function startProgress(label: string, { stderr }: Target): Progress {
  const begun = performance.now();
  const isTerminal = stderr.isTTY === true;
  let words = "";
  let shown = false;
  const show = (): void => {
    const seconds = ((performance.now() - begun) / 1000).toFixed(0);
    const line = [`${label} …`, words, `${seconds} s`].filter((part) => part !== "").join("  ");
    stderr.write(isTerminal ? `\r\u001b[2K${line}` : `${line}\n`);
    shown = true;
  };
  let timer = setTimeout(function tick() {
    show();
    timer = setTimeout(tick, isTerminal ? again.terminal : again.elsewhere);
    timer.unref();
  }, patience);
  timer.unref();
  const done = (): void => {
    clearTimeout(timer);
    if (shown && isTerminal) stderr.write("\r\u001b[2K");
    shown = false;
  };
  return { update: (next) => void (words = next), done, [Symbol.dispose]: done };
}
