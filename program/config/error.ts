import { RunError } from "@pulumi/pulumi";
import type { Problem } from "../../components/pattern/validationIssue";
import { problemSentence } from "../../components/resources/planComponent";

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
