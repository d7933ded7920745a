import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws";
import { Policy } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { HybridActivation, type HybridActivationArgs } from "../../../components";
import { hybridActivation } from "../../../components/hybridActivation/pattern";
import { everything } from "./fixture";
import { namingScope } from "../namingScopes";
import { deploy, documentIn, home, inventory, isKnown, valueOf, type Made, type Run } from "../../support/deploy";

const build = (args?: HybridActivationArgs, run?: Run) => deploy(() => new HybridActivation("factory", args), run);

const inputsOf = (made: readonly Made[], name: string): Made["inputs"] =>
    made.find((child) => child.name === name && child.type.startsWith("aws:"))?.inputs ??
    assert.fail(`nothing is called ${name}`);

const plannedAt = (args: typeof everything, location: Partial<typeof home> = {}) => {
    const scope = namingScope("HybridActivation", location, "factory");
    return { names: hybridActivation.names(scope, args), documents: hybridActivation.documents(scope, args) };
};

const role = ["aws:iam/role:Role", "factory"] as const;
const component = ["ssm-access:index:HybridActivation", "factory"] as const;
const attached = (name: string) => ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", name] as const;
const policy = (name: string) => ["aws:iam/policy:Policy", name] as const;
const activation = ["aws:ssm/activation:Activation", "factory-activation"] as const;
const core = [policy("factory-core"), attached("factory-core-role-0")];

describe("HybridActivation", () => {
    it("makes the role and its core out of nothing, and no activation", async () => {
        assert.deepEqual(inventory((await build()).made), [role, component, ...core]);
    });

    it("makes everything that it is asked for", async () => {
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

    it("attaches the core of AWS instead of its own, and further policies by name", async () => {
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

    it("carries the documents that are planned", async () => {
        const { made } = await build(everything);
        const { documents } = plannedAt(everything);
        assert.deepEqual(documentIn(made, "factory", "assumeRolePolicy"), documents.trust?.document);
        for (const child of ["core", "features", "operators"] as const) {
            assert.deepEqual(documentIn(made, `factory-${child}`, "policy"), documents[child]?.document);
        }
    });

    it("hands names, path, boundary and tags on, and keeps tags of resources off the nodes", async () => {
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

    it("makes the activation of its args, in their Region", async () => {
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

    it("puts out role, activation and policy", async () => {
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

    it("keeps the code of the activation a secret, wherever it stands", async () => {
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

    it("registers in the Region of its arg and in the domain of its partition", async () => {
        const china = await build({ activation: {} }, { location: { partition: "aws-cn", region: "cn-north-1" } });
        const { registrationCommands } = china.result;
        assert.ok(registrationCommands);
        assert.match((await valueOf(registrationCommands)).windows_386 ?? "", /s3\.cn-north-1\.amazonaws\.com\.cn/);
        const elsewhere = (await build({ region: "eu-central-1", activation: {} })).result.registrationCommands;
        assert.match((elsewhere && (await valueOf(elsewhere)).snap) ?? "", /-region 'eu-central-1'/);
    });

    for (const [name, location] of [
        ["China", { partition: "aws-cn", region: "cn-north-1" }],
        ["AWS GovCloud", { partition: "aws-us-gov", region: "us-gov-west-1" }],
        ["another account", { accountId: "210987654321" }],
    ] as const) {
        it(`writes every ARN for ${name}`, async () => {
            const args = { roleName: "nodes", operators: { grantees: { groups: ["it"] } } };
            const { made, result } = await build(args, { location });
            const { names, documents } = plannedAt(args, location);
            assert.deepEqual(documentIn(made, "factory", "assumeRolePolicy"), documents.trust?.document);
            assert.deepEqual(documentIn(made, "factory-core", "policy"), documents.core?.document);
            assert.deepEqual(documentIn(made, "factory-operators", "policy"), documents.operators?.document);
            assert.equal(await valueOf(result.roleArn), names.role.arn);
        });
    }

    it("stands where each provider does, two at once", async () => {
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

describe("HybridActivation, at preview", () => {
    it("knows everything but what AWS makes up", async () => {
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

    it("leaves the documents known while the activation's own args are not", async () => {
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

describe("HybridActivation, refusing", () => {
    it("names every problem of the args at once, and registers nothing", async () => {
        const { result, made } = await deploy(() => {
            try {
                new HybridActivation("factory", {
                    furtherRegions: ["everywhere"],
                    managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
                    activation: { registrationLimit: 5000, expirationDate: "2099-01-01T00:00:00Z" },
                    operators: { grantees: {} },
                });
                return "nothing";
            } catch (issue) {
                return String(issue);
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
            assert.ok(result.includes(`HybridActivation "factory".${path} `), `${path} is not named in:\n${result}`);
        }
    });

    it("makes no role with operators who turn out to be of another account", async () => {
        await assert.rejects(
            build({ operators: { grantees: { roles: [pulumi.output("arn:aws:iam::210987654321:role/it")] } } }),
            /operators\.grantees\.roles\[0\] "arn:aws:iam::210987654321:role\/it" is of account 210987654321/,
        );
    });

    it("makes no policy that is longer than AWS takes for a managed one", async () => {
        const furtherRegions = Array.from({ length: 15 }, (_, i) => `eu-south-${String(i % 10)}`).map((region, i) =>
            i < 10 ? region : region.replace("eu", "ap"),
        );
        await assert.rejects(
            build({ furtherRegions }),
            /iam-document-malformed.*\d{4} characters without white space.*at most 6144/s,
        );
    });
});
