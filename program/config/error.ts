import { RunError } from "@pulumi/pulumi";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { formatIssue } from "../../components/resources/planComponent";
import { pluralize } from "../../policypack/iam";

/**
 * The stack of an error that is printed without its stack trace. Pulumi's Node runner formats the trace nevertheless, and
 * some versions of Node.js need a minute for a frame in the sources of @pulumi/pulumi.
 *
 * @see https://github.com/nodejs/node/issues/64011
 */
export const withoutStackTrace = ({ name, message }: Error): string => `${name}: ${message}`;

/** An invalid config: nothing is built from it. Pulumi prints the message of a RunError without a stack trace. */
export class ConfigError extends RunError {
    constructor(readonly issues: readonly ValidationIssue[]) {
        super(
            [
                `The config has ${pluralize(issues.length, "problem")}; nothing was built.`,
                ...issues.map((issue) => `  ${formatIssue("", issue)}`),
            ].join("\n"),
        );
        this.name = "ConfigError";
        this.stack = withoutStackTrace(this);
    }
}
