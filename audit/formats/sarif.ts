/**
 * SARIF 2.1.0, for code scanning.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
import type { Rule } from "../../policypack/engine/rule";
import {
    formatPosition,
    stackName,
    type Report,
    type ReportedGap,
    type ReportedViolation,
    type Severity,
} from "../report";
import { notEvaluatedTexts } from "./text";

/** The score by which GitHub sorts security alerts: critical above 9, high above 7, medium above 4. */
const scores: Readonly<Record<Severity, string>> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.5" };

const descriptor = (rule: Rule): unknown => ({
    id: rule.name,
    shortDescription: { text: rule.description },
    help: { text: rule.remediationSteps },
    helpUri: rule.url,
    defaultConfiguration: { level: rule.level === "mandatory" ? "error" : "warning" },
    properties: { "security-severity": scores[rule.severity], tags: ["security", "aws", "iam"] },
});

/** A relative path as a URI reference. */
const uriOf = (file: string): string =>
    file === "-"
        ? "stdin"
        : file
              .replace(/^\.\//, "")
              .split("/")
              .map(encodeURIComponent)
              .join("/")
              .replace(/^([A-Za-z])%3A/, "file:///$1:");

const locationOf = ({
    file,
    position,
    address,
    path,
    type,
}: Pick<ReportedViolation, "file" | "position" | "address" | "path" | "type">): unknown => ({
    physicalLocation: {
        artifactLocation: { uri: uriOf(file) },
        // Code scanning shows nothing for a result without a region.
        region: { startLine: position?.line ?? 1, startColumn: position?.column ?? 1 },
    },
    logicalLocations: [
        {
            name: address,
            kind: type === "" ? "stack" : "resource",
            fullyQualifiedName: [address, path].filter((part) => part !== "").join(" "),
        },
    ],
});

const suppressionsOf = ({ status, exemption, known }: ReportedViolation): readonly unknown[] => {
    if (status === "exempt") {
        return [{ kind: "external", status: "accepted", justification: exemption?.reason ?? "exempt" }];
    }
    return known === undefined
        ? []
        : [{ kind: "external", status: "accepted", justification: known.reason ?? "in the baseline" }];
};

const result = (one: ReportedViolation, ruleIndex: number): unknown => ({
    ruleId: one.rule.name,
    ruleIndex,
    level: one.level === "mandatory" ? "error" : "warning",
    message: { text: `${one.path || "the resource"}: ${one.message}. ${one.reason} Fix: ${one.fix}` },
    locations: [locationOf(one)],
    partialFingerprints: { "ssmAccess/v2": `${one.fingerprint} ${stackName(one.stack)}` },
    suppressions: suppressionsOf(one),
    properties: {
        severity: one.rule.severity,
        resource: one.address,
        type: one.type,
        stack: stackName(one.stack),
        ...(one.arn === undefined ? {} : { arn: one.arn }),
        ...(one.account === undefined ? {} : { account: one.account }),
        ...(one.region === undefined ? {} : { region: one.region }),
        ...(one.replacement === undefined ? {} : { replacement: one.replacement, replaces: one.replaces }),
    },
});

const gapNotification = (gap: ReportedGap): unknown => ({
    level: "note",
    descriptor: { id: "not-evaluated" },
    message: {
        text: `${gap.address} ${gap.path} (${formatPosition(gap)}) is not evaluated: ${notEvaluatedTexts[gap.reason]}`,
    },
    locations: [locationOf(gap)],
});

export const formatSarif = (report: Report): string => {
    const { tool, rules, open, exempt, baselined, notEvaluated, unreadable } = report;
    const indexOf = new Map(rules.map((rule, at) => [rule.name, at]));
    return JSON.stringify(
        {
            $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            version: "2.1.0",
            runs: [
                {
                    tool: {
                        driver: {
                            name: tool.name,
                            version: tool.version,
                            semanticVersion: tool.version,
                            rules: rules.map(descriptor),
                            notifications: [
                                {
                                    id: "not-evaluated",
                                    shortDescription: {
                                        text: "A value that is not known, and so not known to be compliant.",
                                    },
                                },
                                { id: "unreadable", shortDescription: { text: "An input that cannot be read." } },
                            ],
                        },
                    },
                    columnKind: "utf16CodeUnits",
                    invocations: [
                        {
                            executionSuccessful: unreadable.length === 0,
                            toolExecutionNotifications: [
                                ...unreadable.map(({ file, reason }) => ({
                                    level: "error",
                                    descriptor: { id: "unreadable" },
                                    message: { text: `${file} ${reason}.` },
                                    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) } } }],
                                })),
                                ...notEvaluated.map(gapNotification),
                            ],
                        },
                    ],
                    results: [...open, ...exempt, ...baselined].map((one) =>
                        result(one, indexOf.get(one.rule.name) ?? -1),
                    ),
                },
            ],
        },
        undefined,
        2,
    );
};
