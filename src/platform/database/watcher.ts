import { spawn } from "node:child_process";
import type { Writable } from "node:stream";
import { cleanEnvironment } from "./clean-environment.ts";
import type { Places } from "./places.ts";

/** A process of its own that ends the server when this process is gone, whatever way it went. */
export interface Watcher {
  readonly pid: number;
  /** Sends it home without ending the server. */
  dismiss(): void;
}

/**
 * It holds the end of a pipe from us. The pipe closes when we die, even by SIGKILL, and then it asks
 * for a fast stop (SIGINT), after 10 seconds for an immediate one (SIGQUIT), which loses nothing
 * that was acknowledged. The number in postmaster.pid guards against a number used again; a server
 * that just started has not written it yet, and is waited for.
 */
const script = `
read -r order
[ "$order" = dismissed ] && exit 0
same() { read -r first < "$2/postmaster.pid" && [ "$first" = "$1" ]; }
left=100
while ! same "$1" "$2" && kill -0 "$1" && [ "$left" -gt 0 ]; do sleep 0.1; left=$((left - 1)); done
same "$1" "$2" && kill -INT "$1"
left=100
while same "$1" "$2" && kill -0 "$1" && [ "$left" -gt 0 ]; do sleep 0.1; left=$((left - 1)); done
same "$1" "$2" && kill -QUIT "$1"
`;

/**
 * Starts a watcher for a running server; it runs as the server's account. `onLost` is told when it
 * ends although nobody dismissed it, so that another can take its place.
 */
export function startWatcher(
  postmaster: number,
  { account, cluster }: Places,
  onLost: () => void,
): Watcher {
  const child = spawn("/bin/sh", ["-c", script, "muster-watcher", String(postmaster), cluster], {
    cwd: "/",
    env: cleanEnvironment,
    uid: account.uid,
    gid: account.gid,
    // A group of its own: a Ctrl-C at the terminal must not end it before the server.
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const pipe: Writable = child.stdin;
  let dismissed = false;
  // Writing to one that is gone fails; the loss itself is told by its exit.
  pipe.on("error", () => {});
  child.on("error", () => {});
  child.once("exit", () => {
    if (!dismissed) onLost();
  });
  child.unref();
  return {
    pid: child.pid ?? 0,
    dismiss() {
      dismissed = true;
      pipe.end("dismissed\n");
    },
  };
}
