import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws";
import { Policy } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { HybridActivation, type HybridActivationArgs } from "../../../components";
import { hybridActivation } from "../../../components/hybridActivation/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import { everything } from "./fixture";
import { namingScope } from "../namingScopes";
import { deploy, documentIn, home, inventory, isKnown, valueOf, type Made, type Run } from "../../support/deploy";

const build = (args?: HybridActivationArgs, run?: Run) => deploy(() => new HybridActivation("factory", args), run);

const inputsOf = (made: readonly Made[], name: string): Made["inputs"] =>
    made.find((child) => child.name === name && child.type.startsWith("aws:"))?.inputs ??
    assert.fail(`no resource named ${name}`);

const plannedAt = (args: typeof everything, location: Partial<typeof home> = {}) => {
    const scope = namingScope("HybridActivation", location, "factory");
    return { names: hybridActivation.names(scope, args), documents: planDocuments(hybridActivation, scope, args) };
};

const role = ["aws:iam/role:Role", "factory"] as const;
const component = ["ssm-access:index:HybridActivation", "factory"] as const;
const attached = (name: string) => ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", name] as const;
const policy = (name: string) => ["aws:iam/policy:Policy", name] as const;
const activation = ["aws:ssm/activation:Activation", "factory-activation"] as const;
const core = [policy("factory-core"), attached("factory-core-role-0")];

describe("HybridActivation", () => {
    it("creates the role and its core by default, and no activation", async () => {
        assert.deepEqual(inventory((await build()).made), [role, component, ...core]);
    });

    it("creates an activation, features and operators", async () => {
        assert.deepEqual(inventory((await build(everything)).made), [
            role,
            component,
            activation,
            ...core,
            policy("factory-features"),
            attached("factory-features-role-0"),
            policy("factory-operators"),
            ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "factory-operators-group-factory-it"],
        ]);
    });

    it("attaches the AWS managed core instead of its own, and additional policies", async () => {
        const { made } = await build({
            awsManagedCore: true,
            managedPolicyArns: ["arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy"],
        });
        assert.deepEqual(inventory(made), [
            role,
            component,
            attached("factory-core"),
            attached("factory-policy-CloudWatchAgentServerPolicy"),
        ]);
    });

    it("attaches the planned documents", async () => {
        const { made } = await build(everything);
        const { documents } = plannedAt(everything);
        assert.deepEqual(documentIn(made, "factory", "assumeRolePolicy"), documents.trust?.document);
        for (const child of ["core", "features", "operators"] as const) {
            assert.deepEqual(documentIn(made, `factory-${child}`, "policy"), documents[child]?.document);
        }
    });

    it("passes on names, path, permissions boundary and tags, but not the tags to nodes", async () => {
        const boundary = "arn:aws:iam::123456789012:policy/edge";
        const tags = { Owner: "platform" };
        const { made } = await build({
            roleName: "nodes",
            path: "/ssm/",
            permissionsBoundary: boundary,
            tags,
            activation: { nodeTags: { Site: "factory" } },
        });
        const { assumeRolePolicy, ...inputs } = inputsOf(made, "factory");
        assert.equal(typeof assumeRolePolicy, "string");
        assert.deepEqual(inputs, {
            name: "nodes",
            path: "/ssm/",
            description: "Lets machines outside EC2 be managed by Systems Manager.",
            permissionsBoundary: boundary,
            tags,
        });
        assert.deepEqual(inputsOf(made, "factory-activation"), {
            iamRole: "ssm/nodes",
            registrationLimit: 1,
            name: "factory",
            tags: { Site: "factory" },
        });
    });

    it("creates the activation from its args, in the Region of the region arg", async () => {
        const { made } = await build({
            roleName: "nodes",
            region: "eu-central-1",
            activation: {
                registrationLimit: 20,
                expirationDate: "2026-11-01T00:00:00Z",
                defaultInstanceName: "press",
                description: "Presses of hall 2",
                nodeTags: { Site: "factory" },
            },
        });
        assert.deepEqual(inputsOf(made, "factory-activation"), {
            iamRole: "nodes",
            registrationLimit: 20,
            expirationDate: "2026-11-01T00:00:00Z",
            name: "press",
            description: "Presses of hall 2",
            tags: { Site: "factory" },
            region: "eu-central-1",
        });
    });

    it("outputs the role, activation and policy", async () => {
        const { result } = await build(everything);
        assert.equal(await valueOf(result.roleArn), "arn:aws:iam::123456789012:role/nodes");
        assert.equal(await valueOf(result.roleName), "nodes");
        assert.equal(result.activationId && (await valueOf(result.activationId)), "factory-activation-id");
        assert.equal(
            result.operatorPolicyArn && (await valueOf(result.operatorPolicyArn)),
            plannedAt(everything).names.operators.arn,
        );
        const bare = (await build()).result;
        assert.deepEqual(
            [bare.activationId, bare.activationCode, bare.registrationCommands, bare.operatorPolicyArn],
            [undefined, undefined, undefined, undefined],
        );
    });

    it("marks the activation code as a secret in every output", async () => {
        const { result } = await build({ activation: {} });
        const { activationCode, registrationCommands, activationId } = result;
        assert.ok(activationCode && registrationCommands && activationId);
        assert.deepEqual(
            await Promise.all(
                [activationCode, registrationCommands, activationId].map((one: pulumi.Output<unknown>) =>
                    pulumi.isSecret(one),
                ),
            ),
            [true, true, false],
        );
        const commands = await valueOf(registrationCommands);
        assert.match(commands.linux_amd64 ?? "", /-activation-id 'factory-activation-id' -region 'eu-west-1'/);
    });

    it("uses the Region of the region arg and the domain of the partition in the commands", async () => {
        const china = await build({ activation: {} }, { location: { partition: "aws-cn", region: "cn-north-1" } });
        const { registrationCommands } = china.result;
        assert.ok(registrationCommands);
        assert.match((await valueOf(registrationCommands)).windows_386 ?? "", /s3\.cn-north-1\.amazonaws\.com\.cn/);
        const commands = (await build({ region: "eu-central-1", activation: {} })).result.registrationCommands;
        assert.match((commands && (await valueOf(commands)).snap) ?? "", /-region 'eu-central-1'/);
    });

    for (const [name, location] of [
        ["China", { partition: "aws-cn", region: "cn-north-1" }],
        ["AWS GovCloud", { partition: "aws-us-gov", region: "us-gov-west-1" }],
        ["another account", { accountId: "210987654321" }],
    ] as const) {
        it(`builds all ARNs for ${name}`, async () => {
            const args = { roleName: "nodes", operators: { grantees: { groups: ["it"] } } };
            const { made, result } = await build(args, { location });
            const { names, documents } = plannedAt(args, location);
            assert.deepEqual(documentIn(made, "factory", "assumeRolePolicy"), documents.trust?.document);
            assert.deepEqual(documentIn(made, "factory-core", "policy"), documents.core?.document);
            assert.deepEqual(documentIn(made, "factory-operators", "policy"), documents.operators?.document);
            assert.equal(await valueOf(result.roleArn), names.role.arn);
        });
    }

    it("uses the location of each provider", async () => {
        const { made } = await deploy(
            () => {
                const here = new Provider("here", { region: "eu-west-1" });
                const there = new Provider("there", { region: "eu-central-1" });
                new HybridActivation("one", { activation: {} }, { provider: here });
                new HybridActivation("two", { activation: {} }, { provider: there });
            },
            { providers: { there: { accountId: "210987654321", region: "eu-central-1" } } },
        );
        for (const { name, provider } of made.filter(({ type }) => type.startsWith("aws:"))) {
            assert.ok(provider.includes(name.startsWith("one") ? "::here::" : "::there::"), name);
        }
        assert.match(
            JSON.stringify(documentIn(made, "two", "assumeRolePolicy")),
            /arn:aws:ssm:eu-central-1:210987654321:\*/,
        );
    });
});

describe("HybridActivation at preview", () => {
    it("knows everything that AWS does not generate", async () => {
        const { made, result } = await build(everything, { preview: true });
        const unknown = made.flatMap(({ name, inputs }) =>
            Object.entries(inputs).flatMap(([property, value]) =>
                pulumi.isUnknown(value) ? [`${name}.${property}`] : [],
            ),
        );
        assert.deepEqual(unknown, []);
        const { activationId, activationCode, registrationCommands, operatorPolicyArn, roleArn, roleName } = result;
        assert.ok(activationId && activationCode && registrationCommands && operatorPolicyArn);
        assert.deepEqual(await Promise.all([roleArn, roleName, operatorPolicyArn].map(isKnown)), [true, true, true]);
        assert.deepEqual(await Promise.all([activationId, registrationCommands].map(isKnown)), [false, false]);
        assert.equal(await pulumi.isSecret(registrationCommands), true);
    });

    it("keeps the documents known if args of the activation are unknown", async () => {
        const { made } = await deploy(
            () => {
                const fresh = new Policy("edge", { policy: "{}" });
                return new HybridActivation("factory", {
                    activation: { description: fresh.arn, nodeTags: { Policy: fresh.arn } },
                    operators: { grantees: { groups: ["it"] } },
                });
            },
            { preview: true },
        );
        for (const child of ["factory-core", "factory-operators"]) {
            documentIn(made, child, "policy");
        }
        assert.equal(pulumi.isUnknown(inputsOf(made, "factory-activation").description), true);
    });
});

describe("HybridActivation with invalid args", () => {
    it("reports all validation issues at once, and registers nothing", async () => {
        const { result, made } = await deploy(() => {
            try {
                new HybridActivation("factory", {
                    furtherRegions: ["everywhere"],
                    managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
                    activation: { registrationLimit: 5000, expirationDate: "2099-01-01T00:00:00Z" },
                    operators: { grantees: {} },
                });
                return "no error";
            } catch (error) {
                return String(error);
            }
        });
        assert.deepEqual(made, []);
        for (const path of [
            "furtherRegions[0]",
            "managedPolicyArns[0]",
            "activation.registrationLimit",
            "activation.expirationDate",
            "operators.grantees",
        ]) {
            assert.ok(result.includes(`HybridActivation "factory".${path} `), `${path} is not reported in:\n${result}`);
        }
    });

    it("rejects operators of another account that become known later", async () => {
        await assert.rejects(
            build({ operators: { grantees: { roles: [pulumi.output("arn:aws:iam::210987654321:role/it")] } } }),
            /operators\.grantees\.roles\[0\] "arn:aws:iam::210987654321:role\/it" is in account 210987654321/,
        );
    });

    it("rejects a document that exceeds the size quota of a managed policy", async () => {
        const furtherRegions = Array.from({ length: 15 }, (_, i) => `eu-south-${String(i % 10)}`).map((region, i) =>
            i < 10 ? region : region.replace("eu", "ap"),
        );
        await assert.rejects(
            build({ furtherRegions }),
            /iam-document-malformed.*\d{4} characters without white space, more than the maximum of 6144/s,
        );
    });
});
