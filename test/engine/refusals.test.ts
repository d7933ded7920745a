import * as assert from "node:assert/strict";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { BareStandIn, furnished } from "./support/minimalFake";
import { refusals, spoilt } from "./cases";
import type { RefusalCase } from "./cases/case";
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

/** What the engine says is wrong with a resource, by the resource's logical name. */
const told = ({ diagnostics }: Outcome): ReadonlyMap<string, string> =>
    new Map(
        diagnostics
            .filter(({ severity, urn }) => severity === "error" && urn !== undefined)
            .map(({ urn = "", message }) => [urn.split("::").at(-1) ?? "", message]),
    );

/** A resource of any type, with inputs that no declaration would let pass. */
class Raw extends pulumi.CustomResource {}

const logicalName = ({ name }: RefusalCase): string => name.replace(/\W+/g, "-");

const registering = (inputs: Readonly<Record<string, readonly [type: string, inputs: Properties]>>): Program =>
    program(() => {
        Object.entries(inputs).forEach(([name, [type, each]]) => new Raw(type, name, each));
        return {};
    });

describe("programs that AWS refuses, through the engine", () => {
    it("are told so at up, each in AWS's words, and nothing of them is made", async function () {
        await inWorld(this, {}, async (world) => {
            const bare = new BareStandIn(foldersIn(world.folder).aws);
            const made = furnished(bare);
            const before = world.listed();
            // The others are refused by the provider at preview, and the first of them ends the run.
            const askedOfAws = refusals.filter((each) => bare.accepts(each.type, spoilt(each, made)));
            assert.ok(askedOfAws.length > refusals.length / 2);

            const broken = askedOfAws.map((each) => [logicalName(each), [each.type, spoilt(each, made)]] as const);
            const up = await world.up(registering(Object.fromEntries(broken)), { continueOnError: true });
            assert.equal(up.succeeded, false);
            const answers = told(up);
            const wrong = askedOfAws.filter((each) => !each.refused.test(answers.get(logicalName(each)) ?? ""));
            assert.deepEqual(
                wrong.map((each) => [each.name, answers.get(logicalName(each))]),
                [],
            );
            assert.deepEqual(world.listed(), before);
        });
    });

    it("are told at preview what the provider can know, and AWS is not asked", async function () {
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

    it("keep what came before a malformed document, and go on from there", async function () {
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
            assert.match(told(up).get("grant") ?? "", /must be alpha-numeric/);
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

describe("what becomes of what AWS made, through the engine", () => {
    it("is shown at refresh where it vanished or drifted", async function () {
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

    it("is kept in the state where AWS could not confirm it", async function () {
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
