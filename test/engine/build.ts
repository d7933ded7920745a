import { buildCli, described, findCli, howToGetOne } from "./cli";

/**
 * Makes sure of an engine before the tests begin, since no test may wait ten minutes for a compiler.
 * `--build`, or CI, builds the pinned one where none is found; a laptop is only told how to get one.
 */
const mayBuild = process.argv.includes("--build") || Boolean(process.env.CI);

try {
    const cli = findCli() ?? (mayBuild ? buildCli() : undefined);
    process.stdout.write(`${cli === undefined ? howToGetOne : described(cli)}\n`);
} catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
}
