import { createHash } from "node:crypto";

/**
 * The numbers below `count` in an order that depends on the name alone (rendezvous hashing): with one number more, only
 * the names that prefer the new one change their first.
 */
export const preferenceOrder = (name: string, count: number): readonly number[] =>
    Array.from({ length: count }, (_, number) => ({
        number,
        weight: createHash("sha256")
            .update(`${name} ${String(number)}`)
            .digest("hex"),
    }))
        .sort((one, other) => (one.weight < other.weight ? -1 : 1))
        .map(({ number }) => number);
