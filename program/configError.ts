import { RunError } from "@pulumi/pulumi";
import type { Problem } from "../components/catalogue";
import { problemSentence } from "../components/planned";

/** A config from which nothing is built. Pulumi prints its message without a stack trace. */
export class ConfigError extends RunError {
    constructor(readonly problems: readonly Problem[]) {
        super(
            [
                `The config has ${problems.length} problem${problems.length === 1 ? "" : "s"}; nothing was built.`,
                ...problems.map((problem) => `  ${problemSentence("", problem)}`),
            ].join("\n"),
        );
        this.name = "ConfigError";
    }
}
