/** Where the law and the simulator of @cloud-copilot/iam-simulate are known to differ, and why each is as it is. */
export interface Difference {
    readonly name: string;
    /** Whether a document may show it. */
    readonly in: (document: { readonly Statement: readonly Written[] }) => boolean;
    /** What the law says there, while the simulator says the opposite. */
    readonly law: "finds" | "lets pass";
    readonly why: string;
}

/** A statement as the generators write it. */
export interface Written {
    readonly Effect: string;
    readonly Condition?: Readonly<Record<string, unknown>>;
}

const text = (value: unknown): string => JSON.stringify(value);

const isConditional = ({ Condition }: Written): boolean => Object.keys(Condition ?? {}).length > 0;

/** The explained differences; one that no document shows any more fails the test, so that the list cannot rot. */
export const differences: readonly Difference[] = [
    {
        name: "a Deny under a condition",
        in: ({ Statement }) =>
            !text(Statement).includes("sts:") && Statement.some((one) => one.Effect === "Deny" && isConditional(one)),
        law: "finds",
        why: "By the specification a Deny with a condition repairs nothing, though Allow and Deny together may leave nothing.",
    },
    {
        name: "an ARN with fewer than six fields under an ARN operator",
        in: (document) => /"[^"]*Arn(Like|Equals|NotLike)[^}]*"(arn:aws:ssm:\*|\*)"/.test(text(document)),
        law: "finds",
        why: "The simulator lets it match nothing; AWS does not say so, and the specification counts it as swallowing the account.",
    },
    {
        name: "a negated wildcard, which nothing meets",
        in: (document) => /"StringNot[^}]*"\*"/.test(text(document)),
        law: "finds",
        why: "A negated operator is never counted as a guard; that this one also keeps everyone out is an accident of its value.",
    },
    {
        name: "a question mark before the account under StringLike",
        in: (document) => /"StringLike[^}]*arn:aws:ssm:us-east-\?:/.test(text(document)),
        law: "finds",
        why: "The specification asks for no wildcard there; no source of the grid happens to fit.",
    },
];
