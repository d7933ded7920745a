import { TeamAccess } from "../../../components";
import { team } from "../../../components/team/pattern";
import { describeComponent } from "../../support/component";
import { namingScope } from "../namingScopes";
import { assumed, everything, shells } from "./fixture";

const names = team.names(namingScope("TeamAccess"), {});
const roleNames = team.names(namingScope("TeamAccess"), { path: "/team/" });

describeComponent(TeamAccess, team, {
    args: everything,
    inventory: [
        ["ssm-access:index:TeamAccess", "ops"],
        ["aws:iam/policy:Policy", "ops-policy1"],
        ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "ops-policy1-group-ops"],
        ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "ops-policy1-role-oncall"],
        ["aws:iam/userPolicyAttachment:UserPolicyAttachment", "ops-policy1-user-alice"],
    ],
    carries: [["ops-policy1", "policy", "policy1"]],
    outputs: { policyArns: [names.policy1.arn] },
    rejected: {
        args: { levels: [{ runCommand: { operator: { documents: [], nodeIds: [] } } }], holder: {}, path: "ops" },
        paths: ["holder", "path"],
    },
});

describeComponent(TeamAccess, team, {
    args: assumed,
    inventory: [
        ["ssm-access:index:TeamAccess", "ops"],
        ["aws:iam/policy:Policy", "ops-policy1"],
        ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "ops-policy1-role-0"],
        ["aws:iam/role:Role", "ops-role"],
    ],
    carries: [
        ["ops-policy1", "policy", "rolePolicy1"],
        ["ops-role", "assumeRolePolicy", "trust"],
    ],
    outputs: { policyArns: [roleNames.rolePolicy1.arn], roleArn: roleNames.role.arn },
    rejected: {
        args: { levels: [shells], holder: { users: ["alice"], role: { trust: {} } } },
        paths: ["holder", "holder.role.trust"],
    },
});
