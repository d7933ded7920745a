import * as assert from "node:assert/strict";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { MinimalFake, createValidExamples } from "./support/minimalFake";
import { rejected, rejectedInputs } from "./cases";
import type { RejectedCase } from "./cases/case";
import { accountId, document, grant, trust } from "./cases/documents";
import { inWorld, type Outcome, type Program } from "./support/harness";
import type { Properties } from "../fakeAws/value";
import { foldersIn } from "./support/workspace";

const role = "aws:iam/role:Role";
const policy = "aws:iam/policy:Policy";

const roleWith = (args: Partial<iam.RoleArgs> = {}): iam.Role =>
    new iam.Role("automation", { name: "automation", assumeRolePolicy: trust(), ...args });

const program =
    (work: () => Record<string, unknown> | undefined): Program =>
    () =>
        Promise.resolve(work() ?? {});

/** The errors that the engine reports, by the logical name of the resource. */
const errorsOf = ({ diagnostics }: Outcome): ReadonlyMap<string, string> =>
    new Map(
        diagnostics
            .filter(({ severity, urn }) => severity === "error" && urn !== undefined)
            .map(({ urn = "", message }) => [urn.split("::").at(-1) ?? "", message]),
    );

/** A resource of any type, with inputs that do not type-check. */
class Raw extends pulumi.CustomResource {}

const logicalName = ({ name }: RejectedCase): string => name.replace(/\W+/g, "-");

const registering = (inputs: Readonly<Record<string, readonly [type: string, inputs: Properties]>>): Program =>
    program(() => {
        Object.entries(inputs).forEach(([name, [type, each]]) => new Raw(type, name, each));
        return {};
    });

describe("a program that AWS rejects", () => {
    it("fails at up with AWS's error message for each resource, and creates nothing", async function () {
        await inWorld(this, {}, async (world) => {
            const bare = new MinimalFake(foldersIn(world.folder).aws);
            const made = createValidExamples(bare);
            const before = world.listed();
            // The provider rejects the others at preview, where the first of them ends the run.
            const sentToAws = rejected.filter((each) => bare.accepts(each.type, rejectedInputs(each, made)));
            assert.ok(sentToAws.length > rejected.length / 2);

            const broken = sentToAws.map(
                (each) => [logicalName(each), [each.type, rejectedInputs(each, made)]] as const,
            );
            const up = await world.up(registering(Object.fromEntries(broken)), { continueOnError: true });
            assert.equal(up.succeeded, false);
            const errors = errorsOf(up);
            const wrong = sentToAws.filter((each) => !each.rejected.test(errors.get(logicalName(each)) ?? ""));
            assert.deepEqual(
                wrong.map((each) => [each.name, errors.get(logicalName(each))]),
                [],
            );
            assert.deepEqual(world.listed(), before);
        });
    });

    it("fails at preview if the provider's check rejects it, without a call to AWS", async function () {
        await inWorld(this, {}, async (world) => {
            const preview = await world.preview(program(() => ({ role: roleWith({ name: "a/b" }).arn })));
            assert.equal(preview.succeeded, false);
            assert.match(preview.output, /letters, digits and \+=,\.@_- only/);
            assert.deepEqual(
                world.calls().filter(({ rpc }) => rpc === "create"),
                [],
            );
        });
    });

    it("keeps what was created before a malformed document, and continues from there", async function () {
        await inWorld(this, {}, async (world) => {
            const withPolicy = (source: string): Program =>
                program(() => {
                    const owner = roleWith();
                    new iam.RolePolicy("grant", { role: owner.name, policy: source });
                    return { arn: owner.arn };
                });
            const broken = grant({ Sid: "Read it" });
            assert.ok((await world.preview(withPolicy(broken))).succeeded);
            const up = await world.up(withPolicy(broken));
            assert.equal(up.succeeded, false);
            assert.match(errorsOf(up).get("grant") ?? "", /must be alpha-numeric/);
            assert.deepEqual(
                world.existing(role).map(({ id }) => id),
                ["automation"],
            );

            const again = await world.up(withPolicy(document()));
            assert.ok(again.succeeded, again.output);
            assert.deepEqual(again.changes, { create: 1, same: 2 });
        });
    });
});

describe("a resource that AWS created", () => {
    it("is updated at refresh if it was deleted or has drifted", async function () {
        await inWorld(this, {}, async (world) => {
            const both = program(() => {
                roleWith({ description: "Runs patches." });
                new iam.Policy("read", { name: "read", policy: document() });
                return {};
            });
            assert.ok((await world.up(both)).succeeded);
            world.vanish(policy, `arn:aws:iam::${accountId}:policy/read`);
            world.drift(role, "automation", { description: "Changed by hand." });

            assert.deepEqual((await world.refresh()).changes, { delete: 1, same: 1, update: 1 });
            const repaired = await world.up(both);
            assert.deepEqual(repaired.changes, { create: 1, same: 1, update: 1 }, repaired.output);
            assert.equal(world.existing(role)[0]?.properties.description, "Runs patches.");
        });
    });

    it("is kept in the state if AWS did not confirm it", async function () {
        await inWorld(this, {}, async (world) => {
            world.fail({
                operation: "create",
                type: role,
                message: "timeout while waiting for state",
                afterwards: true,
            });
            const up = await world.up(program(() => void roleWith()));
            assert.equal(up.succeeded, false);
            assert.match(up.output, /timeout while waiting for state/);
            assert.ok((await world.state()).some(({ type }) => type === role));
            assert.ok((await world.destroy()).succeeded);
            assert.deepEqual(world.existing(role), []);
        });
    });
});
