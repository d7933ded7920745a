import * as assert from "node:assert/strict";
import { edgesOf } from "../../../program/preview/edges";
import { emittedDocuments } from "../../../program/preview/readDocuments";
import type { PreviewedResource } from "../../../program/preview/registrations";
import { home } from "../../support/deploy";

const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: "iam:PassRole", Resource: `arn:aws:iam::${home.accountId}:role/web` },
});

const resource = (type: string, name: string, inputs: PreviewedResource["inputs"]): PreviewedResource => ({
    urn: `urn:pulumi:test::acme::${type}::${name}`,
    type,
    name,
    inputs,
});

/** Managed policies with an attachment each, which counts how often its policy is read. */
const attachedPolicies = (length: number, read: () => void): readonly PreviewedResource[] =>
    Array.from({ length }, (_, index) => {
        const name = `p${String(index)}`;
        const inputs = new Proxy(
            { group: "ops", policyArn: `arn:aws:iam::${home.accountId}:policy/${name}` },
            {
                get: (target, key, receiver): unknown => {
                    read();
                    return Reflect.get(target, key, receiver);
                },
            },
        );
        return [
            resource("aws:iam/policy:Policy", name, { name, policy }),
            resource("aws:iam/groupPolicyAttachment:GroupPolicyAttachment", name, inputs),
        ];
    }).flat();

describe("edgesOf", () => {
    it("reads each attachment a constant number of times", () => {
        const readsOf = (length: number): number => {
            let reads = 0;
            const resources = attachedPolicies(length, () => (reads += 1));
            const edges = edgesOf(emittedDocuments(resources, []), resources, () => home);
            assert.deepEqual([edges.length, ...new Set(edges.map(({ from }) => from))], [length, "group ops"]);
            return reads / length;
        };
        assert.equal(readsOf(200), readsOf(10));
    });
});
