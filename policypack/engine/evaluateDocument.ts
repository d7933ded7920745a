import { parse, type DocumentKind, type NormalDocument, type NormalStatement } from "../iam";
import { fingerprint } from "./fingerprint";
import type { Finding, Rule, Settings } from "./rule";
import { completed } from "./options";

/** A finding with the rule that made it. */
export interface Verdict extends Omit<Finding, "level"> {
    readonly rule: Rule;
    /** The rule's own level, or the softer one of this finding. */
    readonly level: "mandatory" | "advisory";
    /** Names the finding in exemptions and baselines; see `fingerprint` for one with the resource's URN. */
    readonly fingerprint: string;
    /** The statement the finding is about; none when it is about the whole document. */
    readonly statement: NormalStatement | undefined;
}

/** What these rules say of a document, in the rules' order. Never throws: a rule that crashes is a finding. */
export function judgeBy(
    rules: readonly Rule[],
    kind: DocumentKind,
    raw: unknown,
    settings: Partial<Settings> = {},
): readonly Verdict[] {
    const document = parse(kind, raw);
    const known = completed(settings);
    const verdicts: Verdict[] = [];
    for (const rule of rules) {
        if (!rule.appliesTo.includes(kind)) continue;
        for (const finding of findingsOf(rule, document, known)) verdicts.push(toVerdict(rule, finding, document));
    }
    return verdicts;
}

/** What one rule says of a document that was read before. */
export const verdictsOf = (rule: Rule, document: NormalDocument, settings: Settings): readonly Verdict[] =>
    findingsOf(rule, document, settings).map((finding) => toVerdict(rule, finding, document));

function findingsOf(rule: Rule, document: NormalDocument, settings: Settings): readonly Finding[] {
    try {
        return rule.check(document, settings);
    } catch (error) {
        const said = error instanceof Error ? error.message : String(error);
        return [
            {
                path: "",
                found: `a document on which the rule itself fails: ${said}`,
                why: "What a rule cannot judge must not pass as lawful.",
                paste: "Report the document, with its secrets taken out, to the authors of the rule.",
            },
        ];
    }
}

function toVerdict(rule: Rule, finding: Finding, document: NormalDocument): Verdict {
    const statement = statementAt(document, finding.path);
    const about = statement === undefined ? aboutAll(document, finding) : [statement];
    const { path, found, why, paste, level = rule.level } = finding;
    return { path, found, why, paste, rule, statement, level, fingerprint: fingerprint(rule.name, about) };
}

const aboutAll = ({ statements }: NormalDocument, { found }: Finding): readonly NormalStatement[] | string =>
    statements.length === 0 ? found : statements;

/** `Statement[12].Resource[0]` belongs to `Statement[12]`. */
function statementAt({ statements }: NormalDocument, path: string): NormalStatement | undefined {
    const index = /^Statement\[(\d+)\]/.exec(path)?.[1];
    if (index === undefined)
        return path.startsWith("Statement") && statements[0]?.path === "Statement" ? statements[0] : undefined;
    // Statements that could not be read are left out, so the place in the list may come a little earlier.
    for (let at = Math.min(Number(index), statements.length - 1); at >= 0; at -= 1) {
        if (statements[at]?.path === `Statement[${index}]`) return statements[at];
    }
    return undefined;
}
