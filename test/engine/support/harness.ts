import { describeCli, findCli, installHint, type Cli } from "./cli";
import { EngineWorld } from "./engineWorld";
import type { World } from "./world";

export { EngineWorld, type StateResource } from "./engineWorld";
export type { Outcome } from "./outcome";
export type { Program, World } from "./world";

let found: Cli | "none" | undefined;

/** The CLI for this run, printed once. Without one, the test fails in CI and is skipped elsewhere. */
export const engineFor = (test: Mocha.Context): Cli => {
    if (found === undefined) {
        found = findCli() ?? "none";
        process.stdout.write(`${found === "none" ? installHint : describeCli(found)}\n`);
    }
    if (found !== "none") {
        return found;
    }
    if (process.env.CI) {
        throw new Error(installHint);
    }
    return test.skip();
};

const operations = (durations: EngineWorld["durations"]): string =>
    durations.map(({ name, ms }) => `${name} ${seconds(ms)}`).join(", ");

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Opens a world, runs the test in it, removes it, and prints how long each operation took. */
export const inWorld = async <Result>(
    test: Mocha.Context,
    world: World,
    work: (world: EngineWorld) => Promise<Result>,
): Promise<Result> => {
    const start = Date.now();
    const opened = await EngineWorld.open(engineFor(test), world);
    try {
        return await work(opened);
    } finally {
        opened.close();
        const title = test.test?.fullTitle() ?? "";
        process.stdout.write(`${title}: ${seconds(Date.now() - start)} (${operations(opened.durations)})\n`);
    }
};

/** One world for all tests of a suite, since each operation of the engine takes seconds. */
export const sharedWorld = (
    suite: Mocha.Suite,
    world: () => Promise<World>,
    setUp: (opened: EngineWorld) => void = () => undefined,
): (() => EngineWorld) => {
    let opened: EngineWorld | undefined;
    before(async function () {
        opened = await EngineWorld.open(engineFor(this), await world());
        setUp(opened);
    });
    after(() => {
        opened?.close();
        process.stdout.write(`${suite.fullTitle()}: ${operations(opened?.durations ?? [])}\n`);
    });
    return () => {
        if (opened === undefined) {
            throw new Error(`${suite.fullTitle()} has no world yet: it is opened in a before hook`);
        }
        return opened;
    };
};
