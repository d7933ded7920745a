import { allow, deny, type Conditions } from "../../policypack/iam";
import type { DocumentAccessArgs, DocumentAuthors, DocumentReaders, DocumentSharers } from "./args";
import { validateDocument, documentAccessLevels, supportsDocumentTypes } from "./validate";
import { authorWarnings, sharingWarnings } from "./warnings";
import type { Unwrap } from "../pattern/args";
import { patternConstraints, severalRegionsConstraints } from "../pattern/commonConstraints";
import type { Constraints } from "../pattern/constraints";
import { granteesConstraints } from "../pattern/grantees";
import { arn, documentArn, type AwsLocation } from "../pattern/location";
import { namedPolicies } from "../pattern/namedResources";
import { grant, type NamedResource, type Pattern, type PlannedDocument } from "../pattern/pattern";
import { grantAcrossRegions } from "../statements/acrossRegions";
import { bucketConstraints, readBucket } from "../statements/readBucket";
import * as limit from "../pattern/values";

type Args = Unwrap<DocumentAccessArgs>;
type AccessLevel = (typeof documentAccessLevels)[number];
type NameArgs = Pick<DocumentAccessArgs, "path" | "blockPublicSharing">;

/** The setting has an ARN only if the component creates it. */
type Names = Record<AccessLevel, NamedResource> & {
    readonly setting: { readonly name: string; readonly arn?: string };
};

const ownDocuments = {
    names: { atLeast: 1, each: limit.ownDocumentName },
    namePrefixes: { atLeast: 1, each: limit.ownDocumentPrefix },
} as const;

const constraints: Constraints<Args> = {
    properties: {
        ...patternConstraints,
        ...severalRegionsConstraints,
        authors: {
            properties: {
                ...ownDocuments,
                grantees: granteesConstraints,
                documentTypes: { atLeast: 1, each: limit.documentType },
                attachmentSources: { atLeast: 1, each: { properties: bucketConstraints } },
            },
            groups: [{ rule: "atLeastOne", of: ["names", "namePrefixes"] }],
        },
        sharers: {
            properties: { ...ownDocuments, grantees: granteesConstraints },
            groups: [{ rule: "atLeastOne", of: ["names", "namePrefixes"] }],
        },
        readers: {
            properties: {
                grantees: granteesConstraints,
                documents: { atLeast: 1, each: limit.documentName },
                namePrefixes: { atLeast: 1, each: limit.documentPrefix },
            },
            groups: [{ rule: "atLeastOne", of: ["documents", "namePrefixes"] }],
        },
    },
    groups: [{ rule: "atLeastOne", of: [...documentAccessLevels, "blockPublicSharing"] }],
};

/** The ARNs of documents by name, ARN or prefix. */
const documentArns = (
    location: AwsLocation,
    names: readonly string[] = [],
    namePrefixes: readonly string[] = [],
): readonly string[] =>
    [...names, ...namePrefixes.map((prefix) => `${prefix}*`)].map((name) => documentArn(location, name));

/** The path of the setting, below `/ssm`. */
const settingName = "public-sharing-permission";

/** The setting of a Region. AWS accepts no other Region. */
const settingArn = (location: AwsLocation): string =>
    arn(location, "ssm", `servicesetting/ssm/documents/console/${settingName}`);

const readActions = ["ssm:DescribeDocument", "ssm:GetDocument", "ssm:ListDocumentVersions"] as const;

/** AWS supports no resource-level permissions for the action. */
const listDocuments = allow("ListDocuments", ["ssm:ListDocuments"], ["*"]);

const ofTypes = (location: AwsLocation, types: readonly string[] | undefined): Conditions | undefined =>
    types === undefined || !supportsDocumentTypes(location)
        ? undefined
        : { StringEquals: { "ssm:DocumentType": types } };

const write = (
    location: AwsLocation,
    {
        names,
        namePrefixes,
        documentTypes,
        attachmentSources = [],
        setDefaultVersion = false,
        deleteDocuments = false,
        tagDocuments = false,
    }: Unwrap<DocumentAuthors>,
): PlannedDocument => {
    const documents = documentArns(location, names, namePrefixes);
    return grant(
        allow(
            "WriteDocuments",
            [
                "ssm:CreateDocument",
                "ssm:UpdateDocument",
                ...(setDefaultVersion ? ["ssm:UpdateDocumentDefaultVersion"] : []),
                ...(deleteDocuments ? ["ssm:DeleteDocument"] : []),
            ],
            documents,
            ofTypes(location, documentTypes),
        ),
        allow("ReadDocuments", readActions, documents),
        ...(tagDocuments
            ? [
                  allow(
                      "TagDocuments",
                      ["ssm:AddTagsToResource", "ssm:ListTagsForResource", "ssm:RemoveTagsFromResource"],
                      documents,
                  ),
              ]
            : []),
        ...attachmentSources.flatMap((source, i) => readBucket(location, `Attachments${String(i + 1)}`, source)),
        listDocuments,
    );
};

/** Sharing with everybody is an action on the document like any other sharing; only the setting prevents it. */
const share = (location: AwsLocation, { names, namePrefixes }: Unwrap<DocumentSharers>): PlannedDocument =>
    grant(
        allow(
            "ShareDocuments",
            ["ssm:DescribeDocument", "ssm:DescribeDocumentPermission", "ssm:ModifyDocumentPermission"],
            documentArns(location, names, namePrefixes),
        ),
        listDocuments,
        deny(
            "KeepPublicSharingSetting",
            ["ssm:ResetServiceSetting", "ssm:UpdateServiceSetting"],
            [settingArn(location)],
        ),
    );

const read = (location: AwsLocation, { documents, namePrefixes }: Unwrap<DocumentReaders>): PlannedDocument =>
    grant(allow("ReadDocuments", readActions, documentArns(location, documents, namePrefixes)), listDocuments);

/** Who may write, share and read documents, and whether documents of the Region may be public. */
export const document: Pattern<Args, Names, Record<AccessLevel, PlannedDocument | undefined>, NameArgs> = {
    component: "DocumentAccess",
    summary: "Who may write, share and read which documents and packages, and a block on public sharing.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/documents.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html",
        "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html",
    ],
    unverified: [],
    constraints,
    children: {
        authors: { kind: "policy", purpose: "grantees" },
        sharers: { kind: "policy", purpose: "grantees" },
        readers: { kind: "policy", purpose: "grantees" },
        setting: { kind: "serviceSetting" },
    },
    validate: validateDocument,
    warnings: (args, scope, siblings) => [
        ...authorWarnings(args, scope, siblings),
        ...sharingWarnings(args, scope, siblings),
    ],
    names: (scope, explicit) => ({
        ...namedPolicies(scope, documentAccessLevels, explicit),
        setting: {
            name: settingName,
            ...(explicit.blockPublicSharing === true ? { arn: settingArn(scope.location) } : {}),
        },
    }),
    documents: {
        authors: ({ location }, args) => {
            const { authors } = args;
            return authors && grantAcrossRegions(location, args, (regional) => write(regional, authors));
        },
        sharers: ({ location }, args) => {
            const { sharers } = args;
            return sharers && grantAcrossRegions(location, args, (regional) => share(regional, sharers));
        },
        readers: ({ location }, args) => {
            const { readers } = args;
            return readers && grantAcrossRegions(location, args, (regional) => read(regional, readers));
        },
    },
};
