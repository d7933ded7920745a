import { PatchAccess } from "../../../components";
import { patch } from "../../../components/patch/pattern";
import { namingScope } from "../namingScopes";
import { everything } from "./fixture";
import { describeComponent } from "../../support/component";

const names = patch.names(namingScope("PatchAccess"), {});

describeComponent(PatchAccess, patch, {
    args: everything,
    inventory: [
        ["ssm-access:index:PatchAccess", "ops"],
        ["aws:iam/policy:Policy", "ops-administrators"],
        ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "ops-administrators-group-security"],
        ["aws:iam/policy:Policy", "ops-patchers"],
        ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "ops-patchers-group-ops"],
        ["aws:iam/policy:Policy", "ops-readers"],
        ["aws:iam/userPolicyAttachment:UserPolicyAttachment", "ops-readers-user-ana"],
    ],
    carries: [
        ["ops-administrators", "policy", "administrators"],
        ["ops-patchers", "policy", "patchers"],
        ["ops-readers", "policy", "readers"],
    ],
    outputs: {
        administratorPolicyArn: names.administrators.arn,
        patcherPolicyArn: names.patchers.arn,
        readerPolicyArn: names.readers.arn,
    },
    rejected: {
        args: {
            administrators: { grantees: {}, baselineIds: ["*"] },
            patchers: { grantees: { groups: ["ops"] }, documents: ["AWS-RunShellScript"] },
        },
        paths: ["administrators.grantees", "administrators.baselineIds[0]", "patchers", "patchers.documents[0]"],
    },
});
