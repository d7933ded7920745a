import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EdgeDeviceAccess, type EdgeDeviceAccessArgs } from "../../../components";
import { edgeDevice } from "../../../components/edgeDevice/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import { edge, unguarded } from "../hybridActivation/fixture";
import { namingScope } from "../namingScopes";
import { deploy, documentIn, home, inventory, isKnown, valueOf, type Made, type Run } from "../../support/deploy";

const build = (args?: EdgeDeviceAccessArgs, run?: Run) => deploy(() => new EdgeDeviceAccess("edge", args), run);

const inputsOf = (made: readonly Made[], name: string): Made["inputs"] =>
    made.find((child) => child.name === name && child.type.startsWith("aws:"))?.inputs ??
    assert.fail(`no resource named ${name}`);

const plannedAt = (args: typeof edge, location: Partial<typeof home> = {}) => {
    const scope = namingScope("EdgeDeviceAccess", location, "edge");
    return { names: edgeDevice.names(scope, args), documents: planDocuments(edgeDevice, scope, args) };
};

const role = ["aws:iam/role:Role", "edge"] as const;
const component = ["ssm-access:index:EdgeDeviceAccess", "edge"] as const;
const core = [
    ["aws:iam/policy:Policy", "edge-core"],
    ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "edge-core-role-0"],
];
const devices = [
    ["aws:iam/policy:Policy", "edge-devices"],
    ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "edge-devices-role-GreengrassV2TokenExchangeRole"],
];

describe("EdgeDeviceAccess", () => {
    it("creates the role and its core by default", async () => {
        assert.deepEqual(inventory((await build()).made), [role, component, ...core]);
    });

    it("creates the devices' policy and attaches it to their role", async () => {
        const { made } = await build(edge);
        assert.deepEqual(inventory(made), [role, component, ...core, ...devices]);
        const { names, documents } = plannedAt(edge);
        assert.deepEqual(documentIn(made, "edge", "assumeRolePolicy"), documents.trust?.document);
        assert.deepEqual(documentIn(made, "edge-core", "policy"), documents.core?.document);
        assert.deepEqual(documentIn(made, "edge-devices", "policy"), documents.devices?.document);
        assert.deepEqual(inputsOf(made, "edge-devices-role-GreengrassV2TokenExchangeRole"), {
            role: "GreengrassV2TokenExchangeRole",
            policyArn: names.devices.arn,
        });
    });

    it("creates an unguarded trust policy that is accepted with a reason", async () => {
        const { made } = await build(unguarded);
        assert.deepEqual(inventory(made), [
            role,
            component,
            ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "edge-core"],
            ...devices,
        ]);
        assert.deepEqual(documentIn(made, "edge", "assumeRolePolicy"), plannedAt(unguarded).documents.trust?.document);
    });

    it("outputs the role and the configuration of the agent's component", async () => {
        const { result } = await build(edge);
        assert.equal(await valueOf(result.roleArn), "arn:aws:iam::123456789012:role/greengrass/devices");
        assert.equal(await valueOf(result.roleName), "devices");
        assert.deepEqual(JSON.parse(await valueOf(result.deploymentConfiguration)), {
            SSMRegistrationRole: "greengrass/devices",
            SSMOverrideExistingRegistration: false,
            SSMResourceTags: [{ Key: "Site", Value: "plant" }],
        });
        assert.equal(
            result.devicePolicyArn && (await valueOf(result.devicePolicyArn)),
            plannedAt(edge).names.devices.arn,
        );
        const bare = (await build({ roleName: "devices", overrideExistingRegistration: true })).result;
        assert.equal(bare.devicePolicyArn, undefined);
        assert.deepEqual(JSON.parse(await valueOf(bare.deploymentConfiguration)), {
            SSMRegistrationRole: "devices",
            SSMOverrideExistingRegistration: true,
        });
    });

    for (const [name, location] of [
        ["China", { partition: "aws-cn", region: "cn-north-1" }],
        ["AWS GovCloud", { partition: "aws-us-gov", region: "us-gov-west-1" }],
        ["another account", { accountId: "210987654321" }],
    ] as const) {
        it(`builds all ARNs for ${name}`, async () => {
            const { made } = await build(edge, { location });
            const { documents } = plannedAt(edge, location);
            assert.deepEqual(documentIn(made, "edge", "assumeRolePolicy"), documents.trust?.document);
            assert.deepEqual(documentIn(made, "edge-devices", "policy"), documents.devices?.document);
        });
    }

    it("knows everything at preview", async () => {
        const { made, result } = await build(edge, { preview: true });
        const unknown = made.flatMap(({ name, inputs }) =>
            Object.entries(inputs).flatMap(([property, value]) =>
                pulumi.isUnknown(value) ? [`${name}.${property}`] : [],
            ),
        );
        assert.deepEqual(unknown, []);
        const { roleArn, roleName, deploymentConfiguration, devicePolicyArn } = result;
        assert.ok(devicePolicyArn);
        assert.deepEqual(
            await Promise.all([roleArn, roleName, deploymentConfiguration, devicePolicyArn].map(isKnown)),
            [true, true, true, true],
        );
    });

    it("reports all validation issues at once, and registers nothing", async () => {
        const { result, made } = await deploy(() => {
            try {
                new EdgeDeviceAccess("edge", {
                    acceptUnguardedTrust: "no",
                    devices: { grantees: { users: ["ana"] } },
                    nodeTags: {},
                });
                return "no error";
            } catch (error) {
                return String(error);
            }
        });
        assert.deepEqual(made, []);
        for (const path of ["acceptUnguardedTrust", "devices.grantees.users", "nodeTags"]) {
            assert.ok(result.includes(`EdgeDeviceAccess "edge".${path} `), `${path} is not reported in:\n${result}`);
        }
    });
});
