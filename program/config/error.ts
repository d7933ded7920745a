import { RunError } from "@pulumi/pulumi";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { formatIssue } from "../../components/resources/planComponent";

/** A config from which nothing is built. Pulumi prints its message without a stack trace. */
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
