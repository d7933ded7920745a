import type { Violation, RuleMetadata } from "./rule";

/** A rule on an attached AWS managed policy. Such a policy is no document of the stack, but attaching it grants what its text grants. */
export interface AttachmentRule extends RuleMetadata {
    /** `arn` is the policy's ARN; `account` the account of the resource, where it is known. */
    readonly check: (arn: string, account: string | undefined) => readonly Violation[];
}
