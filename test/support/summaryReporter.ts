import { reporters, Runner, type MochaOptions } from "mocha";

/** Dots while the tests run, each failure in full, and the count as the last line. */
class ClosingLine extends reporters.Dot {
    constructor(runner: Runner, options: MochaOptions) {
        super(runner, options);
        runner.once("end", () => {
            const { passes, failures, pending } = this.stats;
            console.log(
                `${String(passes)} passed, ${String(failures)} failed${pending > 0 ? `, ${String(pending)} skipped` : ""}`,
            );
        });
    }
}

// mocha takes the module itself as the reporter.
module.exports = ClosingLine;
