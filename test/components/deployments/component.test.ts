import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { DeploymentsAccess, type DeploymentsAccessArgs } from "../../../components";
import { deployments } from "../../../components/deployments/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import { deployed, gitHubActions, pulumiDeployments } from "./fixture";
import { namingScope } from "../namingScopes";
import { deploy, documentIn, inventory, isKnown, valueOf, type Run } from "../../support/deploy";

const both: DeploymentsAccessArgs = { pulumiDeployments, gitHubActions, deployed };

const build = (args: DeploymentsAccessArgs, run?: Run) => deploy(() => new DeploymentsAccess("delivery", args), run);

const scope = namingScope("DeploymentsAccess", {}, "delivery");
const names = deployments.names(scope, {});

describe("DeploymentsAccess", () => {
    it("creates the boundary, an OIDC provider per issuer, and two roles with their policies", async () => {
        const { made } = await build(both);
        assert.deepEqual(inventory(made), [
            ["ssm-access:index:DeploymentsAccess", "delivery"],
            ["aws:iam/policy:Policy", "delivery-boundary"],
            ["aws:iam/openIdConnectProvider:OpenIdConnectProvider", "delivery-github-provider"],
            ["aws:iam/role:Role", "delivery-preview"],
            ["aws:iam/rolePolicy:RolePolicy", "delivery-preview-read"],
            ["aws:iam/openIdConnectProvider:OpenIdConnectProvider", "delivery-pulumi-provider"],
            ["aws:iam/role:Role", "delivery-update"],
            ["aws:iam/rolePolicy:RolePolicy", "delivery-update-change"],
            ["aws:iam/rolePolicy:RolePolicy", "delivery-update-read"],
        ]);
    });

    it("creates no change policy if an update may change nothing", async () => {
        // Without changePolicies, only administrators change the policies of grantees.
        const { made } = await build({
            pulumiDeployments,
            deployed: { arns: ["arn:aws:iam::123456789012:policy/operator"] },
        });
        assert.deepEqual(
            inventory(made).filter(([type]) => type === "aws:iam/rolePolicy:RolePolicy"),
            [
                ["aws:iam/rolePolicy:RolePolicy", "delivery-preview-read"],
                ["aws:iam/rolePolicy:RolePolicy", "delivery-update-read"],
            ],
        );
    });

    it("creates no provider with adoptProvider", async () => {
        const { made } = await build({
            deployed,
            pulumiDeployments: { ...pulumiDeployments, adoptProvider: true },
        });
        assert.deepEqual(
            made.filter(({ type }) => type.includes("openIdConnectProvider")),
            [],
        );
    });

    it("configures each provider with exactly one audience", async () => {
        const { made } = await build(both);
        const providers = made.filter(({ type }) => type.includes("openIdConnectProvider")).map(({ inputs }) => inputs);
        assert.deepEqual(providers, [
            { url: "https://token.actions.githubusercontent.com", clientIdLists: ["sts.amazonaws.com"] },
            { url: "https://api.pulumi.com/oidc", clientIdLists: ["acme"] },
        ]);
    });

    it("creates exactly the planned documents", async () => {
        const { made } = await build(both);
        const planned = planDocuments(deployments, scope, { pulumiDeployments, gitHubActions, deployed });
        assert.deepEqual(documentIn(made, "delivery-boundary", "policy"), planned.boundary?.document);
        assert.deepEqual(documentIn(made, "delivery-preview", "assumeRolePolicy"), planned.previewTrust?.document);
        assert.deepEqual(documentIn(made, "delivery-update", "assumeRolePolicy"), planned.updateTrust?.document);
        assert.deepEqual(documentIn(made, "delivery-preview-read", "policy"), planned.read?.document);
        assert.deepEqual(documentIn(made, "delivery-update-read", "policy"), planned.read?.document);
        assert.deepEqual(documentIn(made, "delivery-update-change", "policy"), planned.change?.document);
    });

    it("exports ARNs that are known at preview", async () => {
        const { result } = await build(both, { preview: true });
        assert.equal(await valueOf(result.previewRoleArn), names.preview.arn);
        assert.equal(await valueOf(result.updateRoleArn), names.update.arn);
        assert.equal(await valueOf(result.boundaryArn), names.boundary.arn);
    });

    it("has known ARNs and unknown documents while a deployed ARN is unknown", async () => {
        const { result, made } = await build(
            { ...both, deployed: { arns: [pulumi.output(pulumi.unknown as string)] } },
            { preview: true },
        );
        assert.ok(await isKnown(result.updateRoleArn));
        const change = made.find(({ name }) => name === "delivery-update-change");
        assert.ok(pulumi.isUnknown(change?.inputs.policy));
    });

    it("defaults to the current project and stack", async () => {
        const { made } = await build({ deployed, pulumiDeployments: { organization: "acme" } });
        assert.match(
            JSON.stringify(documentIn(made, "delivery-update", "assumeRolePolicy")),
            /pulumi:deploy:org:acme:project:acme:stack:test:operation:update:scope:write/,
        );
    });

    for (const [partition, region] of [
        ["aws-cn", "cn-north-1"],
        ["aws-us-gov", "us-gov-west-1"],
    ] as const) {
        it(`trusts the provider in partition ${partition}`, async () => {
            const arns = deployed.arns.map((arn) => arn.replace("arn:aws:", `arn:${partition}:`));
            const { made } = await build(
                { pulumiDeployments, deployed: { arns } },
                { location: { partition, region } },
            );
            assert.match(
                JSON.stringify(documentIn(made, "delivery-update", "assumeRolePolicy")),
                new RegExp(`arn:${partition}:iam::123456789012:oidc-provider/api.pulumi.com/oidc`),
            );
        });
    }

    it("reports all validation issues at once and creates nothing", async () => {
        await assert.rejects(
            build({
                pulumiDeployments: { organization: "Acme", stack: "*" },
                deployed: { arns: ["*"] },
                boundaryActions: ["iam:*"],
            }),
            ({ message }: Error) => {
                assert.equal(message.split("\n").length, 4, message);
                assert.match(message, /^DeploymentsAccess "delivery"\.pulumiDeployments\.organization "Acme" is not/);
                return true;
            },
        );
    });

    it("requires deployed", async () => {
        await assert.rejects(build({ pulumiDeployments }), /"delivery"\.deployed is missing/);
    });
});
