import { buildCli, described, findCli } from "./cli";

/**
 * Makes sure of an engine before the tests begin, since no test may wait ten minutes for a compiler. `--build`, or CI,
 * builds the pinned one where none is found; a laptop skips the tests, which say how to get one.
 */
const asked = process.argv.includes("--build");

try {
    const cli = findCli();
    if (cli === undefined && (asked || process.env.CI)) {
        process.stdout.write(`${described(buildCli())}\n`);
    } else if (cli !== undefined && asked) {
        process.stdout.write(`${described(cli)}\n`);
    }
} catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
}
