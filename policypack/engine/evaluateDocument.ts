import { parse, type DocumentKind, type PolicyModel, type StatementModel } from "../iam";
import { fingerprint } from "./fingerprint";
import type { Violation, Rule, RuleOptions } from "./rule";
import { withDefaults } from "./options";

/** A violation with the rule that reported it. */
export interface DocumentViolation extends Omit<Violation, "level"> {
    readonly rule: Rule;
    /** The rule's level, or the lower one of this violation. */
    readonly level: "mandatory" | "advisory";
    /** Identifies the violation in exemptions and baselines; `fingerprint` can also include the resource's URN. */
    readonly fingerprint: string;
    /** The statement with the violation; undefined for a violation of the whole document. */
    readonly statement: StatementModel | undefined;
}

/** Evaluates rules on a document, in the order of the rules. Never throws: a rule that throws is itself a violation. */
export const evaluateDocument = (
    rules: readonly Rule[],
    kind: DocumentKind,
    raw: unknown,
    options: Partial<RuleOptions> = {},
): readonly DocumentViolation[] => {
    const document = parse(kind, raw);
    const known = withDefaults(options);
    const violations: DocumentViolation[] = [];
    for (const rule of rules) {
        if (!rule.appliesTo.includes(kind)) {
            continue;
        }
        for (const violation of check(rule, document, known)) {
            violations.push(toDocumentViolation(rule, violation, document));
        }
    }
    return violations;
};

/** Evaluates one rule on a parsed document. */
export const evaluateRule = (rule: Rule, document: PolicyModel, options: RuleOptions): readonly DocumentViolation[] =>
    check(rule, document, options).map((violation) => toDocumentViolation(rule, violation, document));

const check = (rule: Rule, document: PolicyModel, options: RuleOptions): readonly Violation[] => {
    try {
        return rule.check(document, options);
    } catch (error) {
        const failure = error instanceof Error ? error.message : String(error);
        return [
            {
                path: "",
                message: `the rule failed to evaluate the document: ${failure}`,
                identity: `a document on which the rule itself fails: ${failure}`,
                reason: "A document that cannot be evaluated is not compliant.",
                fix: "Report the document, without secrets, to the maintainers of the rule.",
            },
        ];
    }
};

const toDocumentViolation = (rule: Rule, violation: Violation, document: PolicyModel): DocumentViolation => {
    const statement = statementAt(document, violation.path);
    const subject = statement === undefined ? wholeDocument(document, violation) : [statement];
    const { path, message, reason, fix, level = rule.level } = violation;
    return { path, message, reason, fix, rule, statement, level, fingerprint: fingerprint(rule.name, subject) };
};

/** All statements of the document, or the identity of the violation if no statement can be parsed. */
const wholeDocument = (
    { statements }: PolicyModel,
    { message, identity = message }: Violation,
): readonly StatementModel[] | string => (statements.length === 0 ? identity : statements);

/** `Statement[12].Resource[0]` belongs to `Statement[12]`. */
const statementAt = ({ statements }: PolicyModel, path: string): StatementModel | undefined => {
    const index = /^Statement\[(\d+)\]/.exec(path)?.[1];
    if (index === undefined) {
        return path.startsWith("Statement") && statements[0]?.path === "Statement" ? statements[0] : undefined;
    }
    // Statements that cannot be parsed are omitted, so the statement's index may be lower than in its path.
    for (let at = Math.min(Number(index), statements.length - 1); at >= 0; at -= 1) {
        if (statements[at]?.path === `Statement[${index}]`) {
            return statements[at];
        }
    }
    return undefined;
};
