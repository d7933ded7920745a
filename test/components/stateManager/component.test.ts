import * as assert from "node:assert/strict";
import { Policy } from "@pulumi/aws/iam";
import { AutomationAccess, StateManagerAccess } from "../../../components";
import { stateManager } from "../../../components/stateManager/pattern";
import { namingScope } from "../namingScopes";
import { everything } from "./fixture";
import { describeComponent, unknownInputs } from "../../support/component";
import { deploy, documentIn } from "../../support/deploy";

const names = stateManager.names(namingScope("StateManagerAccess"), everything);
const roleArn = "arn:aws:iam::123456789012:role/associations";

describeComponent(StateManagerAccess, stateManager, {
    args: everything,
    inventory: [
        ["aws:iam/role:Role", "ops"],
        ["ssm-access:index:StateManagerAccess", "ops"],
        ["aws:iam/policy:Policy", "ops-creators"],
        ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "ops-creators-group-ops"],
        ["aws:iam/rolePolicy:RolePolicy", "ops-dispatch"],
    ],
    carries: [
        ["ops", "assumeRolePolicy", "trust"],
        ["ops-dispatch", "policy", "dispatch"],
        ["ops-creators", "policy", "creators"],
    ],
    outputs: {
        roleArn,
        roleName: "associations",
        associationOption: `--association-dispatch-assume-role ${roleArn}`,
        creatorPolicyArn: names.creators.arn,
    },
    rejected: {
        args: { ...everything, roleName: "a b", creators: { grantees: {}, associationIds: ["*"] } },
        paths: ["roleName", "creators.grantees", "creators.associationIds[0]"],
    },
});

describe("StateManagerAccess", () => {
    it("resolves all documents while the permissions boundary is unknown", async () => {
        const { made } = await deploy(
            () =>
                new StateManagerAccess("ops", {
                    ...everything,
                    permissionsBoundary: new Policy("edge", { policy: "{}" }).arn,
                }),
            { preview: true },
        );
        assert.deepEqual(unknownInputs(made), ["ops.permissionsBoundary"]);
    });

    it("resolves the role ARN of another component at preview", async () => {
        const { made } = await deploy(
            () => {
                const images = new AutomationAccess("images", {
                    functionArns: ["arn:aws:lambda:eu-west-1:123456789012:function:a"],
                });
                return new StateManagerAccess("ops", {
                    automation: { runbooks: ["Own"], assumeRoleArns: [images.roleArn] },
                });
            },
            { preview: true },
        );
        assert.match(JSON.stringify(documentIn(made, "ops-dispatch", "policy")), /role\/acme-test-images-assume-/);
    });
});
