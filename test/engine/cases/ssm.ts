import type { GoodRow, RejectedCase } from "./case";
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
        () => ({ awsServiceName: "ssm.amazonaws.com", description: "Collects inventory from nodes." }),
    ],
];

/** A Session document with changes to its content. */
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

/** Documents, parameters, service settings and activations. */
export const rejected: readonly RejectedCase[] = [
    {
        name: "a duplicate document",
        type: "aws:ssm/document:Document",
        change: {},
        rejected: /DocumentAlreadyExists/,
        keepName: true,
    },
    {
        name: "a document name with a reserved prefix",
        type: "aws:ssm/document:Document",
        change: { name: "AWS-Mine" },
        rejected: /prefix that AWS reserves/,
    },
    {
        name: "an Automation document with schema version 2.2",
        type: "aws:ssm/document:Document",
        change: { name: "Other", documentType: "Automation" },
        rejected: /InvalidDocumentSchemaVersion/,
    },
    {
        name: "a document without steps",
        type: "aws:ssm/document:Document",
        change: { name: "Other", content: 'schemaVersion: "2.2"' },
        rejected: /no mainSteps/,
    },
    {
        name: "a document that is not YAML",
        type: "aws:ssm/document:Document",
        change: { name: "Other", content: "a: [" },
        rejected: /content is not YAML/,
    },
    {
        name: "a duplicate parameter",
        type: "aws:ssm/parameter:Parameter",
        change: {},
        rejected: /ParameterAlreadyExists/,
        keepName: true,
    },
    {
        name: "a parameter under /aws",
        type: "aws:ssm/parameter:Parameter",
        change: { name: "/aws/x" },
        rejected: /can't be prefixed/,
    },
    {
        name: "a hierarchical parameter name without a leading slash",
        type: "aws:ssm/parameter:Parameter",
        change: { name: "app/x" },
        rejected: /fully qualified/,
    },
    {
        name: "a standard parameter value of 4,097 bytes",
        type: "aws:ssm/parameter:Parameter",
        change: { name: "/x", value: "a".repeat(4097) },
        rejected: /more than 4096/,
    },
    {
        name: "a value that does not match the allowed pattern",
        type: "aws:ssm/parameter:Parameter",
        change: { name: "/x", allowedPattern: "\\d+" },
        rejected: /ParameterPatternMismatch/,
    },
    {
        name: "a parameter without a value",
        type: "aws:ssm/parameter:Parameter",
        change: { value: null },
        rejected: /one of value, insecureValue/,
    },
    {
        name: "an unknown service setting",
        type: "aws:ssm/serviceSetting:ServiceSetting",
        change: { settingId: "/ssm/x" },
        rejected: /ServiceSettingNotFound/,
    },
    {
        name: "a service setting of another Region",
        type: "aws:ssm/serviceSetting:ServiceSetting",
        change: { settingId: `arn:aws:ssm:us-east-1:${accountId}:servicesetting/ssm/opsinsights/opscenter` },
        rejected: /not of this account and Region/,
    },
    {
        name: "Default Host Management with a role that does not exist",
        type: "aws:ssm/serviceSetting:ServiceSetting",
        change: { settingValue: "service-role/none" },
        rejected: /Nonexistent role/,
    },
    {
        name: "Default Host Management with a role in another path",
        type: "aws:ssm/serviceSetting:ServiceSetting",
        change: { settingValue: "other/automation" },
        rejected: /Nonexistent role/,
    },
    {
        name: "an activation with a role that does not exist",
        type: "aws:ssm/activation:Activation",
        change: { iamRole: "none" },
        rejected: /Nonexistent role/,
    },
    {
        name: "an activation with a role that trusts another service",
        type: "aws:ssm/activation:Activation",
        change: { iamRole: "instance" },
        rejected: /missing ssm service principal/,
    },
    {
        name: "an activation whose role path and name have 65 characters",
        type: "aws:ssm/activation:Activation",
        change: { iamRole: `nodes/${"a".repeat(59)}` },
        rejected: /iamRole must be 1 to 64 characters/,
    },
    {
        name: "an activation with a hash sign in the instance name",
        type: "aws:ssm/activation:Activation",
        change: { name: "hall#2" },
        rejected: /name must be letters, digits, spaces/,
    },
    {
        name: "an activation with an instance name of 257 characters",
        type: "aws:ssm/activation:Activation",
        change: { name: "a".repeat(257) },
        rejected: /name must be 0 to 256 characters/,
    },
    {
        name: "an activation that expires in two months",
        type: "aws:ssm/activation:Activation",
        change: { expirationDate: "2126-01-01T00:00:00Z" },
        rejected: /next thirty days/,
    },
    {
        name: "an activation with a registration limit of 0",
        type: "aws:ssm/activation:Activation",
        change: { registrationLimit: 0 },
        rejected: /registrationLimit must be from 1 to 1000/,
    },
    {
        name: "a session with an idle timeout of more than an hour",
        type: "aws:ssm/document:Document",
        change: session({ inputs: { idleSessionTimeout: "61" } }),
        rejected: /idleSessionTimeout must not be "61"/,
    },
    {
        name: "a session whose timeout is a number",
        type: "aws:ssm/document:Document",
        change: session({ inputs: { maxSessionDuration: 60 } }),
        rejected: /maxSessionDuration must not be 60/,
    },
    {
        name: "a session with an unknown input",
        type: "aws:ssm/document:Document",
        change: session({ inputs: { idleTimeout: "5" } }),
        rejected: /idleTimeout must not be/,
    },
    {
        name: "an unknown session type",
        type: "aws:ssm/document:Document",
        change: session({ sessionType: "Shell" }),
        rejected: /sessionType must be one of Standard_Stream, .* got "Shell"/,
    },
    {
        name: "a shell session without inputs",
        type: "aws:ssm/document:Document",
        change: session({ inputs: [] }),
        rejected: /must have inputs/,
    },
    {
        name: "a session with steps",
        type: "aws:ssm/document:Document",
        change: session({ mainSteps: [] }),
        rejected: /mainSteps is not allowed/,
    },
    {
        name: "a service-linked role for a service that has none",
        type: "aws:iam/serviceLinkedRole:ServiceLinkedRole",
        change: { awsServiceName: "mine.amazonaws.com" },
        rejected: /not a valid AWS service name/,
    },
    {
        name: "a duplicate service-linked role",
        type: "aws:iam/serviceLinkedRole:ServiceLinkedRole",
        change: {},
        rejected: /has been taken in this account/,
    },
    {
        name: "a service-linked role with a suffix",
        type: "aws:iam/serviceLinkedRole:ServiceLinkedRole",
        change: { customSuffix: "dev" },
        rejected: /suffix is not allowed/,
    },
    {
        name: "an activation that has expired",
        type: "aws:ssm/activation:Activation",
        change: { expirationDate: "2020-01-01T00:00:00Z" },
        rejected: /next thirty days/,
    },
    {
        name: "a registration limit of 1,001",
        type: "aws:ssm/activation:Activation",
        change: { registrationLimit: 1001 },
        rejected: /registrationLimit must be from 1 to 1000/,
    },
    {
        name: "an invalid service setting value",
        type: "aws:ssm/serviceSetting:ServiceSetting",
        change: { settingId: "/ssm/managed-instance/activation-tier", settingValue: "free" },
        rejected: /"free" of .* does not fit/,
    },
    {
        name: "a parameter sixteen levels deep",
        type: "aws:ssm/parameter:Parameter",
        change: { name: "/a".repeat(16) },
        rejected: /more than fifteen levels/,
    },
];
