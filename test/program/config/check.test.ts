import * as assert from "node:assert/strict";
import { ConfigError } from "../../../program/config/error";
import { planStack } from "../../../program/plan/plan";
import type { GivenConfig } from "../../../program/config/read";
import { EncryptedValue } from "../../../program/config/encrypted";
import { home } from "../../support/deploy";

/** A component that is right, to spoil in one place. */
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

/** What the program says of a config, one line a problem; nothing where it takes it. */
const problemsOf = (config: GivenConfig): readonly string[] => {
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
    /** Patterns and settings; no two cases share a component, so that all can stand in one file. */
    readonly config: Readonly<Record<string, Readonly<Record<string, unknown>> | string>>;
    readonly says: string;
}

const cases: readonly Case[] = [
    {
        kind: "an unknown arg",
        config: { runCommand: { misspelt: { operator: { ...operator, outputBucket: "acme-output" } } } },
        says:
            'ssm-access:runCommand.misspelt.operator.outputBucket "acme-output" is not known. Take it away; known here: ' +
            "acceptRootDocuments, cancel, documents, grantees, nodeIds, notificationRoleArns, outputBucketName, targetTags.",
    },
    {
        kind: "a number where a text belongs",
        config: { runCommand: { number: { operator: { ...operator, documents: ["Acme-PatchNow", 7] } } } },
        says: 'ssm-access:runCommand.number.operator.documents[1] 7 is a number where text is needed. Put it in quotes: "7".',
    },
    {
        kind: "a text where a list belongs",
        config: { runCommand: { text: { operator: { ...operator, documents: "Acme-PatchNow" } } } },
        says:
            'ssm-access:runCommand.text.operator.documents "Acme-PatchNow" is text where a list is needed. ' +
            'Write a list: ["Acme-PatchNow"].',
    },
    {
        kind: "a missing arg",
        config: { runCommand: { lacking: { reader: {} } } },
        says: 'ssm-access:runCommand.lacking.reader lacks "grantees". Add it: Who gets the level.',
    },
    {
        kind: "a value beyond its limit",
        config: { runCommand: { wildcard: { operator: { ...operator, documents: ["Acme-*"] } } } },
        says:
            'ssm-access:runCommand.wildcard.operator.documents[0] "Acme-*" is not the name of one document (3 to 128 letters, ' +
            'digits, ".", "_" or "-") or its ARN, without a wildcard. Write the name of one document (3 to 128 letters, ' +
            'digits, ".", "_" or "-") or its ARN, without a wildcard.',
    },
    {
        kind: "two args of which only one may be given",
        config: { runCommand: { both: { operator: { ...operator, nodeIds: ["i-0123456789abcdef0"] } } } },
        says: 'ssm-access:runCommand.both.operator has "targetTags" and "nodeIds". Give only one of "targetTags" or "nodeIds".',
    },
    {
        kind: "a document of AWS that nobody accepted",
        config: { runCommand: { root: { operator: { ...operator, documents: ["AWS-RunShellScript"] } } } },
        says:
            'ssm-access:runCommand.root.operator.documents[0] "AWS-RunShellScript" is a document of AWS, and whoever may run ' +
            "one can become root on the node. Write a document of your own for the task, or add this name to " +
            "operator.acceptRootDocuments.",
    },
    {
        kind: "another account's role",
        config: {
            runCommand: {
                foreign: { operator: { ...operator, grantees: { roles: ["arn:aws:iam::210987654321:role/ops"] } } },
            },
        },
        says:
            'ssm-access:runCommand.foreign.operator.grantees.roles[0] "arn:aws:iam::210987654321:role/ops" is of account ' +
            "210987654321, but this stack stands in account 123456789012. Name one of this account, or give the component " +
            "the provider of the other account.",
    },
    {
        kind: "a reference to no component",
        config: {
            runCommand: { dangling: { operator: { ...operator, notificationRoleArns: ["automation.nowhere"] } } },
        },
        says:
            'ssm-access:runCommand.dangling.operator.notificationRoleArns[0] "automation.nowhere" refers to a component that ' +
            "this stack does not have. Write the ARN of a role, or one of this stack: there is none.",
    },
    {
        kind: "components that wait for each other",
        config: {
            maintenanceWindow: {
                first: { runCommand: tasks, registrars: { grantees: { roles: ["maintenanceWindow.second"] } } },
                second: { runCommand: tasks, registrars: { grantees: { roles: ["maintenanceWindow.first"] } } },
            },
        },
        says:
            "ssm-access:maintenanceWindow.second.registrars.grantees.roles[0] " +
            '"maintenanceWindow.first" closes a cycle of components that wait for each other: maintenanceWindow.second -> ' +
            "maintenanceWindow.first -> maintenanceWindow.second. Take one of these references away, or grant to a role " +
            "that is made elsewhere.",
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
        says:
            `ssm-access:${key}.elsewhere.${path} "${elsewhere}" is of Region us-east-1, but the documents are of ` +
            'eu-west-1. Name one of that Region, or set "region".',
    })),
    {
        kind: "two deliveries by one issuer",
        config: {
            deployments: {
                first: { pulumiDeployments: { organization: "acme" } },
                second: { pulumiDeployments: { organization: "acme", stack: "other" } },
                third: { pulumiDeployments: { organization: "acme", stack: "third", adoptProvider: true } },
            },
        },
        says:
            'ssm-access:deployments.second "api.pulumi.com/oidc" is the issuer whose OIDC provider ' +
            "ssm-access:deployments.first makes too, and an account holds one of each URL. Set " +
            '"pulumiDeployments.adoptProvider" in one of the two, which then uses ' +
            "arn:aws:iam::123456789012:oidc-provider/api.pulumi.com/oidc.",
    },
    {
        kind: "names that AWS does not tell apart",
        config: { automation: { Twin: images, twin: images } },
        says:
            'ssm-access:automation.twin "acme-test-twin-assume-HASH" is the name of its role, and ssm-access:automation.Twin ' +
            "makes one of that name too. Give one of the two another name; upper and lower case are the same to AWS.",
    },
    {
        kind: "a name that cannot be referred to",
        config: { runCommand: { "web.dev": { operator } } },
        says:
            "ssm-access:runCommand.web.dev is not a name. Write a name: a letter, then at most 63 letters, digits, " +
            '"_" or "-".',
    },
    {
        kind: "an unknown pattern",
        config: { runComand: { patching: { operator } } },
        says: 'ssm-access:runComand is not known. Write "ssm-access:runCommand"; known here: KEYS.',
    },
    {
        kind: "a setting beyond its limit",
        config: { namePrefix: "no blanks" },
        says:
            'ssm-access:namePrefix "no blanks" is not a prefix: 1 to 32 letters, digits, "_" or "-". Write a prefix: 1 to 32 ' +
            'letters, digits, "_" or "-".',
    },
];

/** Hashes of names and lists of what there is change with the catalogue, not with the message. */
const steady = (line: string): string =>
    line
        .replace(/-[0-9a-f]{8}"/, '-HASH"')
        .replace(/known here: aws:region.*\./, "known here: KEYS.")
        .replace(/or one of this stack: .*\./, "or one of this stack: there is none.");

/** Every case in one config. */
const together = cases.reduce<Record<string, unknown>>((config, { config: more }) => {
    for (const [key, value] of Object.entries(more)) {
        config[key] = typeof value === "string" ? value : { ...(config[key] as object | undefined), ...value };
    }
    return config;
}, {});

describe("checkConfig", () => {
    for (const { kind, config, says } of cases) {
        it(`tells ${kind} once`, () => {
            assert.deepEqual(problemsOf(config).map(steady), [says]);
        });
    }

    it("tells all of them in one run", () => {
        const expected = cases.map(({ says }) => says);
        assert.deepEqual(problemsOf(together).map(steady).sort(), [...expected].sort());
    });

    it("takes a config without patterns, and one that is right", () => {
        assert.deepEqual(problemsOf({}), []);
        assert.deepEqual(problemsOf({ runCommand: { patching: { operator } }, tags: { Owner: "platform" } }), []);
    });

    it("tells what is empty, and leaves a broken setting out of the components", () => {
        assert.deepEqual(problemsOf({ runCommand: { patching: { operator: null } }, namePrefix: "no blanks" }), [
            "ssm-access:runCommand.patching.operator null is nothing where a mapping is needed. Write a mapping.",
            'ssm-access:namePrefix "no blanks" is not a prefix: 1 to 32 letters, digits, "_" or "-". Write a prefix: 1 to 32 ' +
                'letters, digits, "_" or "-".',
        ]);
    });

    it("lets roles pass each other: their ARNs are computed, so neither waits", () => {
        const passing = (other: string) => ({
            ...images,
            nested: { runbooks: ["Acme-Next"], assumeRoleArns: [other] },
        });
        const automation = { first: passing("automation.second"), second: passing("automation.first") };
        assert.deepEqual(problemsOf({ automation }), []);
    });

    it("refuses an encrypted value that a document needs, and an encrypted setting, without showing it", () => {
        const secret = (path: string) => new EncryptedValue(path, "Acme-Hidden", 1);
        const path = "ssm-access:runCommand.patching.operator.documents[0]";
        assert.deepEqual(
            problemsOf({ runCommand: { patching: { operator: { ...operator, documents: [secret(path)] } } } }),
            [
                `${path} is encrypted, but a name or a policy document needs it, which is plain text in AWS. ` +
                    "Write it in plain text.",
            ],
        );
        assert.deepEqual(problemsOf({ namePrefix: secret("ssm-access:namePrefix") }), [
            "ssm-access:namePrefix is encrypted, but settings of the stack stand in names and documents in plain text. " +
                "Write it in plain text.",
        ]);
    });
});
