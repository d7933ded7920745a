/** The cases of the property rules, evaluated on 22 November 2026. */

/** One resource and the properties with violations. */
export interface ResourceCase {
    readonly name: string;
    readonly type: string;
    readonly props: Readonly<Record<string, unknown>>;
    readonly expect: readonly string[];
}

const cases = (type: string, at: readonly string[], all: Readonly<Record<string, ResourceCase["props"]>>) =>
    Object.entries(all).map(([name, props]): ResourceCase => ({ name, type, props, expect: at }));

const activation = "aws:ssm/activation:Activation";
const document = "aws:ssm/document:Document";
const setting = "aws:ssm/serviceSetting:ServiceSetting";
const sharing = "/ssm/documents/console/public-sharing-permission";
const aws = (name: string): string => `arn:aws:iam::aws:policy/${name}`;

/** The cases by rule. `unknown` is Pulumi's placeholder for an unknown value. */
export const resourceCases = (unknown: string): Readonly<Record<string, readonly ResourceCase[]>> => ({
    "ssm-activation-limits": [
        ...cases(activation, ["expirationDate"], {
            "a date more than 30 days ahead": { expirationDate: "2026-12-24T00:00:01Z" },
            "a date in a year": { expirationDate: "2027-11-22T00:00:00Z", registrationLimit: 5 },
            "an invalid date": { expirationDate: "tomorrow" },
            "an empty date": { expirationDate: "" },
        }),
        ...cases(activation, ["registrationLimit"], {
            "more nodes than AWS accepts": { registrationLimit: 1001 },
            "zero nodes": { registrationLimit: 0, expirationDate: "2026-11-23T00:00:00Z" },
        }),
        ...cases(activation, ["registrationLimit", "expirationDate"], {
            "an excessive limit and a late date": { registrationLimit: 5000, expirationDate: "2030-01-01T00:00:00Z" },
        }),
        ...cases(activation, [], {
            "the AWS defaults": { iamRole: "branches" },
            "the maximum limit and date": { registrationLimit: 1000, expirationDate: "2026-12-22T09:00:00Z" },
            "an expired activation": { registrationLimit: 10, expirationDate: "2024-01-01T00:00:00Z" },
            "unknown values": { registrationLimit: unknown, expirationDate: unknown },
        }),
        ...cases(document, [], { "another resource type": { expirationDate: "2030-01-01T00:00:00Z" } }),
    ],
    "ssm-document-public": [
        ...cases(document, ["permissions.accountIds"], {
            "all accounts": { permissions: { type: "Share", accountIds: "All" } },
            "all accounts, in lower case": { permissions: { type: "Share", accountIds: "all" } },
            "all accounts next to a named account": { permissions: { type: "Share", accountIds: "123456789012, All" } },
        }),
        ...cases(document, ["permissions.account_ids"], {
            "all accounts, under the AWS key": { permissions: { type: "Share", account_ids: "All" } },
        }),
        ...cases(setting, ["settingValue"], {
            "public sharing allowed": { settingId: sharing, settingValue: "Enable" },
            "public sharing allowed, with the setting's ARN": {
                settingId: `arn:aws:ssm:eu-west-1:123456789012:servicesetting${sharing}`,
                settingValue: "Enable",
            },
        }),
        ...cases(document, [], {
            "no permissions": { content: "{}" },
            "named accounts": { permissions: { type: "Share", accountIds: "123456789012,210987654321" } },
            "an unknown account": { permissions: { type: "Share", accountIds: unknown } },
            "unknown permissions": { permissions: unknown },
        }),
        ...cases(setting, [], {
            "public sharing blocked": { settingId: sharing, settingValue: "Disable" },
            "another setting": { settingId: "/ssm/opsinsights/opscenter", settingValue: "Enable" },
        }),
    ],
    "ssm-deprecated-policy": [
        ...cases("aws:iam/rolePolicyAttachment:RolePolicyAttachment", ["policyArn"], {
            "the deprecated instance policy": { role: "r", policyArn: aws("service-role/AmazonEC2RoleforSSM") },
            "the deprecated instance policy in GovCloud": {
                role: "r",
                policyArn: "arn:aws-us-gov:iam::aws:policy/service-role/AmazonEC2RoleforSSM",
            },
            "the maintenance window policy": {
                role: "r",
                policyArn: aws("service-role/AmazonSSMMaintenanceWindowRole"),
            },
        }),
        ...cases("aws:iam/role:Role", ["managedPolicyArns[1]"], {
            "the deprecated instance policy in the role's properties": {
                managedPolicyArns: [aws("AmazonSSMManagedInstanceCore"), aws("service-role/AmazonEC2RoleforSSM")],
            },
        }),
        ...cases("aws-native:iam:Role", ["managedPolicyArns[0]"], {
            "the deprecated instance policy on a native role": {
                managedPolicyArns: [aws("service-role/AmazonEC2RoleforSSM")],
            },
        }),
        ...["user", "group"].flatMap((kind) =>
            cases(
                `aws:iam/${kind}PolicyAttachment:${kind === "user" ? "User" : "Group"}PolicyAttachment`,
                ["policyArn"],
                { [`the runbook policy on a ${kind}`]: { policyArn: aws("service-role/AmazonSSMAutomationRole") } },
            ),
        ),
        ...cases("aws:iam/policyAttachment:PolicyAttachment", ["policyArn"], {
            "the runbook policy on groups": {
                groups: ["ops"],
                policyArn: aws("service-role/AmazonSSMAutomationRole"),
            },
        }),
        ...cases("aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", ["managedPolicyArn"], {
            "the runbook policy on a permission set": {
                managedPolicyArn: aws("service-role/AmazonSSMAutomationRole"),
            },
        }),
        ...cases("aws-native:iam:Group", ["managedPolicyArns[0]"], {
            "the runbook policy on a native group": {
                managedPolicyArns: [aws("service-role/AmazonSSMAutomationRole")],
            },
        }),
        ...cases("aws:iam/policyAttachment:PolicyAttachment", [], {
            "the runbook policy on a role": {
                roles: ["automation"],
                users: [],
                policyArn: aws("service-role/AmazonSSMAutomationRole"),
            },
        }),
        ...cases("aws:iam/rolePolicyAttachment:RolePolicyAttachment", [], {
            "the managed instance core policy": { role: "r", policyArn: aws("AmazonSSMManagedInstanceCore") },
            "the runbook policy on the runbook's role": {
                role: "r",
                policyArn: aws("service-role/AmazonSSMAutomationRole"),
            },
            "a customer managed policy of the same name": {
                role: "r",
                policyArn: "arn:aws:iam::123456789012:policy/AmazonEC2RoleforSSM",
            },
            "a policy with the name of an inherited object member": { role: "r", policyArn: aws("constructor") },
            "an unknown policy": { role: "r", policyArn: unknown },
        }),
    ],
});
