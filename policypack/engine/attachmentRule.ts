import type { Violation, RuleMetadata } from "./rule";

/** A rule that evaluates an attached AWS managed policy. The stack has only its ARN, not its document. */
export interface AttachmentRule extends RuleMetadata {
    /** `arn` is the policy's ARN; `account` is the account of the resource, if known. */
    readonly check: (arn: string, account: string | undefined) => readonly Violation[];
}
