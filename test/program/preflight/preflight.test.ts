import * as assert from "node:assert/strict";
import type { GivenConfig } from "../../../program/config/read";
import { planStack } from "../../../program/plan/plan";
import { awsReaders, MissingSdkError } from "../../../program/preflight/awsReader";
import { checkPreflight, type AccountReader } from "../../../program/preflight/check";
import { preflightOf } from "../../../program/preflight/requirements";
import { listText, resultsText } from "../../../program/preflight/text";
import { home } from "../../support/deploy";

const providers = { production: { assumeRoleArn: "arn:aws:iam::210987654321:role/deployer", region: "us-east-1" } };
const key = "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012";
const grantees = { groups: ["ops"], roles: ["arn:aws:iam::123456789012:role/team/build"] };

const config: GivenConfig = {
    providers,
    automation: { images: { alarmNames: ["acme"], starters: { runbooks: ["AWS-UpdateLinuxAmi"], grantees } } },
    parameter: {
        web: {
            readers: { paths: ["/web"], kmsKeyArns: [key], grantees: { users: ["ana"], roles: ["automation.images"] } },
        },
    },
    flowLogDelivery: { network: { bucket: { bucketName: "acme-flow", attachPolicy: true } } },
    nodeEgress: { web: { vpcId: "vpc-0123456789abcdef0", endpointSecurityGroupIds: ["sg-0123456789abcdef0"] } },
    runCommand: {
        ops: {
            operator: {
                documents: ["Acme-PatchNow", "arn:aws:ssm:us-east-1:210987654321:document/Acme-Shared"],
                targetTags: { PatchGroup: ["web"] },
                outputBucketName: "acme-output",
                grantees: { groups: ["ops"] },
            },
            provider: "production",
        },
    },
};

const planOf = (given: GivenConfig) => planStack(given, { project: "acme", stack: "test", location: home });
const preflight = (given: GivenConfig) => preflightOf(planOf(given), home);

/** Answers like an account in which these resources do not exist. */
const reader = (missing: readonly string[], changed: Partial<AccountReader> = {}): AccountReader => ({
    account: () => Promise.resolve(home.accountId),
    exists: ({ kind, id }) => Promise.resolve(kind === "log group" ? undefined : !missing.includes(`${kind} ${id}`)),
    policiesOf: () => Promise.resolve({ attached: [], inlineCharacters: 0 }),
    summary: () => Promise.resolve({ AttachedPoliciesPerGroupQuota: 10, Policies: 1499, PoliciesQuota: 1500 }),
    ...changed,
});

describe("preflight", () => {
    it("lists what the config names and the stack does not create, by account", () => {
        assert.deepEqual(
            preflight(config).requirements.map(
                ({ kind, id, accountId, region, provider }) =>
                    `${accountId} ${region} ${kind} ${id}${provider === undefined ? "" : ` by ${provider}`}`,
            ),
            [
                "123456789012 eu-west-1 bucket acme-flow",
                "123456789012 eu-west-1 group ops",
                `123456789012 eu-west-1 key ${key}`,
                "123456789012 eu-west-1 role build",
                "123456789012 eu-west-1 security group sg-0123456789abcdef0",
                "123456789012 eu-west-1 user ana",
                "123456789012 eu-west-1 vpc vpc-0123456789abcdef0",
                "210987654321 us-east-1 bucket acme-output by production",
                "210987654321 us-east-1 document Acme-PatchNow by production",
                "210987654321 us-east-1 document arn:aws:ssm:us-east-1:210987654321:document/Acme-Shared by production",
                "210987654321 us-east-1 group ops by production",
            ],
        );
    });

    it("lists nothing for a stack that creates everything", () => {
        const none = preflight({ managedInstance: { web: {} }, runCommandNotifications: { ops: {} } });
        assert.deepEqual(none.requirements, []);
        assert.match(listText("dev", none, true), /Nothing must exist before the deployment\./);
        assert.match(listText("dev", none, true), /The account is assumed/);
        assert.doesNotMatch(listText("dev", none, false), /The account is assumed/);
    });

    it("names the components that need a resource, the accounts and the policies on each principal", () => {
        const text = listText("dev", preflight(config), false);
        assert.match(
            text,
            /\n {2}account 210987654321, us-east-1 \(provider production\), with role arn:aws:iam::210987654321:role\/deployer\n/,
        );
        assert.match(text, /\nMust exist in account 123456789012: 7 resources\n/);
        assert.match(text, /\n {2}user ana {2}\[parameter\.web\]\n/);
        assert.match(text, /\n {2}group ops \(210987654321\): 1, with a quota of 10\n/);
    });

    it("says in a check what is missing, where the config names it, and what was not checked", async () => {
        const stack: GivenConfig = {
            runCommand: { ops: { reader: { grantees: { groups: ["ops"], users: ["ana"] } } } },
            session: { shells: { auditors: { logGroupNames: ["/sessions"], grantees: { groups: ["ops"] } } } },
        };
        const denied = Object.assign(new Error("not authorized"), { name: "AccessDenied" });
        const given = reader(["group ops"]);
        const results = await checkPreflight(preflight(stack), new Set(), () => ({
            ...given,
            exists: (one) => (one.kind === "user" ? Promise.reject(denied) : given.exists(one)),
        }));
        assert.deepEqual(
            results.map(({ status, subject, detail = "" }) => `${status} ${subject} ${detail}`.trim()),
            [
                "found provider of the stack account 123456789012",
                "warning account 123456789012 1499 of 1500 Policies",
                "found user ana (123456789012) 1 of 10 managed policies: 1 of this stack, 0 elsewhere",
                "found group ops (123456789012) 2 of 10 managed policies: 2 of this stack, 0 elsewhere",
                "missing group ops (123456789012, eu-west-1) named at ssm-access:runCommand.ops.reader.grantees.groups[0], ssm-access:session.shells.auditors.grantees.groups[0]",
                "not checked log group /sessions (123456789012, eu-west-1) preflight does not look up a log group",
                "not checked user ana (123456789012, eu-west-1) AccessDenied: not authorized",
            ],
        );
        assert.match(resultsText("dev", results), /\n3 found, 1 missing, 0 over quota, 1 warning, 2 not checked\.$/);
    });

    it("counts policies that are attached elsewhere, but not those of the stack twice", async () => {
        const stack: GivenConfig = { runCommand: { ops: { reader: { grantees: { groups: ["ops"] } } } } };
        const own = planOf(stack).instances[0]?.physicalNames.reader?.arn ?? assert.fail();
        const counted = async (others: number): Promise<string | undefined> => {
            const attached = [
                own,
                ...Array.from({ length: others }, (_, i) => `arn:aws:iam::aws:policy/P${String(i)}`),
            ];
            const results = await checkPreflight(preflight(stack), new Set([own]), () =>
                reader([], { policiesOf: () => Promise.resolve({ attached, inlineCharacters: 5_000 }) }),
            );
            const inline = results.find(({ detail }) => detail === "inline policies of 5000 of 5120 characters");
            assert.equal(inline?.status, "warning");
            return results.find(({ subject }) => subject === "group ops (123456789012)")?.status;
        };
        assert.deepEqual([await counted(8), await counted(9), await counted(10)], ["found", "warning", "over quota"]);
    });

    it("checks no resource with the credentials of another account", async () => {
        const results = await checkPreflight(preflight(config), new Set(), () => reader([]));
        assert.ok(
            results.some(
                ({ status, subject, detail }) =>
                    status === "missing" &&
                    subject === "provider production" &&
                    detail === "the credentials are of account 123456789012, not 210987654321",
            ),
        );
    });

    it("says which packages to install if the AWS SDK is missing", () => {
        assert.throws(
            () => awsReaders(preflight(config).locations, "/nowhere"),
            (error) =>
                error instanceof MissingSdkError &&
                error.message.startsWith(
                    "The check needs the AWS SDK in /nowhere. Run `npm install --no-save @aws-sdk/client-ec2@3.",
                ),
        );
    });
});
