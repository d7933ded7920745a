import { computeOnce, type PolicyModel, type Replacement, type StatementModel } from "../iam";
import { exemptionOf, statusOf, type Exemption, type ExemptionStatus } from "./exemptions";
import type { StackName } from "./stacks";
import { render, type Message, type MessageData } from "./message";
import { writeReplacement, type ReplacedPart, type WrittenReplacement } from "./replacement";
import type { DocumentRule, Report, Rule } from "./rule";

/**
 * A violation: what a rule reported, with its texts. The texts, the replacement and the fingerprint are computed when
 * they are read: an exempted or accepted violation is not printed.
 */
export interface Violation extends Message {
    readonly rule: Rule;
    /** The rule's level, or the lower one of this violation. */
    readonly level: "mandatory" | "advisory";
    /** The path within the document; empty for the whole document or property. */
    readonly path: string;
    readonly messageId: string;
    readonly data: MessageData;
    /** What the violation is about, in addition to the statement or property. */
    readonly identity?: string;
    /**
     * The replacement as JSON, which is also valid YAML.
     *
     * @default - the fix in words says what to do.
     */
    readonly replacement?: string | undefined;
    /**
     * What the replacement takes the place of.
     *
     * @default - there is no replacement.
     */
    readonly replaces?: ReplacedPart | undefined;
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

/** Writes a replacement for where it goes; undefined if it cannot be written there. */
type WriteText = (replacement: Replacement) => WrittenReplacement | undefined;

/** A violation stands without its replacement, whatever goes wrong in writing it. */
const writtenOrNone = ({ replacement }: Report, write: WriteText): WrittenReplacement | undefined => {
    try {
        const found = replacement?.();
        return found && write(found);
    } catch {
        return undefined;
    }
};

/** The violation of a report. `alsoFix` is a further sentence of the fix, about where the report is. */
export const toViolation = <Of extends Rule>(
    rule: Of,
    report: Report,
    fingerprint: () => string,
    write: WriteText = writeReplacement,
    alsoFix?: string,
): Violation & { readonly rule: Of } => {
    const { path, messageId, data = {}, identity, level = rule.level } = report;
    const texts = computeOnce(() => renderReport(rule, report));
    const written = computeOnce(() => writtenOrNone(report, write));
    const name = computeOnce(fingerprint);
    return {
        rule,
        level,
        path,
        messageId,
        data,
        get message() {
            return texts().message;
        },
        get reason() {
            return texts().reason;
        },
        get fix() {
            return alsoFix === undefined ? texts().fix : `${texts().fix} ${alsoFix}`;
        },
        get replacement() {
            return written()?.replacement;
        },
        get replaces() {
            return written()?.replaces;
        },
        ...(identity === undefined ? {} : { identity }),
        get fingerprint() {
            return name();
        },
    };
};

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
