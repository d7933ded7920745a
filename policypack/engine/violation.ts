import type { PolicyModel, StatementModel } from "../iam";
import { exemptionOf, statusOf, type Exemption, type ExemptionStatus } from "./exemptions";
import type { StackName } from "./stacks";
import { render, type Message, type MessageData } from "./message";
import { writeReplacement, type WrittenReplacement } from "./replacement";
import type { DocumentRule, Report, Rule } from "./rule";

/** A violation: what a rule reported, with its texts. */
export interface Violation extends Message, Partial<WrittenReplacement> {
    readonly rule: Rule;
    /** The rule's level, or the lower one of this violation. */
    readonly level: "mandatory" | "advisory";
    /** The path within the document; empty for the whole document or property. */
    readonly path: string;
    readonly messageId: string;
    readonly data: MessageData;
    /** What the violation is about, in addition to the statement or property. */
    readonly identity?: string;
    /** Identifies the violation in exemptions and baselines. */
    readonly fingerprint: string;
}

/** A violation in a policy document. */
export interface DocumentViolation extends Violation {
    readonly rule: DocumentRule;
    /** The statement with the violation; undefined for a violation of the whole document. */
    readonly statement: StatementModel | undefined;
    readonly document: PolicyModel;
}

/** A violation on a resource. */
export interface ResourceViolation extends Violation {
    readonly urn: string;
    /** The property that contains the path. */
    readonly property: string;
    readonly status: ExemptionStatus;
    /** The exemption for this violation, including an expired one. */
    readonly exemption: Exemption | undefined;
    /** The statement and document with the violation, if it is in a document. */
    readonly statement?: StatementModel | undefined;
    readonly document?: PolicyModel | undefined;
}

/** The message of a rule that throws. Every rule has it. */
const failedMessage: Message = {
    message: "the rule failed to evaluate the {what}: {error}",
    reason: "A {what} that cannot be evaluated is not compliant.",
    fix: "Report the {what}, without secrets, to the maintainers of the rule.",
};

const failedId = "failed";

/** The report of a rule that throws. */
export const failedReport = (
    what: "document" | "resource" | "stack",
    error: unknown,
): Report & { readonly identity: string } => {
    const text = error instanceof Error ? error.message : String(error);
    return {
        path: "",
        messageId: failedId,
        data: { what, error: text },
        identity: what === "stack" ? `${failedId} ${text}` : failedId,
        isUnparsed: true,
    };
};

const messageOf = (rule: Rule, id: string): Message => {
    const message = Object.hasOwn(rule.messages, id) ? rule.messages[id] : undefined;
    return message ?? failedMessage;
};

/** The texts of a report. */
export const renderReport = (rule: Rule, { messageId, data }: Report): Message =>
    render(messageOf(rule, messageId), data);

/** The violation of a report. */
export const toViolation = <Of extends Rule>(
    rule: Of,
    { path, messageId, data = {}, replacement, identity, level }: Report,
    { message, reason, fix }: Message,
    fingerprint: string,
): Violation & { readonly rule: Of } => ({
    rule,
    level: level ?? rule.level,
    path,
    messageId,
    data,
    message,
    reason,
    fix,
    ...(replacement === undefined ? {} : writeReplacement(replacement)),
    ...(identity === undefined ? {} : { identity }),
    fingerprint,
});

/** The exemption of a fingerprint in a stack, if any, and its status on a day. */
export const exemptionStatus = (
    fingerprint: string,
    exemptions: readonly Exemption[],
    stack: StackName,
    day: string,
): Pick<ResourceViolation, "exemption" | "status"> => {
    const exemption = exemptionOf(fingerprint, exemptions, stack);
    return { exemption, status: statusOf(exemption, day) };
};
