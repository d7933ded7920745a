import { allow, deny, type Statement } from "../../policypack/iam";
import type { ParameterAccessArgs, ParameterReaders, ParameterWriters } from "./args";
import type { Unwrap } from "../pattern/args";
import { requireSameRegion } from "../pattern/sameAccountAndRegion";
import { granteesConstraints, granteesIssues } from "../pattern/grantees";
import type { Constraints } from "../pattern/constraints";
import {
    belowPath,
    forParameters,
    namedParameterConstraints,
    parameterArns,
    readParameters,
} from "../statements/readParameters";
import type { NamingScope } from "../pattern/naming";
import { patternConstraints } from "../pattern/commonConstraints";
import { arn, parameterArn, type AwsLocation } from "../pattern/location";
import { grant, type Pattern, type NamedResource, type PlannedDocument } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import { namedPolicies } from "../pattern/namedResources";
import * as limit from "../pattern/values";

type Args = Unwrap<ParameterAccessArgs>;
type Readers = Unwrap<ParameterReaders>;
type Writers = Unwrap<ParameterWriters>;

/** Those who hold a policy of their own, by the arg that names them. */
export const parameterAccessLevels = ["readers", "writers"] as const;
type AccessLevel = (typeof parameterAccessLevels)[number];

const constraints: Constraints<Args> = {
    properties: {
        ...patternConstraints,
        readers: {
            properties: {
                ...namedParameterConstraints,
                grantees: granteesConstraints,
                exceptPaths: { atLeast: 1, each: limit.parameterPath },
            },
            groups: [{ rule: "atLeastOne", of: ["paths", "names"] }],
        },
        writers: {
            properties: { ...namedParameterConstraints, grantees: granteesConstraints },
            groups: [{ rule: "atLeastOne", of: ["paths", "names"] }],
        },
    },
    groups: [{ rule: "atLeastOne", of: parameterAccessLevels }],
};

/** The paths above a path, without the root: `/app` of `/app/restricted`. */
const above = (path: string): readonly string[] => {
    const steps = path.split("/").slice(1, -1);
    return steps.map((_, i) => `/${steps.slice(0, i + 1).join("/")}`);
};

/**
 * A denial of parameters does not reach what a path above them returns, so those paths are denied too, where they are asked
 * for all that lies below.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
 */
const except = (location: AwsLocation, paths: readonly string[]): readonly Statement[] => [
    deny(
        "KeepExceptions",
        ["ssm:GetParameter*"],
        paths.flatMap((path) => [parameterArn(location, path), belowPath(location, path)]),
    ),
    deny(
        "KeepExceptionsFromAbove",
        ["ssm:GetParametersByPath"],
        [
            arn(location, "ssm", "parameter/"),
            ...new Set(paths.flatMap(above).map((path) => parameterArn(location, path))),
        ],
        { StringEquals: { "ssm:Recursive": "true" } },
    ),
];

const read = (
    location: AwsLocation,
    { exceptPaths, history = false, listAll = false, ...parameters }: Readers,
): PlannedDocument =>
    grant(
        ...readParameters(location, parameters),
        ...(history
            ? [allow("ReadParameterHistory", ["ssm:GetParameterHistory"], parameterArns(location, parameters))]
            : []),
        ...(listAll ? [allow("ListParameters", ["ssm:DescribeParameters"], ["*"])] : []),
        ...(exceptPaths === undefined ? [] : except(location, exceptPaths)),
    );

/**
 * A `SecureString` of the standard tier is encrypted by the key itself, one of the advanced tier by a data key. Whether a
 * request carries parameter policies is a text, not a truth value.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
 */
const write = (location: AwsLocation, writers: Writers): PlannedDocument => {
    const {
        advancedTier = false,
        deleteParameters = false,
        parameterPolicies = false,
        tagParameters = false,
        kmsKeyArns,
    } = writers;
    const writable = parameterArns(location, writers);
    return grant(
        allow(
            "WriteParameters",
            ["ssm:PutParameter", ...(deleteParameters ? ["ssm:DeleteParameter", "ssm:DeleteParameters"] : [])],
            writable,
        ),
        ...(tagParameters
            ? [
                  allow(
                      "TagParameters",
                      ["ssm:AddTagsToResource", "ssm:ListTagsForResource", "ssm:RemoveTagsFromResource"],
                      writable,
                  ),
              ]
            : []),
        ...(kmsKeyArns === undefined
            ? []
            : [
                  allow(
                      "EncryptParameters",
                      ["kms:Encrypt", ...(advancedTier ? ["kms:GenerateDataKey"] : [])],
                      kmsKeyArns,
                      forParameters(location, writers),
                  ),
              ]),
        ...(parameterPolicies
            ? []
            : [
                  deny("KeepFromParameterPolicies", ["ssm:PutParameter"], writable, {
                      StringEquals: { "ssm:Policies": "true" },
                  }),
              ]),
    );
};

const exceptionIssues = ({ exceptPaths = [], paths = [] }: Partial<Readers>): readonly ValidationIssue[] =>
    exceptPaths.flatMap((value: unknown, i) =>
        typeof value !== "string" ||
        paths.some((path: unknown) => typeof path !== "string" || value.startsWith(`${path}/`))
            ? []
            : [
                  {
                      path: `readers.exceptPaths[${String(i)}]`,
                      value,
                      message: "lies below none of readers.paths, so there is nothing to except it from",
                      fix: "Name a path below one of them, or take it away.",
                  },
              ],
    );

const validate = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...granteesIssues(args, parameterAccessLevels, scope),
    ...parameterAccessLevels.flatMap((holder) =>
        requireSameRegion(`${holder}.kmsKeyArns`, args[holder]?.kmsKeyArns, scope),
    ),
    ...exceptionIssues(args.readers ?? {}),
];

/** Who reads and who writes which parameters. */
export const parameter: Pattern<
    Args,
    Record<AccessLevel, NamedResource>,
    Record<AccessLevel, PlannedDocument | undefined>
> = {
    component: "ParameterAccess",
    summary:
        "Who may read and who may write which parameters of Parameter Store, by path or by name, and decrypt them.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html",
        "https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html",
        "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html",
    ],
    unverified: [],
    constraints,
    validate,
    names: (scope, explicit) => namedPolicies(scope, parameterAccessLevels, explicit),
    documents: ({ location }, args) => ({
        readers: args.readers && read(location, args.readers),
        writers: args.writers && write(location, args.writers),
    }),
};
