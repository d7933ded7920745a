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

/** The account and Region of a provider. */
interface ProviderLocation {
    readonly name: string;
    readonly partition: string;
    readonly accountId: string;
    readonly region: string;
}

const locations: readonly ProviderLocation[] = [
    { name: "ireland", partition: "aws", accountId: "123456789012", region: "eu-west-1" },
    { name: "frankfurt", partition: "aws", accountId: "123456789012", region: "eu-central-1" },
    { name: "virginia", partition: "aws", accountId: "210987654321", region: "us-east-1" },
    { name: "beijing", partition: "aws-cn", accountId: "111122223333", region: "cn-north-1" },
    { name: "oregon", partition: "aws-us-gov", accountId: "444455556666", region: "us-gov-west-1" },
];

/** The same components with the same args in each location, each with its own provider. */
const program: Program = () => {
    const grantees = { groups: ["ops"] };
    const documents = ["AWS-RunPatchBaseline"];
    const targetTags = { PatchGroup: ["web"] };
    const outputs = locations.map(({ name, partition, accountId, region }) => {
        const roleArn = `arn:${partition}:iam::${accountId}:role/deployer`;
        const provider = new Provider(name, { region, assumeRoles: [{ roleArn }] });
        const web = new ManagedInstanceAccess(`${name}-web`, { launchers: { grantees } }, { provider });
        const alerts = new RunCommandNotifications(`${name}-alerts`, {}, { provider });
        const images = new AutomationAccess(
            `${name}-images`,
            { instanceRoleArns: [web.roleArn], starters: { runbooks: ["Acme-RefreshImage"], grantees } },
            { provider },
        );
        new RunCommandAccess(
            `${name}-run`,
            {
                administrator: { documents, targetTags, notificationRoleArns: [alerts.roleArn], grantees },
            },
            { provider },
        );
        new MaintenanceWindowAccess(
            `${name}-sundays`,
            {
                runCommand: { documents, targetTags, notificationRoleArns: [alerts.roleArn] },
                window: {
                    schedule: "rate(7 days)",
                    durationHours: 3,
                    cutoffHours: 1,
                    tasks: {
                        patch: {
                            document: "AWS-RunPatchBaseline",
                            notificationRoleArn: alerts.roleArn,
                            notificationTopicArn: alerts.topicArn,
                        },
                    },
                },
            },
            { provider },
        );
        return [name, { topicArn: alerts.topicArn, automationRoleArn: images.roleArn }] as const;
    });
    return Promise.resolve(Object.fromEntries(outputs));
};

/** The number of resources in each location. */
const resourcesPerLocation = 20;

/** Every ARN in a value, including policies in JSON text. */
const arnsIn = (value: Value | undefined): readonly string[] => {
    if (typeof value === "string") {
        const inner = value.startsWith("{") ? parseJson(value) : undefined;
        if (inner !== undefined) {
            return arnsIn(inner);
        }
        return value.startsWith("arn:") ? [value] : [];
    }
    if (Array.isArray(value)) {
        return value.flatMap(arnsIn);
    }
    return isRecord(value) ? Object.values(value).flatMap(arnsIn) : [];
};

/** Whether an ARN has the partition of a location, and its account and Region if the ARN has any. */
const isAt = ({ partition, accountId, region }: ProviderLocation, arn: string): boolean => {
    const [, ofPartition, , ofRegion = "", ofAccount = ""] = arn.split(":");
    return (
        ofPartition === partition &&
        ["", "*", region].includes(ofRegion) &&
        ["", "*", "aws", accountId].includes(ofAccount)
    );
};

const accountIds = [...new Set(locations.map(({ accountId }) => accountId))];

describe("accounts and Regions by explicit providers, with the policy pack enforced", () => {
    it("create each component in the location of its provider", async function () {
        await inWorld(this, { policyPacks: [await currentPack()] }, async (opened) => {
            accountIds.forEach((accountId) => {
                opened.populate({ groups: ["ops"], accountId });
            });
            const before = accountIds.map((accountId) => opened.listed(accountId));

            assertQuiet(await opened.preview(program));
            const up = await opened.up(program);
            assertQuiet(up);

            for (const accountId of accountIds) {
                const here = locations.filter((location) => location.accountId === accountId);
                const own = opened.everything(accountId).filter(({ type }) => type !== "aws:iam/group:Group");
                assert.equal(own.length, resourcesPerLocation * here.length, accountId);
                // No resource refers to two locations, and each location has all of its resources.
                const shares = here.map((location) =>
                    own.filter(
                        ({ region, properties }) =>
                            [location.region, ""].includes(region) &&
                            arnsIn(properties).every((arn) => isAt(location, arn)),
                    ),
                );
                const unexpected = own.filter((each) => !shares.some((share) => share.includes(each)));
                assert.deepEqual(unexpected, [], accountId);
                assert.ok(shares.every((share) => share.length >= resourcesPerLocation));
            }
            for (const location of locations) {
                const arns = Object.values(up.outputs[location.name]?.value as Record<string, string>);
                assert.ok(
                    arns.every((arn) => isAt(location, arn)),
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

    it("are not mixed up by two programs that run at once in one process", async function () {
        const accounts = ["123456789012", "210987654321"];
        const small: Program = () => {
            const access = new RunCommandAccess("run", { reader: { grantees: { groups: ["ops"] } } });
            return Promise.resolve({ readerPolicyArn: access.readerPolicyArn });
        };
        const arns = await Promise.all(
            accounts.map((accountId) =>
                inWorld(this, { accountId, groups: ["ops"] }, async (opened) => {
                    const { outputs } = await opened.up(small);
                    return String(outputs.readerPolicyArn?.value);
                }),
            ),
        );
        assert.deepEqual(
            arns.map((arn) => arn.split(":")[4]),
            accounts,
        );
    });
});
