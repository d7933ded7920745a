import { memoizeByObject, parse, type DocumentKind, type PolicyModel, type Replacement } from "../iam";
import { alone, digest, formsFor } from "./canonicalForm";
import { reportsIn, reportsInText, type DocumentReport } from "./documentReports";
import { fingerprint } from "./fingerprint";
import { withDefaults } from "./options";
import { maskOf, type LocationMask } from "./locationMask";
import type { WrittenReplacement } from "./replacement";
import type { DocumentRule, RuleOptions } from "./rule";
import { toViolation, type DocumentViolation } from "./violation";
import { writtenAt } from "./written";

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
    return reports.length === 0 ? none : violationsOf(reports, { urn: "", place: "", raw, mask: maskOf(known) });
};

const none: readonly DocumentViolation[] = [];

/** Evaluates one rule on a parsed document. */
export const evaluateRule = (
    rule: DocumentRule,
    document: PolicyModel,
    options: RuleOptions,
): readonly DocumentViolation[] =>
    violationsOf(reportsIn([rule], document, options), {
        urn: "",
        place: "",
        raw: undefined,
        mask: maskOf(options),
    });

/** The reports in a text are remembered for the same options, and so are their violations. */
const remembered = memoizeByObject<readonly DocumentReport[], { violations?: readonly DocumentViolation[] }>(
    () => ({}),
);

const violationsOf = (reports: readonly DocumentReport[], at: DocumentAt): readonly DocumentViolation[] => {
    const known = remembered(reports);
    known.violations ??= reports.map((report) => violationOf(report, () => fingerprintOf(report, at)));
    return known.violations;
};

/** Where a document stands. */
export interface DocumentAt {
    /** The URN of the resource; empty for a document alone. */
    readonly urn: string;
    /** The place in the resource. */
    readonly place: string;
    /** The document as written, or the property of a template that cannot be read. */
    readonly raw: unknown;
    readonly mask: LocationMask;
}

/** The violation of a report in a document. */
export const violationOf = (
    { rule, report, statement, document }: DocumentReport,
    name: () => string,
    write?: (replacement: Replacement) => WrittenReplacement | undefined,
    alsoFix?: string,
): DocumentViolation =>
    // Not by a spread, which would read the texts.
    Object.assign(toViolation(rule, report, name, write, alsoFix), { statement, document });

/** The fingerprint of a report in a document. */
export const fingerprintOf = (reported: DocumentReport, at: DocumentAt): string => {
    const { rule, report } = reported;
    const { urn, place, mask } = at;
    const { identity = "" } = report;
    return fingerprint({ rule: rule.name, urn, place, identity, grant: grantOf(reported, at) }, mask);
};

/** The digest of what is granted: by the statement that a report is about, else by the whole document. */
const grantOf = ({ report, statement, document }: DocumentReport, { raw, mask }: DocumentAt): string => {
    const { path, principal, isUnparsed } = report;
    const forms = formsFor(mask);
    const granted =
        statement === undefined ? forms.documents(alone(document)) : forms.grant(statement, alone(document), principal);
    // A Sid grants nothing, and what is missing in a statement is part of its form.
    const isWithinForm = path === statement?.path || path.endsWith(".Sid");
    return isUnparsed === true && !isWithinForm ? digest(`${granted} ${mask.apply(writtenAt(raw, path))}`) : granted;
};
