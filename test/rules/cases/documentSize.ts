import { allow, doc, each, trust, type Case } from "./case";

const many = (count: number): unknown =>
    doc(...Array.from({ length: count }, () => trust({ AWS: "arn:aws:iam::123456789012:role/some-role" })));

export const documentSize: readonly Case[] = [
    ...each("trust", [""], {
        "a trust that needs its quota raised": many(25),
        "the same with blanks": JSON.stringify(many(25), null, 4),
    }),
    ...each("trust", [], {
        "a trust within the quota": many(15),
        "the same with blanks": JSON.stringify(many(15), null, 40),
        "beyond the maximum (another rule)": many(60),
    }),
    ...each("grant", [], { "a grant": doc(...Array.from({ length: 100 }, () => allow("s3:*", "*"))) }),
];
