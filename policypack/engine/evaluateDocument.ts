import { memoizeByObject, parse, type DocumentKind, type PolicyModel } from "../iam";
import { reportsIn, reportsInText, type DocumentReport } from "./documentReports";
import { fingerprint } from "./fingerprint";
import { withDefaults } from "./options";
import type { DocumentRule, RuleOptions } from "./rule";
import { renderReport, toViolation, type DocumentViolation } from "./violation";

/** The options with defaults; the same object for the same options, so that results are remembered. */
const completed = memoizeByObject(withDefaults);

const noOptions: Partial<RuleOptions> = {};

/** Evaluates rules on a document, in the order of the rules. Never throws: a rule that throws is itself a violation. */
export const evaluateDocument = (
    rules: readonly DocumentRule[],
    kind: DocumentKind,
    raw: unknown,
    options: Partial<RuleOptions> = noOptions,
): readonly DocumentViolation[] => {
    const known = completed(options);
    const reports =
        typeof raw === "string"
            ? reportsInText(rules, kind, raw, known, parse)
            : reportsIn(rules, parse(kind, raw), known);
    return reports.length === 0 ? none : violationsOf(reports);
};

const none: readonly DocumentViolation[] = [];

/** The reports in a text are remembered, and so are their violations. */
const violationsOf = memoizeByObject((reports: readonly DocumentReport[]) => reports.map((one) => violationOf(one)));

/** Evaluates one rule on a parsed document. */
export const evaluateRule = (
    rule: DocumentRule,
    document: PolicyModel,
    options: RuleOptions,
): readonly DocumentViolation[] => reportsIn([rule], document, options).map((one) => violationOf(one));

/** The violation of a report in a document, which stands in the resource with this URN. */
export const violationOf = (
    { rule, report, statement, subject }: DocumentReport,
    urn?: string,
    name = fingerprint(rule.name, subject, urn),
): DocumentViolation => ({ ...toViolation(rule, report, renderReport(rule, report), name), statement });
