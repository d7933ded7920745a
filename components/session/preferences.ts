import type { SessionPreferences } from "./preferencesArgs";
import type { Unwrap } from "../pattern/args";
import type { Constraints } from "../pattern/constraints";
import type { NamingScope } from "../pattern/naming";
import { isBelow, nodesInRegion } from "../nodes/siblings";
import { arn, isAwsOwnedDocument, type AwsLocation } from "../pattern/location";
import type { SiblingComponent, NamedResource } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import * as limit from "../pattern/values";

type Preferences = Unwrap<SessionPreferences>;

/** The document of sessions that specify none: it holds the preferences of the Region. */
const regionalPreferences = "SSM-SessionManagerRunShell";

/** The component's session document, created by it or existing. */
export const preferencesDocument = (
    location: AwsLocation,
    { preferences }: { readonly preferences?: Pick<Preferences, "documentName"> },
): NamedResource => {
    const name = preferences?.documentName ?? regionalPreferences;
    return { name, arn: arn(location, "ssm", `document/${name}`) };
};

const shellProfile = {
    description: "a shell profile: at most 512 characters",
    pattern: "[\\s\\S]{0,512}",
} as const;

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html */
export const preferencesConstraints: Constraints<Preferences> = {
    properties: {
        documentName: {
            description: 'the name of one document: 3 to 128 letters, digits, ".", "_" or "-"',
            pattern: "[A-Za-z0-9_.-]{3,128}",
        },
        idleSessionTimeoutMinutes: limit.wholeNumber("minutes", 1, 60),
        maxSessionDurationMinutes: limit.wholeNumber("minutes", 1, 1440),
        kmsKeyArn: limit.kmsKeyArn,
        logGroup: { properties: { logGroupName: limit.logGroupName } },
        bucket: { properties: { bucketName: limit.bucketName, keyPrefix: limit.keyPrefix } },
        runAsDefaultUser: {
            description:
                'a user that sessions can run as: 1 to 32 lower-case letters, digits, "_", "." or "-", starting with a letter or "_", and not root',
            pattern: "(?!root$)[a-z_][a-z0-9_.-]{0,31}",
        },
        shellProfile: {
            properties: { linux: shellProfile, windows: shellProfile },
            groups: [{ rule: "atLeastOne", of: ["linux", "windows"] }],
        },
    },
};

/** Validates the preferences against each other. */
export const preferencesIssues = ({
    documentName,
    runAs,
    runAsDefaultUser,
}: Preferences): readonly ValidationIssue[] => [
    ...(documentName !== undefined && isAwsOwnedDocument(documentName)
        ? [
              {
                  path: "preferences.documentName",
                  value: documentName,
                  message: "starts with a prefix that is reserved for AWS-owned documents",
                  fix: `Use another name, or remove it to use ${regionalPreferences}.`,
              },
          ]
        : []),
    ...(runAsDefaultUser !== undefined && !(runAs ?? false)
        ? [
              {
                  path: "preferences.runAsDefaultUser",
                  value: runAsDefaultUser,
                  message: "has no effect without runAs",
                  fix: 'Set "runAs" to true, or remove it.',
              },
          ]
        : []),
];

/** Resources of the preferences that the stack's nodes may not use, so that their sessions fail or are not logged. */
export const preferencesWarnings = (
    { kmsKeyArn, logGroup, bucket }: Preferences,
    { location }: NamingScope,
    siblings: readonly SiblingComponent[],
): readonly ValidationIssue[] =>
    nodesInRegion(siblings, location.region).flatMap(({ reference, nodes: { sessions = {} } }) => [
        ...(
            [
                ["kmsKeyArn", kmsKeyArn, "kmsKeyArn", sessions.kmsKeyArn],
                ["logGroup.logGroupName", logGroup?.logGroupName, "logGroupName", sessions.logGroupName],
                ["bucket.bucketName", bucket?.bucketName, "bucket.bucketName", sessions.bucket?.bucketName],
            ] as const
        )
            .filter(([, value, , given]) => typeof value === "string" && value !== given)
            .map(([path, value, arg]) => ({
                path: `preferences.${path}`,
                value,
                message: `is not accessible to the nodes of ${reference}, so their sessions fail or are not logged`,
                fix: `Set it as "sessions.${arg}" in ${reference} too.`,
            })),
        ...(bucket !== undefined &&
        sessions.bucket?.bucketName === bucket.bucketName &&
        !isBelow(bucket.keyPrefix, sessions.bucket.keyPrefix)
            ? [
                  {
                      path: "preferences.bucket.keyPrefix",
                      value: bucket.keyPrefix,
                      message: `is not where the nodes of ${reference} may write, so their sessions fail or are not logged`,
                      fix: `Use the prefix of "sessions.bucket" in ${reference}, or change it there.`,
                  },
              ]
            : []),
    ]);

/**
 * The content of the document. It sets every input of the schema, so that no earlier value remains.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html
 */
export const preferencesContent = ({
    idleSessionTimeoutMinutes = 20,
    maxSessionDurationMinutes,
    kmsKeyArn = "",
    logGroup,
    bucket,
    runAs = false,
    runAsDefaultUser = "",
    shellProfile: { linux = "", windows = "" } = {},
}: Preferences): string =>
    JSON.stringify({
        schemaVersion: "1.0",
        description: "Preferences of Session Manager.",
        sessionType: "Standard_Stream",
        inputs: {
            s3BucketName: bucket?.bucketName ?? "",
            s3KeyPrefix: bucket?.keyPrefix ?? "",
            s3EncryptionEnabled: bucket?.encrypted ?? true,
            cloudWatchLogGroupName: logGroup?.logGroupName ?? "",
            cloudWatchEncryptionEnabled: logGroup?.encrypted ?? true,
            cloudWatchStreamingEnabled: logGroup?.streaming ?? true,
            kmsKeyId: kmsKeyArn,
            runAsEnabled: runAs,
            runAsDefaultUser,
            idleSessionTimeout: String(idleSessionTimeoutMinutes),
            maxSessionDuration: maxSessionDurationMinutes === undefined ? "" : String(maxSessionDurationMinutes),
            shellProfile: { windows, linux },
        },
    });
