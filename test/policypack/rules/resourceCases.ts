/** What the rules on properties find, both ways; the day is 22 November 2026. */

/** One resource and the properties in which a rule finds something. */
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

/** By rule. A value that the pack cannot know yet is Pulumi's own mark. */
export const resourceCases = (unknown: string): Readonly<Record<string, readonly ResourceCase[]>> => ({
    "ssm-activation-limits": [
        ...cases(activation, ["expirationDate"], {
            "a date after 30 days": { expirationDate: "2026-12-24T00:00:01Z" },
            "a date next year": { expirationDate: "2027-11-22T00:00:00Z", registrationLimit: 5 },
            "no date": { expirationDate: "tomorrow" },
            "an empty date": { expirationDate: "" },
        }),
        ...cases(activation, ["registrationLimit"], {
            "more nodes than AWS takes": { registrationLimit: 1001 },
            "no node at all": { registrationLimit: 0, expirationDate: "2026-11-23T00:00:00Z" },
        }),
        ...cases(activation, ["registrationLimit", "expirationDate"], {
            both: { registrationLimit: 5000, expirationDate: "2030-01-01T00:00:00Z" },
        }),
        ...cases(activation, [], {
            "what AWS does by default": { iamRole: "branches" },
            "the most there is": { registrationLimit: 1000, expirationDate: "2026-12-22T09:00:00Z" },
            "one that has ended": { registrationLimit: 10, expirationDate: "2024-01-01T00:00:00Z" },
            "what is not known yet": { registrationLimit: unknown, expirationDate: unknown },
        }),
        ...cases(document, [], { "another type": { expirationDate: "2030-01-01T00:00:00Z" } }),
    ],
    "ssm-document-public": [
        ...cases(document, ["permissions.accountIds"], {
            everyone: { permissions: { type: "Share", accountIds: "All" } },
            "everyone in small letters": { permissions: { type: "Share", accountIds: "all" } },
            "everyone beside an account": { permissions: { type: "Share", accountIds: "123456789012, All" } },
        }),
        ...cases(document, ["permissions.account_ids"], {
            "everyone under the provider's own key": { permissions: { type: "Share", account_ids: "All" } },
        }),
        ...cases(setting, ["settingValue"], {
            "public sharing allowed": { settingId: sharing, settingValue: "Enable" },
            "public sharing allowed, by ARN": {
                settingId: `arn:aws:ssm:eu-west-1:123456789012:servicesetting${sharing}`,
                settingValue: "Enable",
            },
        }),
        ...cases(document, [], {
            "nobody else": { content: "{}" },
            "named accounts": { permissions: { type: "Share", accountIds: "123456789012,210987654321" } },
            "an account not known yet": { permissions: { type: "Share", accountIds: unknown } },
            "permissions not known yet": { permissions: unknown },
        }),
        ...cases(setting, [], {
            "public sharing blocked": { settingId: sharing, settingValue: "Disable" },
            "another setting": { settingId: "/ssm/opsinsights/opscenter", settingValue: "Enable" },
        }),
    ],
    "ssm-deprecated-policy": [
        ...cases("aws:iam/rolePolicyAttachment:RolePolicyAttachment", ["policyArn"], {
            "the retired policy of instances": { role: "r", policyArn: aws("service-role/AmazonEC2RoleforSSM") },
            "the same in GovCloud": {
                role: "r",
                policyArn: "arn:aws-us-gov:iam::aws:policy/service-role/AmazonEC2RoleforSSM",
            },
            "the policy of windows": { role: "r", policyArn: aws("service-role/AmazonSSMMaintenanceWindowRole") },
        }),
        ...cases("aws:iam/role:Role", ["managedPolicyArns[1]"], {
            "in the role itself": {
                managedPolicyArns: [aws("AmazonSSMManagedInstanceCore"), aws("service-role/AmazonEC2RoleforSSM")],
            },
        }),
        ...cases("aws-native:iam:Role", ["managedPolicyArns[0]"], {
            "by the native provider": { managedPolicyArns: [aws("service-role/AmazonEC2RoleforSSM")] },
        }),
        ...["user", "group"].flatMap((kind) =>
            cases(
                `aws:iam/${kind}PolicyAttachment:${kind === "user" ? "User" : "Group"}PolicyAttachment`,
                ["policyArn"],
                { [`the policy of runbooks on a ${kind}`]: { policyArn: aws("service-role/AmazonSSMAutomationRole") } },
            ),
        ),
        ...cases("aws:iam/policyAttachment:PolicyAttachment", ["policyArn"], {
            "the policy of runbooks on groups": {
                groups: ["ops"],
                policyArn: aws("service-role/AmazonSSMAutomationRole"),
            },
        }),
        ...cases("aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", ["managedPolicyArn"], {
            "the policy of runbooks on a permission set": {
                managedPolicyArn: aws("service-role/AmazonSSMAutomationRole"),
            },
        }),
        ...cases("aws-native:iam:Group", ["managedPolicyArns[0]"], {
            "the policy of runbooks on a native group": {
                managedPolicyArns: [aws("service-role/AmazonSSMAutomationRole")],
            },
        }),
        ...cases("aws:iam/policyAttachment:PolicyAttachment", [], {
            "the policy of runbooks on a role": {
                roles: ["automation"],
                users: [],
                policyArn: aws("service-role/AmazonSSMAutomationRole"),
            },
        }),
        ...cases("aws:iam/rolePolicyAttachment:RolePolicyAttachment", [], {
            "the core of instances": { role: "r", policyArn: aws("AmazonSSMManagedInstanceCore") },
            "the policy of runbooks on its role": {
                role: "r",
                policyArn: aws("service-role/AmazonSSMAutomationRole"),
            },
            "an own policy of that name": {
                role: "r",
                policyArn: "arn:aws:iam::123456789012:policy/AmazonEC2RoleforSSM",
            },
            "a policy named like a member of every object": { role: "r", policyArn: aws("constructor") },
            "a policy not known yet": { role: "r", policyArn: unknown },
        }),
    ],
});
