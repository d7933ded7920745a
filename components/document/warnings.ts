import type { DocumentAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { accountOf, regionOf, type AwsLocation } from "../pattern/location";
import type { NamingScope } from "../pattern/naming";
import type { SiblingComponent } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import { regionsOf } from "../statements/acrossRegions";

type Args = Unwrap<DocumentAccessArgs>;

interface UsedDocument {
    readonly path: string;
    readonly name: string;
}

/** The args of any pattern that hold documents which somebody may run. */
const runsDocuments = new Set(["documents", "runbooks", "document", "runbook"]);

const usedDocuments = (value: unknown, path: string, isDocument = false): readonly UsedDocument[] => {
    if (typeof value === "string") {
        return isDocument ? [{ path, name: value }] : [];
    }
    if (Array.isArray(value)) {
        return value.flatMap((element: unknown, i) => usedDocuments(element, `${path}[${String(i)}]`, isDocument));
    }
    return typeof value === "object" && value !== null
        ? Object.entries(value).flatMap(([name, inner]) =>
              usedDocuments(inner, path === "" ? name : `${path}.${name}`, runsDocuments.has(name)),
          )
        : [];
};

/** The name of a document of the account in one of the Regions; undefined for that of another account or Region. */
const ownName = (nameOrArn: string, { accountId }: AwsLocation, regions: readonly string[]): string | undefined => {
    if (!nameOrArn.startsWith("arn:")) {
        return nameOrArn;
    }
    return accountOf(nameOrArn) === accountId && regions.includes(regionOf(nameOrArn))
        ? nameOrArn.replace(/^.*:document\//, "")
        : undefined;
};

const regionsOfArgs = (location: AwsLocation, args: Readonly<Record<string, unknown>>): readonly string[] =>
    regionsOf(location, args.furtherRegions as readonly string[] | undefined);

/** Warns about documents that authors may change and another component of the stack runs. */
export const authorWarnings = (
    { authors, furtherRegions }: Args,
    { location }: NamingScope,
    siblings: readonly SiblingComponent[],
): readonly ValidationIssue[] => {
    if (authors === undefined) {
        return [];
    }
    const { names = [], namePrefixes = [] } = authors;
    const regions = regionsOf(location, furtherRegions);
    return siblings
        .filter(
            ({ component, scope, args }) =>
                component !== "DocumentAccess" &&
                scope.location.accountId === location.accountId &&
                regionsOfArgs(scope.location, args).some((region) => regions.includes(region)),
        )
        .flatMap(({ reference, args }) =>
            usedDocuments(args, "").flatMap(({ path, name }) => {
                const changeable = ownName(name, location, regions);
                return changeable !== undefined &&
                    (names.includes(changeable) || namePrefixes.some((prefix) => changeable.startsWith(prefix)))
                    ? [
                          {
                              path: "authors",
                              message:
                                  `can change ${changeable}, which ${reference}.${path} runs: they run any code as root on its ` +
                                  "nodes, or with the role of its automations",
                              fix: "Keep it if the authors may do that; otherwise take the document out of their names.",
                          },
                      ]
                    : [];
            }),
        );
};

/** Warns about sharers in a Region where no component of the stack blocks public sharing. */
export const sharingWarnings = (
    { sharers, furtherRegions }: Args,
    { location }: NamingScope,
    siblings: readonly SiblingComponent[],
): readonly ValidationIssue[] => {
    const blocked = siblings.flatMap(({ component, scope, args }) =>
        component === "DocumentAccess" &&
        args.blockPublicSharing === true &&
        scope.location.accountId === location.accountId
            ? [scope.location.region]
            : [],
    );
    const open = regionsOf(location, furtherRegions).filter((region) => !blocked.includes(region));
    return sharers === undefined || open.length === 0
        ? []
        : [
              {
                  path: "sharers",
                  message: `can share documents with everybody in ${open.join(", ")}, unless another stack blocks public sharing there`,
                  fix: 'Set "blockPublicSharing" in one component of the account for each of these Regions.',
              },
          ];
};
