import { parse, type DocumentKind, type PolicyModel, type StatementModel } from "../iam";
import { fingerprint } from "./fingerprint";
import type { Violation, Rule, RuleOptions } from "./rule";
import { withDefaults } from "./options";

/** A finding with the rule that made it. */
export interface DocumentViolation extends Omit<Violation, "level"> {
    readonly rule: Rule;
    /** The rule's own level, or the softer one of this finding. */
    readonly level: "mandatory" | "advisory";
    /** Names the finding in exemptions and baselines; see `fingerprint` for one with the resource's URN. */
    readonly fingerprint: string;
    /** The statement the finding is about; none when it is about the whole document. */
    readonly statement: StatementModel | undefined;
}

/** What these rules say of a document, in the rules' order. Never throws: a rule that crashes is a finding. */
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
        for (const finding of check(rule, document, known)) {
            violations.push(toDocumentViolation(rule, finding, document));
        }
    }
    return violations;
};

/** What one rule says of a document that was read before. */
export const evaluateRule = (rule: Rule, document: PolicyModel, options: RuleOptions): readonly DocumentViolation[] =>
    check(rule, document, options).map((finding) => toDocumentViolation(rule, finding, document));

const check = (rule: Rule, document: PolicyModel, options: RuleOptions): readonly Violation[] => {
    try {
        return rule.check(document, options);
    } catch (error) {
        const said = error instanceof Error ? error.message : String(error);
        return [
            {
                path: "",
                message: `a document on which the rule itself fails: ${said}`,
                identity: `a document on which the rule itself fails: ${said}`,
                reason: "What a rule cannot judge must not pass as lawful.",
                fix: "Report the document, with its secrets taken out, to the authors of the rule.",
            },
        ];
    }
};

const toDocumentViolation = (rule: Rule, finding: Violation, document: PolicyModel): DocumentViolation => {
    const statement = statementAt(document, finding.path);
    const about = statement === undefined ? aboutAll(document, finding) : [statement];
    const { path, message, reason, fix, level = rule.level } = finding;
    return { path, message, reason, fix, rule, statement, level, fingerprint: fingerprint(rule.name, about) };
};

const aboutAll = (
    { statements }: PolicyModel,
    { message, identity = message }: Violation,
): readonly StatementModel[] | string => (statements.length === 0 ? identity : statements);

/** `Statement[12].Resource[0]` belongs to `Statement[12]`. */
const statementAt = ({ statements }: PolicyModel, path: string): StatementModel | undefined => {
    const index = /^Statement\[(\d+)\]/.exec(path)?.[1];
    if (index === undefined) {
        return path.startsWith("Statement") && statements[0]?.path === "Statement" ? statements[0] : undefined;
    }
    // Statements that could not be read are left out, so the place in the list may come a little earlier.
    for (let at = Math.min(Number(index), statements.length - 1); at >= 0; at -= 1) {
        if (statements[at]?.path === `Statement[${index}]`) {
            return statements[at];
        }
    }
    return undefined;
};
