/** `npm run bench`: how long the law, the pack and the program take on this machine. It measures; it never fails on time. */
import { availableParallelism, loadavg } from "node:os";
import { Command, InvalidArgumentError } from "commander";
import { measureEngine } from "./engine";
import { table, type Figure } from "./figures";
import { measureLaw } from "./law";
import { measurePack } from "./pack";
import { measurePreviews, measureTests } from "./program";

/** What is measured unless something else is asked for: the engine takes minutes. */
const usual = ["law", "pack", "program"];
const parts = [...usual, "engine"];

interface Options {
    readonly runs: number;
    readonly resources: number;
    readonly only: readonly string[];
    readonly full?: boolean;
    readonly tests?: boolean;
    readonly json?: boolean;
}

const positive = (value: string): number => {
    if (!/^[1-9]\d{0,4}$/.test(value)) {
        throw new InvalidArgumentError("Write a whole number from 1 to 99999.");
    }
    return Number(value);
};

const partsIn = (value: string): readonly string[] => {
    const asked = value.split(",");
    const unexpected = asked.filter((part) => !parts.includes(part));
    if (unexpected.length > 0) {
        throw new InvalidArgumentError(`${unexpected.join(", ")}: write some of ${parts.join(",")}.`);
    }
    return asked;
};

const measure = async ({ runs, resources, only, full = false, tests = false }: Options): Promise<readonly Figure[]> => {
    const sizes = [1000, 10_000, ...(full ? [100_000] : [])];
    return [
        ...(only.includes("law") ? await measureLaw(sizes, runs) : []),
        ...(only.includes("pack") ? await measurePack(resources, runs) : []),
        ...(only.includes("program") ? measurePreviews(["dev", "prod"], runs) : []),
        ...(only.includes("engine") ? await measureEngine(resources, runs) : []),
        ...(tests ? measureTests(runs) : []),
    ];
};

const command = new Command("bench")
    .description("Measures the law over generated documents, the pack as the engine asks it, and the program.")
    .option("--runs <count>", "how often each thing is measured", positive, 3)
    .option("--only <parts>", "some of law,pack,program,engine; engine takes minutes", partsIn, usual)
    .option("--full", "judge 100,000 documents too")
    .option("--tests", "time the unit tests too")
    .option(
        "--resources <count>",
        "how many resources the pack is asked about, and the engine previews",
        positive,
        1000,
    )
    .option("--json", "write one JSON object: { machine, figures }")
    .action(async (options: Options) => {
        const machine = {
            node: process.version,
            processors: availableParallelism(),
            // Above the count of processors others were at work, and only ratios tell.
            load: loadavg()[0] ?? 0,
        };
        const figures = await measure(options);
        if (options.json === true) {
            console.log(JSON.stringify({ machine, figures }, undefined, 4));
        } else {
            console.log(table(figures));
            console.log(
                `Node.js ${machine.node}, ${machine.processors} processors, load ${machine.load.toFixed(1)} at the start.`,
            );
        }
    });

command.parseAsync().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});
