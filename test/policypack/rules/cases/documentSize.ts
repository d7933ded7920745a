import { allow, doc, each, trust, type Case } from "./case";

const many = (count: number): unknown =>
    doc(...Array.from({ length: count }, () => trust({ AWS: "arn:aws:iam::123456789012:role/some-role" })));

/** A trust policy with this number of characters. */
const ofLength = (length: number): unknown => {
    const filled = (Id: string): unknown => ({ Id, ...(many(1) as object) });
    return filled("x".repeat(length - JSON.stringify(filled("")).length));
};

export const documentSize: readonly Case[] = [
    ...each("trust", [""], {
        "a trust policy that needs a quota increase": many(25),
        "a trust policy with white space": JSON.stringify(many(25), null, 4),
        "one character above the default quota": ofLength(2049),
        "one character above the former maximum quota": ofLength(4097),
        "exactly the maximum quota": ofLength(8192),
    }),
    ...each("trust", [], {
        "a trust policy within the default quota": many(15),
        "a trust policy with white space": JSON.stringify(many(15), null, 40),
        "exactly the default quota": ofLength(2048),
        "one character above the maximum (another rule)": ofLength(8193),
        "far above the maximum (another rule)": many(90),
    }),
    ...each("grant", [], { "an identity policy": doc(...Array.from({ length: 100 }, () => allow("s3:*", "*"))) }),
];
