/** Documents designed to make parsing or evaluation slow. Each must be evaluated in reasonable time. */
import type { DocumentKind } from "../../policypack/iam";

/** A hostile document. */
export interface Hostile {
    readonly name: string;
    readonly kind: DocumentKind;
    readonly raw: unknown;
}

const text = (...Statement: readonly unknown[]): string => JSON.stringify({ Version: "2012-10-17", Statement });

const pass = (Resource: unknown, Effect = "Allow"): unknown => ({ Effect, Action: "iam:PassRole", Resource });

const many = (count: number, one: (index: number) => unknown): readonly unknown[] =>
    Array.from({ length: count }, (_, index) => one(index));

const role = (index: number): string => `arn:aws:iam::123456789012:role/r${index}`;
const evil = `arn:aws:iam::*:role/${"a*".repeat(1000)}b`;
const service = (index: number): unknown => ({
    Effect: "Allow",
    Principal: { Service: `s${index}.amazonaws.com` },
    Action: "sts:AssumeRole",
});

/** All hostile documents, generated lazily because some have ten million characters. */
export const hostile: readonly (() => Hostile)[] = [
    () => ({ name: "10 MB in one Resource", kind: "grant", raw: text(pass("a".repeat(10_000_000))) }),
    () => ({ name: "10 MB of role ARNs", kind: "grant", raw: text(pass(many(230_000, role))) }),
    () => ({ name: "10 MB of invalid JSON", kind: "grant", raw: "{".repeat(10_000_000) }),
    () => ({
        name: "10,000 statements, each passing one role",
        kind: "grant",
        raw: text(...many(10_000, (i) => pass(role(i)))),
    }),
    () => ({
        name: "10,000 statements, each passing all roles",
        kind: "grant",
        raw: text(...many(10_000, () => pass("*"))),
    }),
    () => ({ name: "10,000 unguarded services in a trust policy", kind: "trust", raw: text(...many(10_000, service)) }),
    () => ({
        name: "1,000 Allow and 1,000 Deny statements",
        kind: "grant",
        raw: text(
            ...many(1000, (i) => pass(`${role(i)}*`)),
            ...many(1000, (i) => pass(`arn:aws:iam::*:role/*x${i}*`, "Deny")),
        ),
    }),
    () => ({ name: "lists nested 200,000 deep", kind: "grant", raw: `${"[".repeat(200_000)}${"]".repeat(200_000)}` }),
    () => ({
        name: "objects nested 100,000 deep in a Condition",
        kind: "grant",
        raw: `{"Statement":{"Effect":"Allow","Condition":${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}}}`,
    }),
    () => ({ name: "a pattern with 1,000 wildcards", kind: "grant", raw: text(pass(evil)) }),
    () => ({
        name: "a pattern with 1,000 wildcards, denied by similar patterns",
        kind: "grant",
        raw: text(pass(evil), ...many(200, (i) => pass(`arn:aws:iam::*:role/${"*a".repeat(900)}${i}*`, "Deny"))),
    }),
    () => ({
        name: "100,000 keys in a Condition",
        kind: "trust",
        raw: text({
            ...(service(0) as object),
            Condition: {
                StringLike: Object.fromEntries(many(100_000, (i) => [`k${i}`, "*"]) as [string, string][]),
            },
        }),
    }),
    () => ({
        name: "__proto__ as a key everywhere",
        kind: "grant",
        raw: '{"__proto__":{"Statement":[]},"Statement":{"__proto__":{"Effect":"Allow"},"Condition":{"__proto__":{"__proto__":[]}}}}',
    }),
];
