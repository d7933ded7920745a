import * as assert from "node:assert/strict";
import { document } from "../../../components/document/pattern";
import { planDocuments, type SiblingComponent } from "../../../components/pattern/pattern";
import { namingScope } from "../namingScopes";
import { bucketKey, everything, sharedDocument, writers } from "./fixture";

const scope = namingScope("DocumentAccess");
const documentNamed = (name: string): string => `arn:aws:ssm:eu-west-1:123456789012:document/${name}`;
const written = [documentNamed("Acme-PatchNow"), documentNamed("Acme-Web-*")];
const read = ["ssm:DescribeDocument", "ssm:GetDocument", "ssm:ListDocumentVersions"];
const list = { Sid: "ListDocuments", Effect: "Allow", Action: ["ssm:ListDocuments"], Resource: ["*"] };

describe("the documents of DocumentAccess", () => {
    const documents = planDocuments(document, scope, everything);

    it("are exactly these for authors", () => {
        assert.deepEqual(documents.authors?.document, {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "WriteDocuments",
                    Effect: "Allow",
                    Action: [
                        "ssm:CreateDocument",
                        "ssm:UpdateDocument",
                        "ssm:UpdateDocumentDefaultVersion",
                        "ssm:DeleteDocument",
                    ],
                    Resource: written,
                    Condition: { StringEquals: { "ssm:DocumentType": ["Command", "Package"] } },
                },
                { Sid: "ReadDocuments", Effect: "Allow", Action: read, Resource: written },
                {
                    Sid: "TagDocuments",
                    Effect: "Allow",
                    Action: ["ssm:AddTagsToResource", "ssm:ListTagsForResource", "ssm:RemoveTagsFromResource"],
                    Resource: written,
                },
                {
                    Sid: "ReadAttachments1",
                    Effect: "Allow",
                    Action: ["s3:GetObject"],
                    Resource: ["arn:aws:s3:::acme-packages/web/*"],
                    Condition: { StringEquals: { "s3:ResourceAccount": ["123456789012"] } },
                },
                {
                    Sid: "ListAttachments1",
                    Effect: "Allow",
                    Action: ["s3:ListBucket"],
                    Resource: ["arn:aws:s3:::acme-packages"],
                    Condition: {
                        StringEquals: { "s3:ResourceAccount": ["123456789012"] },
                        StringLike: { "s3:prefix": ["web/*"] },
                    },
                },
                {
                    Sid: "DecryptAttachments1",
                    Effect: "Allow",
                    Action: ["kms:Decrypt"],
                    Resource: [bucketKey],
                    Condition: { StringEquals: { "kms:ViaService": ["s3.eu-west-1.amazonaws.com"] } },
                },
                list,
            ],
        });
    });

    it("are exactly these for authors who leave versions, deletion and tags to others", () => {
        assert.deepEqual(planDocuments(document, scope, writers).authors?.document.Statement, [
            {
                Sid: "WriteDocuments",
                Effect: "Allow",
                Action: ["ssm:CreateDocument", "ssm:UpdateDocument"],
                Resource: [documentNamed("Acme-Web-*")],
            },
            { Sid: "ReadDocuments", Effect: "Allow", Action: read, Resource: [documentNamed("Acme-Web-*")] },
            list,
        ]);
    });

    it("are exactly these for sharers", () => {
        assert.deepEqual(documents.sharers?.document.Statement, [
            {
                Sid: "ShareDocuments",
                Effect: "Allow",
                Action: ["ssm:DescribeDocument", "ssm:DescribeDocumentPermission", "ssm:ModifyDocumentPermission"],
                Resource: [documentNamed("Acme-PatchNow")],
            },
            list,
            {
                Sid: "KeepPublicSharingSetting",
                Effect: "Deny",
                Action: ["ssm:ResetServiceSetting", "ssm:UpdateServiceSetting"],
                Resource: [
                    "arn:aws:ssm:eu-west-1:123456789012:servicesetting/ssm/documents/console/public-sharing-permission",
                ],
            },
        ]);
    });

    it("are exactly these for readers: those of AWS have no account, and others keep theirs", () => {
        assert.deepEqual(documents.readers?.document.Statement, [
            {
                Sid: "ReadDocuments",
                Effect: "Allow",
                Action: read,
                Resource: [
                    sharedDocument,
                    "arn:aws:ssm:eu-west-1::document/AWS-RunPatchBaseline",
                    documentNamed("Acme-*"),
                ],
            },
            list,
        ]);
    });
});

describe("the warnings of DocumentAccess", () => {
    const sibling = (component: string, args: Readonly<Record<string, unknown>>): SiblingComponent => ({
        reference: "other.web",
        component,
        scope: namingScope(component),
        args,
        names: {},
    });
    const warnings = (args: typeof everything, ...siblings: readonly SiblingComponent[]): readonly string[] =>
        (document.warnings?.(args, scope, siblings) ?? []).map(({ path, message }) => `${path} ${message}`);
    const sends = (...documents: readonly string[]): SiblingComponent =>
        sibling("RunCommandAccess", { operator: { documents } });
    const authors = { authors: everything.authors };

    for (const [name, other, expected] of [
        [
            "a document by name",
            sends("Other", "Acme-PatchNow"),
            /^authors can change Acme-PatchNow, which other\.web\.operator\.documents\[1\] runs/,
        ],
        ["a document by prefix", sends("Acme-Web-Deploy"), /Acme-Web-Deploy/],
        ["a document by ARN", sends(documentNamed("Acme-PatchNow")), /Acme-PatchNow/],
        [
            "a runbook",
            sibling("AutomationAccess", { starters: { runbooks: ["Acme-PatchNow"] } }),
            /starters\.runbooks\[0\]/,
        ],
        ["another document", sends("Acme-WebDeploy")],
        ["a document of another account", sends("arn:aws:ssm:eu-west-1:210987654321:document/Acme-PatchNow")],
        ["a document of another Region", sends("arn:aws:ssm:eu-west-2:123456789012:document/Acme-PatchNow")],
        ["other authors of it", sibling("DocumentAccess", { readers: { documents: ["Acme-PatchNow"] } })],
    ] as readonly (readonly [string, SiblingComponent, RegExp?])[]) {
        it(`${expected === undefined ? "do not name" : "name"} ${name} that the stack runs`, () => {
            const found = warnings(authors, other);
            assert.equal(found.length, expected === undefined ? 0 : 1, found.join("\n"));
            if (expected !== undefined) {
                assert.match(found.join("\n"), expected);
            }
        });
    }

    it("name the Regions in which sharers can make documents public", () => {
        const sharers = { sharers: everything.sharers, furtherRegions: ["eu-west-2"] } as typeof everything;
        const block = sibling("DocumentAccess", { blockPublicSharing: true });
        assert.match(warnings(sharers).join(), /everybody in eu-west-1, eu-west-2, /);
        assert.match(warnings(sharers, block).join(), /everybody in eu-west-2, /);
        assert.deepEqual(warnings({ sharers: everything.sharers }, block), []);
    });
});
