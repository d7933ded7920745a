/** One JSON object: `{ summary, findings, notEvaluated, unreadable }`. The keys are part of the output format. */
import { stackName, type Report, type ReportedGap, type ReportedViolation } from "../report";
import { summaryOf } from "../summary";

/** Leaves out members without a value. */
const present = (members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
    Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

/** A violation. The members of earlier versions come first, in their order. */
export const violationJson = (one: ReportedViolation): Readonly<Record<string, unknown>> =>
    present({
        rule: one.rule.name,
        level: one.level,
        urn: one.urn,
        type: one.type,
        name: one.name,
        property: one.property,
        path: one.within,
        messageId: one.messageId,
        data: one.data,
        message: `${one.path || "the resource"}: ${one.message}.`,
        reason: one.reason,
        fix: one.fix,
        replacement: one.replacement,
        replaces: one.replaces,
        fingerprint: one.fingerprint,
        file: one.file,
        line: one.position?.line,
        column: one.position?.column,
        severity: one.rule.severity,
        url: one.rule.url,
        resource: one.address,
        arn: one.arn,
        account: one.account,
        region: one.region,
        stack: stackName(one.stack),
    });

const gapJson = ({
    address,
    type,
    path,
    reason,
    file,
    position,
    stack,
}: ReportedGap): Readonly<Record<string, unknown>> =>
    present({
        resource: address,
        type,
        path,
        reason,
        file,
        line: position?.line,
        column: position?.column,
        stack: stackName(stack),
    });

export const formatJson = (report: Report): string =>
    JSON.stringify(
        {
            summary: summaryOf(report),
            findings: report.open.map(violationJson),
            notEvaluated: report.notEvaluated.map(gapJson),
            unreadable: report.unreadable,
        },
        undefined,
        4,
    );
