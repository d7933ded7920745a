import * as assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { MinimalFake, urn } from "./minimalFake";
import type { Made } from "../cases/case";
import { accountId, document, trust, trustSized } from "../cases/documents";
import { FakeAws } from "../../fakeAws/provider";
import { text, type Properties } from "../../fakeAws/value";

const [role, policy, inline, attachment] = [
    "aws:iam/role:Role",
    "aws:iam/policy:Policy",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
];

/** Tests of the fake's state between calls, and of the errors that depend on it. */
export const memory = (): void => {
    let world: MinimalFake;
    beforeEach(() => {
        world = new MinimalFake();
        world.create(role, { name: "automation", assumeRolePolicy: trust() });
    });
    afterEach(() => {
        world.close();
    });

    const madeRole = (): Made => ({ id: "automation", properties: world.read(role, "automation").properties });

    it("rejects the deletion of a role with an attachment, an inline policy, or both", () => {
        const { id } = world.create(policy, { name: "read", policy: document() });
        const attached = world.create(attachment, { role: "automation", policyArn: id });
        const inside = world.create(inline, { role: "automation", policy: document() });
        assert.throws(() => {
            world.delete(role, madeRole());
        }, /DeleteConflict: .*detach all policies/);
        assert.throws(() => {
            world.delete(policy, { id, properties: {} });
        }, /DeleteConflict: .*attached to entities/);
        world.delete(attachment, attached);
        assert.throws(() => {
            world.delete(role, madeRole());
        }, /DeleteConflict: .*delete policies first/);
        world.delete(inline, inside);
        world.delete(role, madeRole());
        assert.equal(world.read(role, "automation").id, "");
    });

    it("deletes a role with all its policies if forceDetachPolicies is true", () => {
        world.update(role, madeRole(), { name: "automation", assumeRolePolicy: trust(), forceDetachPolicies: true });
        const inside = world.create(inline, { role: "automation", policy: document() });
        assert.equal(world.read(inline, inside.id).id, inside.id);
        world.delete(role, madeRole());
        assert.equal(world.read(inline, inside.id).id, "");
    });

    it("succeeds in deleting a resource that is already gone", () => {
        world.delete(role, { id: "never-there", properties: {} });
    });

    it("rejects the update of a resource that does not exist", () => {
        assert.throws(
            () => world.update(role, { id: "gone", properties: {} }, { name: "gone", assumeRolePolicy: trust() }),
            /NotFound/,
        );
    });

    it("enforces the size of a trust policy on update too", () => {
        assert.throws(
            () => world.update(role, madeRole(), { name: "automation", assumeRolePolicy: trustSized(2049) }),
            /ACLSizePerRole/,
        );
    });

    it("replaces a role when its name or path changes, and deletes it first if its name is fixed", () => {
        const renamed = world.diff(role, madeRole(), { name: "other", assumeRolePolicy: trust() });
        assert.deepEqual([renamed.replaces, renamed.deleteBeforeReplace], [["name"], false]);
        const moved = world.diff(role, madeRole(), { name: "automation", path: "/x/", assumeRolePolicy: trust() });
        assert.deepEqual([moved.replaces, moved.deleteBeforeReplace], [["path"], true]);
    });

    it("ignores key order and white space in a policy", () => {
        const { Version, Statement } = JSON.parse(trust()) as Record<string, unknown>;
        const reordered = JSON.stringify({ Statement, Version }, undefined, 2);
        assert.deepEqual(world.diff(role, madeRole(), { name: "automation", assumeRolePolicy: reordered }).changed, []);
    });

    it("generates a name once and keeps it", () => {
        const first = world.check(role, { assumeRolePolicy: trust() });
        assert.match(text(first, "name"), /^thing-[0-9a-f]{7}$/);
        assert.equal(world.check(role, { assumeRolePolicy: trust() }, first).name, first.name);
    });

    it("serializes a document that is given as an object, as the provider does", () => {
        const checked = world.check(policy, { name: "read", policy: JSON.parse(document()) as Properties });
        assert.equal(checked.policy, document());
    });

    it("keeps Regions and accounts apart", () => {
        const window = { name: "patching", schedule: "rate(7 days)", duration: 3, cutoff: 1 };
        const type = "aws:ssm/document:Document";
        const command = { name: "Mine", documentType: "Command", content: '{"schemaVersion":"2.2","mainSteps":[{}]}' };
        world.create(type, command);
        const regional = world.create(type, { ...command, region: "us-east-1" });
        assert.equal(regional.properties.arn, `arn:aws:ssm:us-east-1:${accountId}:document/Mine`);
        assert.equal(world.read(type, "Mine@us-east-1").properties.region, "us-east-1");
        const other = world.started({
            region: "cn-north-1",
            assumeRoles: '[{"roleArn":"arn:aws-cn:iam::210987654321:role/deploy"}]',
        });
        const role_ = other.create(urn(role), { name: "automation", assumeRolePolicy: trust() }, false);
        assert.equal(role_.properties.arn, "arn:aws-cn:iam::210987654321:role/automation");
        assert.match(world.create("aws:ssm/maintenanceWindow:MaintenanceWindow", window).id, /^mw-[0-9a-f]{17}$/);
    });

    it("uses the account of the assumed role, of the credentials, or of allowedAccountIds, in this order", () => {
        const accountOf = (settings: Properties, environment: NodeJS.ProcessEnv = {}): unknown =>
            world
                .started({ region: "eu-west-1", ...settings }, environment)
                .invoke("aws:index/getCallerIdentity:getCallerIdentity", {}).accountId;
        assert.equal(accountOf({}), accountId);
        assert.equal(accountOf({ allowedAccountIds: '["111111111111"]' }), "111111111111");
        assert.equal(accountOf({}, { FAKE_AWS_ACCOUNT: "222222222222" }), "222222222222");
        assert.equal(
            accountOf({ assumeRoles: [{ roleArn: "arn:aws:iam::333333333333:role/x" }] }, { FAKE_AWS_ACCOUNT: "2" }),
            "333333333333",
        );
        assert.throws(
            () => accountOf({ allowedAccountIds: ["111111111111"] }, { FAKE_AWS_ACCOUNT: "222222222222" }),
            /not allowed: 222222222222/,
        );
        assert.throws(() => accountOf({ forbiddenAccountIds: [accountId] }), /not allowed/);
        assert.throws(() => accountOf({ region: "eu-west" }), /invalid or unknown AWS region: "eu-west"/);
        assert.throws(() => accountOf({ region: "" }), /Set aws:region/);
    });

    it("answers the functions about its location, and rejects unknown functions", () => {
        assert.equal(world.invoke("aws:index/getRegion:getRegion").region, "eu-west-1");
        assert.equal(world.invoke("aws:index/getPartition:getPartition").partition, "aws");
        assert.throws(() => world.invoke("aws:iam/getUser:getUser"), /has no function aws:iam\/getUser/);
        assert.throws(
            () => world.invoke("aws:index/getRegion:getRegion", { region: "mars" }),
            /"mars" is not a valid AWS Region/,
        );
    });

    it("reads an existing role", () => {
        const { arn, assumeRolePolicy } = world.invoke("aws:iam/getRole:getRole", { name: "automation" });
        assert.deepEqual([arn, assumeRolePolicy], [`arn:aws:iam::${accountId}:role/automation`, trust()]);
        assert.throws(() => world.invoke("aws:iam/getRole:getRole", { name: "nobody" }), /NoSuchEntity/);
    });

    it("merges the default tags, and detects when they change", () => {
        const tagged = { name: "tagged", assumeRolePolicy: trust(), tags: { a: "1" } };
        const provider = world.started({ region: "eu-west-1", defaultTags: '{"tags":{"b":"2"}}' });
        const { inputs } = provider.check(urn(role), {}, tagged, Buffer.from("x"));
        const { properties } = provider.create(urn(role), inputs, false);
        assert.deepEqual(properties.tagsAll, { a: "1", b: "2" });
        const plain = world.diff(role, { id: "tagged", properties }, tagged);
        assert.deepEqual(plain.changed, ["tagsAll"]);
    });

    it("fails the attempt that the fault names, and no other", () => {
        const faults = [{ operation: "create", type: policy, nth: 2, message: "ServiceFailure: try again later" }];
        writeFileSync(join(world.folder, "faults.json"), JSON.stringify(faults));
        const attempt = (name: string): Made => world.create(policy, { name, policy: document() });
        attempt("first");
        world.restart();
        assert.throws(() => attempt("second"), /ServiceFailure/);
        attempt("second");
    });

    it("keeps what AWS created if the response is lost", () => {
        writeFileSync(
            join(world.folder, "faults.json"),
            JSON.stringify([{ operation: "create", type: policy, message: "connection reset", afterwards: true }]),
        );
        assert.throws(() => world.create(policy, { name: "half", policy: document() }), /connection reset/);
        assert.equal(world.read(policy, `arn:aws:iam::${accountId}:policy/half`).properties.name, "half");
    });

    it("rejects the deletion of an event rule that has a target", () => {
        const rule = "aws:cloudwatch/eventRule:EventRule";
        const target = "aws:cloudwatch/eventTarget:EventTarget";
        const made = world.create(rule, { name: "failed", eventPattern: '{"source":["aws.ssm"]}' });
        const topic = `arn:aws:sns:eu-west-1:${accountId}:alerts`;
        const held = world.create(target, { rule: "failed", targetId: "alerts", arn: topic });
        assert.throws(() => {
            world.delete(rule, made);
        }, /can't be deleted since it has targets/);
        world.delete(target, held);
        world.delete(rule, made);
    });

    it("fails without credentials, and before it is configured", () => {
        const [found] = new FakeAws(world.folder, { FAKE_AWS_CREDENTIALS: "none" }).checkConfig();
        assert.match(found?.reason ?? "", /No valid credential sources found/);
        assert.throws(() => new FakeAws(world.folder).invoke("aws:index/getRegion:getRegion", {}), /configured/);
    });
};
