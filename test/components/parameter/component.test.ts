import { Key } from "@pulumi/aws/kms";
import * as assert from "node:assert/strict";
import { ParameterAccess } from "../../../components";
import { parameter } from "../../../components/parameter/pattern";
import { namingScope } from "../namingScopes";
import { everything, readers, writers } from "./fixture";
import { describeComponent, unknownInputs } from "../../support/component";
import { deploy } from "../../support/deploy";

const names = parameter.names(namingScope("ParameterAccess"), {});

describeComponent(ParameterAccess, parameter, {
    args: everything,
    inventory: [
        ["ssm-access:index:ParameterAccess", "ops"],
        ["aws:iam/policy:Policy", "ops-readers"],
        ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "ops-readers-role-web"],
        ["aws:iam/policy:Policy", "ops-writers"],
        ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "ops-writers-group-ops"],
    ],
    carries: [
        ["ops-readers", "policy", "readers"],
        ["ops-writers", "policy", "writers"],
    ],
    outputs: { readerPolicyArn: names.readers.arn, writerPolicyArn: names.writers.arn },
    rejected: {
        args: {
            readers: { ...readers, paths: ["/"], exceptPaths: ["/db"] },
            writers: { ...writers, names: ["*"], grantees: {} },
            path: "ops",
        },
        paths: ["readers.paths[0]", "readers.exceptPaths[0]", "writers.names[0]", "writers.grantees", "path"],
    },
});

describe("ParameterAccess with an unknown key", () => {
    it("leaves only the policy with the key unknown", async () => {
        const { made } = await deploy(
            () =>
                new ParameterAccess("ops", {
                    readers: { ...readers, kmsKeyArns: [new Key("secrets").arn] },
                    writers: { ...writers, kmsKeyArns: undefined },
                }),
            { preview: true },
        );
        assert.deepEqual(unknownInputs(made), ["ops-readers.policy"]);
    });
});
