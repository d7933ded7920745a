import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { MinimalFake, createValidExamples } from "./support/minimalFake";
import { good, inputsFor, rejected, rejectedInputs } from "./cases";
import type { Made } from "./cases/case";
import { document, sized, trust, trustSized } from "./cases/documents";
import { memory } from "./support/memory";
import { networkMemory } from "./support/networkMemory";
import { fieldsOf } from "../fakeAws/model";
import { models } from "../fakeAws/models";
import { ThrowCoverage } from "./support/throwCoverage";

const [role, policy, attachment] = [
    "aws:iam/role:Role",
    "aws:iam/policy:Policy",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
];

/** The args of a resource as declared in the installed @pulumi/aws: name, and whether it is optional. */
const declaredInputs = (type: string): Map<string, boolean> => {
    const [, path = "", className = ""] = type.split(":");
    const file = join(dirname(require.resolve("@pulumi/aws/package.json")), `${path}.d.ts`);
    const body = new RegExp(`export interface ${className}Args \\{([\\s\\S]*?)\\n\\}`).exec(
        readFileSync(file, "utf8"),
    )?.[1];
    assert.ok(body !== undefined, `${file} declares no ${className}Args`);
    return new Map([...body.matchAll(/^ {4}(\w+)(\??):/gm)].map(([, name = "", optional]) => [name, optional === "?"]));
};

const coverage = new ThrowCoverage(join(__dirname, "..", "fakeAws"));

describe("the fake AWS", () => {
    let world: MinimalFake;
    let made: Record<string, Made>;
    let existing: readonly string[];
    before(async () => {
        await coverage.start();
        world = new MinimalFake();
        made = createValidExamples(world);
        existing = world.listed();
        world.restart();
    });
    after(() => {
        world.close();
    });

    it("has a valid example of each resource type", () => {
        assert.deepEqual(good.map(([type]) => type).sort(), Object.keys(models).sort());
    });

    it("rejects an unknown resource type", () => {
        assert.throws(() => world.create("aws:ec2/instance:Instance", {}), /no model of aws:ec2\/instance:Instance/);
    });

    for (const [type] of good) {
        describe(type, () => {
            it("has only inputs that @pulumi/aws declares, with the same required ones", () => {
                const declared = declaredInputs(type);
                const fields = fieldsOf(models[type] ?? assert.fail());
                const unknown = Object.keys(fields).filter((name) => !declared.has(name));
                assert.deepEqual(unknown, []);
                const required = [...declared].filter(([, optional]) => !optional).map(([name]) => name);
                const alsoRequired = Object.keys(fields).filter((name) => fields[name]?.required === true);
                assert.deepEqual(alsoRequired.sort(), required.sort());
            });

            it("shows no diff after create, and reads the same properties", () => {
                const resource = made[type] ?? assert.fail();
                assert.deepEqual(world.diff(type, resource, inputsFor(type, made)).changed, []);
                assert.deepEqual(world.read(type, resource.id).properties, resource.properties);
            });
        });
    }

    for (const one of rejected) {
        it(`rejects ${one.name}`, () => {
            assert.throws(() => world.create(one.type, rejectedInputs(one, made)), one.rejected);
        });
    }

    it("keeps nothing that it rejected", () => {
        assert.deepEqual(world.listed(), existing);
    });

    it("does not count white space in a policy", () => {
        const spaced = sized(6144).replaceAll(",", ", \n  ");
        assert.ok(world.create(policy, { name: "spaced", policy: spaced }).id.endsWith("policy/spaced"));
    });

    it("accepts a longer trust policy if the quota was raised", () => {
        world.seed("fakeAws:index:Quota", "ACLSizePerRole", { value: 4096 });
        assert.ok(world.create(role, { name: "long", assumeRolePolicy: trustSized(4096) }));
        assert.throws(
            () => world.create(role, { name: "longer", assumeRolePolicy: trustSized(4097) }),
            /4096, got 4097/,
        );
    });

    it("rejects the eleventh managed policy of a role", () => {
        world.create(role, { name: "many", assumeRolePolicy: trust() });
        const attach = (i: number): void => {
            const { id } = world.create(policy, { name: `many-${i}`, policy: document() });
            world.create(attachment, { role: "many", policyArn: id });
        };
        Array.from({ length: 10 }, (_, i) => i).forEach(attach);
        assert.throws(() => {
            attach(10);
        }, /PoliciesPerRole: 10, got 11/);
    });
});

describe("the state of the fake AWS", memory);

describe("the network state of the fake AWS", networkMemory);

describe("the errors of the fake AWS", () => {
    it("are all covered by a test, except for the timeout of the account lock", async () => {
        const missed = await coverage.missed();
        assert.deepEqual(
            missed.filter((line) => !line.startsWith("account.ts")),
            [],
        );
    });
});
