import type { PatchAccessArgs, PatchAdministrators, Patchers } from "./args";
import type { Unwrap } from "../pattern/args";
import { requireSameAccount, requireSameLocation } from "../pattern/sameAccountAndRegion";
import { granteesIssues } from "../pattern/grantees";
import type { NamingScope } from "../pattern/naming";
import { isAwsOwnedDocument, nameOf } from "../pattern/location";
import type { ValidationIssue } from "../pattern/validationIssue";

type Args = Unwrap<PatchAccessArgs>;
type Administrators = Unwrap<PatchAdministrators>;
type PatcherLevel = Unwrap<Patchers>;

/** The access levels that have a policy of their own, by arg name. */
export const patchAccessLevels = ["administrators", "patchers", "readers"] as const;

/** AWS's default document for patching. */
export const patchDocument = "AWS-RunPatchBaseline";
const hookedDocument = "AWS-RunPatchBaselineWithHooks";
const patchDocuments: readonly string[] = [patchDocument, "AWS-RunPatchBaselineAssociation", hookedDocument];

/** An AWS-owned document that does not patch, or that runs further documents without `acceptHooks`. */
const awsDocumentIssues = (path: string, value: unknown, acceptHooks: boolean): readonly ValidationIssue[] => {
    if (typeof value !== "string" || !isAwsOwnedDocument(value)) {
        return [];
    }
    const name = nameOf(value);
    if (!patchDocuments.includes(name)) {
        return [
            {
                path,
                value,
                message: "is an AWS-owned document that does not patch nodes",
                fix: `Use one of ${patchDocuments.join(", ")}, or grant the document by RunCommandAccess.`,
            },
        ];
    }
    return name === hookedDocument && !acceptHooks
        ? [
              {
                  path,
                  value,
                  message: "allows its sender to run any document as root on the node",
                  fix: `Use ${patchDocument}, or set "acceptHooks" to true.`,
              },
          ]
        : [];
};

const documentIssues = ({ documents = [], acceptHooks = false }: Partial<PatcherLevel>): readonly ValidationIssue[] => [
    ...documents.flatMap((value: unknown, i) =>
        awsDocumentIssues(`patchers.documents[${String(i)}]`, value, acceptHooks),
    ),
    ...(acceptHooks &&
    documents.every((value: unknown) => typeof value === "string" && nameOf(value) !== hookedDocument)
        ? [
              {
                  path: "patchers.acceptHooks",
                  value: true,
                  message: "accepts a document that patchers.documents does not contain",
                  fix: `Add ${hookedDocument} to patchers.documents, or remove "acceptHooks".`,
              },
          ]
        : []),
];

/** IDs and tags limit administrators to existing baselines; the baselines that they create match neither. */
const createIssues = ({ createBaselines = false, ...limited }: Partial<Administrators>): readonly ValidationIssue[] =>
    (["baselineIds", "baselineTags"] as const)
        .filter((by) => createBaselines && limited[by] !== undefined)
        .map((by) => ({
            path: "administrators.createBaselines",
            value: true,
            message: `allows creating baselines that the administrators cannot change, because "${by}" does not match them`,
            fix: `Remove "createBaselines", or grant it in a component without "${by}".`,
        }));

const predefinedIssues = (args: Args, scope?: NamingScope): readonly ValidationIssue[] =>
    (["administrators", "readers"] as const).flatMap((holder) =>
        requireSameLocation(`${holder}.predefinedBaselineArns`, args[holder]?.predefinedBaselineArns, scope?.location),
    );

/** Validates args against each other and against the location. */
export const validatePatch = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...granteesIssues(args, patchAccessLevels, scope),
    ...createIssues(args.administrators ?? {}),
    ...documentIssues(args.patchers ?? {}),
    ...predefinedIssues(args, scope),
    ...requireSameAccount("patchers.notificationRoleArns", args.patchers?.notificationRoleArns, scope),
];
