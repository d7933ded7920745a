import * as assert from "node:assert/strict";
import { changePolicies, splitPolicy, measurable, policiesFor } from "../../../components/deployments/splitPolicies";
import { changePolicyCount, deployments } from "../../../components/deployments/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import { allow, document, type PolicyDocument, type Statement } from "../../../policypack/iam";
import { namingScope } from "../namingScopes";
import { deployed, pulumiDeployments } from "./fixture";

const scope = namingScope("DeploymentsAccess");
const roles = (count: number): readonly string[] =>
    Array.from(
        { length: count },
        (_, i) => `arn:aws:iam::123456789012:role/ssm-access-prod-role-${String(i)}-0a1b2c3d`,
    );
const argsFor = (count: number) => ({ pulumiDeployments, deployed: { ...deployed, arns: [...roles(count)] } });

/** Every combination of action, resource and condition. Documents with equal lists grant the same permissions. */
const granted = (documents: readonly PolicyDocument[]): readonly string[] =>
    documents
        .flatMap(({ Statement: statements }) => statements)
        .flatMap(({ Action, Resource = [], Condition }: Statement) =>
            Action.flatMap((action) =>
                Resource.map((resource) => `${action} ${resource} ${JSON.stringify(Condition ?? {})}`),
            ),
        )
        .sort();

const partsOf = (count: number): readonly PolicyDocument[] =>
    Object.entries(planDocuments(deployments, scope, argsFor(count))).flatMap(([child, planned]) =>
        /^change\d+$/.test(child) && planned !== undefined ? [planned.document] : [],
    );

const characters = (value: unknown): number => JSON.stringify(value).replace(/\s/g, "").length;

describe("change permissions of a deployer", () => {
    it("are inline in the role while they fit", () => {
        assert.equal(changePolicyCount(scope, argsFor(8)), 0);
        assert.deepEqual(partsOf(8), []);
        assert.ok(planDocuments(deployments, scope, argsFor(8)).change);
    });

    for (const count of [40, 60, 90]) {
        it(`are in managed policies within the size limit for ${String(count)} roles`, () => {
            const parts = partsOf(count);
            assert.ok(parts.length > 1 && parts.length <= 10, String(parts.length));
            for (const part of parts) {
                assert.ok(part.Statement.length > 0 && characters(part) <= 6144, String(characters(part)));
            }
            assert.equal(planDocuments(deployments, scope, argsFor(count)).change, undefined);
            const args = { path: "/", ...argsFor(count) };
            const names = deployments.names(scope, args);
            for (const part of changePolicies.slice(0, parts.length)) {
                assert.ok(names[part].arn.includes("-change-"), part);
            }
        });
    }

    it("grant the same permissions after splitting", () => {
        const whole = document(
            allow("One", ["iam:CreateRole", "iam:DeleteRole"], roles(30), {
                StringEquals: { "iam:PermissionsBoundary": "b" },
            }),
            allow("Two", ["iam:TagRole"], roles(30)),
            allow("Three", ["sns:CreateTopic"], ["arn:aws:sns:eu-west-1:123456789012:topic"]),
        );
        for (const count of [1, 2, 3, 7]) {
            const parts = splitPolicy(whole, count);
            assert.equal(parts.length, count);
            assert.deepEqual(granted(parts), granted([whole]));
        }
    });

    it("leave no part empty, even with few statements", () => {
        const parts = splitPolicy(document(allow("All", ["iam:TagRole"], roles(3))), 3);
        assert.deepEqual(
            parts.map(({ Statement: [only] }) => only?.Resource?.length),
            [1, 1, 1],
        );
    });

    it("never need more policies than a role can have attached", () => {
        const wide = document(allow("All", ["iam:TagRole"], roles(2000)));
        assert.equal(policiesFor(document(), wide), 10);
    });

    it("fill the first parts if an even split leaves too much for the last one", () => {
        const actions = Array.from({ length: 48 }, (_, i) => `iam:Action${String(i).padStart(15, "0")}`);
        const long = (count: number): PolicyDocument =>
            document(
                ...Array.from({ length: count }, (_, i) => allow(`Statement${String(i)}`, actions, [...roles(1)])),
            );
        // Four of these statements fit into a policy; an even split would leave five for the last one.
        const lengths = (count: number, parts: number) =>
            splitPolicy(long(count), parts).map(({ Statement: { length } }) => length);
        assert.deepEqual(lengths(11, 3), [4, 4, 3]);
        assert.ok(splitPolicy(long(30), policiesFor(document(), long(30))).every((part) => characters(part) <= 6144));
    });

    it("are measured with a placeholder for each unknown ARN", () => {
        const unknown = Object.create({ apply: () => undefined }) as string;
        assert.deepEqual(measurable({ arns: [unknown, "a"], count: 2 }), {
            arns: [`arn:aws:iam::000000000000:role/${"x".repeat(64)}`, "a"],
            count: 2,
        });
        const args = { pulumiDeployments, deployed: { arns: Array.from({ length: 60 }, () => unknown) } };
        assert.ok(changePolicyCount(scope, args) > 1);
    });
});
