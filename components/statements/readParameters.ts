import { allow, type Conditions, type Statement } from "../../policypack/iam";
import { parameterArn, type AwsLocation } from "../pattern/location";
import * as limit from "../pattern/values";
import { kmsViaService } from "./viaService";

/** Parameters by path or name, and the KMS keys that encrypt them. */
export interface NamedParameters {
    readonly paths?: readonly string[] | undefined;
    readonly names?: readonly string[] | undefined;
    readonly kmsKeyArns?: readonly string[] | undefined;
}

/** Constraints on parameter paths, names and keys. */
export const namedParameterConstraints = {
    paths: { atLeast: 1, each: limit.parameterPath },
    names: { atLeast: 1, each: limit.parameterName },
    kmsKeyArns: { atLeast: 1, each: limit.kmsKeyArn },
} as const;

/** The ARN pattern of the parameters below a path. */
export const belowPath = (location: AwsLocation, path: string): string => `${parameterArn(location, path)}/*`;

/** The ARNs of the parameters. */
export const parameterArns = (
    location: AwsLocation,
    { paths = [], names = [] }: NamedParameters,
): readonly string[] => [
    ...paths.map((path) => belowPath(location, path)),
    ...names.map((name) => parameterArn(location, name)),
];

/** Through Parameter Store and for these parameters only: their ARN is in the encryption context. */
export const forParameters = (location: AwsLocation, parameters: NamedParameters): Conditions => ({
    ...kmsViaService(location, "ssm"),
    StringLike: { "kms:EncryptionContext:PARAMETER_ARN": parameterArns(location, parameters) },
});

/**
 * Allows reading the parameters. AWS authorizes `GetParametersByPath` on the requested path, so it has its own
 * statement.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
 */
export const readParameters = (location: AwsLocation, parameters: NamedParameters): readonly Statement[] => {
    const { paths = [], kmsKeyArns } = parameters;
    return [
        allow("ReadParameters", ["ssm:GetParameter", "ssm:GetParameters"], parameterArns(location, parameters)),
        ...(paths.length === 0
            ? []
            : [
                  allow(
                      "ReadParametersByPath",
                      ["ssm:GetParametersByPath"],
                      [
                          ...paths.map((path) => parameterArn(location, path)),
                          ...paths.map((path) => belowPath(location, path)),
                      ],
                  ),
              ]),
        ...(kmsKeyArns === undefined
            ? []
            : [allow("DecryptParameters", ["kms:Decrypt"], kmsKeyArns, forParameters(location, parameters))]),
    ];
};
