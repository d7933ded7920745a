import { memoizeLast, parse, type DocumentKind, type PolicyModel, type StatementModel } from "../iam";
import { fingerprint, type Subject } from "./fingerprint";
import { withDefaults } from "./options";
import type { DocumentRule, Report, RuleOptions } from "./rule";
import { failedReport, renderReport, toViolation, type DocumentViolation } from "./violation";

/** Evaluates rules on a document, in the order of the rules. Never throws: a rule that throws is itself a violation. */
export const evaluateDocument = (
    rules: readonly DocumentRule[],
    kind: DocumentKind,
    raw: unknown,
    options: Partial<RuleOptions> = {},
): readonly DocumentViolation[] => {
    const document = parse(kind, raw);
    const known = withDefaults(options);
    const violations: DocumentViolation[] = [];
    for (const rule of rules) {
        if (rule.appliesTo.includes(kind)) {
            for (const violation of evaluateRule(rule, document, known)) {
                violations.push(violation);
            }
        }
    }
    return violations;
};

/** Where a document is evaluated. */
interface EvaluatedAt {
    /** The URN of the resource with the document, which is part of the fingerprints. */
    readonly urn: string;
    /** Whether a report is wanted. Asked before its texts are written: variants of a template repeat many reports. */
    readonly isWanted: (report: Report, fingerprint: string) => boolean;
}

/** Evaluates one rule on a parsed document. */
export const evaluateRule = (
    rule: DocumentRule,
    document: PolicyModel,
    options: RuleOptions,
    at?: EvaluatedAt,
): readonly DocumentViolation[] => {
    const violations: DocumentViolation[] = [];
    for (const report of check(rule, document, options)) {
        const statement = statementAt(document, report.path);
        const name = fingerprint(rule.name, statement ?? wholeDocument(rule, report, document), at?.urn);
        if (at?.isWanted(report, name) !== false) {
            violations.push({ ...toViolation(rule, report, renderReport(rule, report), name), statement });
        }
    }
    return violations;
};

const check = (rule: DocumentRule, document: PolicyModel, options: RuleOptions): readonly Report[] => {
    try {
        return rule.check(document, options);
    } catch (error) {
        return [failedReport("document", error)];
    }
};

/** All statements of the document, or the identity of the violation if no statement can be parsed. */
const wholeDocument = (rule: DocumentRule, report: Report, { statements }: PolicyModel): Subject =>
    statements.length === 0 ? (report.identity ?? renderReport(rule, report).message) : statements;

/** Statements by path. Those that cannot be parsed are omitted, so an index does not tell the position. */
const statementsByPath = memoizeLast(
    ({ statements }: PolicyModel): ReadonlyMap<string, StatementModel> =>
        new Map(statements.map((one) => [one.path, one])),
);

/** `Statement[12].Resource[0]` belongs to `Statement[12]`. */
const statementAt = (document: PolicyModel, path: string): StatementModel | undefined => {
    const [own] = /^Statement(\[\d+\])?/.exec(path) ?? [];
    return own === undefined ? undefined : statementsByPath(document).get(own);
};
