/** What rules report in a policy document. Everything here depends on the document alone, not on where it stands. */

import {
    actionSet,
    allowedActions,
    memoizeByObject,
    TextCache,
    type ActionSet,
    type DocumentKind,
    type PolicyModel,
    type StatementModel,
} from "../iam";
import type { DocumentRule, Report, RuleOptions } from "./rule";
import { failedReport } from "./violation";

/** One report of a rule. */
export interface DocumentReport {
    readonly rule: DocumentRule;
    readonly report: Report;
    /** The statement with the path; undefined for the whole document. */
    readonly statement: StatementModel | undefined;
    readonly document: PolicyModel;
}

const none: readonly DocumentReport[] = [];

/**
 * Evaluates rules on a parsed document, in the order of the rules. Never throws: a rule that throws is itself a report.
 * `whole` is the document as it is written, if some of its statements are left out because they are evaluated already.
 */
export const reportsIn = (
    rules: readonly DocumentRule[],
    document: PolicyModel,
    options: RuleOptions,
    whole = document,
): readonly DocumentReport[] => {
    let reports: DocumentReport[] | undefined;
    for (const { rule, actions } of rulesByKind(rules)[document.kind]) {
        if (concerns(actions, document)) {
            for (const report of check(rule, document, options)) {
                const statement = statementAt(whole, report.path);
                (reports ??= []).push({ rule, report, statement, document: whole });
            }
        }
    }
    return reports ?? none;
};

/** A rule, and the set of the actions that it is about. */
interface IndexedRule {
    readonly rule: DocumentRule;
    readonly actions: ActionSet | undefined;
}

/** Whether a rule that is about these actions can report anything in a document. */
const concerns = (actions: ActionSet | undefined, document: PolicyModel): boolean =>
    actions === undefined || (actions & allowedActions(document)) !== 0;

/** Whether one of the rules can report anything in a document. */
export const mayReport = (rules: readonly DocumentRule[], document: PolicyModel): boolean =>
    rulesByKind(rules)[document.kind].some(({ actions }) => concerns(actions, document));

const rulesByKind = memoizeByObject(
    (rules: readonly DocumentRule[]): Readonly<Record<DocumentKind, readonly IndexedRule[]>> => {
        const indexed = rules.map((rule) => ({ rule, actions: rule.actions && actionSet(rule.actions) }));
        const of = (kind: DocumentKind): readonly IndexedRule[] =>
            indexed.filter(({ rule }) => rule.appliesTo.includes(kind));
        return { trust: of("trust"), grant: of("grant"), boundary: of("boundary"), resource: of("resource") };
    },
);

const check = (rule: DocumentRule, document: PolicyModel, options: RuleOptions): readonly Report[] => {
    try {
        return rule.check(document, options);
    } catch (error) {
        return [failedReport("document", error)];
    }
};

/** The index in a path: 12 in `Statement[12].Resource[0]`; -1 for the only statement of a document without a list. */
const indexIn = (path: string): number | undefined => {
    const [own, index = "-1"] = /^Statement(?:\[(\d+)\])?/.exec(path) ?? [];
    return own === undefined ? undefined : Number(index);
};

/**
 * `Statement[12].Resource[0]` belongs to `Statement[12]`. Statements that cannot be parsed are omitted, so an index is
 * not the position, but the statements are in the order of their indices.
 */
const statementAt = ({ statements }: PolicyModel, path: string): StatementModel | undefined => {
    const index = indexIn(path);
    let low = 0;
    let high = index === undefined ? 0 : statements.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if ((indexIn(statements[middle]?.path ?? "") ?? 0) < (index ?? 0)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const found = index === undefined ? undefined : statements[low];
    return found !== undefined && indexIn(found.path) === index ? found : undefined;
};

/** The reports of some rules in a text. */
interface Remembered {
    readonly kind: DocumentKind;
    readonly rules: readonly DocumentRule[];
    readonly options: RuleOptions;
    readonly reports: readonly DocumentReport[];
}

/** Some thousand documents. A stack often has the same document many times, with other names around it. */
const maxCachedCharacters = 1_000_000;

/** For each rule by itself, as CrossGuard evaluates them, and for some accounts. */
const maxRemembered = 64;

const remembered = new TextCache<Remembered[]>(maxCachedCharacters);

/**
 * The reports in a text, which is parsed only if the same rules have not evaluated the same text with the same options
 * before. Rules and options are compared by identity; see `completeOptions`.
 */
export const reportsInText = (
    rules: readonly DocumentRule[],
    kind: DocumentKind,
    text: string,
    options: RuleOptions,
    parse: (kind: DocumentKind, text: string) => PolicyModel,
): readonly DocumentReport[] => {
    const known = remembered.get(text, () => []);
    for (const one of known) {
        if (one.kind === kind && one.rules === rules && one.options === options) {
            return one.reports;
        }
    }
    const reports = reportsIn(rules, parse(kind, text), options);
    if (known.length >= maxRemembered) {
        known.length = 0;
    }
    known.push({ kind, rules, options, reports });
    return reports;
};
