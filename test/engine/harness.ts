import { described, findCli, howToGetOne, type Cli } from "./cli";
import { EngineWorld } from "./engineWorld";
import type { World } from "./world";

export { EngineWorld, type StateResource } from "./engineWorld";
export type { Outcome } from "./outcome";
export type { Program, World } from "./world";

let found: Cli | "none" | undefined;

/** The CLI for this run, announced once. Without one, CI fails and a laptop skips. */
export function engineFor(test: Mocha.Context): Cli {
    if (found === undefined) {
        found = findCli() ?? "none";
        process.stdout.write(`${found === "none" ? howToGetOne : described(found)}\n`);
    }
    if (found !== "none") {
        return found;
    }
    if (process.env.CI) {
        throw new Error(howToGetOne);
    }
    return test.skip();
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Opens a world, lets the test work in it, leaves nothing behind, and says how long each operation took. */
export async function inWorld<Result>(
    test: Mocha.Context,
    world: World,
    work: (world: EngineWorld) => Promise<Result>,
): Promise<Result> {
    const began = Date.now();
    const opened = await EngineWorld.open(engineFor(test), world);
    try {
        return await work(opened);
    } finally {
        opened.close();
        const operations = opened.took.map(({ name, ms }) => `${name} ${seconds(ms)}`).join(", ");
        process.stdout.write(`${test.test?.fullTitle() ?? ""}: ${seconds(Date.now() - began)} (${operations})\n`);
    }
}
