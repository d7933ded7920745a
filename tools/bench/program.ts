/** Measures what developers wait for: a preview of a stack, and the unit tests. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { ExampleStack } from "../examples";
import { figure, type Figure } from "./figures";

const group = "program";
const root = join(__dirname, "..", "..");

interface Timed {
    readonly seconds: number;
    readonly status: number | null;
}

const timed = (script: string, ...args: readonly string[]): Timed => {
    const start = performance.now();
    const { status } = spawnSync("npm", ["run", "--silent", script, "--", ...args], { cwd: root, stdio: "ignore" });
    return { seconds: (performance.now() - start) / 1000, status };
};

const commandFigure = (what: string, aim: number, runs: readonly Timed[]): Figure => {
    const codes = [...new Set(runs.map(({ status }) => String(status)))].filter((code) => code !== "0");
    const seconds = runs.map((run) => run.seconds);
    // A command that fails early is fast, so its duration is meaningless.
    const note =
        codes.length === 0 ? {} : { note: `failed with exit code ${codes.join(", ")}: the duration is not meaningful` };
    return figure(group, what, "s", seconds, { aim, ...note });
};

const times = (runs: number, run: () => Timed): readonly Timed[] => Array.from({ length: runs }, run);

/** Measures previews of these stacks. */
export const measurePreviews = (stacks: readonly ExampleStack[], runs: number): readonly Figure[] =>
    stacks.map(({ file }) =>
        commandFigure(
            `npm run preview -- --config ${file}`,
            3,
            times(runs, () => timed("preview", "--config", file)),
        ),
    );

/** Measures the unit tests. */
export const measureTests = (runs: number): readonly Figure[] => [
    commandFigure(
        "npm run test:unit",
        30,
        times(runs, () => timed("test:unit")),
    ),
];
