import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import {
    AutomationAccess,
    MaintenanceWindowAccess,
    ManagedInstanceAccess,
    RunCommandAccess,
    RunCommandNotifications,
} from "../../components";
import { inWorld, type Program } from "./support/harness";
import { currentPack } from "./support/policyPack";
import { assertQuiet } from "./support/stack";
import { isRecord, parseJson, type Value } from "../fakeAws/value";

/** An account and a Region that a provider of the program speaks for. */
interface There {
    readonly name: string;
    readonly partition: string;
    readonly accountId: string;
    readonly region: string;
}

const places: readonly There[] = [
    { name: "ireland", partition: "aws", accountId: "123456789012", region: "eu-west-1" },
    { name: "frankfurt", partition: "aws", accountId: "123456789012", region: "eu-central-1" },
    { name: "virginia", partition: "aws", accountId: "210987654321", region: "us-east-1" },
    { name: "beijing", partition: "aws-cn", accountId: "111122223333", region: "cn-north-1" },
    { name: "oregon", partition: "aws-us-gov", accountId: "444455556666", region: "us-gov-west-1" },
];

/** The same components under the same args in each location: only the provider tells one from another. */
const program: Program = () => {
    const grantees = { groups: ["ops"] };
    const documents = ["AWS-RunPatchBaseline"];
    const targetTags = { PatchGroup: ["web"] };
    const outputs = places.map(({ name, partition, accountId, region }) => {
        const roleArn = `arn:${partition}:iam::${accountId}:role/deployer`;
        const provider = new Provider(name, { region, assumeRoles: [{ roleArn }] });
        const web = new ManagedInstanceAccess(`${name}-web`, { launchers: { grantees } }, { provider });
        const told = new RunCommandNotifications(`${name}-told`, {}, { provider });
        const images = new AutomationAccess(
            `${name}-images`,
            { instanceRoleArns: [web.roleArn], starters: { runbooks: ["Acme-RefreshImage"], grantees } },
            { provider },
        );
        new RunCommandAccess(
            `${name}-run`,
            {
                administrator: { documents, targetTags, notificationRoleArns: [told.roleArn], grantees },
            },
            { provider },
        );
        new MaintenanceWindowAccess(
            `${name}-sundays`,
            {
                runCommand: { documents, targetTags, notificationRoleArns: [told.roleArn] },
                window: {
                    schedule: "rate(7 days)",
                    durationHours: 3,
                    cutoffHours: 1,
                    tasks: {
                        patch: {
                            document: "AWS-RunPatchBaseline",
                            notificationRoleArn: told.roleArn,
                            notificationTopicArn: told.topicArn,
                        },
                    },
                },
            },
            { provider },
        );
        return [name, { topicArn: told.topicArn, automationRoleArn: images.roleArn }] as const;
    });
    return Promise.resolve(Object.fromEntries(outputs));
};

/** How many resources that is in each location. */
const made = 20;

/** Every ARN in a value, also in the policies that are text in it. */
const arnsIn = (value: Value | undefined): readonly string[] => {
    if (typeof value === "string") {
        const inner = value.startsWith("{") ? parseJson(value) : undefined;
        return inner === undefined ? (value.startsWith("arn:") ? [value] : []) : arnsIn(inner);
    }
    return Array.isArray(value) ? value.flatMap(arnsIn) : isRecord(value) ? Object.values(value).flatMap(arnsIn) : [];
};

/** An ARN is of a place when partition, and account and Region where it names them, are that place's. */
const isAt = ({ partition, accountId, region }: There, arn: string): boolean => {
    const [, ofPartition, , ofRegion = "", ofAccount = ""] = arn.split(":");
    return (
        ofPartition === partition &&
        ["", "*", region].includes(ofRegion) &&
        ["", "*", "aws", accountId].includes(ofAccount)
    );
};

const accountIds = [...new Set(places.map(({ accountId }) => accountId))];

describe("accounts and Regions by explicit providers, with the policy pack enforced", () => {
    it("hold each component in the place of its provider: two Regions of one account, others, China, GovCloud", async function () {
        await inWorld(this, { policyPacks: [await currentPack()] }, async (opened) => {
            accountIds.forEach((accountId) => {
                opened.populate({ groups: ["ops"], accountId });
            });
            const before = accountIds.map((accountId) => opened.listed(accountId));

            assertQuiet(await opened.preview(program));
            const up = await opened.up(program);
            assertQuiet(up);

            for (const accountId of accountIds) {
                const here = places.filter((there) => there.accountId === accountId);
                const own = opened.everything(accountId).filter(({ type }) => type !== "aws:iam/group:Group");
                assert.equal(own.length, made * here.length, accountId);
                // Nothing speaks of two places, and each place has its share.
                const shares = here.map((there) =>
                    own.filter(
                        ({ region, properties }) =>
                            [there.region, ""].includes(region) && arnsIn(properties).every((arn) => isAt(there, arn)),
                    ),
                );
                const unexpected = own.filter((each) => !shares.some((share) => share.includes(each)));
                assert.deepEqual(unexpected, [], accountId);
                assert.ok(shares.every((share) => share.length >= made));
            }
            for (const there of places) {
                const arns = Object.values(up.outputs[there.name]?.value as Record<string, string>);
                assert.ok(
                    arns.every((arn) => isAt(there, arn)),
                    arns.join(", "),
                );
            }

            const again = await opened.preview(program);
            assert.deepEqual(Object.keys(again.changes), ["same"], again.output);
            assertQuiet(await opened.destroy());
            assert.deepEqual(
                accountIds.map((accountId) => opened.listed(accountId)),
                before,
            );
        });
    });
});
