import type { PatchAccessArgs, PatchAdministrators, Patchers } from "./args";
import type { Unwrap } from "../pattern/args";
import { requireSameAccount, requireSameLocation } from "../pattern/sameAccountAndRegion";
import { granteesIssues } from "../pattern/grantees";
import type { NamingScope } from "../pattern/naming";
import { isAwsOwnedDocument, nameOf } from "../pattern/location";
import type { ValidationIssue } from "../pattern/validationIssue";

/** What relates several args of patching, or args and the location. */

type Args = Unwrap<PatchAccessArgs>;
type Administrators = Unwrap<PatchAdministrators>;
type PatcherLevel = Unwrap<Patchers>;

/** Those who hold a policy of their own, by the arg that names them. */
export const patchAccessLevels = ["administrators", "patchers", "readers"] as const;

/** The document that each patch operation is; AWS's own default. */
export const patchDocument = "AWS-RunPatchBaseline";
const hookedDocument = "AWS-RunPatchBaselineWithHooks";
const patchDocuments: readonly string[] = [patchDocument, "AWS-RunPatchBaselineAssociation", hookedDocument];

const documentIssues = ({ documents = [], acceptHooks = false }: Partial<PatcherLevel>): readonly ValidationIssue[] => [
    ...documents.flatMap((value: unknown, i) => {
        const path = `patchers.documents[${String(i)}]`;
        if (typeof value !== "string" || !isAwsOwnedDocument(value)) {
            return [];
        }
        const name = nameOf(value);
        return !patchDocuments.includes(name)
            ? [
                  {
                      path,
                      value,
                      message: "is a document of AWS that patches nothing",
                      fix: `Name one of ${patchDocuments.join(", ")}, or grant it by RunCommandAccess.`,
                  },
              ]
            : name === hookedDocument && !acceptHooks
              ? [
                    {
                        path,
                        value,
                        message: "lets its sender run any document as root on the node",
                        fix: `Name ${patchDocument}, or set "acceptHooks".`,
                    },
                ]
              : [];
    }),
    ...(acceptHooks &&
    documents.every((value: unknown) => typeof value === "string" && nameOf(value) !== hookedDocument)
        ? [
              {
                  path: "patchers.acceptHooks",
                  value: true,
                  message: "accepts a document that patchers.documents does not name",
                  fix: `Add ${hookedDocument} to patchers.documents, or take it away here.`,
              },
          ]
        : []),
];

/** Tags and ids limit administrators to baselines there are; what they make carries neither. */
const createIssues = ({ createBaselines = false, ...limited }: Partial<Administrators>): readonly ValidationIssue[] =>
    (["baselineIds", "baselineTags"] as const)
        .filter((by) => createBaselines && limited[by] !== undefined)
        .map((by) => ({
            path: "administrators.createBaselines",
            value: true,
            message: `makes baselines that the administrators may not change: "${by}" limits them to others`,
            fix: `Take "createBaselines" away, or grant it in a component without "${by}".`,
        }));

const predefinedIssues = (args: Args, scope?: NamingScope): readonly ValidationIssue[] =>
    (["administrators", "readers"] as const).flatMap((holder) =>
        requireSameLocation(`${holder}.predefinedBaselineArns`, args[holder]?.predefinedBaselineArns, scope?.location),
    );

/** Every relation among the args that does not hold. */
export const validatePatch = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...granteesIssues(args, patchAccessLevels, scope),
    ...createIssues(args.administrators ?? {}),
    ...documentIssues(args.patchers ?? {}),
    ...predefinedIssues(args, scope),
    ...requireSameAccount("patchers.notificationRoleArns", args.patchers?.notificationRoleArns, scope),
];
