import { Command } from "commander";
import { buildCli, describeCli, findCli } from "./cli";

/**
 * Makes sure that there is an engine before the tests begin, since a test cannot wait ten minutes for a build. Builds
 * the pinned one if none is found, in CI or with `--build`; elsewhere the tests are skipped with instructions.
 */
const { build: isBuildRequested = false } = new Command("engine:build")
    .option("--build", "build the pinned engine even outside CI")
    .parse()
    .opts<{ readonly build?: boolean }>();

try {
    const cli = findCli();
    if (cli === undefined && (isBuildRequested || process.env.CI)) {
        process.stdout.write(`${describeCli(buildCli())}\n`);
    } else if (cli !== undefined && isBuildRequested) {
        process.stdout.write(`${describeCli(cli)}\n`);
    }
} catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
}
