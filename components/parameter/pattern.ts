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
import { grantAcrossRegions } from "../statements/acrossRegions";
import type { NamingScope } from "../pattern/naming";
import { patternConstraints, severalRegionsConstraints } from "../pattern/commonConstraints";
import { arn, parameterArn, type AwsLocation } from "../pattern/location";
import { grant, type Pattern, type NamedResource, type PlannedDocument } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import { namedPolicies } from "../pattern/namedResources";
import * as limit from "../pattern/values";

type Args = Unwrap<ParameterAccessArgs>;
type Readers = Unwrap<ParameterReaders>;
type Writers = Unwrap<ParameterWriters>;

/** The access levels that have a policy of their own, by arg name. */
export const parameterAccessLevels = ["readers", "writers"] as const;
type AccessLevel = (typeof parameterAccessLevels)[number];

const constraints: Constraints<Args> = {
    properties: {
        ...patternConstraints,
        ...severalRegionsConstraints,
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

/** The ancestors of a path, without the root: `/app` for `/app/restricted`. */
const ancestorsOf = (path: string): readonly string[] => {
    const steps = path.split("/").slice(1, -1);
    return steps.map((_, i) => `/${steps.slice(0, i + 1).join("/")}`);
};

/**
 * Denying parameters does not exclude them from the result of a request for an ancestor path, so recursive requests for
 * the ancestors are denied too.
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
            ...new Set(paths.flatMap(ancestorsOf).map((path) => parameterArn(location, path))),
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
 * Parameter Store encrypts a standard `SecureString` with the key itself, and an advanced one with a data key. The
 * condition key `ssm:Policies` holds the string `"true"`, not a Boolean.
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
                      message: "is not below any of readers.paths, so the exception has no effect",
                      fix: "Use a path below one of readers.paths, or remove it.",
                  },
              ],
    );

const validate = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...granteesIssues(args, parameterAccessLevels, scope),
    ...parameterAccessLevels.flatMap((holder) =>
        requireSameRegion(`${holder}.kmsKeyArns`, args[holder]?.kmsKeyArns, scope, undefined, args.furtherRegions),
    ),
    ...exceptionIssues(args.readers ?? {}),
];

/** Who may read and who may write which parameters. */
export const parameter: Pattern<
    Args,
    Record<AccessLevel, NamedResource>,
    Record<AccessLevel, PlannedDocument | undefined>
> = {
    component: "ParameterAccess",
    summary:
        "Who may read and who may write which parameters of Parameter Store, by path or by name, including decryption.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html",
        "https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html",
        "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html",
    ],
    unverified: [],
    constraints,
    children: {
        readers: { kind: "policy", purpose: "grantees" },
        writers: { kind: "policy", purpose: "grantees" },
    },
    validate,
    names: (scope, explicit) => namedPolicies(scope, parameterAccessLevels, explicit),
    documents: {
        readers: ({ location }, args) => {
            const { readers } = args;
            return readers && grantAcrossRegions(location, args, (regional) => read(regional, readers));
        },
        writers: ({ location }, args) => {
            const { writers } = args;
            return writers && grantAcrossRegions(location, args, (regional) => write(regional, writers));
        },
    },
};
