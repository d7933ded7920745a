import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { DefaultHostManagement } from "../../../components";
import type { DefaultHostManagementArgs } from "../../../components/defaultHostManagement/args";
import { deploy, documentIn, home, inventory, isKnown, valueOf, type Made, type Run } from "../../support/deploy";

const administrators = { grantees: { groups: ["platform"], roles: ["arn:aws:iam::123456789012:role/team/ops"] } };
const existingRoleArn = "arn:aws:iam::123456789012:role/service-role/hosts";
const settingPath = "servicesetting/ssm/managed-instance/default-ec2-instance-management-role";

const make = (args?: DefaultHostManagementArgs, run?: Run, opts?: pulumi.ComponentResourceOptions) =>
    deploy(() => new DefaultHostManagement("ireland", args, opts), run);

const inputsOf = (made: readonly Made[], type: string): Made["inputs"] =>
    made.find((child) => child.type === type)?.inputs ?? assert.fail(`no ${type}`);

const outputsOf = async (hosts: DefaultHostManagement): Promise<Record<string, string | undefined>> => ({
    roleArn: await valueOf(hosts.roleArn),
    roleName: await valueOf(hosts.roleName),
    settingArn: await valueOf(hosts.settingArn),
    settingValue: await valueOf(hosts.settingValue),
    administratorPolicyArn: hosts.administratorPolicyArn && (await valueOf(hosts.administratorPolicyArn)),
});

describe("DefaultHostManagement", () => {
    it("creates a role with the AWS managed core, and the setting, by default", async () => {
        const { made, result } = await make();
        assert.deepEqual(inventory(made), [
            ["aws:iam/role:Role", "ireland"],
            ["ssm-access:index:DefaultHostManagement", "ireland"],
            ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "ireland-core"],
            ["aws:ssm/serviceSetting:ServiceSetting", "ireland-setting"],
        ]);
        const { settingId, settingValue, region } = inputsOf(made, "aws:ssm/serviceSetting:ServiceSetting");
        assert.equal(settingId, `arn:aws:ssm:eu-west-1:123456789012:${settingPath}`);
        assert.equal(settingValue, inputsOf(made, "aws:iam/role:Role").name);
        assert.equal(region, undefined);
        assert.equal(
            inputsOf(made, "aws:iam/rolePolicyAttachment:RolePolicyAttachment").policyArn,
            "arn:aws:iam::aws:policy/AmazonSSMManagedEC2InstanceDefaultPolicy",
        );
        assert.equal(result.administratorPolicyArn, undefined);
    });

    it("creates a role with the name and path that AWS uses, and sets it", async () => {
        const roleName = "AWSSystemsManagerDefaultEC2InstanceManagementRole";
        const { made, result } = await make({ roleName, path: "/service-role/", administrators });
        assert.deepEqual(inventory(made), [
            ["aws:iam/role:Role", "ireland"],
            ["ssm-access:index:DefaultHostManagement", "ireland"],
            ["aws:iam/policy:Policy", "ireland-administrators"],
            ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "ireland-administrators-group-platform"],
            ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "ireland-administrators-role-ops"],
            ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "ireland-core"],
            ["aws:ssm/serviceSetting:ServiceSetting", "ireland-setting"],
        ]);
        const outputs = await outputsOf(result);
        assert.equal(outputs.settingValue, `service-role/${roleName}`);
        assert.equal(outputs.roleArn, `arn:aws:iam::123456789012:role/service-role/${roleName}`);
        assert.match(
            outputs.administratorPolicyArn ?? "",
            /^arn:aws:iam::123456789012:policy\/service-role\/acme-test-ireland-administrators-[0-9a-f]{8}$/,
        );
    });

    it("creates its own core and features, and attaches additional policies", async () => {
        const { made } = await make({
            awsManagedCore: false,
            logs: { logGroupNames: ["/aws/ssm/Acme"] },
            managedPolicyArns: ["arn:aws:iam::123456789012:policy/own"],
        });
        assert.deepEqual(inventory(made), [
            ["aws:iam/role:Role", "ireland"],
            ["ssm-access:index:DefaultHostManagement", "ireland"],
            ["aws:iam/policy:Policy", "ireland-core"],
            ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "ireland-core-role-0"],
            ["aws:iam/policy:Policy", "ireland-features"],
            ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "ireland-features-role-0"],
            ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "ireland-policy-own"],
            ["aws:ssm/serviceSetting:ServiceSetting", "ireland-setting"],
        ]);
    });

    it("creates only the setting for an existing role, in the Region of the region arg", async () => {
        const { made, result } = await make({ existingRoleArn, region: "eu-west-2" });
        assert.deepEqual(inventory(made), [
            ["ssm-access:index:DefaultHostManagement", "ireland"],
            ["aws:ssm/serviceSetting:ServiceSetting", "ireland-setting"],
        ]);
        const { settingId, settingValue, region } = inputsOf(made, "aws:ssm/serviceSetting:ServiceSetting");
        assert.equal(settingId, `arn:aws:ssm:eu-west-2:123456789012:${settingPath}`);
        assert.equal(settingValue, "service-role/hosts");
        assert.equal(region, "eu-west-2");
        assert.equal(await valueOf(result.roleArn), existingRoleArn);
    });

    it("knows its documents and outputs at preview", async () => {
        const { made, result } = await make({ awsManagedCore: false, administrators }, { preview: true });
        for (const property of ["roleArn", "roleName", "settingArn", "settingValue"] as const) {
            assert.ok(await isKnown(result[property]), property);
        }
        assert.match(JSON.stringify(documentIn(made, "ireland", "assumeRolePolicy")), /"123456789012"/);
        for (const child of ["ireland-core", "ireland-administrators"]) {
            documentIn(made, child, "policy");
        }
    });

    it("uses the account and Region of its provider", async () => {
        const { made } = await deploy(
            () =>
                (["ireland", "beijing"] as const).map(
                    (name) => new DefaultHostManagement(name, {}, { provider: new Provider(name) }),
                ),
            {
                providers: {
                    ireland: home,
                    beijing: { partition: "aws-cn", accountId: "210987654321", region: "cn-north-1" },
                },
            },
        );
        const settings = made.filter(({ type }) => type === "aws:ssm/serviceSetting:ServiceSetting");
        assert.deepEqual(
            settings.map(({ inputs }) => inputs.settingId),
            [
                `arn:aws-cn:ssm:cn-north-1:210987654321:${settingPath}`,
                `arn:aws:ssm:eu-west-1:123456789012:${settingPath}`,
            ],
        );
        assert.match(JSON.stringify(documentIn(made, "beijing", "assumeRolePolicy")), /"210987654321"/);
    });

    it("reports all validation issues at once", async () => {
        await assert.rejects(
            make({
                existingRoleArn,
                roleName: "hosts",
                managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
            }),
            (error: Error) =>
                error.message.includes('roleName "hosts" applies to a new role') &&
                error.message.includes("allows every process on every node to perform any action"),
        );
    });
});
