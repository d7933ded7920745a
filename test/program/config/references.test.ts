import * as assert from "node:assert/strict";
import type { Instance } from "../../../program/config/instances";
import { patterns } from "../../../program/config/patterns";
import { ComputedNames } from "../../../program/config/names";
import { ReferenceTargets, resolveReferences } from "../../../program/config/references";
import { home } from "../../support/deploy";

/** Instances of `automation` that each pass the role of the next one; the last one passes a role that does not exist. */
const chain = (length: number, count: () => void): readonly Instance[] => {
    const pattern = patterns.get("automation") ?? assert.fail("no pattern automation");
    return Array.from({ length }, (_, index): Instance => {
        const name = `a${String(index)}`;
        return {
            key: "automation",
            name,
            path: `ssm-access:automation.${name}`,
            reference: `automation.${name}`,
            pattern: {
                ...pattern,
                names: (...given) => {
                    count();
                    return pattern.names(...given);
                },
            },
            args: { nested: { assumeRoleArns: [`automation.a${String(index + 1)}`] } },
            scope: { location: home, project: "acme", stack: "test", component: pattern.component, name },
        };
    });
};

describe("resolveReferences", () => {
    it("computes the names of each component at most once for all references", () => {
        let count = 0;
        const instances = chain(200, () => (count += 1));
        const targets = new ReferenceTargets(instances, new ComputedNames());
        const resolved = instances.map((instance) => resolveReferences(instance, targets));
        assert.equal(resolved.flatMap(({ references }) => references).length, 199);
        assert.equal(resolved.flatMap(({ issues }) => issues).length, 1);
        assert.equal(count, 200);
    });

    it("computes only the names of referenced components if all references are valid", () => {
        let count = 0;
        const instances = chain(200, () => (count += 1));
        const [first] = instances;
        assert.ok(first);
        assert.equal(
            resolveReferences(first, new ReferenceTargets(instances, new ComputedNames())).references.length,
            1,
        );
        assert.equal(count, 1);
    });
});
