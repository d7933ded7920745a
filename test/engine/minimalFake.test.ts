import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { BareStandIn, furnished } from "./support/minimalFake";
import { good, inputsFor, refusals, spoilt } from "./cases";
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

/** The args of a resource as the installed @pulumi/aws declares them: name, and whether it may be left out. */
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

describe("the stand-in for AWS", () => {
    let world: BareStandIn;
    let made: Record<string, Made>;
    let furniture: readonly string[];
    before(async () => {
        await coverage.start();
        world = new BareStandIn();
        made = furnished(world);
        furniture = world.listed();
        world.restart();
    });
    after(() => {
        world.close();
    });

    it("has a good example of each type it knows", () => {
        assert.deepEqual(good.map(([type]) => type).sort(), Object.keys(models).sort());
    });

    it("refuses a type it does not know, and says so", () => {
        assert.throws(() => world.create("aws:ec2/instance:Instance", {}), /no model of aws:ec2\/instance:Instance/);
    });

    for (const [type] of good) {
        describe(type, () => {
            it("has the inputs that @pulumi/aws declares, and no other", () => {
                const declared = declaredInputs(type);
                const fields = fieldsOf(models[type] ?? assert.fail());
                const unknown = Object.keys(fields).filter((name) => !declared.has(name));
                assert.deepEqual(unknown, []);
                const required = [...declared].filter(([, optional]) => !optional).map(([name]) => name);
                const alsoRequired = Object.keys(fields).filter((name) => fields[name]?.required === true);
                assert.deepEqual(alsoRequired.sort(), required.sort());
            });

            it("finds nothing to change in what it has just made, and reads it back", () => {
                const thing = made[type] ?? assert.fail();
                assert.deepEqual(world.diff(type, thing, inputsFor(type, made)).changed, []);
                assert.deepEqual(world.read(type, thing.id).properties, thing.properties);
            });
        });
    }

    for (const refusal of refusals) {
        it(`refuses ${refusal.name}`, () => {
            assert.throws(() => world.create(refusal.type, spoilt(refusal, made)), refusal.refused);
        });
    }

    it("has not kept anything it refused", () => {
        assert.deepEqual(world.listed(), furniture);
    });

    it("lets white space be free", () => {
        const spaced = sized(6144).replaceAll(",", ", \n  ");
        assert.ok(world.create(policy, { name: "spaced", policy: spaced }).id.endsWith("policy/spaced"));
    });

    it("accepts a longer trust policy where the quota was raised", () => {
        world.seed("standin:index:Quota", "ACLSizePerRole", { value: 4096 });
        assert.ok(world.create(role, { name: "long", assumeRolePolicy: trustSized(4096) }));
        assert.throws(
            () => world.create(role, { name: "longer", assumeRolePolicy: trustSized(4097) }),
            /4096, got 4097/,
        );
    });

    it("refuses the eleventh managed policy of a role", () => {
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

describe("the stand-in's memory", memory);

describe("the stand-in's memory of networks", networkMemory);

describe("the refusals of the stand-in", () => {
    it("have a test each, but for a lock that is waited for half a minute", async () => {
        const missed = await coverage.missed();
        assert.deepEqual(
            missed.filter((line) => !line.startsWith("account.ts")),
            [],
        );
    });
});
