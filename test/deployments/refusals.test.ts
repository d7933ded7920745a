import * as assert from "node:assert/strict";
import { checkedConfig } from "../../deployments/config";
import { policyPack } from "../../deployments/policyPack";
import { ConfigError } from "../../program/config/error";
import { exampleConfig, runProgram } from "./program";

const role = (name: string, account = "123456789012"): string => `arn:aws:iam::${account}:role/${name}`;
const roles = { updateRoleArn: role("update"), previewRoleArn: role("preview") };
const config = { organization: "acme", repository: "acme/ssm-access", environments: { dev: roles } };

/** What the program says of a config, one line a problem. */
const problemsOf = (given: Readonly<Record<string, unknown>>): readonly string[] => {
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
    readonly says: readonly string[];
}

const cases: readonly Case[] = [
    { kind: "the least", given: config, says: [] },
    { kind: "the example", given: exampleConfig(), says: [] },
    {
        kind: "a misspelt arg",
        given: dev({ previewRoleArns: role("preview") }),
        says: [
            `environments.dev.previewRoleArns "${role("preview")}" is not known. Write "previewRoleArn"; known here: agentPoolId, branch, deployCommits, drift, executorImage, expiry, paths, previewPullRequests, previewRoleArn, pullRequestTemplate, updateRoleArn.`,
        ],
    },
    {
        kind: "no organization",
        given: { ...config, organization: undefined },
        says: [
            ' lacks "ssm-access-deployments:organization". Add it: The Pulumi organization, in lower case as in its URL.'.trim(),
        ],
    },
    {
        kind: "an organization in capitals",
        given: { ...config, organization: "Acme" },
        says: ['organization "Acme" is not an organization in lower case. Write an organization in lower case.'],
    },
    {
        kind: "a repository by its address",
        given: { ...config, repository: "https://github.com/acme/ssm-access" },
        says: [
            'repository "https://github.com/acme/ssm-access" is not a repository as OWNER/NAME. Write a repository as OWNER/NAME.',
        ],
    },
    {
        kind: "a mode there is not",
        given: group({ mode: "mandatory" }),
        says: [
            'policyGroups.enforced.mode "mandatory" is none of the values there are. Write one of: audit, preventative.',
        ],
    },
    {
        kind: "a path filter of a file system",
        given: dev({ paths: ["./scripts/**", "!scripts/*.md"] }),
        says: [
            'environments.dev.paths[0] "./scripts/**" is not a glob over the whole path from the root of the repository, such as "docs/**" or "!docs/**". Write a glob over the whole path from the root of the repository, such as "docs/**" or "!docs/**".',
        ],
    },
    {
        kind: "a schedule of six fields, and an end without a zone",
        given: dev({ drift: { scheduleCron: "0 0 6 * * *" }, expiry: { timestamp: "2027-03-01" } }),
        says: [
            'environments.dev.drift.scheduleCron "0 0 6 * * *" is not a cron expression of five fields in UTC, such as 0 6 * * *. Write a cron expression of five fields in UTC, such as 0 6 * * *.',
            'environments.dev.expiry.timestamp "2027-03-01" is not a time in UTC, such as 2027-03-01T00:00:00Z. Write a time in UTC, such as 2027-03-01T00:00:00Z.',
        ],
    },
    {
        kind: "previews and drift without a role that only reads",
        given: dev({ previewRoleArn: undefined, previewPullRequests: true, drift: { scheduleCron: "0 6 * * *" } }),
        says: ["previewPullRequests", "drift"].map(
            (arg) =>
                `environments.dev.${arg} needs a role that only reads; AWS refuses the update role to everything but an update. Give "previewRoleArn", the output of the stack's DeploymentsAccess, or take it away.`,
        ),
    },
    {
        kind: "one role for both",
        given: dev({ previewRoleArn: role("update") }),
        says: [
            `environments.dev.previewRoleArn "${role("update")}" is the update role too, so that a pull request could change what it previews. Name the role that only reads.`,
        ],
    },
    {
        kind: "roles of two accounts",
        given: dev({ previewRoleArn: role("preview", "210987654321") }),
        says: [
            `environments.dev.previewRoleArn "${role("preview", "210987654321")}" is of another account than the update role, which is of 123456789012. Name both roles of one DeploymentsAccess.`,
        ],
    },
    {
        kind: "one stack's role in another",
        given: { ...config, environments: { dev: roles, prod: { updateRoleArn: role("update") } } },
        says: [
            `environments.prod.updateRoleArn "${role("update")}" is a role of environments.dev too, and a role trusts the tokens of one stack. Name the role of this stack's own DeploymentsAccess.`,
        ],
    },
    {
        kind: "a template that is deployed",
        given: dev({ pullRequestTemplate: true, deployCommits: false }),
        says: [
            'environments.dev.previewRoleArn is for a stack that is deployed itself, and a template is not. Take it away, or take "pullRequestTemplate" away.',
        ],
    },
    {
        kind: "a group of a stack that is not here",
        given: group({ stacks: ["staging", "shop/prod", "dev", "dev"] }),
        says: [
            'policyGroups.enforced.stacks[0] "staging" is no environment of this config. Write one of dev, or project/stack.',
            'policyGroups.enforced.stacks[3] "dev" is named twice. Name it once.',
        ],
    },
    {
        kind: "a group without a version, of a pack that is not published",
        given: { ...group({}), publishPolicyPack: false },
        says: [
            'policyGroups.enforced lacks "versionTag", and this program publishes no version of the pack. Name a published version, or take "publishPolicyPack" away.',
        ],
    },
    {
        kind: "a misspelt rule",
        given: group({ config: { "iam-passrole-wildcards": "advisory" } }),
        says: [
            'policyGroups.enforced.config is not what the pack takes: There is no rule "iam-passrole-wildcards"; did you mean "iam-passrole-wildcard". Correct it; the pack\'s README lists the keys.',
        ],
    },
];

describe("a config of deployments", () => {
    for (const { kind, given, says } of cases) {
        it(says.length === 0 ? `is taken: ${kind}` : `is refused: ${kind}`, () => {
            assert.deepEqual(problemsOf(JSON.parse(JSON.stringify(given)) as Readonly<Record<string, unknown>>), says);
        });
    }

    it("is told all of its problems at once, and nothing is made", async () => {
        const wrong = { organization: "Acme", environments: { dev: { updateRoleArn: "admin" } }, unknown: "1" };
        await assert.rejects(runProgram(wrong), (error: Error) => {
            assert.match(error.message, /^The config has 4 problems; nothing was built\./);
            return true;
        });
    });

    it("holds no secret: nothing here is one", async () => {
        await assert.rejects(
            runProgram(config, ["repository"]),
            /ssm-access-deployments:repository is encrypted, but a deployment needs no secret/,
        );
    });

    it("publishes no pack that was not built", () => {
        assert.throws(
            () => policyPack({}, "/nowhere"),
            /publishPolicyPack needs policypack\/bin\/index\.js, which is not there\. Run `npm run build`/,
        );
        assert.equal(policyPack({ publishPolicyPack: false }, "/nowhere").name, "ssm-access");
    });

    it("makes a template of a stack, which is not deployed itself", async () => {
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
