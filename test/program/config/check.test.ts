import * as assert from "node:assert/strict";
import { ConfigError } from "../../../program/config/error";
import { planStack } from "../../../program/plan/plan";
import type { GivenConfig } from "../../../program/config/read";
import { EncryptedValue } from "../../../program/config/encrypted";
import { home } from "../../support/deploy";

/** Valid args, which each case makes invalid in one place. */
const operator = {
    documents: ["Acme-PatchNow"],
    targetTags: { PatchGroup: ["web"] },
    grantees: { groups: ["ops"] },
};

const elsewhere = "arn:aws:ssm:us-east-1:123456789012:document/Acme-PatchNow";

const images = {
    permissions: { ReadImages: { actions: ["ec2:DescribeImages"], resources: ["*"] } },
};

const tasks = { documents: ["Acme-PatchNow"], targetTags: { PatchGroup: ["web"] } };

/** The issues of a config, one per line of the error message. */
const issuesOf = (config: GivenConfig): readonly string[] => {
    try {
        planStack(config, { project: "acme", stack: "test", location: home });
        return [];
    } catch (error) {
        if (!(error instanceof ConfigError)) {
            throw error;
        }
        return error.message
            .split("\n")
            .slice(1)
            .map((line) => line.trim());
    }
};

interface Case {
    readonly kind: string;
    /** Patterns and settings. No two cases share a component, so that all cases can be merged into one config. */
    readonly config: Readonly<Record<string, Readonly<Record<string, unknown>> | string>>;
    readonly issue: string;
}

const cases: readonly Case[] = [
    {
        kind: "an unknown arg",
        config: { runCommand: { misspelled: { operator: { ...operator, outputBucket: "acme-output" } } } },
        issue:
            'ssm-access:runCommand.misspelled.operator.outputBucket "acme-output" is an unknown property. Remove it (allowed: ' +
            "acceptRootDocuments, cancel, createPolicy, documents, grantees, nodeIds, notificationRoleArns, outputBucketName, " +
            "targetTags).",
    },
    {
        kind: "a number instead of a string",
        config: { runCommand: { number: { operator: { ...operator, documents: ["Acme-PatchNow", 7] } } } },
        issue: 'ssm-access:runCommand.number.operator.documents[1] 7 must be a string, not a number. Put it in quotes: "7".',
    },
    {
        kind: "a string instead of a list",
        config: { runCommand: { text: { operator: { ...operator, documents: "Acme-PatchNow" } } } },
        issue:
            'ssm-access:runCommand.text.operator.documents "Acme-PatchNow" must be a list, not a string. ' +
            'Use a list: ["Acme-PatchNow"].',
    },
    {
        kind: "a missing arg",
        config: { runCommand: { lacking: { administrator: {} } } },
        issue: 'ssm-access:runCommand.lacking.administrator is missing the required property "documents". Add it: DESCRIPTION',
    },
    {
        kind: "a value that violates its constraint",
        config: { runCommand: { wildcard: { operator: { ...operator, documents: ["Acme-*"] } } } },
        issue:
            'ssm-access:runCommand.wildcard.operator.documents[0] "Acme-*" is not the name of one document or its ARN. ' +
            'Use a name of 3 to 128 letters, digits, ".", "_" or "-", or an ARN, without a wildcard.',
    },
    {
        kind: "two mutually exclusive args",
        config: { runCommand: { both: { operator: { ...operator, nodeIds: ["i-0123456789abcdef0"] } } } },
        issue: 'ssm-access:runCommand.both.operator has "targetTags" and "nodeIds". Keep only one of them.',
    },
    {
        kind: "an AWS-owned document that is not accepted",
        config: { runCommand: { root: { operator: { ...operator, documents: ["AWS-RunShellScript"] } } } },
        issue:
            'ssm-access:runCommand.root.operator.documents[0] "AWS-RunShellScript" is an AWS-owned document that can run any code ' +
            "as root on the node. Use a custom document for the task, or add this name to operator.acceptRootDocuments.",
    },
    {
        kind: "a role of another account",
        config: {
            runCommand: {
                foreign: { operator: { ...operator, grantees: { roles: ["arn:aws:iam::210987654321:role/ops"] } } },
            },
        },
        issue:
            'ssm-access:runCommand.foreign.operator.grantees.roles[0] "arn:aws:iam::210987654321:role/ops" is in account ' +
            "210987654321, but the component deploys to account 123456789012. Use an ARN in this account, or pass the " +
            "component a provider for the other account.",
    },
    {
        kind: "a reference to an unknown component",
        config: {
            runCommand: { dangling: { operator: { ...operator, notificationRoleArns: ["automation.nowhere"] } } },
        },
        issue:
            'ssm-access:runCommand.dangling.operator.notificationRoleArns[0] "automation.nowhere" refers to a component that ' +
            "does not exist in this stack. Use the ARN of a role, or a component of this stack: REFERENCES.",
    },
    {
        kind: "a dependency cycle",
        config: {
            maintenanceWindow: {
                first: { runCommand: tasks, registrars: { grantees: { roles: ["maintenanceWindow.second"] } } },
                second: { runCommand: tasks, registrars: { grantees: { roles: ["maintenanceWindow.first"] } } },
            },
        },
        issue:
            "ssm-access:maintenanceWindow.second.registrars.grantees.roles[0] " +
            '"maintenanceWindow.first" closes a dependency cycle: maintenanceWindow.second -> maintenanceWindow.first -> ' +
            "maintenanceWindow.second. Remove one of these references, or grant access to a role that is created outside " +
            "this stack.",
    },
    ...(
        [
            ["runCommand", "operator.documents[0]", { operator: { ...operator, documents: [elsewhere] } }],
            ["managedInstance", "documents[0]", { documents: [elsewhere] }],
            ["maintenanceWindow", "automation.runbooks[0]", { automation: { runbooks: [elsewhere] } }],
            ["automation", "nested.runbooks[0]", { nested: { runbooks: [elsewhere] } }],
        ] as const
    ).map(([key, path, args]) => ({
        kind: `a document of another Region: ${key}`,
        config: { [key]: { elsewhere: args } },
        issue:
            `ssm-access:${key}.elsewhere.${path} "${elsewhere}" is in Region us-east-1, but the policies are for ` +
            'eu-west-1. Use an ARN in that Region, or set "region".',
    })),
    {
        kind: "two components that create the same OIDC provider",
        config: {
            deployments: {
                first: { pulumiDeployments: { organization: "acme" } },
                second: { pulumiDeployments: { organization: "acme", stack: "other" } },
                third: { pulumiDeployments: { organization: "acme", stack: "third", adoptProvider: true } },
            },
        },
        issue:
            'ssm-access:deployments.second "api.pulumi.com/oidc" is the issuer of an OIDC provider that ' +
            "ssm-access:deployments.first also creates; an account has one per URL. Set " +
            '"pulumiDeployments.adoptProvider" in one of them, so that it uses ' +
            "arn:aws:iam::123456789012:oidc-provider/api.pulumi.com/oidc.",
    },
    {
        kind: "two components that create the same service-linked role",
        config: {
            serviceLinkedRoles: {
                first: { services: ["accountdiscovery.ssm.amazonaws.com", "ssm.amazonaws.com"] },
                second: { region: "us-east-1", services: ["accountdiscovery.ssm.amazonaws.com"] },
                third: { creators: { grantees: { groups: ["ops"] }, services: ["ssm.amazonaws.com"] } },
            },
        },
        issue:
            'ssm-access:serviceLinkedRoles.second "AWSServiceRoleForAmazonSSM_AccountDiscovery" is a service-linked role ' +
            "that ssm-access:serviceLinkedRoles.first also creates; an account has one per service. Remove the service " +
            "from one of them.",
    },
    {
        kind: "names that differ only in case",
        config: { automation: { Twin: images, twin: images } },
        issue:
            'ssm-access:automation.twin "acme-test-twin-assume-HASH" is the name of its role, and ssm-access:automation.Twin ' +
            "creates one of the same name. Rename one of them; names that differ only in case count as the same.",
    },
    {
        kind: "a component name with a dot",
        config: { runCommand: { "web.dev": { operator } } },
        issue:
            "ssm-access:runCommand.web.dev is not a valid name. Use a letter followed by at most 63 letters, digits, " +
            '"_" or "-".',
    },
    {
        kind: "an unknown pattern",
        config: { runComand: { patching: { operator } } },
        issue: 'ssm-access:runComand is an unknown property. Use "ssm-access:runCommand" instead (allowed: KEYS).',
    },
    {
        kind: "a setting that violates its constraint",
        config: { namePrefix: "no blanks" },
        issue: 'ssm-access:namePrefix "no blanks" is not a prefix. Use 1 to 32 letters, digits, "_" or "-".',
    },
];

/** Replaces hashes, lists of keys and descriptions, which change with the patterns and not with the message. */
const normalized = (line: string): string =>
    line
        .replace(/-[0-9a-f]{8}"/, '-HASH"')
        .replace(/allowed: aws:region.*\)/, "allowed: KEYS)")
        .replace(/Add it: .*/, "Add it: DESCRIPTION")
        .replace(/or a component of this stack: .*\./, "or a component of this stack: REFERENCES.");

/** All cases merged into one config. */
const mergedConfig = cases.reduce<Record<string, unknown>>((config, { config: more }) => {
    for (const [key, value] of Object.entries(more)) {
        config[key] = typeof value === "string" ? value : { ...(config[key] as object | undefined), ...value };
    }
    return config;
}, {});

describe("checkConfig", () => {
    for (const { kind, config, issue } of cases) {
        it(`reports ${kind} once`, () => {
            assert.deepEqual(issuesOf(config).map(normalized), [issue]);
        });
    }

    it("reports all issues in one run", () => {
        const expected = cases.map(({ issue }) => issue);
        assert.deepEqual(issuesOf(mergedConfig).map(normalized).sort(), [...expected].sort());
    });

    it("accepts an empty config and a valid config", () => {
        assert.deepEqual(issuesOf({}), []);
        assert.deepEqual(issuesOf({ runCommand: { patching: { operator } }, tags: { Owner: "platform" } }), []);
    });

    it("reports a null value, and does not repeat an invalid setting for each component", () => {
        assert.deepEqual(issuesOf({ runCommand: { patching: { operator: null } }, namePrefix: "no blanks" }), [
            "ssm-access:runCommand.patching.operator null must be an object, not null. Use an object.",
            'ssm-access:namePrefix "no blanks" is not a prefix. Use 1 to 32 letters, digits, "_" or "-".',
        ]);
    });

    it("allows roles that pass each other, because their ARNs are computed", () => {
        const passing = (other: string) => ({
            ...images,
            nested: { runbooks: ["Acme-Next"], assumeRoleArns: [other] },
        });
        const automation = { first: passing("automation.second"), second: passing("automation.first") };
        assert.deepEqual(issuesOf({ automation }), []);
    });

    it("rejects encrypted settings and encrypted values in documents, without printing them", () => {
        const secret = (path: string) => new EncryptedValue(path, "Acme-Hidden", 1);
        const path = "ssm-access:runCommand.patching.operator.documents[0]";
        assert.deepEqual(
            issuesOf({ runCommand: { patching: { operator: { ...operator, documents: [secret(path)] } } } }),
            [
                `${path} is encrypted, but appears in a name or a policy document, which is plain text in AWS. ` +
                    "Use a plain-text value.",
            ],
        );
        assert.deepEqual(issuesOf({ namePrefix: secret("ssm-access:namePrefix") }), [
            "ssm-access:namePrefix is encrypted, but AWS and the state show it in plain text. Use a plain-text value.",
        ]);
    });
});
