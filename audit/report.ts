/** Evaluates what was read, and collects what the formats print. */
import { formatLocation } from "../policypack/engine/format";
import {
    auditStack,
    configurationIssues,
    unusedExemptions,
    type Audit,
    type UnusedExemption,
} from "../policypack/audit";
import type { Exemption, ExemptionStatus } from "../policypack/engine/exemptions";
import type { MessageData } from "../policypack/engine/message";
import type { ReplacedPart } from "../policypack/engine/replacement";
import type { Rule } from "../policypack/engine/rule";
import { formatStack, namesStack, type StackName } from "../policypack/engine/stacks";
import { allRules } from "../policypack/rules";
import type { ResourceViolation } from "../policypack/engine/violation";
import type { Baseline, BaselineEntry, Known } from "./baseline";
import type { ReadFiles } from "./inputs/files";
import type { InputFormat, SourcePlace, SourceResource, SourceStack, Unreadable } from "./inputs/input";
import type { Position } from "./inputs/positions";
import { notEvaluatedIn, type NotEvaluatedReason } from "./notEvaluated";

/** The order of severities, from the lowest. */
export const severities = ["low", "medium", "high", "critical"] as const;

export type Severity = (typeof severities)[number];

/** A violation with where it stands, as formats print it. */
export interface ReportedViolation extends SourcePlace {
    readonly rule: Rule;
    readonly level: "mandatory" | "advisory";
    readonly status: ExemptionStatus;
    readonly exemption: Exemption | undefined;
    /** The entry of the baseline that hides the violation. */
    readonly known: BaselineEntry | undefined;
    readonly urn: string;
    readonly name: string;
    /** The property that holds the document, in the words of the tool. */
    readonly property: string;
    /** The path within the document. */
    readonly within: string;
    readonly messageId: string;
    readonly data: MessageData;
    readonly message: string;
    readonly reason: string;
    readonly fix: string;
    readonly replacement: string | undefined;
    readonly replaces: ReplacedPart | undefined;
    readonly fingerprint: string;
    readonly file: string;
    readonly position: Position | undefined;
    readonly stack: StackName;
    readonly arn: string | undefined;
    readonly account: string | undefined;
    readonly region: string | undefined;
}

/** A value that was not evaluated, and where it stands. */
export interface ReportedGap extends SourcePlace {
    readonly reason: NotEvaluatedReason;
    readonly file: string;
    readonly stack: StackName;
    readonly position: Position | undefined;
}

/** Everything that an audit found. */
export interface Report {
    readonly tool: { readonly name: string; readonly version: string };
    readonly inputs: readonly { readonly file: string; readonly format: InputFormat }[];
    /** The number of resources. */
    readonly resources: number;
    /** The number of encrypted values. */
    readonly encryptedValues: number;
    /** Open violations, in the order of the rules. */
    readonly open: readonly ReportedViolation[];
    readonly exempt: readonly ReportedViolation[];
    readonly baselined: readonly ReportedViolation[];
    readonly notEvaluated: readonly ReportedGap[];
    readonly unreadable: readonly Unreadable[];
    readonly skipped: readonly string[];
    readonly unusedExemptions: readonly UnusedExemption[];
    readonly unusedBaseline: readonly BaselineEntry[];
    readonly configurationIssues: readonly string[];
    /** The rules that were evaluated. */
    readonly rules: readonly Rule[];
    /** Whether the rule and the stack of an entry of the baseline were evaluated. */
    readonly isCheckedEntry: (entry: BaselineEntry) => boolean;
}

/** How to evaluate and what to leave out. */
export interface ReportOptions {
    readonly tool: Report["tool"];
    readonly sections: Readonly<Record<string, unknown>>;
    readonly day: string;
    readonly rules: readonly Rule[];
    readonly baseline: Baseline;
    /** Called before each stack is evaluated, with the number of its resources. */
    readonly started: (file: string, resources: number) => void;
}

const placeIn = ({ address, type, sourceType, placeOf }: SourceResource, path: string): SourcePlace =>
    placeOf?.(path) ?? { address, type: sourceType ?? type, path };

/** What follows the first path in the second; empty if it does not start with it. */
const rest = (outer: string, path: string): string =>
    path.startsWith(outer) ? path.slice(outer.length).replace(/^\./, "") : path;

const known = (
    { fingerprint, rule, urn }: ResourceViolation,
    resource: SourceResource | undefined,
    stack: StackName,
): Known => ({
    fingerprint,
    rule: rule.name,
    resource: resource?.address ?? urn,
    stack,
});

/** A violation of no resource, such as the failure of a rule on the whole stack. */
const wholeStack = (urn: string, path: string): SourcePlace => ({ address: urn, type: "", path });

const reported = (
    violation: ResourceViolation,
    resource: SourceResource | undefined,
    stack: SourceStack,
    file: string,
    entry: BaselineEntry | undefined,
): ReportedViolation => {
    const { property, path, replaces, urn } = violation;
    const whole = [property, path].filter((part) => part !== "").join(".");
    const placed = (inner: string): SourcePlace =>
        resource === undefined ? wholeStack(urn, inner) : placeIn(resource, inner);
    const place = placed(whole);
    const shown = placed(property);
    return {
        ...place,
        rule: violation.rule,
        level: violation.level,
        status: violation.status,
        exemption: violation.exemption,
        known: entry,
        urn,
        name: resource?.name ?? urn,
        property: shown.path,
        within: rest(shown.path, place.path),
        messageId: violation.messageId,
        data: violation.data,
        message: violation.message,
        reason: violation.reason,
        fix: violation.fix,
        replacement: violation.replacement,
        replaces: replaces === undefined ? undefined : { ...replaces, path: placed(replaces.path).path },
        fingerprint: violation.fingerprint,
        file: resource?.file ?? file,
        position: resource?.positionOf?.(whole),
        stack: stack.stack,
        arn: resource?.arn,
        account: resource?.account,
        region: resource?.region,
    };
};

/** Evaluates all stacks. */
export const buildReport = (
    { inputs, unreadable, skipped }: ReadFiles,
    { tool, sections, day, rules, baseline, started }: ReportOptions,
): Report => {
    const audits: Audit[] = [];
    const violations: ReportedViolation[] = [];
    const notEvaluated: ReportedGap[] = [];
    const isChecked = (rule: Rule): boolean => rules.includes(rule);
    for (const { file, stacks } of inputs) {
        for (const stack of stacks) {
            started(file, stack.resources.length);
            const audit = auditStack(stack, sections, day, isChecked);
            audits.push(audit);
            const byUrn = new Map(stack.resources.map((resource) => [resource.urn, resource]));
            for (const violation of audit.violations) {
                const resource = byUrn.get(violation.urn);
                const entry =
                    violation.status === "exempt"
                        ? undefined
                        : baseline.entryOf(known(violation, resource, stack.stack));
                violations.push(reported(violation, resource, stack, file, entry));
            }
            for (const resource of stack.resources) {
                for (const { path, reason } of notEvaluatedIn(resource)) {
                    notEvaluated.push({
                        ...placeIn(resource, path),
                        reason,
                        file: resource.file ?? file,
                        stack: stack.stack,
                        position: resource.positionOf?.(path),
                    });
                }
            }
        }
    }
    const isCheckedName = (name: string): boolean => rules.some((rule) => rule.name === name);
    const isCheckedEntry = ({ rule, stack }: BaselineEntry): boolean =>
        (rule === undefined ? rules.length === allRules.length : isCheckedName(rule)) &&
        (stack === undefined || audits.some((audit) => namesStack(stack, audit.stack)));
    return {
        isCheckedEntry,
        tool,
        inputs: inputs.map(({ file, format }) => ({ file, format })),
        resources: audits.reduce((sum, { resources }) => sum + resources, 0),
        encryptedValues: audits.reduce((sum, { secrets }) => sum + secrets, 0),
        open: violations.filter(({ status, known: entry }) => status !== "exempt" && entry === undefined),
        exempt: violations.filter(({ status }) => status === "exempt"),
        baselined: violations.filter(({ known: entry }) => entry !== undefined),
        notEvaluated,
        unreadable: [...unreadable, ...inputs.flatMap((input) => input.unreadable)],
        skipped,
        unusedExemptions: unusedExemptions(sections, audits).filter(({ rule }) => isCheckedName(rule)),
        unusedBaseline: baseline.unusedAmong(isCheckedEntry),
        configurationIssues: configurationIssues(sections),
        rules,
    };
};

/** The location of a violation in its resource, as it is printed. */
export const locationOf = ({ path }: Pick<ReportedViolation, "path">): string =>
    formatLocation({ property: path, path: "" });

/** `file:line:column`, as far as it is known. */
export const formatPosition = ({ file, position }: Pick<ReportedViolation, "file" | "position">): string =>
    position === undefined ? file : `${file}:${position.line}:${position.column}`;

/** The name of a stack as exemptions and baselines write it. */
export const stackName = (stack: StackName): string => formatStack(stack);
