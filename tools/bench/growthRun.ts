/**
 * One measurement of growth, in a process of its own and bundled first, like the rules. The argument is the name of a
 * case, or `list`; the result is one line of JSON.
 */
import { Command } from "commander";
import { packCases, type GrowthCase, type Prepare } from "./growthCases";

/** The processor time of a case in both sizes, in milliseconds for each resource or component. */
export interface GrowthRun {
    readonly small: number;
    readonly large: number;
}

/** A case without its functions. */
export type ListedCase = Pick<GrowthCase, "name" | "small" | "large">;

const allCases = async (): Promise<readonly GrowthCase[]> => [
    ...packCases,
    // Loaded here, because the cases of the pack need no Pulumi program.
    ...(await import("./growthProgram")).programCases,
];

/** Measures work of one size, several times with other names. */
const measure = async (prepare: Prepare, size: number, times: number, seed: number): Promise<number> => {
    let microseconds = 0;
    for (let time = 0; time < times; time += 1) {
        const work = prepare(size, seed + time);
        const start = process.cpuUsage();
        await work();
        const { user, system } = process.cpuUsage(start);
        microseconds += user + system;
    }
    return microseconds / 1000 / times / size;
};

const run = async (name: string): Promise<GrowthRun> => {
    const wanted = (await allCases()).find((one) => one.name === name);
    if (wanted === undefined) {
        throw new RangeError(`no case ${name}`);
    }
    const { small, large, prepare, prepareSmall = prepare } = wanted;
    // Both sizes do about the same work in total.
    const times = Math.max(3, Math.round(large / small));
    // Not measured: V8 optimizes the code.
    await measure(prepareSmall, small, Math.min(times, 10), 1);
    return {
        small: await measure(prepareSmall, small, times, 100),
        large: await measure(prepare, large, Math.max(1, Math.round((times * small) / large)), 1000),
    };
};

const list = async (): Promise<readonly ListedCase[]> =>
    (await allCases()).map(({ name, small, large }) => ({ name, small, large }));

new Command("growthRun")
    .argument("<case>", 'the name of a case, or "list"')
    .action(async (name: string) => {
        console.log(JSON.stringify(name === "list" ? await list() : await run(name)));
    })
    .parseAsync()
    .catch((error: unknown) => {
        console.error(error);
        process.exitCode = 1;
    });
