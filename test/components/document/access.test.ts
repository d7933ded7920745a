import { document } from "../../../components/document/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import { describeAccess, may, mayNot, type Case } from "../../support/oracle";
import type { World } from "../../support/policiesInForce";
import { namingScope } from "../namingScopes";
import { bucketKey, everything, sharedDocument } from "./fixture";

const documents = planDocuments(document, namingScope("DocumentAccess"), everything);
const group = (name: string): string => `arn:aws:iam::123456789012:group/${name}`;
const author = group("developers");
const sharer = group("platform");
const reader = group("support");

const world = (): World => ({
    // Sharing works like a policy of the document.
    resourcePolicies: {
        [bucketKey]: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "Account",
                    Effect: "Allow",
                    Principal: { AWS: ["arn:aws:iam::123456789012:root"] },
                    Action: ["kms:*"],
                    Resource: ["*"],
                },
            ],
        },
        [sharedDocument]: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "Shared",
                    Effect: "Allow",
                    Principal: { AWS: ["arn:aws:iam::123456789012:root"] },
                    Action: ["ssm:GetDocument"],
                    Resource: [sharedDocument],
                },
            ],
        },
    },
    grants: Object.fromEntries(
        (
            [
                [author, documents.authors],
                [sharer, documents.sharers],
                [reader, documents.readers],
            ] as const
        ).map(([principal, planned]) => [principal, planned === undefined ? [] : [planned.document]]),
    ),
});

const documentNamed = (name: string): string => `arn:aws:ssm:eu-west-1:123456789012:document/${name}`;
const command = { "ssm:DocumentType": "Command" };
const setting = "arn:aws:ssm:eu-west-1:123456789012:servicesetting/ssm/documents/console/public-sharing-permission";
const file = "arn:aws:s3:::acme-packages/web/agent.zip";
const bucket = "arn:aws:s3:::acme-packages";
const inFolder = { "s3:prefix": "web/agent" };
const ours = { "s3:ResourceAccount": "123456789012" };

const cases: readonly Case[] = [
    may("an author creates a command", {
        principal: author,
        action: "ssm:CreateDocument",
        resource: documentNamed("Acme-Web-Deploy"),
        context: command,
    }),
    may("an author creates a package", {
        principal: author,
        action: "ssm:CreateDocument",
        resource: documentNamed("Acme-Web-Agent"),
        context: { "ssm:DocumentType": "Package" },
    }),
    mayNot("an author creates a runbook", {
        principal: author,
        action: "ssm:CreateDocument",
        resource: documentNamed("Acme-Web-Deploy"),
        context: { "ssm:DocumentType": "Automation" },
    }),
    mayNot("an author creates a document of another name", {
        principal: author,
        action: "ssm:CreateDocument",
        resource: documentNamed("Acme-WebDeploy"),
        context: command,
    }),
    may("an author updates a document by name", {
        principal: author,
        action: "ssm:UpdateDocument",
        resource: documentNamed("Acme-PatchNow"),
        context: command,
    }),
    mayNot("an author updates a document that begins with the name", {
        principal: author,
        action: "ssm:UpdateDocument",
        resource: documentNamed("Acme-PatchNow2"),
        context: command,
    }),
    mayNot("an author updates a document in another Region", {
        principal: author,
        action: "ssm:UpdateDocument",
        resource: "arn:aws:ssm:eu-west-2:123456789012:document/Acme-PatchNow",
        context: command,
    }),
    may("an author sets the default version", {
        principal: author,
        action: "ssm:UpdateDocumentDefaultVersion",
        resource: documentNamed("Acme-PatchNow"),
        context: command,
    }),
    may("an author deletes a document", {
        principal: author,
        action: "ssm:DeleteDocument",
        resource: documentNamed("Acme-PatchNow"),
        context: command,
    }),
    mayNot("an author deletes session preferences", {
        principal: author,
        action: "ssm:DeleteDocument",
        resource: documentNamed("SSM-SessionManagerRunShell"),
        context: { "ssm:DocumentType": "Session" },
    }),
    may("an author tags a document", {
        principal: author,
        action: "ssm:AddTagsToResource",
        resource: documentNamed("Acme-PatchNow"),
    }),
    mayNot("an author tags a node", {
        principal: author,
        action: "ssm:AddTagsToResource",
        resource: "arn:aws:ssm:eu-west-1:123456789012:managed-instance/mi-0123456789abcdef0",
    }),
    may("an author reads the files of a package", {
        principal: author,
        action: "s3:GetObject",
        resource: file,
        context: ours,
    }),
    mayNot("an author reads files in a bucket of the same name of another account", {
        principal: author,
        action: "s3:GetObject",
        resource: file,
        context: { "s3:ResourceAccount": "210987654321" },
    }),
    mayNot("an author reads other files", {
        principal: author,
        action: "s3:GetObject",
        resource: "arn:aws:s3:::acme-packages/web2/agent.zip",
        context: ours,
    }),
    mayNot("an author creates a document of unknown type", {
        principal: author,
        action: "ssm:CreateDocument",
        resource: documentNamed("Acme-Web-Deploy"),
    }),
    mayNot("an author reads files of an unknown owner", { principal: author, action: "s3:GetObject", resource: file }),
    may("an author lists the files", {
        principal: author,
        action: "s3:ListBucket",
        resource: bucket,
        context: { ...ours, ...inFolder },
    }),
    mayNot("an author lists all files", {
        principal: author,
        action: "s3:ListBucket",
        resource: bucket,
        context: ours,
    }),
    mayNot("an author lists other files", {
        principal: author,
        action: "s3:ListBucket",
        resource: bucket,
        context: { ...ours, "s3:prefix": "other/" },
    }),
    mayNot("an author lists files of another owner", {
        principal: author,
        action: "s3:ListBucket",
        resource: bucket,
        context: { ...inFolder, "s3:ResourceAccount": "210987654321" },
    }),
    mayNot("an author lists files of an unknown owner", {
        principal: author,
        action: "s3:ListBucket",
        resource: bucket,
        context: inFolder,
    }),
    may("an author decrypts files by S3", {
        principal: author,
        action: "kms:Decrypt",
        resource: bucketKey,
        context: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
    }),
    mayNot("an author decrypts by another service", {
        principal: author,
        action: "kms:Decrypt",
        resource: bucketKey,
        context: { "kms:ViaService": "ssm.eu-west-1.amazonaws.com" },
    }),
    mayNot("an author decrypts without a service", { principal: author, action: "kms:Decrypt", resource: bucketKey }),
    mayNot("an author shares a document", {
        principal: author,
        action: "ssm:ModifyDocumentPermission",
        resource: documentNamed("Acme-PatchNow"),
        context: command,
    }),
    mayNot("an author sends a document", {
        principal: author,
        action: "ssm:SendCommand",
        resource: documentNamed("Acme-PatchNow"),
    }),
    may("a sharer shares a document", {
        principal: sharer,
        action: "ssm:ModifyDocumentPermission",
        resource: documentNamed("Acme-PatchNow"),
        context: command,
    }),
    mayNot("a sharer shares another document", {
        principal: sharer,
        action: "ssm:ModifyDocumentPermission",
        resource: documentNamed("Acme-Web-Deploy"),
        context: command,
    }),
    mayNot("a sharer changes a document", {
        principal: sharer,
        action: "ssm:UpdateDocument",
        resource: documentNamed("Acme-PatchNow"),
        context: command,
    }),
    mayNot("a sharer allows public sharing", {
        principal: sharer,
        action: "ssm:UpdateServiceSetting",
        resource: setting,
    }),
    mayNot("a sharer resets the setting", { principal: sharer, action: "ssm:ResetServiceSetting", resource: setting }),
    may("a reader reads a shared document", {
        principal: reader,
        action: "ssm:GetDocument",
        resource: sharedDocument,
        context: command,
    }),
    may("a reader reads a document of AWS", {
        principal: reader,
        action: "ssm:GetDocument",
        resource: "arn:aws:ssm:eu-west-1::document/AWS-RunPatchBaseline",
        context: command,
    }),
    mayNot("a reader reads another document of AWS", {
        principal: reader,
        action: "ssm:GetDocument",
        resource: "arn:aws:ssm:eu-west-1::document/AWS-RunShellScript",
        context: command,
    }),
    may("a reader reads documents of the prefix", {
        principal: reader,
        action: "ssm:DescribeDocument",
        resource: documentNamed("Acme-Web-Deploy"),
        context: command,
    }),
    mayNot("a reader sees with whom a document is shared", {
        principal: reader,
        action: "ssm:DescribeDocumentPermission",
        resource: documentNamed("Acme-Web-Deploy"),
        context: command,
    }),
    may("a reader lists documents", { principal: reader, action: "ssm:ListDocuments", resource: "*" }),
];

describeAccess("people with DocumentAccess", world, cases);
