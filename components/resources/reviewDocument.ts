import { rules } from "../../policypack/rules";
import { judgeBy, type Verdict } from "../../policypack/engine/evaluateDocument";
import { sentence } from "../../policypack/engine/format";
import type { PlannedDocument } from "../pattern/pattern";

/** What the law says of one planned document. */
export interface Judgement {
    /** Mandatory findings that the user has not accepted: the document must not be built. */
    readonly refused: readonly Verdict[];
    /** Mandatory findings that the user took on himself, with his reason. */
    readonly accepted: readonly { readonly verdict: Verdict; readonly reason: string }[];
    /** Findings that only advise. */
    readonly advised: readonly Verdict[];
}

/** The statement a finding stands in, by the Sid that a planned statement always has. */
const sidOf = ({ document }: PlannedDocument, { path }: Verdict): string | undefined =>
    document.Statement[Number(/^Statement\[(\d+)\]/.exec(path)?.[1] ?? 0)]?.Sid;

/** Judges a document by every rule of the pack; an acceptance lets exactly its one statement through, for one rule. */
export const judgement = (planned: PlannedDocument, account?: string, maximumCharacters?: number): Judgement => {
    const verdicts = judgeBy(rules, planned.kind, planned.document, {
        ...(account === undefined ? {} : { account }),
        ...(maximumCharacters === undefined ? {} : { maximumCharacters }),
    });
    const reasonOf = (verdict: Verdict): string | undefined =>
        planned.accepted?.find(({ rule, sid }) => rule === verdict.rule.name && sid === sidOf(planned, verdict))
            ?.reason;
    const mandatory = verdicts.filter(({ level }) => level === "mandatory");
    return {
        refused: mandatory.filter((verdict) => reasonOf(verdict) === undefined),
        accepted: mandatory.flatMap((verdict) => {
            const reason = reasonOf(verdict);
            return reason === undefined ? [] : [{ verdict, reason }];
        }),
        advised: verdicts.filter(({ level }) => level === "advisory"),
    };
};

/** The mandatory findings that nobody has accepted, each as a line a reader can act on. */
export const refusals = (planned: PlannedDocument, maximumCharacters?: number): readonly string[] =>
    judgement(planned, undefined, maximumCharacters).refused.map(sentence);
