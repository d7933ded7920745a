import type { GoodRow, RefusalCase } from "./case";
import { accountId } from "./documents";

export const good: readonly GoodRow[] = [
    [
        "aws:ssm/document:Document",
        () => ({
            name: "RestartAgent",
            documentType: "Command",
            documentFormat: "YAML",
            content: 'schemaVersion: "2.2"\nmainSteps:\n  - action: aws:runShellScript\n    name: restart\n',
        }),
    ],
    ["aws:ssm/parameter:Parameter", () => ({ name: "/app/url", type: "String", value: "https://example.com" })],
    [
        "aws:ssm/serviceSetting:ServiceSetting",
        () => ({
            settingId: "/ssm/managed-instance/default-ec2-instance-management-role",
            settingValue: "service-role/automation",
        }),
    ],
    [
        "aws:ssm/activation:Activation",
        () => ({ name: "edge", iamRole: "service-role/automation", registrationLimit: 5 }),
    ],
];

/** Documents, parameters, settings and activations. */
export const refusals: readonly RefusalCase[] = [
    {
        name: "a second document of the name",
        type: "aws:ssm/document:Document",
        spoil: {},
        refused: /DocumentAlreadyExists/,
        keepName: true,
    },
    {
        name: "a document of AWS's prefix",
        type: "aws:ssm/document:Document",
        spoil: { name: "AWS-Mine" },
        refused: /prefix that AWS keeps/,
    },
    {
        name: "an Automation document of schema 2.2",
        type: "aws:ssm/document:Document",
        spoil: { name: "Other", documentType: "Automation" },
        refused: /InvalidDocumentSchemaVersion/,
    },
    {
        name: "a document without steps",
        type: "aws:ssm/document:Document",
        spoil: { name: "Other", content: 'schemaVersion: "2.2"' },
        refused: /no mainSteps/,
    },
    {
        name: "a document that is no YAML",
        type: "aws:ssm/document:Document",
        spoil: { name: "Other", content: "a: [" },
        refused: /content is not YAML/,
    },
    {
        name: "a second parameter",
        type: "aws:ssm/parameter:Parameter",
        spoil: {},
        refused: /ParameterAlreadyExists/,
        keepName: true,
    },
    {
        name: "a parameter below /aws",
        type: "aws:ssm/parameter:Parameter",
        spoil: { name: "/aws/x" },
        refused: /can't be prefixed/,
    },
    {
        name: "a parameter with no first slash",
        type: "aws:ssm/parameter:Parameter",
        spoil: { name: "app/x" },
        refused: /fully qualified/,
    },
    {
        name: "a standard value of 4,097",
        type: "aws:ssm/parameter:Parameter",
        spoil: { name: "/x", value: "a".repeat(4097) },
        refused: /more than 4096/,
    },
    {
        name: "a value against its pattern",
        type: "aws:ssm/parameter:Parameter",
        spoil: { name: "/x", allowedPattern: "\\d+" },
        refused: /ParameterPatternMismatch/,
    },
    {
        name: "a parameter without a value",
        type: "aws:ssm/parameter:Parameter",
        spoil: { value: null },
        refused: /one of value, insecureValue/,
    },
    {
        name: "a setting nobody knows",
        type: "aws:ssm/serviceSetting:ServiceSetting",
        spoil: { settingId: "/ssm/x" },
        refused: /ServiceSettingNotFound/,
    },
    {
        name: "a setting of another Region",
        type: "aws:ssm/serviceSetting:ServiceSetting",
        spoil: { settingId: `arn:aws:ssm:us-east-1:${accountId}:servicesetting/ssm/opsinsights/opscenter` },
        refused: /not of this account and Region/,
    },
    {
        name: "host management with a missing role",
        type: "aws:ssm/serviceSetting:ServiceSetting",
        spoil: { settingValue: "service-role/none" },
        refused: /Nonexistent role/,
    },
    {
        name: "host management with a role of another path",
        type: "aws:ssm/serviceSetting:ServiceSetting",
        spoil: { settingValue: "other/automation" },
        refused: /Nonexistent role/,
    },
    {
        name: "an activation with a missing role",
        type: "aws:ssm/activation:Activation",
        spoil: { iamRole: "none" },
        refused: /Nonexistent role/,
    },
    {
        name: "an activation of last year",
        type: "aws:ssm/activation:Activation",
        spoil: { expirationDate: "2020-01-01T00:00:00Z" },
        refused: /next thirty days/,
    },
    {
        name: "1,001 registrations",
        type: "aws:ssm/activation:Activation",
        spoil: { registrationLimit: 1001 },
        refused: /registrationLimit must be from 1 to 1000/,
    },
    {
        name: "a setting's value that there is not",
        type: "aws:ssm/serviceSetting:ServiceSetting",
        spoil: { settingId: "/ssm/managed-instance/activation-tier", settingValue: "free" },
        refused: /"free" of .* does not fit/,
    },
    {
        name: "a parameter sixteen levels deep",
        type: "aws:ssm/parameter:Parameter",
        spoil: { name: "/a".repeat(16) },
        refused: /more than fifteen levels/,
    },
];
