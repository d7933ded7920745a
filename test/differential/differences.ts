/** Known differences between the rules and the simulator of @cloud-copilot/iam-simulate, each with its reason. */
export interface Difference {
    readonly name: string;
    /** Whether a document can show the difference. */
    readonly in: (document: { readonly Statement: readonly Written[] }) => boolean;
    /** The result of the rule; the simulator has the opposite one. */
    readonly rule: "reports" | "accepts";
    readonly why: string;
}

/** A statement as the generators write it. */
export interface Written {
    readonly Effect: string;
    readonly Condition?: Readonly<Record<string, unknown>>;
}

const text = (value: unknown): string => JSON.stringify(value);

const isConditional = ({ Condition }: Written): boolean => Object.keys(Condition ?? {}).length > 0;

/** The explained differences. The test fails on one that no document shows any more. */
export const differences: readonly Difference[] = [
    {
        name: "a Deny with a condition",
        in: ({ Statement }) =>
            !text(Statement).includes("sts:") && Statement.some((one) => one.Effect === "Deny" && isConditional(one)),
        rule: "reports",
        why: "The rules never count a Deny with a condition as a restriction, even if nothing remains of the Allow in combination.",
    },
    {
        name: "an ARN with fewer than six fields under an ARN operator",
        in: (document) => /"[^"]*Arn(Like|Equals|NotLike)[^}]*"(arn:aws:ssm:\*|\*)"/.test(text(document)),
        rule: "reports",
        why: "In the simulator it matches nothing. AWS does not document that, so the rules assume that it matches any account.",
    },
    {
        name: "a negated wildcard, which no value satisfies",
        in: (document) => /"StringNot[^}]*"\*"/.test(text(document)),
        rule: "reports",
        why: "The rules never count a negated operator as a restriction, although this value happens to exclude everyone.",
    },
    {
        name: "a question mark before the account under StringLike",
        in: (document) => /"StringLike[^}]*arn:aws:ssm:us-east-\?:/.test(text(document)),
        rule: "reports",
        why: "The rules allow no wildcard there, although no source in the test grid matches.",
    },
];
