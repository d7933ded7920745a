import { reporters, Runner, type MochaOptions } from "mocha";

/** The dot reporter, with the counts in the last line. */
class SummaryReporter extends reporters.Dot {
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

// mocha uses the module itself as the reporter.
module.exports = SummaryReporter;
