import type { DocumentAccessArgs } from "../../../components/document/args";
import type { Unwrap } from "../../../components/pattern/args";

type Args = Unwrap<DocumentAccessArgs>;

export const bucketKey = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
export const sharedDocument = "arn:aws:ssm:eu-west-1:210987654321:document/Partner-Harden";

/** Args that ask for all the pattern can create. */
export const everything: Args = {
    authors: {
        names: ["Acme-PatchNow"],
        namePrefixes: ["Acme-Web-"],
        documentTypes: ["Command", "Package"],
        attachmentSources: [{ bucketName: "acme-packages", keyPrefix: "web", kmsKeyArn: bucketKey }],
        setDefaultVersion: true,
        deleteDocuments: true,
        tagDocuments: true,
        grantees: { groups: ["developers"] },
    },
    sharers: { names: ["Acme-PatchNow"], grantees: { groups: ["platform"] } },
    readers: {
        documents: [sharedDocument, "AWS-RunPatchBaseline"],
        namePrefixes: ["Acme-"],
        grantees: { users: ["ana"] },
    },
    blockPublicSharing: true,
};

/** Authors of documents of every type, who leave the rest to others. */
export const writers: Args = { authors: { namePrefixes: ["Acme-Web-"], grantees: { groups: ["developers"] } } };
