import * as assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { deploymentsSchema } from "../../tools/schema/main";
import { physicalName } from "../../components/pattern/naming";
import { policyPack } from "../../deployments/policyPack";
import { exampleStacks, project } from "../../tools/examples";
import { planStackFile } from "../../program/preview/planStackFile";
import { home, inventory, type Made } from "../support/deploy";
import { root } from "../support/imports";
import { exampleConfig, runProgram } from "./program";

const role = (name: string): string => `arn:aws:iam::123456789012:role/${name}`;

const inputsOf = (made: readonly Made[], name: string): Readonly<Record<string, unknown>> =>
    made.find((one) => one.name === name)?.inputs ?? assert.fail(`no resource named ${name}`);

const stack = (name: string) => ({ organization: "acme", project: "ssm-access", stack: name });
const install = ["npm ci --ignore-scripts --no-audit --no-fund", "npm run build"];
const options = { skipInstallDependencies: true, skipIntermediateDeployments: true };

describe("the example deployments", () => {
    let made: readonly Made[];
    let result: unknown;
    before(async () => {
        ({ made, result } = await runProgram(exampleConfig()));
    });

    it("create exactly the expected resources", () => {
        assert.deepEqual(inventory(made), [
            ["pulumiservice:index:DeploymentSettings", "dev"],
            ["pulumiservice:index:DriftSchedule", "dev-drift"],
            ["pulumiservice:index:DeploymentSettings", "fair"],
            ["pulumiservice:index:TtlSchedule", "fair-expiry"],
            ["pulumiservice:index:PolicyPack", "policy-pack"],
            ["pulumiservice:index:DeploymentSettings", "prod"],
            ["pulumiservice:index:DriftSchedule", "prod-drift"],
            ["pulumiservice:index:PolicyGroup", "ssm-access-audited"],
            ["pulumiservice:index:PolicyGroup", "ssm-access-enforced"],
        ]);
    });

    it("use one role for previews and another for updates, selected by operation", () => {
        const { vcs, operationContext, ...rest } = inputsOf(made, "prod");
        const { paths, ...settings } = vcs as { readonly paths: readonly string[] };
        assert.deepEqual(rest, { ...stack("prod"), sourceContext: { git: { branch: "release" } } });
        assert.deepEqual(settings, {
            provider: "github",
            repository: "acme/ssm-access",
            deployCommits: true,
            previewPullRequests: true,
            pullRequestTemplate: false,
        });
        assert.ok(paths.includes("Pulumi.prod.yaml") && !paths.includes("Pulumi.dev.yaml"));
        const { preRunCommands, ...operation } = operationContext as { readonly preRunCommands: readonly string[] };
        assert.deepEqual(operation, {
            environmentVariables: {
                PULUMI_OPTION_POLICY_PACK: "policypack",
                AWS_WEB_IDENTITY_TOKEN_FILE: "/mnt/pulumi/pulumi.oidc",
                PREVIEW_ROLE_ARN: role("acme-prod-delivery-preview-c427c26b"),
                UPDATE_ROLE_ARN: role("acme-prod-delivery-update-4f1854db"),
            },
            options,
        });
        assert.match(preRunCommands[0] ?? "", />> \/PULUMI_ENV$/);
        assert.deepEqual(preRunCommands.slice(1), install);
    });

    it("set the single role of a stack without previews, with a session name", () => {
        const { vcs, operationContext } = inputsOf(made, "fair");
        assert.deepEqual(
            { ...(vcs as object), paths: undefined },
            {
                provider: "github",
                repository: "acme/ssm-access",
                deployCommits: true,
                previewPullRequests: false,
                pullRequestTemplate: false,
                paths: undefined,
            },
        );
        assert.deepEqual(operationContext, {
            environmentVariables: { PULUMI_OPTION_POLICY_PACK: "policypack" },
            preRunCommands: install,
            oidc: {
                aws: {
                    roleARN: role("ssm-access-fair-delivery-update-39bd4899"),
                    sessionName: "${stack.name}-${deployment.operation}-${deployment.id}",
                    duration: "1h",
                },
            },
            options,
        });
    });

    it("detect drift without remediation, and expire a stack", () => {
        const drift = { scheduleCron: "0 5 * * *", autoRemediate: false };
        assert.deepEqual(inputsOf(made, "prod-drift"), { ...stack("prod"), ...drift });
        const end = { timestamp: "2027-03-01T00:00:00Z", deleteAfterDestroy: true };
        assert.deepEqual(inputsOf(made, "fair-expiry"), { ...stack("fair"), ...end });
    });

    it("publish the pack of this repository and enforce that version in the policy groups", () => {
        const { version } = JSON.parse(readFileSync(join(root, "policypack", "package.json"), "utf8")) as {
            readonly version: string;
        };
        assert.deepEqual(inputsOf(made, "policy-pack"), {
            organization: "acme",
            name: "ssm-access",
            versionTag: version,
            sourcePath: "../policypack",
        });
        assert.ok(existsSync(join(root, "deployments", "../policypack", "PulumiPolicy.yaml")));
        assert.deepEqual(inputsOf(made, "ssm-access-enforced"), {
            name: "ssm-access-enforced",
            organizationName: "acme",
            entityType: "stacks",
            mode: "preventative",
            policyPacks: [{ name: "ssm-access", versionTag: version }],
            stacks: ["dev", "prod", "fair"].map((name) => ({ name, routingProject: "ssm-access" })),
        });
        const { mode, stacks, policyPacks } = inputsOf(made, "ssm-access-audited");
        assert.deepEqual({ mode, stacks }, { mode: "audit", stacks: [{ name: "prod", routingProject: "shop" }] });
        const [{ config }] = policyPacks as [{ readonly config: object }];
        assert.deepEqual(Object.keys(config), ["iam-passrole-role-pattern"]);
    });

    it("use the name that the pack declares", () => {
        const text = readFileSync(join(root, "policypack", "index.ts"), "utf8");
        assert.ok(text.includes(`new PolicyPack("${policyPack({}).name}"`));
    });

    it("export the environments and the pack version", () => {
        assert.deepEqual(result, {
            environments: { dev: "main", prod: "release", fair: "main" },
            policyPackVersion: "1.0.0",
        });
    });

    it("contain no keys, tokens or secrets", () => {
        const all = JSON.stringify(made);
        assert.doesNotMatch(all, /AKIA|ASIA|SECRET|ACCESS_KEY|PASSPHRASE|ACCESS_TOKEN|"secret"|gitAuth/i);
    });

    it("use the roles that the stacks of the same names create", () => {
        const { environments } = exampleConfig() as {
            readonly environments: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
        };
        for (const { stack: name, path } of [exampleStacks.complete, exampleStacks.strict]) {
            const text = readFileSync(path, "utf8");
            const { config } = parse(text) as { readonly config: Readonly<Record<string, unknown>> };
            const { instances } = planStackFile(config, { project, stack: name, location: home });
            const { preview, update } =
                instances.find(({ reference }) => reference === "deployments.delivery")?.physicalNames ?? {};
            assert.deepEqual(
                [environments[name]?.previewRoleArn, environments[name]?.updateRoleArn],
                [preview?.arn, update?.arn],
                name,
            );
        }
        const fair = {
            location: home,
            project,
            stack: "fair",
            component: "DeploymentsAccess",
            name: "delivery",
        };
        assert.equal(environments.fair?.updateRoleArn, role(physicalName(fair, "update", "role")));
    });
});

describe("the config schema of deployments", () => {
    it("is up to date with npm run schema", () => {
        const written: unknown = JSON.parse(readFileSync(join(root, "deployments", "config.schema.json"), "utf8"));
        assert.deepEqual(written, JSON.parse(JSON.stringify(deploymentsSchema())));
    });
});
