import * as assert from "node:assert/strict";
import { ConfigError } from "../../../program/config/error";
import type { GivenConfig } from "../../../program/config/read";
import { createComponents } from "../../../program/plan/create";
import { planStack } from "../../../program/plan/plan";
import { deploy, home } from "../../support/deploy";

const other = { partition: "aws", accountId: "210987654321", region: "us-east-1" } as const;
const deployer = `arn:aws:iam::${other.accountId}:role/deployer`;

const providers = {
    production: { assumeRoleArn: deployer, accountId: other.accountId, region: other.region },
    frankfurt: { region: "eu-central-1" },
};
const grantees = { groups: ["ops"] };

const planOf = (config: GivenConfig, isAccountAssumed?: boolean) =>
    planStack(config, {
        project: "acme",
        stack: "test",
        location: home,
        ...(isAccountAssumed === undefined ? {} : { isAccountAssumed }),
    });

/** The documents and names of an instance. */
const planOfInstance = (config: GivenConfig, reference: string) => {
    const instance =
        planOf(config).instances.find((one) => one.reference === reference) ?? assert.fail(`no ${reference}`);
    return {
        names: instance.physicalNames,
        location: instance.scope.location,
        documents: instance.reviewed.map(({ plannedDocument }) => plannedDocument.document),
    };
};

const issuesOf = (config: GivenConfig): readonly string[] => {
    try {
        planOf(config);
        return [];
    } catch (error) {
        assert.ok(error instanceof ConfigError, String(error));
        return error.issues.map(
            ({ path, value, message, fix }) =>
                `${path}${typeof value === "string" || typeof value === "number" ? ` ${value}` : ""} ${message}. ${fix}`,
        );
    }
};

const warningsOf = (config: GivenConfig, isAccountAssumed?: boolean): readonly string[] =>
    planOf(config, isAccountAssumed).instances.flatMap(({ warnings }) =>
        warnings.map(({ path, message }) => `${path} ${message}`),
    );

const withProvider = (provider: string | undefined): GivenConfig => ({
    providers,
    runCommandNotifications: { alerts: { ...(provider === undefined ? {} : { provider }), callers: { grantees } } },
});

describe("a component with a provider of the config", () => {
    it("has the names and documents of the account and Region of its provider", () => {
        const { names, location, documents } = planOfInstance(
            withProvider("production"),
            "runCommandNotifications.alerts",
        );
        assert.deepEqual(location, other);
        assert.doesNotMatch(JSON.stringify([names, documents]), /123456789012|eu-west-1/);
        assert.match(names.topic?.arn ?? "", /^arn:aws:sns:us-east-1:210987654321:/);
        const elsewhere = planOfInstance(withProvider("frankfurt"), "runCommandNotifications.alerts");
        assert.deepEqual(elsewhere.location, { ...home, region: "eu-central-1" });
        assert.notEqual(elsewhere.names.role?.name, names.role?.name);
    });

    it("leaves the names and documents of all others as they are", () => {
        const without = planOfInstance(
            { runCommandNotifications: { alerts: { callers: { grantees } } } },
            "runCommandNotifications.alerts",
        );
        assert.deepEqual(planOfInstance(withProvider(undefined), "runCommandNotifications.alerts"), without);
    });

    it("is created by a provider that allows this account only", async () => {
        const config: GivenConfig = {
            providers: { ...providers, unused: { region: "eu-west-3" } },
            runCommand: {
                here: { reader: { grantees } },
                there: { provider: "production", reader: { grantees } },
                too: { provider: "production", reader: { grantees } },
                near: { provider: "frankfurt", reader: { grantees } },
            },
        };
        const { made } = await deploy(() => createComponents(planOf(config)), {
            providers: { "provider-production": other, "provider-frankfurt": { region: "eu-central-1" } },
        });
        const providersMade = made.filter(({ type }) => type === "pulumi:providers:aws");
        assert.deepEqual(
            providersMade.map(({ name, inputs: { allowedAccountIds, region, assumeRoles } }) => [
                name,
                allowedAccountIds,
                region,
                assumeRoles,
            ]),
            [
                ["provider-frankfurt", '["123456789012"]', "eu-central-1", undefined],
                [
                    "provider-production",
                    '["210987654321"]',
                    "us-east-1",
                    JSON.stringify([{ roleArn: deployer, sessionName: "acme-test" }]),
                ],
            ],
        );
        const providerOf = (name: string): string =>
            /::([^:]+)::[^:]*$/.exec(made.find((one) => one.name === name)?.provider ?? "")?.[1] ?? "";
        assert.deepEqual(["here-reader", "there-reader", "too-reader-group-ops", "near-reader"].map(providerOf), [
            "",
            "provider-production",
            "provider-production",
            "provider-frankfurt",
        ]);
        const policy = made.find(({ name }) => name === "there-reader")?.inputs.policy;
        assert.match(String(policy), /arn:aws:ssm:us-east-1:210987654321:document/);
    });

    it("may have the role of the stack's provider assumed for another Region", async () => {
        const assumeRoleArn = `arn:aws:iam::${home.accountId}:role/stack`;
        const { made } = await deploy(() =>
            createComponents(
                planOf({
                    assumeRoleArn,
                    providers: { frankfurt: { region: "eu-central-1" } },
                    runCommand: { near: { provider: "frankfurt", reader: { grantees } } },
                }),
            ),
        );
        const { inputs } = made.find(({ name }) => name === "provider-frankfurt") ?? assert.fail();
        assert.match(String(inputs.assumeRoles), new RegExp(assumeRoleArn));
    });
});

describe("the providers of a config", () => {
    const alerts = { runCommandNotifications: { alerts: { provider: "production" } } };
    const cases: readonly (readonly [name: string, config: GivenConfig, ...issues: readonly RegExp[]])[] = [
        ["a declared provider", { providers, ...alerts }],
        [
            "an unknown provider",
            { providers: { prod: { region: "eu-central-1" } }, ...alerts },
            /^ssm-access:runCommandNotifications\.alerts\.provider production is not a provider of this stack\. Use one of: prod; or declare it in "ssm-access:providers"\.$/,
        ],
        [
            "no providers",
            alerts,
            /\.provider production is not a provider of this stack\. Declare it in "ssm-access:providers"\.$/,
        ],
        [
            "an invalid provider, which is reported once",
            { providers: { production: { accountId: "12" } }, ...alerts },
            /^ssm-access:providers\.production\.accountId 12 is not a 12-digit account ID\. /,
        ],
        [
            "a provider without properties",
            { providers: { production: {} }, ...alerts },
            /^ssm-access:providers\.production has neither "assumeRoleArn" nor "accountId" nor "region"\. /,
        ],
        [
            "a role of another account than the provider's",
            { providers: { production: { assumeRoleArn: deployer, accountId: "333333333333" } }, ...alerts },
            /^ssm-access:providers\.production\.accountId 333333333333 is not the account of assumeRoleArn, 210987654321\. /,
        ],
        [
            "a Region of another partition",
            { providers: { production: { assumeRoleArn: deployer, region: "cn-north-1" } }, ...alerts },
            /^ssm-access:providers\.production\.region cn-north-1 is a Region of partition aws-cn/,
        ],
        [
            "a provider that is not a name",
            { providers, runCommandNotifications: { alerts: { provider: 7 } } },
            /^ssm-access:runCommandNotifications\.alerts\.provider 7 must be a string/,
        ],
        [
            "an unknown property",
            { providers: { production: { roleArn: deployer, region: "us-east-1" } }, ...alerts },
            /^ssm-access:providers\.production\.roleArn .*is an unknown property/,
        ],
        [
            "a reference to a role of another account that must exist",
            {
                providers,
                automation: { images: { alarmNames: ["acme"] } },
                runCommand: { ops: { provider: "production", reader: { grantees: { roles: ["automation.images"] } } } },
            },
            /^ssm-access:runCommand\.ops\.reader\.grantees\.roles\[0\] .* is in account 123456789012, but the component deploys to account 210987654321\. /,
        ],
        [
            "a reference to a role of the same account in another Region",
            {
                providers,
                automation: { images: { alarmNames: ["acme"] } },
                runCommand: { ops: { provider: "frankfurt", reader: { grantees: { roles: ["automation.images"] } } } },
            },
        ],
        [
            "the boundary of the stack for a role in another account",
            {
                providers,
                permissionsBoundary: "arn:aws:iam::123456789012:policy/boundary",
                ...alerts,
            },
            /^ssm-access:runCommandNotifications\.alerts\.permissionsBoundary .* is in account 123456789012, but the component deploys to account 210987654321\. /,
        ],
        [
            "equal names in two accounts",
            {
                providers,
                runCommandNotifications: {
                    here: { roleName: "notify" },
                    there: { provider: "production", roleName: "notify" },
                },
            },
        ],
        [
            "equal role names in two Regions of one account",
            {
                providers,
                runCommandNotifications: {
                    here: { roleName: "notify" },
                    there: { provider: "frankfurt", roleName: "notify" },
                },
            },
            /^ssm-access:runCommandNotifications\.there notify is the name of its role, and .*here creates one/,
        ],
    ];
    for (const [name, config, ...expected] of cases) {
        it(`are ${expected.length === 0 ? "accepted" : "reported"}: ${name}`, () => {
            const issues = issuesOf(config);
            assert.equal(issues.length, expected.length, issues.join("\n"));
            expected.forEach((pattern, i) => {
                assert.match(issues[i] ?? "", pattern);
            });
        });
    }
});

describe("the accounts in a component's ARNs", () => {
    const reader = (account: string) => ({
        runCommand: {
            ops: {
                operator: {
                    documents: [`arn:aws:ssm:eu-west-1:${account}:document/Acme-PatchNow`],
                    nodeIds: ["i-0123456789abcdef0"],
                    grantees,
                },
            },
        },
    });

    it("give a warning if they are all of one other account", () => {
        assert.deepEqual(warningsOf(reader("123456789012")), []);
        assert.deepEqual(warningsOf(reader("210987654321")), [
            "ssm-access:runCommand.ops names only ARNs of account 210987654321, but deploys to account 123456789012",
        ]);
    });

    it("give no warning while the account is only assumed", () => {
        assert.deepEqual(warningsOf(reader("210987654321"), true), []);
    });

    it("give a warning for a provider whose account is known", () => {
        const documents = ["arn:aws:ssm:us-east-1:333333333333:document/Acme-PatchNow"];
        const operator = { documents, nodeIds: ["i-0123456789abcdef0"], grantees };
        assert.deepEqual(warningsOf({ providers, runCommand: { ops: { provider: "production", operator } } }, true), [
            "ssm-access:runCommand.ops names only ARNs of account 333333333333, but deploys to account 210987654321",
        ]);
    });
});

describe("the deployment rights of a stack with several accounts", () => {
    const config: GivenConfig = {
        ...withProvider("production"),
        runCommand: { ops: { reader: { grantees } } },
        deployments: { delivery: { pulumiDeployments: { organization: "acme" }, changePolicies: true } },
    };

    it("are on the resources of the deployer's account, and on the roles of the providers", () => {
        const { documents } = planOfInstance(config, "deployments.delivery");
        const text = JSON.stringify(documents);
        assert.match(text, /"Action":\["sts:AssumeRole"\],"Resource":\["arn:aws:iam::210987654321:role\/deployer"\]/);
        assert.match(text, /arn:aws:iam::123456789012:policy\/acme-test-ops-reader-/);
        assert.doesNotMatch(text.replaceAll(deployer, ""), /210987654321/);
    });

    it("let only the update role assume the roles of the providers", () => {
        const { instances } = planOf(config);
        const assuming = instances.flatMap(({ reviewed }) =>
            reviewed.filter(({ plannedDocument }) => JSON.stringify(plannedDocument.document).includes(deployer)),
        );
        assert.deepEqual(
            assuming.map(({ child }) => child),
            ["change"],
        );
    });
});
