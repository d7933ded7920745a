import { RunError } from "@pulumi/pulumi";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { formatIssue } from "../../components/resources/planComponent";

/** An invalid config: nothing is built from it. Pulumi prints the message of a RunError without a stack trace. */
export class ConfigError extends RunError {
    constructor(readonly issues: readonly ValidationIssue[]) {
        super(
            [
                `The config has ${issues.length} problem${issues.length === 1 ? "" : "s"}; nothing was built.`,
                ...issues.map((issue) => `  ${formatIssue("", issue)}`),
            ].join("\n"),
        );
        this.name = "ConfigError";
    }
}
