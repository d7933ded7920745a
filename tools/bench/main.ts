/**
 * `npm run bench`: measures rules, pack and program on this machine. A missed target is not an error, except for growth:
 * a ratio of two sizes does not depend on the machine.
 */
import { availableParallelism, loadavg } from "node:os";
import { Command, InvalidArgumentError } from "commander";
import { exampleStacks } from "../examples";
import { measureEngine } from "./engine";
import { exceedsLimit, table, type Figure } from "./figures";
import { measureGrowth } from "./growth";
import { measureHostileInput } from "./hostileInput";
import { measurePack } from "./pack";
import { measurePreviews, measureTests } from "./program";
import { measureRules } from "./rules";

/** The parts that are measured by default. The others take minutes. */
const defaultParts = ["rules", "pack", "program"];
const parts = [...defaultParts, "hostile", "growth", "engine"];

interface Options {
    /** @default - 3, or 5 for growth. */
    readonly runs?: number;
    readonly resources: number;
    readonly only: readonly string[];
    readonly full?: boolean;
    readonly tests?: boolean;
    readonly json?: boolean;
}

const positive = (value: string): number => {
    if (!/^[1-9]\d{0,4}$/.test(value)) {
        throw new InvalidArgumentError("Use a whole number from 1 to 99999.");
    }
    return Number(value);
};

const partsIn = (value: string): readonly string[] => {
    const selected = value.split(",");
    const unknown = selected.filter((part) => !parts.includes(part));
    if (unknown.length > 0) {
        throw new InvalidArgumentError(`Unknown: ${unknown.join(", ")}. Use one or more of ${parts.join(",")}.`);
    }
    return selected;
};

const measure = async (options: Options): Promise<readonly Figure[]> => {
    const { runs = 3, resources, only, full = false, tests = false } = options;
    const sizes = [1000, 10_000, ...(full ? [100_000] : [])];
    return [
        ...(only.includes("rules") ? await measureRules(sizes, runs) : []),
        ...(only.includes("pack") ? await measurePack(resources, runs) : []),
        ...(only.includes("program") ? measurePreviews([exampleStacks.complete, exampleStacks.strict], runs) : []),
        ...(only.includes("hostile") ? await measureHostileInput(runs) : []),
        ...(only.includes("growth") ? await measureGrowth(options.runs ?? 5) : []),
        ...(only.includes("engine") ? await measureEngine(resources, runs) : []),
        ...(tests ? measureTests(runs) : []),
    ];
};

const command = new Command("bench")
    .description("Measures the rules on generated documents, the pack over gRPC, and the program.")
    .option("--runs <count>", "number of runs of each measurement; defaults to 3, or 5 for growth", positive)
    .option(
        "--only <parts>",
        "one or more of rules,pack,program,hostile,growth,engine; the last three take minutes",
        partsIn,
        defaultParts,
    )
    .option("--full", "also evaluate 100,000 documents")
    .option("--tests", "also measure the unit tests")
    .option("--resources <count>", "number of resources in the pack and engine measurements", positive, 1000)
    .option("--json", "print one JSON object: { machine, figures }")
    .action(async (options: Options) => {
        const machine = {
            node: process.version,
            processors: availableParallelism(),
            // If the load exceeds the number of processors, only ratios are meaningful.
            load: loadavg()[0] ?? 0,
        };
        const figures = await measure(options);
        if (figures.some(exceedsLimit)) {
            process.exitCode = 1;
        }
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
