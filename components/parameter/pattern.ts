import { allow, deny, type Statement } from "../../policypack/iam";
import type { ParameterAccessArgs, ParameterReadersArgs, ParameterWritersArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { foreignRegion } from "../pattern/sameAccountAndRegion";
import { granteesLimits, granteesProblems } from "../pattern/grantees";
import type { Limits } from "../pattern/constraints";
import {
    belowPath,
    forParameters,
    namedParameterLimits,
    parameterArns,
    readParameters,
} from "../statements/readParameters";
import type { Identity } from "../pattern/naming";
import { patternLimits } from "../pattern/commonConstraints";
import { arn, parameterArn, type Place } from "../pattern/location";
import { grant, type Pattern, type Planned, type PlannedDocument } from "../pattern/pattern";
import type { Problem } from "../pattern/validationIssue";
import { plannedPolicies } from "../pattern/namedResources";
import * as limit from "../pattern/values";

type Args = Unwrap<ParameterAccessArgs>;
type Readers = Unwrap<ParameterReadersArgs>;
type Writers = Unwrap<ParameterWritersArgs>;

/** Those who hold a policy of their own, by the arg that names them. */
export const parameterHolders = ["readers", "writers"] as const;
type Holder = (typeof parameterHolders)[number];

const limits: Limits<Args> = {
    properties: {
        ...patternLimits,
        readers: {
            properties: {
                ...namedParameterLimits,
                grantees: granteesLimits,
                exceptPaths: { atLeast: 1, each: limit.parameterPath },
            },
            together: [{ rule: "atLeastOne", of: ["paths", "names"] }],
        },
        writers: {
            properties: { ...namedParameterLimits, grantees: granteesLimits },
            together: [{ rule: "atLeastOne", of: ["paths", "names"] }],
        },
    },
    together: [{ rule: "atLeastOne", of: parameterHolders }],
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
const except = (place: Place, paths: readonly string[]): readonly Statement[] => [
    deny(
        "KeepExceptions",
        ["ssm:GetParameter*"],
        paths.flatMap((path) => [parameterArn(place, path), belowPath(place, path)]),
    ),
    deny(
        "KeepExceptionsFromAbove",
        ["ssm:GetParametersByPath"],
        [arn(place, "ssm", "parameter/"), ...new Set(paths.flatMap(above).map((path) => parameterArn(place, path)))],
        { StringEquals: { "ssm:Recursive": "true" } },
    ),
];

const read = (
    place: Place,
    { exceptPaths, history = false, listAll = false, ...parameters }: Readers,
): PlannedDocument =>
    grant(
        ...readParameters(place, parameters),
        ...(history
            ? [allow("ReadParameterHistory", ["ssm:GetParameterHistory"], parameterArns(place, parameters))]
            : []),
        ...(listAll ? [allow("ListParameters", ["ssm:DescribeParameters"], ["*"])] : []),
        ...(exceptPaths === undefined ? [] : except(place, exceptPaths)),
    );

/**
 * A `SecureString` of the standard tier is encrypted by the key itself, one of the advanced tier by a data key. Whether a
 * request carries parameter policies is a text, not a truth value.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
 */
const write = (place: Place, writers: Writers): PlannedDocument => {
    const {
        advancedTier = false,
        deleteParameters = false,
        parameterPolicies = false,
        tagParameters = false,
        kmsKeyArns,
    } = writers;
    const writable = parameterArns(place, writers);
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
                      forParameters(place, writers),
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

const exceptionProblems = ({ exceptPaths = [], paths = [] }: Partial<Readers>): readonly Problem[] =>
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

const problems = (args: Args, identity?: Identity): readonly Problem[] => [
    ...granteesProblems(args, parameterHolders, identity),
    ...parameterHolders.flatMap((holder) => foreignRegion(`${holder}.kmsKeyArns`, args[holder]?.kmsKeyArns, identity)),
    ...exceptionProblems(args.readers ?? {}),
];

/** Who reads and who writes which parameters. */
export const parameter: Pattern<Args, Record<Holder, Planned>, Record<Holder, PlannedDocument | undefined>> = {
    component: "ParameterAccess",
    summary:
        "Who may read and who may write which parameters of Parameter Store, by path or by name, and decrypt them.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html",
        "https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html",
        "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html",
    ],
    unverified: [],
    limits,
    problems,
    names: (identity, explicit) => plannedPolicies(identity, parameterHolders, explicit),
    documents: ({ place }, args) => ({
        readers: args.readers && read(place, args.readers),
        writers: args.writers && write(place, args.writers),
    }),
};
