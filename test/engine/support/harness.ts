import { described, findCli, howToGetOne, type Cli } from "./cli";
import { EngineWorld } from "./engineWorld";
import type { World } from "./world";

export { EngineWorld, type StateResource } from "./engineWorld";
export type { Outcome } from "./outcome";
export type { Program, World } from "./world";

let found: Cli | "none" | undefined;

/** The CLI for this run, announced once. Without one, CI fails and a laptop skips. */
export const engineFor = (test: Mocha.Context): Cli => {
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
};

const operations = (took: EngineWorld["took"]): string =>
    took.map(({ name, ms }) => `${name} ${seconds(ms)}`).join(", ");

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Opens a world, lets the test work in it, leaves nothing behind, and says how long each operation took. */
export const inWorld = async <Result>(
    test: Mocha.Context,
    world: World,
    work: (world: EngineWorld) => Promise<Result>,
): Promise<Result> => {
    const began = Date.now();
    const opened = await EngineWorld.open(engineFor(test), world);
    try {
        return await work(opened);
    } finally {
        opened.close();
        const title = test.test?.fullTitle() ?? "";
        process.stdout.write(`${title}: ${seconds(Date.now() - began)} (${operations(opened.took)})\n`);
    }
};

/** One world for all tests of a suite: an operation of the engine takes seconds. */
export const sharedWorld = (
    suite: Mocha.Suite,
    world: () => Promise<World>,
    furnish: (opened: EngineWorld) => void = () => undefined,
): (() => EngineWorld) => {
    let opened: EngineWorld | undefined;
    before(async function () {
        opened = await EngineWorld.open(engineFor(this), await world());
        furnish(opened);
    });
    after(() => {
        opened?.close();
        process.stdout.write(`${suite.fullTitle()}: ${operations(opened?.took ?? [])}\n`);
    });
    return () => {
        if (opened === undefined) {
            throw new Error(`${suite.fullTitle()} has no world yet: it is there once its tests run`);
        }
        return opened;
    };
};
