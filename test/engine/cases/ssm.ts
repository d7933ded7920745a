import type { GoodRow, RefusalCase } from "./case";
import { accountId } from "./documents";
import type { Properties } from "../../fakeAws/value";

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
    [
        "aws:iam/serviceLinkedRole:ServiceLinkedRole",
        () => ({ awsServiceName: "ssm.amazonaws.com", description: "Asks nodes for their inventory." }),
    ],
];

/** A document of the type Session, with something else in its content. */
const session = (content: Properties): Properties => ({
    name: "SSM-SessionManagerRunShell",
    documentType: "Session",
    documentFormat: "JSON",
    content: JSON.stringify({
        schemaVersion: "1.0",
        sessionType: "Standard_Stream",
        inputs: { idleSessionTimeout: "20", maxSessionDuration: "", runAsEnabled: false },
        ...content,
    }),
});

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
        name: "an activation with a role that trusts another service",
        type: "aws:ssm/activation:Activation",
        spoil: { iamRole: "stranger" },
        refused: /missing ssm service principal/,
    },
    {
        name: "an activation whose role has a path and 65 characters in all",
        type: "aws:ssm/activation:Activation",
        spoil: { iamRole: `nodes/${"a".repeat(59)}` },
        refused: /iamRole must be 1 to 64 characters/,
    },
    {
        name: "an activation of nodes that are named with a hash",
        type: "aws:ssm/activation:Activation",
        spoil: { name: "hall#2" },
        refused: /name must be letters, digits, spaces/,
    },
    {
        name: "an activation of nodes with a name of 257 characters",
        type: "aws:ssm/activation:Activation",
        spoil: { name: "a".repeat(257) },
        refused: /name must be 0 to 256 characters/,
    },
    {
        name: "an activation for two months",
        type: "aws:ssm/activation:Activation",
        spoil: { expirationDate: "2126-01-01T00:00:00Z" },
        refused: /next thirty days/,
    },
    {
        name: "an activation for nobody",
        type: "aws:ssm/activation:Activation",
        spoil: { registrationLimit: 0 },
        refused: /registrationLimit must be from 1 to 1000/,
    },
    {
        name: "a session that may be idle for longer than an hour",
        type: "aws:ssm/document:Document",
        spoil: session({ inputs: { idleSessionTimeout: "61" } }),
        refused: /idleSessionTimeout must not be "61"/,
    },
    {
        name: "a session whose minutes are a number",
        type: "aws:ssm/document:Document",
        spoil: session({ inputs: { maxSessionDuration: 60 } }),
        refused: /maxSessionDuration must not be 60/,
    },
    {
        name: "a session with an input that there is not",
        type: "aws:ssm/document:Document",
        spoil: session({ inputs: { idleTimeout: "5" } }),
        refused: /idleTimeout must not be/,
    },
    {
        name: "a session of no known kind",
        type: "aws:ssm/document:Document",
        spoil: session({ sessionType: "Shell" }),
        refused: /sessionType is Standard_Stream, .* got "Shell"/,
    },
    {
        name: "a shell without inputs",
        type: "aws:ssm/document:Document",
        spoil: session({ inputs: [] }),
        refused: /has inputs/,
    },
    {
        name: "a session with steps",
        type: "aws:ssm/document:Document",
        spoil: session({ mainSteps: [] }),
        refused: /knows no mainSteps/,
    },
    {
        name: "a role linked to a service that has none",
        type: "aws:iam/serviceLinkedRole:ServiceLinkedRole",
        spoil: { awsServiceName: "mine.amazonaws.com" },
        refused: /not a valid AWS service name/,
    },
    {
        name: "a second role linked to the service",
        type: "aws:iam/serviceLinkedRole:ServiceLinkedRole",
        spoil: {},
        refused: /has been taken in this account/,
    },
    {
        name: "a linked role with a suffix",
        type: "aws:iam/serviceLinkedRole:ServiceLinkedRole",
        spoil: { customSuffix: "dev" },
        refused: /suffix is not allowed/,
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
