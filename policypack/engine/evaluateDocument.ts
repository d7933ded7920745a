import { memoizeLast, parse, type DocumentKind, type PolicyModel, type StatementModel } from "../iam";
import { fingerprint } from "./fingerprint";
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

/** Evaluates one rule on a parsed document. The URN of the resource with the document is part of the fingerprints. */
export const evaluateRule = (
    rule: DocumentRule,
    document: PolicyModel,
    options: RuleOptions,
    urn?: string,
): readonly DocumentViolation[] => {
    const reports = check(rule, document, options);
    return reports.length === 0 ? none : reports.map((report) => toDocumentViolation(rule, report, document, urn));
};

const none: readonly DocumentViolation[] = [];

const check = (rule: DocumentRule, document: PolicyModel, options: RuleOptions): readonly Report[] => {
    try {
        return rule.check(document, options);
    } catch (error) {
        return [failedReport("document", error)];
    }
};

const toDocumentViolation = (
    rule: DocumentRule,
    report: Report,
    document: PolicyModel,
    urn: string | undefined,
): DocumentViolation => {
    const statement = statementAt(document, report.path);
    const texts = renderReport(rule, report);
    const { identity = texts.message } = report;
    // All statements of the document, or the identity of the violation if no statement can be parsed.
    const whole = document.statements.length === 0 ? identity : document.statements;
    return { ...toViolation(rule, report, texts, fingerprint(rule.name, statement ?? whole, urn)), statement };
};

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
