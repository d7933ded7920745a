import { UNKNOWN } from "../../../components/pattern/constraints";
import { team } from "../../../components/team/pattern";
import { describeIssues } from "../describeIssues";
import { namingScope } from "../namingScopes";
import { assumed, callerRole, everything, ofOrganization, patching, readersOf, shells } from "./fixture";

const holder = { groups: ["ops"] };
const operator = { documents: ["Acme-PatchNow"], nodeIds: ["i-0123456789abcdef0"] };

describeIssues("the validation issues of TeamAccess", team, namingScope("TeamAccess"), [
    ["everything", everything],
    ["no access level", { levels: [], holder }, /^levels has 0 values/],
    ["no holder in it", { levels: [shells], holder: {} }, /^holder has neither/],
    [
        "a holder of another account and a role of Identity Center",
        {
            levels: [shells],
            holder: { roles: ["arn:aws:iam::210987654321:role/ops", "AWSReservedSSO_Ops_0123456789abcdef"] },
        },
        /^holder\.roles\[0\] is in account 210987654321/,
        /^holder\.roles\[1\] is a role that only AWS can change/,
    ],
    [
        "two patterns in one element, and none",
        { levels: [{ ...patching, ...shells }, {}], holder },
        /^levels\[0\] has "runCommand" and "session"/,
        /^levels\[1\] has neither/,
    ],
    [
        "invalid args of a component",
        { levels: [{ runCommand: { operator: { documents: ["AWS-RunShellScript"], nodeIds: ["web"] } } }], holder },
        /^levels\[0\]\.runCommand\.operator\.nodeIds\[0\] is not a node ID/,
        /^levels\[0\]\.runCommand\.operator\.documents\[0\] is an AWS-owned document/,
    ],
    [
        "grantees and createPolicy of a level",
        { levels: [{ runCommand: { operator: { ...operator, grantees: holder, createPolicy: true } } }], holder },
        /^levels\[0\]\.runCommand\.operator\.grantees has no effect here/,
        /^levels\[0\]\.runCommand\.operator\.createPolicy has no effect here/,
    ],
    [
        "a level that the args do not set, and one that the pattern does not have",
        { levels: [{ runCommand: { levels: ["reader", "auditor"], operator } }], holder },
        /^levels\[0\]\.runCommand\.levels\[0\] is an access level that the args do not set; the args set operator/,
        /^levels\[0\]\.runCommand\.levels\[1\] is not an access level/,
        /^levels\[0\]\.runCommand\.levels\[1\] is an access level that the args do not set/,
    ],
    [
        "a component without access levels",
        {
            levels: [{ automation: { functionArns: ["arn:aws:lambda:eu-west-1:123456789012:function:Automation-a"] } }],
            holder,
        },
        /^levels\[0\]\.automation sets no access level/,
    ],
    [
        "one level described twice",
        { levels: [shells, shells], holder },
        /^levels\[1\]\.session\.users is an access level that levels\[0\]\.session also describes/,
    ],
    [
        "the same level of two components",
        { levels: [shells, { session: { ...shells.session, componentName: "b" } }], holder },
    ],
    [
        "a value that is not known yet",
        {
            levels: [{ runCommand: { operator: { ...operator, nodeIds: [UNKNOWN as unknown as string] } } }],
            holder,
        },
        /^levels\[0\]\.runCommand\.operator\.nodeIds\[0\] is not a plain value/,
    ],
    [
        "more than twenty policies",
        { levels: readersOf(150), holder },
        /^levels needs \d+ managed policies, but a team can have 20/,
    ],
    ["everything of a role", assumed],
    ["a role for an organization", ofOrganization],
    [
        "a role beside a group, and its trust without callers",
        { levels: [shells], holder: { groups: ["ops"], role: { trust: {} } } },
        /^holder has "role" and "groups"/,
        /^holder\.role\.trust has neither/,
    ],
    [
        "MFA of permission sets and of roles",
        { levels: [shells], holder: { role: { trust: { permissionSets: ["Ops"], mfa: true } } } },
        /^holder\.role\.trust\.mfa can never be met/,
    ],
    [
        "MFA of roles",
        { levels: [shells], holder: { role: { trust: { roleArns: [callerRole], mfa: true } } } },
        /^holder\.role\.trust\.mfa can never be met/,
    ],
    [
        "accounts beside an organization, and malformed callers",
        {
            levels: [shells],
            holder: {
                role: {
                    trust: {
                        accountIds: ["123", "123"],
                        organizationId: "acme",
                        permissionSets: ["AWSReservedSSO_*"],
                        roleArns: ["arn:aws:iam::123456789012:user/alice"],
                        externalIds: ["x"],
                        sourceIdentities: ["a b"],
                    },
                    maxSessionSeconds: 60,
                },
            },
        },
        /^holder\.role\.trust has "accountIds" and "organizationId"/,
        /^holder\.role\.trust\.accountIds\[0\] is not/,
        /^holder\.role\.trust\.accountIds\[1\] is not/,
        /^holder\.role\.trust\.accountIds\[1\] duplicates/,
        /^holder\.role\.trust\.organizationId is not/,
        /^holder\.role\.trust\.permissionSets\[0\] is not/,
        /^holder\.role\.trust\.roleArns\[0\] is not/,
        /^holder\.role\.trust\.externalIds\[0\] is not/,
        /^holder\.role\.trust\.sourceIdentities\[0\] is not/,
        /^holder\.role\.maxSessionSeconds is not/,
    ],
    [
        "a role's name and boundary without a role",
        {
            levels: [shells],
            holder,
            roleName: "ops",
            permissionsBoundary: "arn:aws:iam::123456789012:policy/boundary",
        },
        /^roleName has no effect without a role/,
        /^permissionsBoundary has no effect without a role/,
    ],
]);
