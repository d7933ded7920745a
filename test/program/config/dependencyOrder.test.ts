import * as assert from "node:assert/strict";
import { orderComponents } from "../../../program/config/dependencyOrder";
import type { Instance } from "../../../program/config/instances";
import type { Reference } from "../../../program/config/references";

const component = (reference: string): Instance => ({ reference }) as Instance;

/** References as `from to`; required unless they end in `?`. */
const references = (...texts: readonly string[]): readonly Reference[] =>
    texts.map((text) => {
        const [from = "", to = ""] = text.replace("?", "").split(" ");
        return { from: component(from), to: component(to), path: text, required: !text.endsWith("?") };
    });

const edgesOf = (after: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] =>
    [...after].flatMap(([from, others]) => [...others].map((to) => `${from} ${to}`));

describe("orderComponents", () => {
    it("omits an optional reference that would close a cycle", () => {
        const { after, issues } = orderComponents(references("a b?", "b c", "c a", "d a?"));
        assert.deepEqual(edgesOf(after), ["b c", "c a", "d a"]);
        assert.deepEqual(issues, []);
    });

    it("reports a required reference that closes a cycle, with the cycle", () => {
        const { after, issues } = orderComponents(references("x a", "a b", "b c", "b d", "d a", "c y", "e e"));
        assert.deepEqual(edgesOf(after), ["x a", "a b", "b c", "b d", "c y"]);
        assert.deepEqual(
            issues.map(({ path, message }) => [path, message]),
            [
                ["d a", "closes a dependency cycle: d -> a -> b -> d"],
                ["e e", "closes a dependency cycle: e -> e"],
            ],
        );
    });

    it("orders long chains, and reports long cycles", () => {
        const chainOf = (length: number): readonly string[] =>
            Array.from({ length }, (_, index) => `n${length - index} n${length - index + 1}`);
        assert.equal(orderComponents(references(...chainOf(20_000))).after.size, 20_000);
        const { after, issues } = orderComponents(references(...chainOf(1000), "n1001 n1"));
        assert.equal(after.size, 1000);
        assert.equal(issues.length, 1);
    });

    it("searches diamonds once", () => {
        const diamonds = Array.from({ length: 200 }, (_, index) => [
            `n${index} l${index}`,
            `n${index} r${index}`,
            `l${index} n${index + 1}`,
            `r${index} n${index + 1}`,
        ]).flat();
        assert.equal(orderComponents(references(...diamonds, "n200 n0")).issues.length, 1);
        assert.deepEqual(orderComponents(references(...diamonds, "n200 x", "x y", "y x")).issues.length, 1);
    });
});
