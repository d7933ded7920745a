import * as assert from "node:assert/strict";
import { checkedConfig } from "../../deployments/config";
import { policyPack } from "../../deployments/policyPack";
import { ConfigError } from "../../program/config/error";
import { exampleConfig, runProgram } from "./program";

const role = (name: string, account = "123456789012"): string => `arn:aws:iam::${account}:role/${name}`;
const roles = { updateRoleArn: role("update"), previewRoleArn: role("preview") };
const config = { organization: "acme", repository: "acme/ssm-access", environments: { dev: roles } };

/** The issues of a config, one per line of the error message. */
const issuesOf = (given: Readonly<Record<string, unknown>>): readonly string[] => {
    try {
        checkedConfig(given, "2026-12-01");
        return [];
    } catch (error) {
        assert.ok(error instanceof ConfigError);
        return error.message
            .split("\n")
            .slice(1)
            .map((line) => line.trim().replace(/^ssm-access-deployments:/, ""));
    }
};

const dev = (args: Readonly<Record<string, unknown>>) => ({ ...config, environments: { dev: { ...roles, ...args } } });
const group = (args: Readonly<Record<string, unknown>>) => ({
    ...config,
    policyGroups: { enforced: { mode: "preventative", stacks: ["dev"], ...args } },
});

interface Case {
    readonly kind: string;
    readonly given: Readonly<Record<string, unknown>>;
    readonly issues: readonly string[];
}

const cases: readonly Case[] = [
    { kind: "the minimum", given: config, issues: [] },
    { kind: "the example", given: exampleConfig(), issues: [] },
    {
        kind: "a misspelled arg",
        given: dev({ previewRoleArns: role("preview") }),
        issues: [
            `environments.dev.previewRoleArns "${role("preview")}" is an unknown property. Use "previewRoleArn" instead (allowed: agentPoolId, branch, deployCommits, drift, executorImage, expiry, paths, previewPullRequests, previewRoleArn, pullRequestTemplate, updateRoleArn).`,
        ],
    },
    {
        kind: "a missing organization",
        given: { ...config, organization: undefined },
        issues: [
            'is missing the required property "ssm-access-deployments:organization". Add it: The Pulumi organization, in lower case as in its URL.',
        ],
    },
    {
        kind: "an organization in upper case",
        given: { ...config, organization: "Acme" },
        issues: ['organization "Acme" is not an organization in lower case. Correct the value.'],
    },
    {
        kind: "a repository URL",
        given: { ...config, repository: "https://github.com/acme/ssm-access" },
        issues: [
            'repository "https://github.com/acme/ssm-access" is not a repository as OWNER/NAME. Correct the value.',
        ],
    },
    {
        kind: "an unknown mode",
        given: group({ mode: "mandatory" }),
        issues: ['policyGroups.enforced.mode "mandatory" is not an allowed value. Use one of: audit, preventative.'],
    },
    {
        kind: "a path filter relative to a folder",
        given: dev({ paths: ["./scripts/**", "!scripts/*.md"] }),
        issues: [
            'environments.dev.paths[0] "./scripts/**" is not a path filter. Use a glob over the whole path from the root of the repository, such as "docs/**" or "!docs/**".',
        ],
    },
    {
        kind: "a schedule with six fields, and an expiry without a time",
        given: dev({ drift: { scheduleCron: "0 0 6 * * *" }, expiry: { timestamp: "2027-03-01" } }),
        issues: [
            'environments.dev.drift.scheduleCron "0 0 6 * * *" is not a cron expression. Use five fields in UTC, such as 0 6 * * *.',
            'environments.dev.expiry.timestamp "2027-03-01" is not a UTC timestamp. Use a time such as 2027-03-01T00:00:00Z.',
        ],
    },
    {
        kind: "previews and drift detection without a preview role",
        given: dev({ previewRoleArn: undefined, previewPullRequests: true, drift: { scheduleCron: "0 6 * * *" } }),
        issues: ["previewPullRequests", "drift"].map(
            (arg) =>
                `environments.dev.${arg} requires a read-only role; the update role can only be assumed by updates. Set "previewRoleArn" to the output of the stack's DeploymentsAccess, or remove "${arg}".`,
        ),
    },
    {
        kind: "one role for previews and updates",
        given: dev({ previewRoleArn: role("update") }),
        issues: [
            `environments.dev.previewRoleArn "${role("update")}" is also the update role, so a pull request could change resources while it is previewed. Use the preview role of the DeploymentsAccess.`,
        ],
    },
    {
        kind: "roles in two accounts",
        given: dev({ previewRoleArn: role("preview", "210987654321") }),
        issues: [
            `environments.dev.previewRoleArn "${role("preview", "210987654321")}" is in a different account than the update role (123456789012). Use both roles of one DeploymentsAccess.`,
        ],
    },
    {
        kind: "the role of another stack",
        given: { ...config, environments: { dev: roles, prod: { updateRoleArn: role("update") } } },
        issues: [
            `environments.prod.updateRoleArn "${role("update")}" is also a role of environments.dev, but a role trusts the tokens of one stack only. Use the role of this stack's own DeploymentsAccess.`,
        ],
    },
    {
        kind: "a template with a preview role",
        given: dev({ pullRequestTemplate: true, deployCommits: false }),
        issues: [
            'environments.dev.previewRoleArn does not apply to a template, which is not deployed itself. Remove "previewRoleArn" or "pullRequestTemplate".',
        ],
    },
    {
        kind: "a policy group with an unknown stack and a duplicate",
        given: group({ stacks: ["staging", "shop/prod", "dev", "dev"] }),
        issues: [
            'policyGroups.enforced.stacks[0] "staging" is not an environment of this config. Use one of dev, or project/stack.',
            'policyGroups.enforced.stacks[3] "dev" duplicates stacks[2]. Remove one of them.',
        ],
    },
    {
        kind: "a policy group without a version of an unpublished pack",
        given: { ...group({}), publishPolicyPack: false },
        issues: [
            'policyGroups.enforced is missing "versionTag", and this program does not publish the pack. Set "versionTag" to a published version, or remove "publishPolicyPack".',
        ],
    },
    {
        kind: "a misspelled rule",
        given: group({ config: { "iam-passrole-wildcards": "advisory" } }),
        issues: [
            'policyGroups.enforced.config is not a valid configuration of the pack: Unknown rule "iam-passrole-wildcards"; did you mean "iam-passrole-wildcard". Correct it; the pack\'s README lists the keys.',
        ],
    },
];

describe("the config validation of deployments", () => {
    for (const { kind, given, issues } of cases) {
        it(`${issues.length === 0 ? "accepts" : "rejects"} ${kind}`, () => {
            assert.deepEqual(issuesOf(JSON.parse(JSON.stringify(given)) as Readonly<Record<string, unknown>>), issues);
        });
    }

    it("reports all issues at once and creates nothing", async () => {
        const invalid = { organization: "Acme", environments: { dev: { updateRoleArn: "admin" } }, unknown: "1" };
        await assert.rejects(runProgram(invalid), (error: Error) => {
            assert.match(error.message, /^The config has 4 problems; nothing was built\./);
            return true;
        });
    });

    it("rejects encrypted values", async () => {
        await assert.rejects(
            runProgram(config, ["repository"]),
            /ssm-access-deployments:repository is encrypted, but a deployment needs no secret/,
        );
    });

    it("rejects publishing a pack that has not been built", () => {
        assert.throws(
            () => policyPack({}, "/nowhere"),
            /publishPolicyPack requires policypack\/bin\/index\.js, which does not exist\. Run `npm run build`/,
        );
        assert.equal(policyPack({ publishPolicyPack: false }, "/nowhere").name, "ssm-access");
    });

    it("configures a template stack that is not deployed itself", async () => {
        const { made } = await runProgram({
            ...config,
            environments: { pr: { updateRoleArn: role("review"), pullRequestTemplate: true } },
            publishPolicyPack: false,
        });
        const { deployCommits, previewPullRequests, pullRequestTemplate } = made[0]?.inputs.vcs as Readonly<
            Record<string, unknown>
        >;
        assert.deepEqual(
            [made.length, deployCommits, previewPullRequests, pullRequestTemplate],
            [1, false, false, true],
        );
    });
});
