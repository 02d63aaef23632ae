/** Ends the process with one sentence when this is not the Node that Muster is made for. */
export function requireNode(version: string): void {
  if (Number(version.split(".")[0]) >= 24) return;
  process.stderr.write(
    `Muster needs Node 24 and this is ${version}: run "npm ci", then start it with npm or ./muster, which use the right one.\n`,
  );
  process.exit(2);
}
