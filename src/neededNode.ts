/**
 * The first version of Node that has everything the bot is built on: `node:sqlite`, and proxies from the environment in
 * `fetch`. Loading this file ends the process, with one sentence and exit code 1, where Node is older.
 */
export const neededNode = 24;

if (Number.parseInt(process.versions.node, 10) < neededNode) {
  process.stderr.write(
    `Countersign needs Node ${neededNode} or later, and this is Node ${process.versions.node}: start it with a newer one. Nothing was started.\n`,
  );
  process.exit(1);
}
