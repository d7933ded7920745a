import { allow, doc, each, trust, type Case } from "./case";

const many = (count: number): unknown =>
    doc(...Array.from({ length: count }, () => trust({ AWS: "arn:aws:iam::123456789012:role/some-role" })));

/** A trust of so many characters. */
const ofLength = (length: number): unknown => {
    const filled = (Id: string): unknown => ({ Id, ...(many(1) as object) });
    return filled("x".repeat(length - JSON.stringify(filled("")).length));
};

export const documentSize: readonly Case[] = [
    ...each("trust", [""], {
        "a trust that needs its quota raised": many(25),
        "the same with blanks": JSON.stringify(many(25), null, 4),
        "one character more than the quota": ofLength(2049),
        "as many characters as a quota can be": ofLength(4096),
    }),
    ...each("trust", [], {
        "a trust within the quota": many(15),
        "the same with blanks": JSON.stringify(many(15), null, 40),
        "as many characters as the quota": ofLength(2048),
        "one character beyond the maximum (another rule)": ofLength(4097),
        "beyond the maximum (another rule)": many(60),
    }),
    ...each("grant", [], { "a grant": doc(...Array.from({ length: 100 }, () => allow("s3:*", "*"))) }),
];
