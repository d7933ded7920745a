import type { DocumentAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { granteesIssues } from "../pattern/grantees";
import type { AwsLocation } from "../pattern/location";
import type { NamingScope } from "../pattern/naming";
import type { ValidationIssue } from "../pattern/validationIssue";

type Args = Unwrap<DocumentAccessArgs>;

/** The access levels, by the arg that names their grantees. */
export const documentAccessLevels = ["authors", "sharers", "readers"] as const;

/** Whether requests in the partition have `ssm:DocumentType`. Without it, a condition on the key never matches. */
export const supportsDocumentTypes = ({ partition }: Pick<AwsLocation, "partition">): boolean =>
    ["aws", "aws-cn", "aws-us-gov"].includes(partition);

const typeIssues = ({ authors }: Args, scope?: NamingScope): readonly ValidationIssue[] =>
    authors?.documentTypes === undefined || scope === undefined || supportsDocumentTypes(scope.location)
        ? []
        : [
              {
                  path: "authors.documentTypes",
                  value: authors.documentTypes,
                  message: `needs the condition key ssm:DocumentType, which AWS does not support in the partition ${scope.location.partition}`,
                  fix: "Remove it; the names limit the documents.",
              },
          ];

/** Reports names that a prefix of the same list covers. */
const coveredIssues = (
    path: string,
    names: readonly unknown[] = [],
    namePrefixes: readonly unknown[] = [],
): readonly ValidationIssue[] =>
    names.flatMap((value, i) => {
        const covering = namePrefixes.findIndex(
            (prefix) => typeof value === "string" && typeof prefix === "string" && value.startsWith(prefix),
        );
        return covering < 0
            ? []
            : [
                  {
                      path: `${path}[${String(i)}]`,
                      value,
                      message: `begins with namePrefixes[${String(covering)}], which covers it`,
                      fix: "Remove one of them.",
                  },
              ];
    });

/** Validates args against each other and against the location. */
export const validateDocument = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...granteesIssues(args, documentAccessLevels, scope),
    ...typeIssues(args, scope),
    ...coveredIssues("authors.names", args.authors?.names, args.authors?.namePrefixes),
    ...coveredIssues("sharers.names", args.sharers?.names, args.sharers?.namePrefixes),
    ...coveredIssues("readers.documents", args.readers?.documents, args.readers?.namePrefixes),
];
